// What the git bindings write, with git itself as the referee.

import Bindings
import TestSupport
import Testing

struct GitWriteTests {
    private let directory = TemporaryDirectory()
    private var git: GitRun { GitRun(in: directory.path) }
    private let ada = Signature(name: "Ada", email: "ada@example.com", time: 1_767_323_045)

    /// A repository with one commit of two files.
    private func repository() throws -> Repository {
        try git("init", "-q", "-b", "main")
        try directory.write("one\n", to: "a.txt")
        try directory.write("deep\n", to: "d/e/f.txt")
        try git("add", "-A")
        try git("commit", "-qm", "first")
        return try Repository.open(directory.path)
    }

    private func commit(_ repository: Repository, parents: [ObjectID], _ message: String) throws -> ObjectID {
        let tree = try repository.tree("HEAD")
        return try repository.writeCommit(
            Commit(tree: tree, parents: parents, author: ada, committer: ada, message: message))
    }

    @Test func newRepositoriesAreGits() throws {
        let made = try Repository.create(directory.path + "/new/inner", initialBranch: "trunk")
        #expect(try made.headBranch == "refs/heads/trunk")
        #expect(try made.isHeadUnborn)
        #expect(try made.headCommit == nil)
        try GitRun(in: directory.path + "/new/inner")("status")
        #expect(try Repository.create(directory.path + "/b.git", bare: true).isBare)
        #expect { try Repository.create(directory.path + "/b.git", bare: true) } throws: { ($0 as? GitError)?.isExists == true }
    }

    @Test func commitsAndTagsAreGits() throws {
        let repository = try repository()
        let head = try repository.commit("HEAD")
        let commit = try repository.readCommit(head)
        #expect(try commit.bytes == repository.read(head).bytes)
        let next = try self.commit(repository, parents: [head], "second\n\nbody é\n")
        try git("commit", "-q", "--allow-empty", "-m", "second\n\nbody é")
        var written = try repository.readCommit(next)
        let gits = try repository.readCommit(repository.commit("HEAD"))
        (written.author, written.committer) = (gits.author, gits.committer)
        #expect(written == gits)
        try git("fsck", "--strict")
    }

    @Test func referencesMoveOnlyFromWhatIsExpected() throws {
        let repository = try repository()
        let head = try repository.commit("HEAD")
        let next = try commit(repository, parents: [head], "second\n")
        let name = "refs/heads/main"
        #expect { try repository.update(ReferenceUpdate(name, to: next, expected: .object(next), message: "no")) } throws: {
            ($0 as? GitError)?.isModified == true
        }
        #expect { try repository.update(ReferenceUpdate(name, to: next, expected: .absent, message: "no")) } throws: {
            ($0 as? GitError)?.isExists == true
        }
        // All or none.
        #expect(throws: GitError.self) {
            try repository.update([
                ReferenceUpdate("refs/heads/other", to: next, expected: .absent, message: "no"),
                ReferenceUpdate(name, to: next, expected: .absent, message: "no"),
            ])
        }
        #expect(try repository.target(of: "refs/heads/other") == nil)
        #expect(try git("rev-parse", "main") == head.hex)
        try repository.update(ReferenceUpdate("HEAD", to: next, expected: .object(head), message: "sol: move"))
        #expect(try git("rev-parse", "main") == next.hex)
        #expect(try git("symbolic-ref", "HEAD") == name)
        #expect(try git("log", "-g", "-1", "--format=%gs", "main") == "sol: move")
        try directory.write("", to: ".git/refs/heads/main.lock")
        #expect { try repository.update(ReferenceUpdate(name, to: head, expected: .anything, message: "no")) } throws: {
            ($0 as? GitError)?.isLocked == true
        }
        try Files.remove(directory.path + "/.git/refs/heads/main.lock")
        try repository.update(ReferenceUpdate("refs/heads/gone", to: head, expected: .absent, message: "make"))
        try repository.update(ReferenceUpdate("refs/heads/gone", to: nil, expected: .object(head), message: "remove"))
        #expect(try git("branch", "--list", "gone").isEmpty)
    }

    @Test func theIndexIsGits() throws {
        let repository = try repository()
        let id = try repository.writeBlob(Array("new\n".utf8))
        try repository.changeIndex { change in
            change.stage(try GitError.gated("b/new.txt"), id, mode: .executable)
            change.stage(try GitError.gated("a.txt"), nil)
            let entry = IndexEntry(path: "c.txt", mode: .file, id: id)
            change.contest(IndexConflict(path: "c.txt", base: nil, ours: entry, theirs: entry))
        }
        let entries = try repository.index().entries
        let listed = entries.map { "\($0.mode) \($0.id) \($0.stage.rawValue)\t\($0.path)" }.joined(separator: "\n")
        #expect(try listed == git("ls-files", "-s"))
        #expect(listed.contains(" 2\tc.txt") && listed.contains(" 3\tc.txt") && !listed.contains("a.txt"))
        #expect(try repository.index().conflicts().map(\.path) == ["c.txt"])
        #expect(try repository.index().entries(below: "d").map(\.path) == ["d/e/f.txt"])
        try repository.changeIndex { $0.stage(try GitError.gated("c.txt"), id) }
        // What was settled can be brought back, by git and by us.
        #expect(try repository.index().settledConflicts().map(\.path) == ["c.txt"])
        try repository.changeIndex { $0.stage(try GitError.gated("b/new.txt"), nil) }
        #expect(try git("ls-files", "--resolve-undo").split(separator: "\n").count == 2)
        let conflict = try #require(try repository.index().settledConflicts().first)
        try repository.changeIndex { $0.contest(conflict) }
        #expect(try git("ls-files", "-u").split(separator: "\n").count == 2)
        #expect(try repository.index().settledConflicts().isEmpty && repository.index().conflicts().count == 1)
        #expect(try Walk.list(repository.gitDirectory, details: false).filter { $0.path.contains("index.") }.isEmpty)
    }

    @Test func theIndexKeepsItsFlagsAndItsLock() throws {
        let repository = try repository()
        try git("update-index", "--skip-worktree", "a.txt")
        try git("update-index", "--assume-unchanged", "d/e/f.txt")
        let before = try git("ls-files", "-v", "--debug")
        let file = try GitError.gated("d/e/f.txt")
        let id = try #require(try repository.index().entry(file.text)).id
        try repository.changeIndex { $0.stage(file, id) }
        #expect(try git("ls-files", "-v").split(separator: "\n") == ["S a.txt", "h d/e/f.txt"])
        #expect(try git("ls-files", "-v", "--debug").split(separator: "\n").count == before.split(separator: "\n").count)
        try directory.write("", to: ".git/index.lock")
        #expect { try repository.changeIndex { $0.stage(file, id) } } throws: { ($0 as? GitError)?.isLocked == true }
        #expect(try Files.status(directory.path + "/.git/index.lock") != nil)
    }

    @Test func aChangeRightAfterTheIndexWasWrittenIsSeen() throws {
        let repository = try repository()
        for number in 0..<20 {
            try directory.write("x\(number % 2)\n", to: "a.txt")
            try git("add", "a.txt")
            try directory.write("y\(number % 2)\n", to: "a.txt")
            try repository.changeIndex { $0.stage(try GitError.gated("d/e/f.txt"), nil) }
            #expect(try git("status", "--porcelain", "a.txt").hasPrefix("MM"))
        }
    }

    @Test func settingsAreWrittenAtTheirLevel() throws {
        let repository = try repository()
        let local = try repository.configuration().level(.local)
        try local.set("sol.solution", to: "a b # \"c\"")
        try local.add("sol.path", value: "x")
        try local.add("sol.path", value: "y")
        #expect(try git("config", "--local", "sol.solution") == "a b # \"c\"")
        #expect(try git("config", "--get-all", "sol.path") == "x\ny")
        let all = try repository.configuration()
        #expect(try all.strings("sol.path") == ["x", "y"])
        #expect(try all.entries(matching: "^sol\\.").map(\.level) == [.local, .local, .local])
        try git("config", "sol.size", "2k")
        #expect(try repository.configuration().int("sol.size") == 2048)
        #expect(throws: GitError.self) { try repository.configuration().bool("sol.solution") }
        let given = RepositoryLocation(start: directory.path).with { $0.settings = [("Sol.Solution", "mine")] }
        #expect(try Repository.open(given).configuration().string("sol.solution") == "mine")
    }

    /// Every way to change a small tree, against git's own index.
    @Test func treeEditsAreGits() throws {
        let repository = try repository()
        let base = try repository.tree("HEAD")
        let id = try repository.writeBlob(Array("new\n".utf8))
        let paths = ["a.txt", "a.txt/x", "d", "d/e", "d/e/f.txt", "d/e/g.txt", "d.txt", "d/z", "new/x/y"]
        for path in paths {
            for put in [true, false] {
                let tree = try repository.editTree(base, [(path, put ? .put(.file, id) : .remove)])
                try git("read-tree", base.hex)
                if put {
                    try git("update-index", "--add", "--replace", "--cacheinfo", "100644,\(id),\(path)")
                } else {
                    try git("rm", "-rq", "--cached", "--ignore-unmatch", "--", path)
                }
                #expect(try tree.hex == git("write-tree"), "\(put ? "put" : "remove") \(path)")
            }
        }
        try git("fsck", "--strict")
        #expect(try repository.editTree(base, [("a.txt", .remove), ("d", .remove)]) == .emptyTree)
        for bad in ["", "/a", "a//b", "../a", ".git/x", "a/.GIT"] {
            #expect(throws: GitError.self, "\(bad)") { try repository.editTree(base, [(bad, .put(.file, id))]) }
        }
    }

    @Test func treesAreCompared() throws {
        let repository = try repository()
        let old = try repository.tree("HEAD")
        let id = try repository.writeBlob(Array("new\n".utf8))
        let new = try repository.editTree(old, [("a.txt", .remove), ("d/e/f.txt", .put(.executable, id)), ("d/n", .put(.file, id))])
        let lines = try repository.differences(old, new).map { change in
            "\(change.old == nil ? "A" : change.new == nil ? "D" : "M")\t\(change.path)"
        }
        #expect(try lines.joined(separator: "\n") == git("diff-tree", "-r", "--name-status", old.hex, new.hex))
    }
}

extension RepositoryLocation {
    fileprivate func with(_ change: (inout RepositoryLocation) -> Void) -> RepositoryLocation {
        var copy = self
        change(&copy)
        return copy
    }
}
