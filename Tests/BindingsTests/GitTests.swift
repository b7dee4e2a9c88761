// The git bindings, with git itself as the referee.

import Bindings
import TestSupport
import Testing

struct GitTests {
    /// A repository with two commits, made by git.
    private struct Fixture {
        let directory = TemporaryDirectory()
        var git: GitRun { GitRun(in: directory.path) }

        init() throws {
            try git("init", "-q", "-b", "main")
            try directory.write("one\n", to: "a.txt")
            try directory.write("deep\n", to: "d/e/f.txt")
            try git("add", "-A")
            try git("commit", "-qm", "first")
            try directory.write("two\n", to: "a.txt")
            try git("commit", "-qam", "second")
            try git("tag", "-a", "v1", "-m", "release")
        }

        func open() throws -> Repository { try Repository.open(directory.path) }
    }

    @Test func discoveryFindsTheTop() throws {
        let fixture = try Fixture()
        let repository = try Repository.open(fixture.directory.path + "/d/e")
        #expect(repository.workingDirectory == fixture.directory.path + "/")
        #expect(!repository.isBare)
        #expect(throws: GitError.self) { try Repository.open("/") }
    }

    @Test func barerepositoriesAndWorktreesOpen() throws {
        let fixture = try Fixture()
        try fixture.git("clone", "-q", "--bare", ".", "bare.git")
        #expect(try Repository.open(fixture.directory.path + "/bare.git").isBare)
        try fixture.git("worktree", "add", "-q", "linked", "HEAD~1")
        let linked = try Repository.open(fixture.directory.path + "/linked")
        #expect(linked.isWorktree)
        #expect(try linked.revision("HEAD").hex == fixture.git("rev-parse", "HEAD~1"))
    }

    @Test func sparseCheckoutsOpen() throws {
        let fixture = try Fixture()
        try fixture.git("sparse-checkout", "set", "--no-cone", "a.txt")
        #expect(try fixture.git("config", "extensions.worktreeConfig") == "true")
        #expect(try fixture.open().files(of: fixture.open().tree("HEAD")).count == 2)
    }

    @Test(arguments: ["HEAD", "HEAD~1", "v1", "main:d", "v1^{tree}", "HEAD:a.txt"])
    func revisionsAreGits(name: String) throws {
        let fixture = try Fixture()
        #expect(try fixture.open().revision(name).hex == fixture.git("rev-parse", name))
    }

    @Test func treesAreGits() throws {
        let fixture = try Fixture()
        let repository = try fixture.open()
        let files = try repository.files(of: repository.tree("HEAD"))
        let listed = files.map { "\($0.mode) blob \($0.id)\t\($0.path)" }.joined(separator: "\n")
        #expect(try listed == fixture.git("ls-tree", "-r", "HEAD"))
        let id = try #require(files.first { $0.path == "d/e/f.txt" }).id
        #expect(try repository.readBlob(id) == Array("deep\n".utf8))
    }

    @Test func indexStagesAreGits() throws {
        let fixture = try Fixture()
        try fixture.git("checkout", "-qb", "other", "HEAD~1")
        try fixture.directory.write("three\n", to: "a.txt")
        try fixture.git("commit", "-qam", "third")
        #expect(throws: GitRun.Failure.self) { try fixture.git("merge", "main") }
        let index = try fixture.open().index()
        let stages = [IndexStage.base, .ours, .theirs].map { index.entry("a.txt", stage: $0)?.id.hex }
        for (stage, id) in zip(1...3, stages) { #expect(try fixture.git("rev-parse", ":\(stage):a.txt") == id) }
    }

    @Test func onePackHoldsManyObjects() throws {
        let fixture = try Fixture()
        let repository = try fixture.open()
        let pack = try ObjectPack(for: repository)
        var edits: [(path: String, edit: TreeEdit)] = []
        for number in 0..<500 {
            let bytes = Array(String(repeating: "line \(number)\n", count: number).utf8)
            edits.append(("files/\(number % 7)/\(number).txt", .put(.file, try pack.writeBlob(bytes))))
        }
        let tree = try pack.editTree(repository.tree("HEAD"), edits)
        #expect(try !repository.contains(tree))
        try pack.land()
        #expect(try repository.contains(tree))
        #expect(try fixture.git("ls-tree", "-r", "--name-only", tree.hex).split(separator: "\n").count == 502)
        #expect(try fixture.git("cat-file", "-p", "\(tree.hex):files/3/10.txt").hasPrefix("line 10\nline 10"))
        try fixture.git("fsck", "--strict", "--full")
        let packs = try Walk.list(repository.objectDirectory + "pack", details: false).map(\.path)
        #expect(packs.filter { $0.hasSuffix(".pack") }.count == 1)
        // Writing the same again adds nothing.
        let again = try ObjectPack(for: repository)
        #expect(try again.editTree(repository.tree("HEAD"), edits) == tree)
        #expect(again.count == 0)
    }

    @Test func settingsAreGits() throws {
        let fixture = try Fixture()
        try fixture.git("config", "sol.solution", "Orders")
        try fixture.git("config", "sol.noise", "true")
        let configuration = try fixture.open().configuration()
        #expect(try configuration.string("sol.solution") == "Orders")
        #expect(try configuration.bool("sol.noise") == true)
        #expect(try configuration.string("sol.other") == nil)
    }

    @Test func referencesAreGits() throws {
        let fixture = try Fixture()
        let repository = try fixture.open()
        #expect(try repository.headBranch == "refs/heads/main")
        #expect(try repository.target(of: "refs/heads/main")?.hex == fixture.git("rev-parse", "main"))
        #expect(try repository.reference("refs/heads/none") == nil)
    }

    @Test func historyIsGits() throws {
        let fixture = try Fixture()
        let repository = try fixture.open()
        let commits = try repository.history(from: [repository.commit("HEAD")]).map(\.hex)
        #expect(try commits.joined(separator: "\n") == fixture.git("rev-list", "HEAD"))
    }

    @Test func attributesAreGits() throws {
        let fixture = try Fixture()
        try fixture.directory.write("*.xml diff=sol merge=sol\n*.bin -text\nd/** sol\n", to: ".gitattributes")
        try fixture.git("add", "-A")
        try fixture.git("commit", "-qm", "attributes")
        let repository = try fixture.open()
        #expect(try repository.attributes(["diff", "merge", "text"], of: "x/a.xml") == [.value("sol"), .value("sol"), .unspecified])
        #expect(try repository.attributes(["text"], of: "a.bin") == [.unset])
        #expect(try repository.attributes(["sol"], of: "d/e/f.txt") == [.set])
        try fixture.git("clone", "-q", "--bare", ".", "bare.git")
        let bare = try Repository.open(fixture.directory.path + "/bare.git")
        let head = try bare.commit("HEAD")
        #expect(try bare.attributes(["merge"], of: "x/a.xml", from: .commit(head)) == [.value("sol")])
    }

    @Test func statusIsGits() throws {
        let fixture = try Fixture()
        try fixture.directory.write("changed\n", to: "a.txt")
        try fixture.directory.write("new\n", to: "new.txt")
        try fixture.directory.write("new.log\n", to: ".git/info/exclude")
        let repository = try fixture.open()
        let listed = try repository.status().map { ($0.isUntracked ? "?? " : " M ") + $0.path }
        #expect(try listed.joined(separator: "\n") == fixture.git("status", "--porcelain", "-uall"))
        #expect(try repository.isIgnored("new.log") && !repository.isIgnored("new.txt"))
    }

    @Test func lineMergesAreGits() throws {
        let directory = TemporaryDirectory()
        let base = (1...9).map { "line \($0)\n" }
        var ours = base, theirs = base
        ours[1] = "ours\n"
        theirs[7] = "theirs\n"
        func text(_ lines: [String]) -> [UInt8] { Array(lines.joined().utf8) }
        let clean = try mergeLines(base: text(base), ours: text(ours), theirs: text(theirs))
        #expect(clean.isClean && String(decoding: clean.bytes, as: UTF8.self).contains("ours\nline 3"))
        theirs[1] = "other\n"
        let options = LineMergeOptions(style: .diff3, markerSize: 9, baseLabel: "b", oursLabel: "o", theirsLabel: "t")
        let conflict = try mergeLines(base: text(base), ours: text(ours), theirs: text(theirs), options: options)
        for (name, lines) in [("b", base), ("o", ours), ("t", theirs)] { try directory.write(text(lines), to: name) }
        let result = try Process.run(
            ["git", "merge-file", "-p", "--diff3", "--marker-size=9", "-L", "o", "-L", "b", "-L", "t", "o", "b", "t"],
            environment: GitRun.environment(home: directory.path), directory: directory.path)
        #expect(!conflict.isClean && conflict.bytes == result.output)
    }
}
