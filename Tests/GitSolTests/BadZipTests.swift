// Zips that no environment exports, made byte by byte: each is refused with its name, its entry and a hint, and nothing is written.

import Bindings
import TestSupport
import Testing

struct BadZipTests {
    typealias Entry = RawZip.Entry

    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let bytes: @Sendable () throws -> [UInt8]
        /// What the error says, the entry's name among it.
        let errors: [String]
        /// `ls` has nothing against it: only a package must be more than a readable zip.
        var isListed = false
        var testDescription: String { id }

        init(_ id: String, _ errors: String..., isListed: Bool = false, bytes: @escaping @Sendable () throws -> [UInt8]) {
            self.id = id
            self.errors = errors
            self.isListed = isListed
            self.bytes = bytes
        }

        /// A whole solution with more entries.
        init(_ id: String, _ errors: String..., isListed: Bool = false, with entries: @escaping @Sendable () -> [Entry]) {
            self.id = id
            self.errors = errors
            self.isListed = isListed
            bytes = { RawZip(BadZipTests.solution() + entries()).bytes }
        }
    }

    static func manifest(_ name: String = "Bad", managed: String = "0") -> String {
        """
        <ImportExportXml languagecode="1033"><SolutionManifest><UniqueName>\(name)</UniqueName><Version>1.0</Version>
        <Managed>\(managed)</Managed></SolutionManifest></ImportExportXml>
        """
    }

    static func solution(
        _ name: String = "Bad", managed: String = "0", customizations: String = "<ImportExportXml />"
    ) -> [Entry] {
        [Entry("solution.xml", manifest(name, managed: managed)), Entry("customizations.xml", customizations)]
    }

    private static func named(_ bytes: [UInt8]) -> Entry { Entry("", "x").with { $0.name = bytes } }

    private static func role(_ name: String, id: Int = 1) -> String { "<Role id=\"\(id)\" name=\"\(name)\" />" }

    private static func roles(_ names: String...) -> String {
        let roles = names.enumerated().map { role($1, id: $0) }
        return "<ImportExportXml><Roles>\(roles.joined())</Roles></ImportExportXml>"
    }

    /// Web resources, whose names are paths.
    private static func scripts(_ names: String...) -> [Entry] {
        let elements = names.enumerated().map { number, name in
            "<WebResource><Name>\(name)</Name><FileName>/WebResources/\(number)</FileName></WebResource>"
        }
        let customizations = "<ImportExportXml><WebResources>\(elements.joined())</WebResources></ImportExportXml>"
        return solution(customizations: customizations) + names.indices.map { Entry("WebResources/\($0)", "x") }
    }

    static let names: [Case] = [
        Case("twice", "entry 'a.txt' stands twice") { [Entry("a.txt", "1"), Entry("a.txt", "2")] },
        Case("solution-twice", "entry 'solution.xml' stands twice") { solution() },
        Case("case", "entries 'a.txt' and 'A.TXT' differ only in letter case") { [Entry("a.txt"), Entry("A.TXT")] },
        Case("case-beyond-ascii", "entries 'é.txt' and 'É.txt' differ only") { [Entry("é.txt"), Entry("É.txt")] },
        Case("file-and-folder", "entry 'Roles' is a file, and 'Roles/a.xml' is in it") {
            [Entry("Roles", "x"), Entry("Roles/a.xml", "x")]
        },
        Case("file-and-deep-folder", "entry 'a/B' is a file") { [Entry("a/B", "x"), Entry("a/b/c/d", "x")] },
        Case("backslash", "entry 'Roles\\a.xml' has a backslash") { [Entry("Roles\\a.xml", "x")] },
        Case("backslash-out", "entry '..\\evil' has a backslash") { [Entry("..\\evil", "x")] },
        Case("network-path", "entry '\\\\host\\share' is an absolute path") { [Entry("\\\\host\\share", "x")] },
        Case("absolute", "entry '/etc/evil' is an absolute path") { [Entry("/etc/evil", "x")] },
        Case("drive", "entry 'C:/evil' names a drive") { [Entry("C:/evil", "x")] },
        Case("drive-relative", "entry 'c:evil' names a drive") { [Entry("c:evil", "x")] },
        Case("dots", "entry '../evil' leads out of the folder") { [Entry("../evil", "x")] },
        Case("dots-inside", "entry 'a/../../evil' leads out of the folder") { [Entry("a/../../evil", "x")] },
        Case("dots-folder", "entry 'a/../' leads out of the folder") { [Entry("a/../")] },
        Case("dot", "entry './a' has a '.' segment") { [Entry("./a", "x")] },
        Case("empty-segment", "entry 'a//b' has an empty segment") { [Entry("a//b", "x")] },
        Case("device", "entry 'CON' names a device") { [Entry("CON", "x")] },
        Case("device-lower", "entry 'a/nul' names a device") { [Entry("a/nul", "x")] },
        Case("device-ending", "entry 'COM1.txt' names a device") { [Entry("COM1.txt", "x")] },
        Case("device-space", "entry 'aux .txt' names a device") { [Entry("aux .txt", "x")] },
        Case("device-folder", "entry 'lpt9/a' names a device") { [Entry("lpt9/a", "x")] },
        Case("control", "has a control character") { [named([0x61, 0x1B, 0x62])] },
        Case("line-end", "has a control character") { [named([0x61, 0x0A, 0x62])] },
        Case("nul", "has a control character") { [named([0x61, 0x00, 0x62])] },
        Case("nul-hides-an-ending", "has a control character") { [named(Array("a.txt".utf8) + [0] + Array(".exe".utf8))] },
        Case("no-utf8", "is not UTF-8") { [named([0x61, 0xFF, 0xFE])] },
        Case("no-utf8-cp437", "is not UTF-8") { [named([0x61, 0x81]).with { $0.flags = 0 }] },
        Case("overlong", "is not UTF-8") { [named([0x61, 0xC0, 0xAF, 0x62])] },
        Case("surrogate", "is not UTF-8") { [named([0x61, 0xED, 0xA0, 0x80])] },
        Case("no-name", "is empty") { [Entry("", "x")] },
        Case("link", "entry 'link' is a symbolic link") { [Entry("link", "/etc").mode(0o120777)] },
        Case("link-folder", "entry 'link/' is a symbolic link") { [Entry("link/", "/etc").mode(0o120777)] },
        Case("encrypted", "entry 'secret' is encrypted") { [Entry("secret", "x").with { $0.flags |= 1 }] },
        Case("two-names-far", "entry 'good': its own header calls it 'evil'") {
            [
                Entry("good", "x").with {
                    $0.localName = Array("evil".utf8); $0.hasFarPlace = true
                }
            ]
        },
        Case("two-names", "entry 'good': its own header calls it 'evil'") {
            [Entry("good", "x").with { $0.localName = Array("evil".utf8) }]
        },
    ]

    static let sizes: [Case] = [
        Case("claims-4-gigabytes", "entry 'a': entry unpacks to 4026531840 bytes") {
            [Entry("a", "x").with { $0.claimedSize = 0xF000_0000 }]
        },
        Case("grows", "grows more than 200 times") { [Entry("a", "xx").with { ($0.claimedSize, $0.method) = (1 << 28, 8) }] },
        Case("packed-beyond-the-end", "entry 'a'") { [Entry("a", "x").with { $0.claimedPackedSize = 1 << 20 }] },
        Case("smaller-than-it-says", "entry 'a'") { [Entry("a", "xyz").with { $0.claimedSize = 100 }] },
        Case("larger-than-it-says", "entry 'a'") { [Entry("a", "xyz").with { $0.claimedSize = 1 }] },
        Case("checksum", "entry 'a'") { [Entry("a", "xyz").with { $0.claimedChecksum = 1 }] },
        Case("garbage-deflated", "entry 'a'") { [Entry("a", "garbage").with { ($0.method, $0.claimedSize) = (8, 50) }] },
        Case("unknown-method", "entry 'a'") { [Entry("a", "xyz").with { $0.method = 77 }] },
        Case("more-entries-than-there-are", "zip") { RawZip(solution(), claimedCount: 9).bytes },
        Case("fewer-entries-than-there-are", "zip") { RawZip(solution() + [Entry("a", "x")], claimedCount: 2).bytes },
        Case("no-entries", "holds no solution") { RawZip([]).bytes },
        Case("end-only", "zip") { Array(RawZip(solution()).bytes.suffix(22)) },
        Case("front-missing", "zip") { Array(RawZip(solution()).bytes.dropFirst(40)) },
        Case("half", "zip") {
            let bytes = RawZip(solution()).bytes; return Array(bytes.prefix(bytes.count / 2))
        },
    ]

    static let packages: [Case] = [
        Case("no-solution", "holds no solution") { RawZip([Entry("customizations.xml", "<ImportExportXml />")]).bytes },
        Case("no-customizations", "has no 'customizations.xml'", isListed: true) { RawZip([solution()[0]]).bytes },
        Case("in-a-folder", "'Export/solution.xml' is not at the top of the zip", isListed: true) {
            RawZip(solution().map { entry in entry.with { $0.name = Array("Export/".utf8) + $0.name } }).bytes
        },
        Case("one-inside-another", "solution", "'more/solution.xml'", isListed: true) {
            solution("Other").map { entry in entry.with { $0.name = Array("more/".utf8) + $0.name } }
        },
        Case("both-halves-at-once", "'2'", isListed: true) { RawZip(solution(managed: "2")).bytes },
        Case("another-root", "no customizations document: its root is 'Entities'") {
            RawZip(solution(customizations: "<Entities />")).bytes
        },
        Case("json", "customizations.xml", "line 1") { RawZip(solution(customizations: "{\"Entities\": []}")).bytes },
        Case("empty-document", "customizations.xml", "line 1") { RawZip(solution(customizations: "")).bytes },
        Case("blank-document", "customizations.xml", "line ") { RawZip(solution(customizations: " \n ")).bytes },
        Case("truncated-document", "customizations.xml", "line 2") {
            RawZip(solution(customizations: "<ImportExportXml>\n<Entities><Ent")).bytes
        },
        Case("two-roots", "customizations.xml", "line 1") {
            RawZip(solution(customizations: "<ImportExportXml /><ImportExportXml />")).bytes
        },
        Case("markers", "customizations.xml", "line 2") {
            RawZip(solution(customizations: "<ImportExportXml>\n<<<<<<< ours\n</ImportExportXml>")).bytes
        },
        Case("takes-the-manifest's-place", "'Other/Solution.xml'", isListed: true) { [Entry("Other/Solution.xml", "<a/>")] },
        Case("takes-a-component's-place", "'Roles/Clerk.xml'", isListed: true) {
            RawZip(solution(customizations: roles("Clerk")) + [Entry("Roles/Clerk.xml", "x")]).bytes
        },
        Case("component-leads-out", "which leads out", isListed: true) { RawZip(scripts("../../evil")).bytes },
        Case("component-with-backslash", "which has a backslash", isListed: true) { RawZip(scripts("..\\..\\evil")).bytes },
        Case("component-names-a-device", "'Roles/NUL.xml', which names a device", isListed: true) {
            RawZip(solution(customizations: roles("NUL"))).bytes
        },
        Case("component-inside-a-component", "'WebResources/a' is a file", isListed: true) { RawZip(scripts("a", "a/b")).bytes },
    ]

    @Test(arguments: names + sizes + packages)
    func isRefusedAndNothingIsWritten(example: Case) throws {
        let directory = TemporaryDirectory()
        try directory.write(try example.bytes(), to: "input.zip")
        try directory.write("mine", to: "folder/Roles/mine.txt")
        let before = try Walk.list(directory.path)
        let isDamagedInside = Self.sizes.contains { $0.id == example.id }
        if !example.isListed, !isDamagedInside { try check(example, try BuiltProgram.run("ls", "input.zip", in: directory.path)) }
        if isDamagedInside {
            // Listing reads no content that it does not show; it must only end in peace.
            #expect(try [0, 2].contains(BuiltProgram.run("ls", "input.zip", in: directory.path).status))
        }
        try check(example, try BuiltProgram.run("unpack", "-d", "folder", "input.zip", in: directory.path))
        try check(example, try BuiltProgram.run("unpack", "-d", "new", "input.zip", in: directory.path))
        try check(example, try BuiltProgram.run("unpack", "--dry-run", "-d", "new", "input.zip", in: directory.path))
        #expect(try Walk.list(directory.path) == before)
    }

    @Test func halvesMustBelongTogether() throws {
        let directory = TemporaryDirectory()
        for (name, managed) in [("One", "0"), ("One", "1"), ("Other", "0"), ("Other", "1")] {
            try directory.write(RawZip(Self.solution(name, managed: managed)).bytes, to: name + managed + ".zip")
        }
        let before = try Walk.list(directory.path)
        let pairs = [
            ("One0.zip", "Other1.zip", "of different solutions: 'One' and 'Other'"), ("One0.zip", "One0.zip", "both zips are unmanaged"),
            ("One1.zip", "One1.zip", "both zips are managed"), ("Other0.zip", "One0.zip", "of different solutions"),
        ]
        for (one, other, error) in pairs {
            let run = try BuiltProgram.run("unpack", "-d", "new", one, other, in: directory.path)
            #expect(run.status == 2 && run.errors.contains(error) && run.errors.contains("\nhint: "), "\(run)")
        }
        #expect(try Walk.list(directory.path) == before)
    }

    private func check(_ example: Case, _ run: ProgramRun) throws {
        #expect(run.status == 2, "\(run)")
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("error: "), "\(run)")
        #expect(run.errors.contains("input.zip"), "\(run)")
        for error in example.errors { #expect(run.errors.contains(error), "\(run)") }
        #expect(run.errors.contains("\nhint: "), "\(run)")
    }
}
