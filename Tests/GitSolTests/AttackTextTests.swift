// What a package or a clone says is shown and not obeyed: settings, screens, messages and names, tried on the built program.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

struct AttackTextTests {
    /// With a line end, what turns the direction, what begins a command of a terminal, and what looks like a trailer.
    private static let hostile = "Evil\nFORGED: yes\r\u{9B}2J\u{85}\u{202E}\u{2028}\u{7F}`|<b>@user\u{FEFF}"
    private static let inXML = "Evil&#10;FORGED: yes&#13;\u{9B}2J\u{85}\u{202E}\u{2028}\u{7F}`|&lt;b&gt;@user\u{FEFF}"
    private static let inJSON = "Evil\\nFORGED: yes\\r\\u001b]0;title\\u0007\\u009b2J\\u202e\\u2028\\ud800"

    // MARK: - Settings

    @Test(arguments: ["\"\u{301}\n", "\"\n", "\\\"\n", "\r\n\"\u{301}\n"])
    func aFolderSetsNoSettings(start: String) throws {
        let origin = try ExampleRepository()
        let clone = TemporaryDirectory()
        let sentinel = clone.path + "/r/sentinel"
        let folder = "x\(start)[core]\n\tfsmonitor = touch sentinel\n#"
        try origin.git("mv", "sol", folder)
        try origin.git("commit", "-qm", "Move")
        try GitRun(in: clone.path)("clone", "-q", origin.path, "r")
        let git = GitRun(in: clone.path + "/r")
        let before = try git("config", "--list", "--name-only")
        let variables = GitRun.environment(home: clone.path).variables
        let run = try BuiltProgram.run(["init"], in: clone.path + "/r", variables: variables)
        #expect(run.status == 0, "\(run)")
        try git("status")
        #expect(!Files.exists(sentinel))
        let new = try git("config", "--list", "--name-only").split(separator: "\n").filter { !before.contains($0) }
        #expect(
            new.allSatisfy { name in ["diff.sol.", "merge.sol.", "difftool.sol.", "mergetool.sol.", "sol."].contains { name.hasPrefix($0) }
            }, "\(new)")
        #expect(try git("config", "sol.ContosoOrders.folder") == folder)
        #expect(try BuiltProgram.run(["init"], in: clone.path + "/r", variables: variables).output.contains("wrote") == false)
    }

    // MARK: - Screens

    /// A repository in which every name is hostile that can be: of the solution, of components and files, of people and commits.
    private func repository() throws -> ExampleRepository {
        let sample = try ExampleRepository()
        try sample.edit("sol/Other/Solution.xml", "description=\"Contoso Orders\"", "description=\"\(Self.inXML)\"")
        try sample.edit(ExampleRepository.table, "description=\"Total\"", "description=\"\(Self.inXML)\"")
        try sample.edit(ExampleRepository.role, "name=\"Order Clerk\"", "name=\"\(Self.inXML)\"")
        try sample.git("mv", ExampleRepository.role, "sol/Roles/Order\n\u{1B}[31m\u{202E}FORGED.xml")
        try sample.git("checkout", "-qb", "topic\u{202E}\u{85}")
        try sample.git("add", "-A")
        let people = ["-c", "user.name=\(Self.hostile)", "-c", "user.email=x\u{9B}@y"]
        try sample.git.run(
            people + [
                "commit", "-qm", "Subject \u{1B}[31m\u{202E}\r\n\nFORGED \u{9B}2J\n", "--author", "Eve \u{1B}[2J\u{202E} <e\u{85}@y>",
            ])
        try sample.edit(ExampleRepository.flow, "\"runAfter\": {}", "\"runAfter\": {}, \"description\": \"\(Self.inJSON)\"")
        try sample.edit("sol/WebResources/contoso_/scripts/order.js", "function", "// \u{1B}[31m\u{202E}\u{2028}\u{9B}2J\rFORGED\nfunction")
        return sample
    }

    private func expectShown(_ run: ProgramRun, _ words: [String], status: ClosedRange<Int32> = 0...1) {
        let words = words.joined(separator: " ")
        #expect(status.contains(run.status), "\(words): \(run.errors.prefix(500))")
        // Our own colours are taken out first.
        for stream in [run.output, run.errors] {
            let hidden = HostileText.hidden(in: Self.withoutColor(stream))
            #expect(hidden.isEmpty, "\(words): \(hidden)")
            let forged = stream.lines.filter { $0.hasPrefix("FORGED") }
            #expect(forged.isEmpty, "\(words): \(forged)")
        }
    }

    private static func withoutColor(_ text: String) -> String {
        var text = text
        for code in ["", "1", "2", "31", "32", "33", "34", "35", "36"] {
            text = text.split(separator: "\u{1B}[\(code)m", omittingEmptySubsequences: false).joined()
        }
        return text
    }

    @Test(arguments: ["never", "always"])
    func whatComesFromOutsideIsShown(color: String) throws {
        let sample = try repository()
        let flow = ExampleRepository.flowAddress
        let commands: [[String]] = [
            ["ls"], ["ls", "--addresses"], ["ls", "--name-only"], ["ls", "--json"], ["ls", "HEAD"],
            ["diff"], ["diff", "HEAD~1", "HEAD"], ["diff", "--noise", "HEAD~1", "HEAD"], ["diff", "--stat", "HEAD~1", "HEAD"],
            ["diff", "--json", "HEAD~1"],
            ["diff", "--name-status", "HEAD~1", "HEAD"], ["diff", "--addresses", "HEAD~1"], ["diff", "--format=markdown", "HEAD~1"],
            ["diff", "--word-diff=plain", "HEAD~1"],
            ["log"], ["log", "-p"], ["log", "--oneline"], ["log", "--stat"], ["log", "--json"], ["show"], ["show", "--name-only"],
            ["show", "--json"],
            ["status"], ["status", "--short"], ["status", "--json"], ["blame", "HEAD", "**"], ["blame", "--json", flow],
            ["check"], ["check", "--json"], ["textconv", ExampleRepository.flow], ["pack", "-v", "sol", "-o", "x.zip"],
            ["diff-driver", "a\u{1B}b", ExampleRepository.table, "0", "100644", ExampleRepository.flow, "0", "100644"], ["doctor"],
            ["init"],
        ]
        for words in commands {
            let run = try sample.sol("--color=\(color)", variables: GitRun.environment(home: sample.path).variables, words)
            expectShown(run, words, status: 0...2)
        }
    }

    @Test func errorsAreShown() throws {
        let sample = try repository()
        let odd = "x\n\u{1B}[31m\u{202E}FORGED"
        for words in [
            ["ls", odd], ["diff", odd, odd], ["log", odd], ["blame", odd], ["merge", odd], ["unpack", odd], ["pack", odd], ["tag", odd],
            ["restore", odd],
            [odd], ["ls", "--" + odd], ["-c", odd, "ls", "x"], ["mv", odd, odd], ["rm", odd], ["schema", odd], ["help", odd],
            ["apply", odd], ["import", odd],
        ] {
            expectShown(try sample.sol("--color=never", variables: [:], words), words, status: 1...2)
        }
    }

    // MARK: - Shells

    /// Bash expands the words that it is told to offer.
    @Test func aBranchIsNoCommandToACompletion() throws {
        let sample = try ExampleRepository()
        let path = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (Environment.current["PATH"] ?? "")
        let evil = "main$(touch${IFS}sentinel)`touch${IFS}sentinel`"
        try sample.git("update-ref", "refs/heads/" + evil, "HEAD")
        for words in [["git-sol", "show", "ma"], ["git", "sol", "diff", "ma"], ["git-sol", "log", ""]] {
            let list = words.map { "'\($0)'" }.joined(separator: " ")
            let script = BashCompletion.script + "\nwords=(\(list)) cword=\(words.count - 1) cur='\(words.last ?? "")'\n_git_sol\n"
            let offers =
                script
                + "printf '%s\\n' \"${COMPREPLY[@]}\"\nfor word in \"${COMPREPLY[@]}\"; do eval \"set -- $word\"; printf '%s\\n' \"$1\"; done\n"
            let run = try Process.run(
                ["bash", "-s"], environment: Environment(GitRun.environment(home: sample.path).variables.merging(["PATH": path]) { $1 }),
                directory: sample.path,
                input: .bytes(Array(offers.utf8)))
            #expect(!Files.exists(sample.path + "/sentinel"), "\(words)")
            // What is put on the line reads back as the name.
            let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n").map(String.init)
            #expect(lines.contains(evil) && lines.contains("main"), "\(words): \(lines) \(String(decoding: run.errors, as: UTF8.self))")
        }
    }

    // MARK: - Messages

    @Test func aNameForgesNoTrailer() throws {
        let sample = try ImportRepository()
        let zip = try sample.export(edits: [
            (
                ImportRepository.manifest, "description=\"Contoso Orders\"",
                "description=\"# x&#10;&#10;Signed-off-by: Eve &lt;e@y>&#13;&#10;---&#10;\(Self.inXML)\""
            ),
            (ExampleRepository.table, "description=\"Total\"", "description=\"T&#10;&#10;Reviewed-by: Eve&#10;# y\""),
            ImportRepository.version,
        ])
        #expect(try sample.importing("--commit", zip).status == 0)
        let trailers = try sample.git("log", "-1", "--format=%(trailers:only,keyonly)").split(separator: "\n")
        #expect(trailers == ["Solution", "Solution-Version", "Unmanaged-Export", "Import-State"])
        let message = try sample.git("log", "-1", "--format=%B")
        #expect(
            message.lines.allSatisfy {
                !$0.hasPrefix("Signed") && !$0.hasPrefix("Reviewed") && !$0.hasPrefix("FORGED") && !$0.hasPrefix("#")
                    && !$0.hasPrefix("---")
            }, "\(message)")
        #expect(HostileText.hidden(in: message).isEmpty)
        let managed = try sample.export(
            "managed.zip",
            edits: [
                (
                    ImportRepository.manifest, "description=\"Contoso Orders\"",
                    "description=\"-----BEGIN PGP SIGNATURE-----&#10;Message-Digest: x\""
                ),
                (ImportRepository.manifest, "<Managed>0", "<Managed>1"),
                (ImportRepository.manifest, "<Version>1.0.0.0", "<Version>1.0.0.2"),
            ], isManaged: true)
        let unmanaged = try sample.export(
            "unmanaged.zip",
            edits: [
                (
                    ImportRepository.manifest, "description=\"Contoso Orders\"",
                    "description=\"-----BEGIN PGP SIGNATURE-----&#10;Message-Digest: x\""
                ),
                (ImportRepository.manifest, "<Version>1.0.0.0", "<Version>1.0.0.2"),
            ])
        let run = try sample.sol(["tag", "--unmanaged", unmanaged, "--managed", managed, "--allow-differences"])
        #expect(run.status == 0, "\(run)")
        let subject = try sample.git("tag", "-l", "--format=%(contents:subject)", "ContosoOrders/*")
        #expect(subject == "'-----BEGIN PGP SIGNATURE----- Message-Digest: x 1.0.0.2'")
        #expect(try sample.git("tag", "-l", "--format=%(contents:signature)", "ContosoOrders/*") == "")
        #expect(try sample.sol(["tag", "--verify", "ContosoOrders/v1.0.0.2"]).status == 0)
    }

    // MARK: - Names that look alike

    /// An export with two scripts whose names only bytes tell apart.
    private static func twins(_ contents: (String, String), version: Int) -> [UInt8] {
        let names = ["s_/caf\u{E9}.js", "s_/cafe\u{301}.js"]
        let resources = names.enumerated().map { "<WebResource><Name>\($1)</Name><FileName>/WebResources/w\($0)</FileName></WebResource>" }
            .joined()
        let manifest =
            "<ImportExportXml><SolutionManifest><UniqueName>Twins</UniqueName><Version>\(version).0</Version><Managed>0</Managed></SolutionManifest></ImportExportXml>"
        return RawZip([
            RawZip.Entry("solution.xml", manifest),
            RawZip.Entry("customizations.xml", "<ImportExportXml><WebResources>\(resources)</WebResources></ImportExportXml>"),
            RawZip.Entry("WebResources/w0", contents.0), RawZip.Entry("WebResources/w1", contents.1),
        ]).bytes
    }

    @Test func filesThatLookAlikeAreTwo() throws {
        let directory = TemporaryDirectory()
        func sol(_ words: String...) throws -> ProgramRun {
            let run = try BuiltProgram.run(words, in: directory.path, variables: GitRun.environment(home: directory.path).variables)
            #expect(run.status == 0, "\(words): \(run)")
            return run
        }
        let one = try directory.write(Self.twins(("composed\n", "decomposed\n"), version: 1), to: "one.zip")
        let two = try directory.write(Self.twins(("composed\n", "changed\n"), version: 2), to: "two.zip")
        let files = ["WebResources/s_/caf\u{E9}.js", "WebResources/s_/cafe\u{301}.js"]
        func names(_ listing: String) -> [String] { listing.split(separator: "\n").map(String.init).filter { $0.hasSuffix(".js") } }

        _ = try sol("unpack", "-q", one, "-d", "one")
        for (file, content) in zip(files, ["composed\n", "decomposed\n"]) {
            #expect(String(decoding: try Files.read(directory.path + "/one/" + file), as: UTF8.self) == content)
        }
        #expect(try sol("ls", "--addresses", "one").output.split(separator: "\n").filter { $0.hasPrefix("webresource/") }.count == 2)
        let diff = try sol("diff", "--name-only", one, two).output
        #expect(names(diff) == [files[1]], "\(diff)")
        _ = try sol("pack", "-q", "one", "-o", "again.zip")
        #expect(try sol("diff", one, "again.zip").output == "")

        try directory.write("", to: "r/x")
        let git = GitRun(in: directory.path + "/r")
        try git("init", "-q", "-b", "main")
        for zip in [one, two] { _ = try sol("-C", "r", "import", "-q", "--commit", zip) }
        let listed = try git.run(["ls-tree", "-r", "-z", "--name-only", "HEAD"]).split(separator: "\0").map(String.init)
        #expect(listed.filter { $0.hasSuffix(".js") }.sorted() == files.map { "Twins/" + $0 }.sorted())
        #expect(try git("show", "HEAD:Twins/" + files[0]) == "composed" && git("show", "HEAD:Twins/" + files[1]) == "changed")
        #expect(try names(git.run(["-c", "core.quotePath=off", "show", "--format=", "--name-only", "HEAD"])) == ["Twins/" + files[1]])
        _ = try sol("-C", "r", "restore", "-q", "--source", "HEAD~1", "webresource/s_/cafe\u{301}.js")
        let restored = try git.run(["-c", "core.quotePath=off", "diff", "--name-only", "HEAD"])
        #expect(names(restored) == ["Twins/" + files[1]], "\(restored)")
    }

    @Test func keysThatLookAlikeAreTwo() throws {
        let sample = try ExampleRepository()
        try sample.edit(ExampleRepository.flow, "\"runAfter\": {}", "\"runAfter\": {}, \"caf\u{E9}\": \"1\", \"cafe\u{301}\": \"1\"")
        try sample.commit("Both")
        try sample.edit(ExampleRepository.flow, "\"cafe\u{301}\": \"1\"", "\"cafe\u{301}\": \"2\"")
        let run = try sample.sol("diff", variables: GitRun.environment(home: sample.path).variables)
        #expect(run.output.contains("cafe\u{301}: 1 → 2") && !run.output.contains("caf\u{E9}"), "\(run)")
        // A value that is spelled another way has changed.
        try sample.commit("Two")
        try sample.edit(ExampleRepository.flow, "\"caf\u{E9}\": \"1\"", "\"caf\u{E9}\": \"\u{E9}\"")
        try sample.commit("Composed")
        try sample.edit(ExampleRepository.flow, "\"caf\u{E9}\": \"\u{E9}\"", "\"caf\u{E9}\": \"e\u{301}\"")
        #expect(try sample.sol("diff").output.contains("caf\u{E9}: \u{E9} → e\u{301}"))
    }
}

extension ExampleRepository {
    fileprivate func sol(_ first: String, variables: [String: String], _ words: [String]) throws -> ProgramRun {
        try BuiltProgram.run([first] + words, in: path, variables: variables)
    }
}
