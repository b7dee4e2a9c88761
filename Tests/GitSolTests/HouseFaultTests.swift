// Faults that a reading of the whole code found, each as a user would meet it.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@testable import GitSol

struct HouseFaultTests {
    private static let manifest = "sol/Other/Solution.xml"

    /// Two branches that both count the version up, and one value that both set.
    private func diverged() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        let version = try #require(
            try repository.sol("version", "--json", "--dry-run", "--bump", "build", "--solution", "ContosoOrders").output.version("after"))
        try repository.git("branch", "topic")
        _ = try repository.sol("version", "--bump", "build")
        try repository.commit("ours")
        try repository.git("checkout", "-q", "topic")
        _ = try repository.sol("version", "--bump", "minor")
        try repository.commit("theirs")
        try repository.git("checkout", "-q", "main")
        #expect(!version.isEmpty)
        return repository
    }

    private func identity(_ repository: ExampleRepository) -> [String: String] { GitRun.environment(home: repository.path).variables }

    /// A rule made this conflict, so those who list and settle conflicts must know the rule.
    @Test func aConflictThatARuleMadeIsListedAndSettled() throws {
        let repository = try diverged()
        try repository.git("config", "sol.merge", "ask solution/**")
        let merge = try repository.sol("merge", "topic", variables: identity(repository))
        #expect(merge.status == 1 && merge.output.contains("CONFLICT"), "\(merge)")
        let listed = try repository.sol("conflicts")
        #expect(!listed.output.contains("No conflicts."), "\(listed)")
        let settled = try repository.sol("resolve", "--theirs", "solution/**")
        #expect(settled.status == 0, "\(settled)")
        #expect(try repository.git("ls-files", "-u").isEmpty)
    }

    @Test func noCommentOfAConflictGetsIntoAMessage() throws {
        for words in [["merge", "--continue"], ["merge", "--continue", "-m", "Chosen by hand\n\n#12 stays"]] {
            let repository = try diverged()
            try repository.git("config", "sol.merge", "ask solution/**")
            _ = try repository.sol("install", "--local")
            _ = try repository.sol("merge", "topic", variables: identity(repository))
            _ = try repository.sol("resolve", "--theirs", "solution/**")
            let path = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (Environment.current["PATH"] ?? "")
            let done = try BuiltProgram.run(words, in: repository.path, variables: identity(repository).merging(["PATH": path]) { $1 })
            #expect(done.status == 0, "\(done)")
            let message = try repository.git("log", "-1", "--format=%B")
            #expect(!message.contains("Conflicts:") && !message.contains("Components:"), "\(message)")
            if words.count > 2 { #expect(message.hasPrefix("Chosen by hand")) } else { #expect(message.hasPrefix("Merge branch 'topic'")) }
        }
    }

    @Test func onlyTheCommentsGoOutOfAMessage() {
        func cut(_ text: String) -> String { String(decoding: MergeCommand.withoutConflicts(Array(text.utf8), mark: "#"), as: UTF8.self) }
        #expect(cut("Merge\n\n# Conflicts:\n#\ta\n#\tb\n") == "Merge\n")
        #expect(cut("Merge\n\n# Conflicts:\n#\ta\n\nmine\n") == "Merge\n\n# Conflicts:\n#\ta\n\nmine\n")
        #expect(cut("Merge\n\n#12 is fixed\n") == "Merge\n\n#12 is fixed\n")
    }

    @Test func whatIsNoSolutionsIsNotParsedBeforeACommit() throws {
        let repository = try ExampleRepository()
        _ = try repository.sol("install", "--local")
        try repository.directory.write("{ // a comment\n  \"a\": 1,\n}\n", to: "tsconfig.json")
        try repository.directory.write("<a>\n", to: "docs/broken.xml")
        try repository.git("add", "-A")
        let commit = try repository.gitWithSol("commit", "-qm", "settings")
        #expect(commit.status == 0, "\(commit)")
        try repository.directory.write("{ // a comment\n}\n", to: ExampleRepository.flow)
        try repository.git("add", "-A")
        #expect(try repository.gitWithSol("commit", "-qm", "flow").status != 0)
    }

    @Test func aFolderElsewhereIsNotOneOfTheRepository() throws {
        let repository = try ExampleRepository()
        let zip = repository.directory.path + "/x.zip"
        #expect(try repository.sol("pack", "sol", "-o", zip, "-q").status == 0)
        let empty = TemporaryDirectory()
        try GitRun(in: empty.path)("init", "-q")
        for folder in ["/elsewhere/x", "/tmp", "../x"] {
            let run = try BuiltProgram.run("import", zip, "--folder", folder, in: empty.path)
            #expect(run.status == 2 && run.errors.contains("outside"), "\(folder): \(run)")
            #expect(try Walk.list(empty.path) { $0 != ".git" }.filter { $0.path != ".git" }.isEmpty)
        }
        for (folder, place) in [("x", "x"), (empty.path + "/y", "y")] {
            try GitRun(in: empty.path)("clean", "-qfdx")
            try GitRun(in: empty.path)("read-tree", "--empty")
            let run = try BuiltProgram.run("import", zip, "--folder", folder, in: empty.path)
            #expect(run.status == 0 && Files.exists(empty.path + "/\(place)/Other/Solution.xml"), "\(folder): \(run)")
        }
    }

    /// A repository that cannot be read is not the same as none.
    @Test(arguments: [["ls"], ["diff", "HEAD"], ["diff", "HEAD..HEAD"], ["check"]])
    func aBrokenRepositoryIsNotNone(words: [String]) throws {
        let repository = try ExampleRepository()
        try repository.directory.write("[core\n", to: ".git/config")
        let run = try BuiltProgram.run(words, in: repository.path)
        #expect(run.status >= 2 && run.errors.contains("config"), "\(run)")
    }

    /// `-` is standard output, as everywhere.
    @Test func aPackageGoesWhereADashSays() throws {
        let repository = try ExampleRepository()
        #expect(try repository.sol("pack", "sol", "-q", "-o", "x.zip").status == 0)
        let run = try Process.run(
            [BuiltProgram.path, "pack", "sol", "-o", "-"], environment: Environment(BuiltProgram.environment()), directory: repository.path)
        let zip = try Files.read(repository.path + "/x.zip")
        #expect(run.end == .exited(0) && run.output == zip)
        #expect(!Files.exists(repository.path + "/-"))
        #expect(try repository.sol("pack", "sol", "--both", "-o", "-").status == 2)
    }

    /// A zip that was written into the folder is neither in the next one nor in its way.
    @Test func aPackageIsNoPartOfTheNext() throws {
        let repository = try ExampleRepository()
        #expect(try repository.sol("pack", "sol", "-q", "-o", "sol/").status == 0)
        #expect(try repository.sol("pack", "sol", "-q", "-o", "next.zip").status == 0)
        let first = try #require(try Walk.list(repository.path + "/sol").map(\.path).first { $0.hasSuffix(".zip") })
        #expect(try Files.read(repository.path + "/next.zip") == Files.read(repository.path + "/sol/" + first))
    }

    @Test func aLinkIsLeftOutWithAWord() throws {
        let repository = try ExampleRepository()
        _ = try Process.run(["ln", "-s", "script.js", repository.path + "/sol/WebResources/linked.js"])
        try repository.commit("a link")
        for words in [["pack", "sol", "-o", "x.zip"], ["pack", "HEAD", "-o", "y.zip"], ["check", "sol"], ["check", "HEAD"]] {
            let run = try BuiltProgram.run(words, in: repository.path)
            #expect(run.status < 2 && run.errors.contains("linked.js' is a symbolic link: nobody follows it"), "\(words): \(run)")
        }
    }

    @Test func aFolderWhoseNameEndsInGitIsContent() throws {
        let repository = try ExampleRepository()
        try repository.directory.write("// kept\n", to: "sol/WebResources/contoso_/x.git/kept.js")
        #expect(try FolderSnapshot(repository.path + "/sol").paths.contains { $0.hasSuffix("x.git/kept.js") })
    }

    @Test func settingTheVersionTellsWhatItWasAskedTo() throws {
        let repository = try ExampleRepository()
        let before = try Files.read(repository.path + "/" + Self.manifest)
        let dry = try repository.sol("version", "--bump", "minor", "--dry-run")
        #expect(dry.output.hasPrefix("would set: "), "\(dry)")
        #expect(try Files.read(repository.path + "/" + Self.manifest) == before)
        let json = try repository.sol("version", "--bump", "minor", "--json")
        let after = try #require(json.output.version("after"))
        #expect(json.output.contains("\"dryRun\": false") && json.output.version("before") != after, "\(json)")
        #expect(String(decoding: try Files.read(repository.path + "/" + Self.manifest), as: UTF8.self).contains("<Version>\(after)<"))
    }

    /// Git's filters stand between what is stored and what is compared, whichever way two revisions are named.
    @Test func aRangeIsComparedAsTwoRevisionsAre() throws {
        let repository = try ExampleRepository()
        try repository.git("config", "filter.plain.clean", "tr a-m n-z")
        try repository.git("config", "filter.plain.smudge", "tr n-z a-m")
        try repository.directory.write("*.json filter=plain\n", to: ".gitattributes")
        try repository.git("add", "--renormalize", ".")
        try repository.commit("filtered")
        try repository.edit(ExampleRepository.flow, "schemaVersion", "schemaVersions")
        try repository.commit("edited")
        let range = try repository.sol("diff", "HEAD~1..HEAD")
        #expect(range.status == 0 && !range.output.isEmpty, "\(range)")
        #expect(try repository.sol("diff", "HEAD~1", "HEAD").output == range.output)
    }
}

extension String {
    /// The value of a member of a flat JSON text.
    fileprivate func version(_ name: String) -> String? {
        split(separator: "\n").first { $0.contains("\"\(name)\": \"") }?.split(separator: "\"").dropFirst(3).first.map(String.init)
    }

    /// One answer for all commands, with the parts of a manifest and files too.
    @Test(arguments: [
        ("entity/contoso_order", true), ("Entity/contoso_order/attribute/*", true), ("section/MissingDependencies", true),
        ("file/notes.txt", true), ("*", true), ("solution", true), ("main", false), ("origin/main", false), ("v1.2.0.0", false),
        ("HEAD~1", false),
    ])
    func anAddressIsToldFromARevision(_ word: String, _ isAddress: Bool) {
        #expect(AddressWords.isAddress(word) == isAddress)
    }

    /// Two zips called `out` and `out_managed.zip` are what nobody wants.
    @Test(arguments: [["--both", "-o", "new"], ["--unmanaged", "-o", "new/"], ["--both", "-o", "new/below/"]])
    func aFolderForPackagesIsMade(_ words: [String]) throws {
        let repository = try ExampleRepository()
        if words[0] == "--both" { try repository.edit("sol/Other/Solution.xml", "<Managed>0</Managed>", "<Managed>2</Managed>") }
        let run = try repository.sol("pack", "-q", "sol", words[0], words[1], words[2])
        #expect(run.status == 0, "\(run)")
        let made = try Walk.list(repository.path + "/new").filter { $0.kind == .file }.map(\.path)
        #expect(made.count == (words[0] == "--both" ? 2 : 1) && made.allSatisfy { $0.hasSuffix(".zip") }, "\(made)")
    }

    /// A short version behind a long name reads as a long version behind a short one: no package replaces another.
    @Test func noPackageReplacesAnother() throws {
        let repository = try ExampleRepository()
        for (folder, name, version) in [("a", "A", "1.2.3.4"), ("b", "A_1", "2.3.4")] {
            _ = try Process.run(["cp", "-r", repository.path + "/sol", repository.path + "/" + folder])
            let manifest = folder + "/Other/Solution.xml"
            try repository.edit(manifest, "<UniqueName>ContosoOrders</UniqueName>", "<UniqueName>\(name)</UniqueName>")
            try repository.edit(manifest, "<Version>1.0.0.0</Version>", "<Version>\(version)</Version>")
        }
        let run = try repository.sol("pack", "--package", "out", "a", "b")
        #expect(run.status == 2 && run.errors.contains("would both be called 'A_1_2_3_4.zip'"), "\(run)")
        #expect(!Files.exists(repository.path + "/out/A_1_2_3_4.zip"))
    }

    /// A submodule whose `.git` is none, or that is a link to what it is in: git finds the repository around it, and so would we, without end.
    @Test func aSubmoduleThatIsNoneEndsNothing() throws {
        for make in ["mkdir -p sub/.git", "ln -s . sub"] {
            let repository = try ExampleRepository()
            let head = try repository.git("rev-parse", "HEAD")
            try repository.git("update-index", "--add", "--cacheinfo", "160000,\(head),sub")
            _ = try Process.run(["sh", "-c", make], directory: repository.path)
            for command in ["status", "diff"] {
                let run = try repository.sol(command)
                #expect([0, 1, 2].contains(run.status), "\(make), \(command): \(run)")
            }
        }
    }
}
