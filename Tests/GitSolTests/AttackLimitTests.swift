// Small packages that would take much: refused within little memory, by a message that names the limit, which a setting of git's raises.

import Bindings
import TestSupport
import Testing

struct AttackLimitTests {
    private let directory = TemporaryDirectory()
    private static let manifest = """
        <ImportExportXml><SolutionManifest><UniqueName>Big</UniqueName><Version>1.0</Version><Managed>0</Managed></SolutionManifest></ImportExportXml>
        """

    private func solution(_ entries: [(String, [UInt8])], customizations: String = "<ImportExportXml />") throws -> String {
        let writer = try ZipWriter()
        try writer.add("solution.xml", Array(Self.manifest.utf8))
        try writer.add("customizations.xml", Array(customizations.utf8))
        for (name, bytes) in entries { try writer.add(name, bytes) }
        return try directory.write(try writer.finish(), to: "big.zip")
    }

    /// In so many megabytes of memory, all that the process maps counted.
    private func sol(_ words: [String], megabytes: Int = 900, variables: [String: String] = [:]) throws -> ProgramRun {
        let all = BuiltProgram.environment().merging(variables) { $1 }
        let limit = ["sh", "-c", "ulimit -v \(megabytes * 1024) && exec \"$0\" \"$@\"", BuiltProgram.path]
        let result = try Process.run(limit + words, environment: Environment(all), directory: directory.path)
        guard case .exited(let status) = result.end else {
            throw GitRun.Failure("\(words): \(result.end) \(String(decoding: result.errors, as: UTF8.self))")
        }
        return ProgramRun(
            output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self), status: status,
            work: result.work)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let setting: String
        /// A value that takes what `value` of the setting refuses.
        let low: String
        let high: String
        let testDescription: String

        init(_ setting: String, low: String, high: String) {
            (self.setting, self.low, self.high, testDescription) = (setting, low, high, setting)
        }
    }

    static let cases = [
        Case("sol.limitEntries", low: "3", high: "4"), Case("sol.limitEntrySize", low: "2047k", high: "2m"),
        Case("sol.limitTotalSize", low: "2m", high: "3m"), Case("sol.limitRatio", low: "100", high: "2k"),
        Case("sol.limitNameLength", low: "17", high: "18"), Case("sol.limitDepth", low: "2", high: "3"),
        Case("sol.limitDocumentSize", low: "50", high: "1k"), Case("sol.limitDocumentItems", low: "3", high: "40"),
        Case("sol.limitAttributes", low: "1", high: "2"),
    ]

    /// Each is heeded wherever git would find it, and named where it is in the way.
    @Test(arguments: cases) func eachLimitIsNamedAndCanBeSet(_ one: Case) throws {
        _ = try solution(
            [("a/b/c.txt", [1]), ("d.bin", [UInt8](repeating: 0, count: 2 << 20))],
            customizations: "<ImportExportXml><A><B c='' d='' /></A></ImportExportXml>")
        try directory.write("[sol]\n\t\(one.setting.dropFirst(4)) = \(one.low)\n", to: "settings")
        let home = ["GIT_CONFIG_GLOBAL": directory.path + "/settings"]
        let raised = home.merging(["GIT_CONFIG_PARAMETERS": "'\(one.setting)'='\(one.high)'", "GIT_CONFIG_COUNT": "0"]) { $1 }
        let base = ["-c", "sol.limitRatio=2000"]
        for words in [["ls", "big.zip"], ["unpack", "-d", "out", "big.zip"]] {
            let flags = one.setting == "sol.limitRatio" ? [] : base
            for run in [
                try sol(flags + words, variables: home), try sol(flags + ["-c", "\(one.setting)=\(one.low)"] + words),
            ] {
                #expect(run.status == 2 && run.errors.contains(one.setting) && run.errors.contains("git config"), "\(words): \(run)")
                #expect(!Files.exists(directory.path + "/out"))
            }
            for run in [
                try sol(flags + words, variables: raised), try sol(flags + ["-c", "\(one.setting)=\(one.high)"] + words, variables: home),
            ] {
                #expect(run.status == 0, "\(words): \(run)")
                try Files.removeTree(directory.path + "/out")
            }
        }
        // The repository's own settings too.
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        try git("config", one.setting, one.low)
        if one.setting != "sol.limitRatio" { try git("config", "sol.limitRatio", "2000") }
        #expect(try sol(["ls", "big.zip"]).status == 2)
        try git("config", one.setting, one.high)
        #expect(try sol(["ls", "big.zip"]).status == 0)
    }

    @Test(arguments: ["", "x", "-1", "0", "1z", "99999999999999999999"]) func whatIsNoNumberIsRefused(_ value: String) throws {
        _ = try solution([])
        let run = try sol(["-c", "sol.limitEntries=\(value)", "ls", "big.zip"])
        #expect(run.status == 2 && run.errors.contains("sol.limitEntries"), "\(run)")
    }

    /// Zeros shrink a thousand times: a gigabyte comes in one megabyte.
    @Test func aBombIsRefusedInLittleMemory() throws {
        let zeros = [UInt8](repeating: 0, count: 64 << 20)
        let path = try solution((0..<2).map { ("bomb\($0)", zeros) })
        #expect(try Files.read(path).count < 1 << 18)
        for words in [["ls", "big.zip"], ["check", "big.zip"], ["unpack", "-d", "out", "big.zip"], ["diff", "big.zip", "big.zip"]] {
            let run = try sol(words, megabytes: 300)
            #expect(run.status == 2 && run.errors.contains("sol.limitRatio"), "\(run)")
        }
        // Whoever wants it gets it, one entry after the other.
        let run = try sol(["-c", "sol.limitRatio=2000", "unpack", "-q", "-d", "out", "big.zip"], megabytes: 500)
        #expect(run.status == 0, "\(run)")
        #expect(try Files.status(directory.path + "/out/bomb1")?.size == 64 << 20)
    }

    /// An entry that claims much and brings little is no reason to take memory.
    @Test func claimsTakeNoMemory() throws {
        var lie = RawZip.Entry("lie.xml", "<a />")
        // One block that is not shrunk.
        lie.content = [1, 5, 0, 0xFA, 0xFF] + lie.content
        lie.method = 8
        lie.claimedSize = 200 << 20
        let entries = [RawZip.Entry("solution.xml", Self.manifest), RawZip.Entry("customizations.xml", "<ImportExportXml />"), lie]
        try directory.write(RawZip(entries).bytes, to: "lie.zip")
        let run = try sol(["-c", "sol.limitRatio=1g", "check", "lie.zip"], megabytes: 200)
        #expect(run.status != 0 && run.errors.contains("lie.xml"), "\(run)")
    }

    /// Many elements, attributes, comments and values that are small as text and large as a tree.
    @Test(arguments: [("<a/>", nil), ("<a/>", "64k"), ("<a b=''/>", "120k"), ("<!---->", "64k"), ("<?a?>", "64k")] as [(String, String?)])
    func manySmallThingsAreLimited(_ piece: String, _ limit: String?) throws {
        let many = String(repeating: piece, count: limit == nil ? (4 << 20) + 1 : 65 << 10)
        try directory.write("<ImportExportXml>\(many)</ImportExportXml>", to: "sol/Other/Customizations.xml")
        try directory.write(Self.manifest, to: "sol/Other/Solution.xml")
        let run = try sol((limit.map { ["-c", "sol.limitDocumentItems=\($0)"] } ?? []) + ["ls", "sol"], megabytes: 600)
        #expect(run.status == 0 && run.errors.contains("sol.limitDocumentItems"), "\(run)")
    }

    /// What libxml2 compares each with each, and what it would add to every element.
    @Test(arguments: ["attributes", "namespaces", "nested namespaces", "defaults"]) func whatParsersAreSlowForIsRefused(_ what: String)
        throws
    {
        let numbers = 0..<40_000
        let text =
            switch what {
            case "attributes": "<a " + numbers.map { "x\($0)='>'" }.joined(separator: " ") + "/>"
            case "namespaces": "<a " + numbers.map { "xmlns:x\($0)='u'" }.joined(separator: "\n") + "/>"
            case "nested namespaces":
                (0..<500).map { number in "<a " + (0..<100).map { "xmlns:x\(number)_\($0)='u'" }.joined(separator: " ") + ">" }.joined()
                    + String(repeating: "<b/>", count: 40_000) + String(repeating: "</a>", count: 500)
            default:
                "<!DOCTYPE a [" + numbers.map { "<!ATTLIST b x\($0) CDATA ''>" }.joined() + "]><a>"
                    + String(repeating: "<b/>", count: 40_000) + "</a>"
            }
        let run = try sol(["parse", try directory.write(text, to: "slow.xml")])
        #expect(run.status == 1 && run.errors.contains(what == "defaults" ? "default values" : "sol.limitAttributes"), "\(run)")
        #expect(run.work < 2, "\(run.work) s")
    }

    /// Text may be full of quotes, and long values are one.
    @Test func quotesInTextAndLongValuesAreNoAttributes() throws {
        let quotes = String(repeating: "a=\"b\" ", count: 4000)
        let text = "<a b='\(quotes)'>\(quotes)<![CDATA[\(quotes)]]><!-- \(quotes) --><?x \(quotes)?><c d='>'/>\(quotes)</a>"
        #expect(try sol(["parse", "--laws", try directory.write(text, to: "text.xml")]).status == 0)
    }

    @Test func manyValuesAreLimited() throws {
        let path = try directory.write("[" + String(repeating: "1,", count: 5 << 20) + "1]", to: "many.json")
        let run = try sol(["parse", path], megabytes: 700)
        #expect(run.status == 1 && run.errors.contains("4194304") && run.errors.contains("sol.limitDocumentItems"), "\(run)")
    }
}
