// Whatever people feed in by mistake or by malice: a clear error that names the file, status 2, nothing written.

import Bindings
import TestSupport
import Testing

struct BrokenInputTests {
    private static let manifest = """
        <ImportExportXml languagecode="1033"><SolutionManifest><UniqueName>Broken</UniqueName><Version>1.0</Version>
        <Managed>0</Managed></SolutionManifest></ImportExportXml>
        """

    private static func zip(_ entries: [(String, String)]) throws -> [UInt8] {
        let writer = try ZipWriter()
        for (name, text) in entries { try writer.add(name, Array(text.utf8)) }
        return try writer.finish()
    }

    private static func solution(_ customizations: String) throws -> [UInt8] {
        try zip([("solution.xml", manifest), ("customizations.xml", customizations)])
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let bytes: @Sendable () throws -> [UInt8]
        let error: String
        var line: Int?
        var testDescription: String { id }
    }

    static let cases: [Case] = [
        Case(id: "empty", bytes: { [] }, error: "not a zip"),
        Case(id: "text", bytes: { Array("this is only a text, and no zip".utf8) }, error: "not a zip"),
        Case(id: "truncated", bytes: { Array(try solution("<a/>").dropLast(40)) }, error: "zip"),
        Case(id: "no-solution", bytes: { try zip([("readme.txt", "x")]) }, error: "holds no solution"),
        Case(
            id: "other-manifest", bytes: { try zip([("solution.xml", "<a/>"), ("customizations.xml", "<ImportExportXml/>")]) },
            error: "not a solution's manifest"),
        Case(
            id: "malformed", bytes: { try solution("<ImportExportXml>\n<Entities>\n</ImportExportXml>") },
            error: "mismatch", line: 3),
        Case(
            id: "laughs",
            bytes: {
                try solution(
                    "<!DOCTYPE a [\n<!ENTITY a \"aaaa\">\n<!ENTITY b \"&a;&a;&a;&a;\">\n]>\n<ImportExportXml>&b;</ImportExportXml>")
            }, error: "declarations of entities are not allowed", line: 2),
        Case(
            id: "external-entity",
            bytes: { try solution("<!DOCTYPE a [<!ENTITY a SYSTEM \"file:///etc/hostname\">]>\n<ImportExportXml>&a;</ImportExportXml>") },
            error: "declarations of entities are not allowed", line: 1),
        Case(
            id: "invalid-utf8",
            bytes: {
                let writer = try ZipWriter()
                try writer.add("solution.xml", Array(manifest.utf8))
                try writer.add(
                    "customizations.xml", Array("<ImportExportXml>\n".utf8) + [0xFF, 0xFE, 0x80] + Array("</ImportExportXml>".utf8))
                return try writer.finish()
            }, error: "UTF-8", line: 2),
        Case(
            id: "deep", bytes: { try solution(String(repeating: "<a>", count: 5000)) },
            error: "nested more than 512 deep"),
        Case(id: "dots", bytes: { try zip([("solution.xml", manifest), ("../../evil.txt", "x")]) }, error: "leads out of the folder"),
        Case(id: "absolute", bytes: { try zip([("/etc/evil", "x")]) }, error: "is an absolute path"),
        Case(id: "backslash", bytes: { try zip([("a\\b", "x")]) }, error: "has a backslash"),
        Case(id: "case-twins", bytes: { try zip([("a.xml", "x"), ("A.xml", "x")]) }, error: "differ only in letter case"),
        Case(
            id: "bomb",
            bytes: {
                let writer = try ZipWriter()
                try writer.add("solution.xml", Array(manifest.utf8))
                try writer.add("customizations.xml", [UInt8](repeating: 0, count: 16 << 20))
                return try writer.finish()
            }, error: "grows more than 200 times"),
        Case(
            id: "claims-4-gigabytes",
            bytes: {
                var bytes = try zip([("solution.xml", String(repeating: "0123456789", count: 700))])
                // 7000 in the directory becomes nearly 4 GB.
                for start in bytes.indices.dropLast(4) where Array(bytes[start..<start + 4]) == [0x58, 0x1B, 0, 0] {
                    for offset in 0..<4 { bytes[start + offset] = 0xF0 }
                }
                return bytes
            }, error: "unpacks to 4042322160 bytes"),
    ]

    @Test(arguments: cases)
    func isRefusedClearly(example: Case) throws {
        let directory = TemporaryDirectory()
        try directory.write(try example.bytes(), to: "input.zip")
        try directory.write("mine", to: "Broken/mine.txt")
        try check(example, try BuiltProgram.run("ls", "input.zip", in: directory.path))
        try check(example, try BuiltProgram.run("unpack", "-d", "Broken", "input.zip", in: directory.path))
        #expect(try Walk.list(directory.path).map(\.path) == ["Broken", "Broken/mine.txt", "input.zip"])
    }

    private func check(_ example: Case, _ run: ProgramRun) throws {
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "), "\(run)")
        #expect(run.errors.contains("input.zip"), "\(run)")
        #expect(run.errors.contains(example.error), "\(run)")
        #expect(run.errors.contains("\nhint: "), "\(run)")
        if let line = example.line { #expect(run.errors.contains("line \(line)"), "\(run)") }
    }

    @Test func aFileThatCannotBeReadIsNamed() throws {
        let directory = TemporaryDirectory()
        _ = try Process.run(["ln", "-s", "loop.zip", directory.path + "/loop.zip"])
        let run = try BuiltProgram.run("ls", "loop.zip", in: directory.path)
        #expect(run.status == 2)
        #expect(run.errors.contains("loop.zip"))
    }

    @Test func oneBrokenFileOfAFolderIsAWarning() throws {
        let directory = TemporaryDirectory()
        try directory.write(Self.manifest, to: "Other/Solution.xml")
        try directory.write("<optionset Name=\"a\"", to: "OptionSets/a.xml")
        try directory.write("<optionset Name=\"b\" />", to: "OptionSets/b.xml")
        let run = try BuiltProgram.run("ls", in: directory.path)
        #expect(run.status == 0)
        #expect(run.output.contains("optionset/b"))
        #expect(run.errors.contains("OptionSets/a.xml") && run.errors.contains("line 1"), "\(run)")
    }
}
