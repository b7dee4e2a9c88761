// How repositories are found, and what is read from history, working tree and texts, with git itself as the referee.

import Bindings
import TestSupport
import Testing

struct GitReadTests {
    private let directory = TemporaryDirectory()
    private var path: String { directory.path }
    private var git: GitRun { GitRun(in: directory.path) }

    private func start() throws {
        try git("init", "-q", "-b", "main")
        try directory.write("one\n", to: "a.txt")
        try git("add", "-A")
        try git("commit", "-qm", "first")
    }

    // MARK: - Opening

    @Test func worktreeConfigurationCounts() throws {
        try start()
        try git("config", "extensions.worktreeConfig", "true")
        try git("config", "--worktree", "sol.side", "main")
        try git("worktree", "add", "-q", "linked")
        try GitRun(in: path + "/linked")("config", "--worktree", "sol.side", "linked")
        #expect(try Repository.open(path).configuration().string("sol.side") == "main")
        let linked = try Repository.open(path + "/linked")
        #expect(try linked.configuration().string("sol.side") == "linked")
        #expect(linked.commonDirectory == path + "/.git/")
        #expect(linked.gitDirectory == path + "/.git/worktrees/linked/")
        #expect(linked.workingDirectory == path + "/linked/")
    }

    @Test func aBareRepositoryMayHaveWorktrees() throws {
        try start()
        try git("clone", "-q", "--bare", ".", "b.git")
        let bare = GitRun(in: path + "/b.git")
        try bare("worktree", "add", "-q", path + "/w", "main")
        // What git does when the extension is switched on: core.bare moves to the main tree's own file.
        try bare("config", "extensions.worktreeConfig", "true")
        try bare("config", "--unset", "core.bare")
        try bare("config", "--worktree", "core.bare", "true")
        #expect(try Repository.open(path + "/b.git").isBare)
        let linked = try Repository.open(path + "/w")
        #expect(!linked.isBare)
        #expect(linked.workingDirectory == path + "/w/")
    }

    @Test func theWorkingTreeMayBeElsewhere() throws {
        try start()
        try Files.createDirectories(path + "/elsewhere")
        try git("config", "extensions.worktreeConfig", "true")
        try git("config", "--worktree", "core.worktree", "../elsewhere")
        #expect(try Repository.open(path).workingDirectory == path + "/elsewhere/")
        let named = RepositoryLocation(start: path, gitDirectory: path + "/.git", workTree: path)
        #expect(try Repository.open(named).workingDirectory == path + "/")
    }

    @Test func theIndexAndTheObjectsMayBeElsewhere() throws {
        try start()
        try Files.createDirectories(path + "/objects/pack")
        var location = RepositoryLocation(start: path)
        location.indexFile = path + "/other.index"
        location.objectDirectory = path + "/objects"
        let repository = try Repository.open(location)
        #expect(try repository.index().count == 0)
        let id = try repository.writeBlob(Array("quarantined\n".utf8))
        try repository.changeIndex { $0.stage(try GitError.gated("q.txt"), id) }
        let pack = try ObjectPack(for: repository)
        let packed = try pack.writeBlob(Array("packed\n".utf8))
        try pack.land()
        let plain = try Repository.open(path)
        for object in [id, packed] {
            #expect(try repository.contains(object))
            #expect(try !plain.contains(object))
        }
        #expect(try plain.index().entries.map(\.path) == ["a.txt"])
        #expect(try repository.index().entries.map(\.path) == ["q.txt"])
    }

    @Test func theSearchStopsAtCeilings() throws {
        try start()
        try Files.createDirectories(path + "/x/y")
        var location = RepositoryLocation(start: path + "/x/y")
        #expect(try Repository.open(location).workingDirectory == path + "/")
        location.ceilings = [path + "/x"]
        #expect { try Repository.open(location) } throws: { ($0 as? GitError)?.isNotFound == true }
    }

    @Test func objectsLeftOutByAPartialCloneAreToldApart() throws {
        try start()
        try git("config", "uploadpack.allowFilter", "true")
        try git("clone", "-q", "--bare", "--filter=blob:none", "file://" + path, "part.git")
        let part = try Repository.open(path + "/part.git")
        let id = try #require(try part.files(of: part.tree("HEAD")).first).id
        #expect { try part.readBlob(id) } throws: { ($0 as? GitError)?.isMissingPromised == true }
        #expect { try Repository.open(path).readBlob(.zero) } throws: { error in
            (error as? GitError).map { $0.isNotFound && !$0.isMissingPromised } == true
        }
    }

    // MARK: - History

    @Test func basesAndRangesAreGits() throws {
        try start()
        try git("branch", "other")
        try git("commit", "-q", "--allow-empty", "-m", "ours")
        try git("checkout", "-q", "other")
        try git("commit", "-q", "--allow-empty", "-m", "theirs")
        let repository = try Repository.open(path)
        let (main, other) = (try repository.commit("main"), try repository.commit("other"))
        let base = try repository.commit("main~1")
        #expect(try repository.mergeBases(main, other) == [base])
        #expect(try repository.isAncestor(base, of: main) && repository.isAncestor(main, of: main))
        #expect(try !repository.isAncestor(main, of: other))
        for (text, kind) in [("main..other", RevisionRange.Kind.twoDot), ("main...", .threeDot)] {
            let range = try repository.range(text)
            #expect(range.kind == kind && range.from == main && range.to == other)
        }
        #expect(try repository.range("main:a.txt").kind == .single)
        #expect(try repository.history(from: [other], hiding: [main]) == [other])
        try git("checkout", "-q", "--orphan", "alone")
        try git("commit", "-q", "--allow-empty", "-m", "alone")
        #expect(try repository.mergeBases(main, repository.commit("alone")).isEmpty)
        for bad in ["nothing", "main:none", "main~9", "^", "a b"] {
            #expect(throws: GitError.self, "\(bad)") { try repository.revision(bad) }
        }
    }

    // MARK: - Working tree

    @Test func statusIsGits() throws {
        try start()
        for name in ["staged", "changed", "gone", "s/inner"] { try directory.write("x\n", to: name) }
        try git("add", "-A")
        try git("commit", "-qm", "more")
        try directory.write("*.log\n", to: ".gitignore")
        for name in ["staged", "changed", "s/inner", "new/deep", "n.log"] { try directory.write("longer\n", to: name) }
        try git("add", "staged")
        try Files.remove(path + "/gone")
        let repository = try Repository.open(path)
        func letter(_ change: StatusEntry.Change) -> String {
            switch change {
            case .none: " "
            case .added: "A"
            case .modified: "M"
            case .deleted: "D"
            case .typeChanged: "T"
            }
        }
        func lines(_ below: String?) throws -> [String] {
            try repository.status(below: below).map { entry in
                entry.isUntracked ? "?? \(entry.path)" : letter(entry.staged) + letter(entry.unstaged) + " \(entry.path)"
            }
        }
        func gits(_ below: String) throws -> [String] {
            // The helper's HOME is the directory itself, which leaves nothing of its own there.
            try git("status", "--porcelain", "--untracked-files=all", "--no-renames", "--", below)
                .split(separator: "\n").map(String.init)
        }
        #expect(try lines(nil).sorted() == gits(".").sorted())
        #expect(try lines("s") == gits("s"))
        #expect(try repository.isIgnored("x/y.log"))
        #expect(try !repository.isIgnored("x/y.txt"))
    }

    @Test func attributesAreGits() throws {
        try start()
        try directory.write("*.xml merge=sol diff\n*.bin -diff\n", to: ".gitattributes")
        try git("add", "-A")
        try git("commit", "-qm", "attributes")
        let head = try Repository.open(path).commit("HEAD")
        try directory.write("*.xml merge=other\n", to: ".gitattributes")
        let repository = try Repository.open(path)
        let names = ["merge", "diff", "text"]
        #expect(try repository.attributes(names, of: "x/a.xml") == [.value("other"), .unspecified, .unspecified])
        #expect(try repository.attributes(names, of: "x/a.xml", from: .index) == [.value("sol"), .set, .unspecified])
        #expect(try repository.attributes(names, of: "a.bin", from: .commit(head)) == [.unspecified, .unset, .unspecified])
        // Where the working tree has no such file, the index stands in.
        try Files.remove(path + "/.gitattributes")
        #expect(try Repository.open(path).attributes(names, of: "x/a.xml") == [.value("sol"), .set, .unspecified])
        try git("clone", "-q", "--bare", ".", "b.git")
        let bare = try Repository.open(path + "/b.git")
        #expect(try bare.attributes(["merge"], of: "a.xml", from: .commit(head)) == [.value("sol")])
    }

    // MARK: - Texts

    private static let texts = [
        "a\nb\nc\nd\ne\n", "a\nX\nc\nd\ne\n", "a\nY\nc\nd\nZ\n", "a\nb\nc\nd\ne", "", "a\r\nb\r\n", "c\nd\n",
    ]

    @Test(arguments: [LineMergeOptions.Style.merge, .diff3, .zdiff3])
    func lineMergesAreGits(style: LineMergeOptions.Style) throws {
        let flag = style == .merge ? "--no-diff3" : style == .diff3 ? "--diff3" : "--zdiff3"
        let options = LineMergeOptions(
            style: style, markerSize: 9, baseLabel: "base", oursLabel: "ours", theirsLabel: "theirs")
        for ours in Self.texts {
            for theirs in Self.texts {
                let base = Self.texts[0]
                try directory.write(base, to: "base")
                try directory.write(ours, to: "ours")
                try directory.write(theirs, to: "theirs")
                let words = ["git", "merge-file", "-p", "--marker-size=9", flag, "-L", "ours", "-L", "base", "-L", "theirs"]
                let gits = try Process.run(
                    words + ["ours", "base", "theirs"], environment: GitRun.environment(home: path), directory: path)
                let merged = try mergeLines(
                    base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), options: options)
                #expect(merged.bytes == gits.output, "\(ours) | \(theirs)")
                #expect(merged.isClean == (gits.end == .exited(0)))
            }
        }
    }

    @Test func lineDiffsAreGits() throws {
        for old in Self.texts {
            for new in Self.texts {
                try directory.write(old, to: "old")
                try directory.write(new, to: "new")
                let words = ["git", "diff", "--no-index", "--no-color", "-U1", "old", "new"]
                let gits = try Process.run(words, environment: GitRun.environment(home: path), directory: path)
                let diff = try diffLines(Array(old.utf8), Array(new.utf8), context: 1)
                func hunks(_ bytes: [UInt8]) -> Substring {
                    let text = String(decoding: bytes, as: UTF8.self)
                    return text.firstRange(of: "@@ ").map { text[$0.lowerBound...] } ?? ""
                }
                #expect(hunks(diff.patch) == hunks(gits.output), "\(old) | \(new)")
                let removed = diff.hunks.flatMap(\.lines).filter { $0.origin != .added }.map(\.oldNumber)
                #expect(!removed.contains(nil))
            }
        }
        #expect(try diffLines([0, 1], [0, 2]).isBinary)
        #expect(try diffLines(nil, Array("a\n".utf8)).hunks.count == 1)
    }
}
