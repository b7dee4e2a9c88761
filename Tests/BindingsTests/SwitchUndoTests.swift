// A switch that cannot be finished is undone; where the undo fails too, nothing is lost, and the next run has it all back.

import TestSupport
import Testing

@testable import Bindings

struct SwitchUndoTests {
    private let directory = TemporaryDirectory()
    private var git: GitRun { GitRun(in: directory.path) }
    private let before = ["a": "a, not committed", "b/c": "c, not committed", "d": "d"]

    private func start() throws -> Repository {
        try git("init", "-q", "-b", "main")
        for (path, _) in before { try directory.write("first", to: path) }
        try git("add", "-A")
        try git("commit", "-qm", "first")
        for (path, text) in before { try directory.write(text, to: path) }
        return try Repository.open(directory.path)
    }

    private func files() throws -> [String: String] {
        try Walk.list(directory.path) { $0 != ".git" }.filter { $0.kind == .file }
            .reduce(into: [:]) { $0[$1.path] = String(decoding: try Files.read(directory.path + "/" + $1.path), as: UTF8.self) }
    }

    /// Replaces, adds and removes files; somebody holds the lock of the branch, so all of it must be undone.
    private func fail(_ repository: Repository, nth: Int) throws -> (error: GitError?, struck: Bool) {
        let change = try TreeSwitch(of: repository, touchesFiles: true)
        try change.write(GitError.gated("a"), Array("new".utf8))
        try change.write(GitError.gated("b/c"), Array("new".utf8))
        try change.write(GitError.gated("new/x"), Array("new".utf8))
        try change.write(GitError.gated("d"), nil)
        let head = try #require(try repository.headCommit)
        try directory.write("", to: ".git/refs/heads/main.lock")
        let update = ReferenceUpdate("refs/heads/main", to: head, expected: .object(head), message: "never")
        let (error, struck) = Faults.failing(nth: nth, of: [.rename]) { () -> GitError? in
            do throws(GitError) {
                try change.finish(update)
                return nil
            } catch {
                return error
            }
        }
        return (error, struck)
    }

    @Test func theNthRenameOfTheUndoMayFail() throws {
        var kept = 0
        for nth in 1... {
            let fresh = SwitchUndoTests()
            let repository = try fresh.start()
            let (error, struck) = try fresh.fail(repository, nth: nth)
            #expect(error != nil)
            if let error, error.message.contains("is kept in") {
                kept += 1
                // All that was there is still somewhere.
                let everything = try Walk.list(fresh.directory.path).filter { $0.kind == .file }
                    .map { String(decoding: try Files.read(fresh.directory.path + "/" + $0.path), as: UTF8.self) }
                for text in fresh.before.values { #expect(everything.contains(text), "\(nth): '\(text)' is lost") }
                try repository.completeSwitches()
            }
            #expect(try fresh.files() == fresh.before, "\(nth): \(error?.message ?? "")")
            #expect(
                try fresh.git("status", "--porcelain") == "M a\n M b/c\n M d" || fresh.git("status", "--porcelain") == " M a\n M b/c\n M d")
            try repository.completeSwitches()
            #expect(try Walk.list(repository.gitDirectory, details: false) { _ in false }.filter { Files.isTemporary($0.path) }.isEmpty)
            if !struck { break }
        }
        #expect(kept >= 3)
    }

    /// Where each link leads. In our own directory nearly all of them lead nowhere.
    private func links() throws -> [String: String] {
        try Walk.list(directory.path) { $0 != ".git" }.filter { $0.kind == .link }.reduce(into: [:]) {
            $0[$1.path] = String(
                decoding: try Process.run(["readlink", directory.path + "/" + $1.path]).output, as: UTF8.self)
        }
    }

    private func link(_ target: String, _ path: String) throws {
        if let folder = Files.parent(of: path) { try Files.createDirectories(folder) }
        _ = try Process.run(["ln", "-sfn", target, path])
    }

    @Test func linksComeBackAsFilesDo() throws {
        for nth in 1... {
            let fresh = SwitchUndoTests()
            let repository = try fresh.start()
            for path in ["changed", "gone"] { try fresh.link("a/b/c", fresh.directory.path + "/" + path) }
            let before = try fresh.links()
            let struck = try fresh.failWithLinks(repository, nth: nth)
            try repository.completeSwitches()
            let after = try fresh.links()
            #expect(after == before, "rename \(nth): \(after)")
            if !struck { break }
        }
    }

    /// Replaces, adds and removes links; somebody holds the lock of the branch. The switch and its lock are gone when this returns.
    private func failWithLinks(_ repository: Repository, nth: Int) throws -> Bool {
        let change = try TreeSwitch(of: repository, touchesFiles: true)
        for path in ["changed", "docs/new"] {
            try link("elsewhere", change.workshop() + "/" + path)
            #expect(try change.take(GitError.gated(path), isKnown: true))
        }
        try change.removeFile(GitError.gated("gone"))
        try change.write(GitError.gated("a"), Array("new".utf8))
        let head = try #require(try repository.headCommit)
        try directory.write("", to: ".git/refs/heads/main.lock")
        let (hasFailed, struck) = Faults.failing(nth: nth, of: [.rename]) { () -> Bool in
            do throws(GitError) {
                try change.finish(ReferenceUpdate("refs/heads/main", to: head, expected: .object(head), message: "never"))
                return false
            } catch {
                return true
            }
        }
        #expect(hasFailed)
        return struck
    }

    /// A killed run's links are put where they were meant to be.
    @Test func linksOfAKilledRunArePutInPlace() throws {
        let repository = try start()
        let own = repository.gitDirectory + ".git-sol-1-1.tmp"
        try link("nowhere", own + "/made/docs/l")
        let step = SwitchStep(source: own + "/made/docs/l", path: try GitError.gated("docs/l"), expected: .absent)
        try Files.write(SwitchJournal(update: nil, steps: [step]).bytes, to: own + "/journal")
        #expect(try repository.completeSwitches())
        #expect(try links().keys.sorted() == ["docs/l"])
    }

    /// What somebody has changed since is theirs: the backup stays, and is told of.
    @Test func whatWasChangedSinceIsLeftAlone() throws {
        for nth in 1...30 {
            let fresh = SwitchUndoTests()
            let repository = try fresh.start()
            guard let error = try fresh.fail(repository, nth: nth).error, error.message.contains("put 'a' back") else { continue }
            try fresh.directory.write("theirs, meanwhile", to: "a")
            // A child that another test is just starting shares the lock for a moment.
            var refusal: GitError?
            for _ in 0..<200 where refusal == nil {
                do throws(GitError) { try repository.completeSwitches() } catch { refusal = error }
                _ = try Process.run(["sleep", "0.01"])
            }
            #expect(refusal?.message.contains("is kept in") == true)
            #expect(try fresh.files()["a"] == "theirs, meanwhile")
            let own = try Walk.list(repository.gitDirectory).filter { $0.kind == .file && $0.path.contains("/old-") }
            #expect(try own.contains { try Files.read(repository.gitDirectory + $0.path) == Array("a, not committed".utf8) })
            return
        }
        Issue.record("no undo failed at 'a'")
    }

    @Test func aJournalWithoutItsEndIsNone() throws {
        let step = SwitchStep(source: "/x", path: try GitError.gated("file"), expected: .absent)
        let whole = SwitchJournal(update: nil, steps: [step, step]).bytes
        #expect(SwitchJournal(whole)?.steps.count == 2)
        for count in whole.indices { #expect(SwitchJournal(Array(whole[..<count])) == nil, "\(count) bytes") }
    }

    /// Only a lock that says what the killed run would have written is its own, or one that came with the run and is empty yet.
    @Test func aReferencesLockIsTakenAwayOnlyFromAKilledRun() throws {
        let repository = try start()
        let head = try #require(try repository.headCommit)
        try git("commit", "-qm", "second", "--allow-empty")
        let next = try #require(try repository.headCommit)
        try git("reset", "-q", "--soft", head.hex)
        for (content, isOwn, age) in [(next.hex + "\n", true, 0), ("", true, 0), ("", false, 60), (head.hex + "\n", false, 0)] {
            try git("update-ref", "refs/heads/main", head.hex)
            let own = repository.gitDirectory + ".git-sol-1-1.tmp"
            try Files.createDirectories(own)
            let update = ReferenceUpdate("refs/heads/main", to: next, expected: .object(head), message: "on")
            try Files.write(SwitchJournal(update: update, steps: []).bytes, to: own + "/journal")
            _ = try Process.run(["touch", "-d", "\(age) seconds ago", own + "/journal"])
            let lock = repository.gitDirectory + "refs/heads/main.lock"
            try Files.write(Array(content.utf8), to: lock)
            if isOwn {
                try repository.completeSwitches()
                #expect(try repository.headCommit == next && !Files.exists(lock))
            } else {
                #expect { try repository.completeSwitches() } throws: { ($0 as? GitError)?.isLocked == true }
                #expect(try Files.read(lock) == Array(content.utf8))
                try Files.remove(lock)
                // A child that another test starts in this moment shares our locks until it is another program.
                for _ in 0..<100 where Files.exists(own) {
                    try repository.completeSwitches()
                    if Files.exists(own) { _ = try Process.run(["sleep", "0.02"]) }
                }
                #expect(try repository.headCommit == next, "'\(content)'")
            }
        }
    }

    @Test func aPackThatWasNotFinishedIsRemoved() throws {
        let repository = try start()
        try Files.createDirectories(repository.objectDirectory + "pack")
        let left = repository.objectDirectory + "pack/.git-sol-99999999-1.tmp"
        try Files.write([1], to: left)
        try repository.completeSwitches()
        #expect(!Files.exists(left))
    }

    /// ^C reaches what we have started, also while we hold it back ourselves.
    @Test func childrenHoldNoSignalsBack() throws {
        let held = Interruption.hold()
        defer { Interruption.release(held) }
        let result = try Process.run(["sh", "-c", "grep SigBlk /proc/self/status"])
        #expect(
            String(decoding: result.output, as: UTF8.self).split(separator: "\t").last.flatMap { UInt64($0.dropLast(), radix: 16) } == 0)
    }
}
