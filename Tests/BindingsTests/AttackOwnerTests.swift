// Whose something unfinished is: the number of a process alone never decides, neither for what is dead nor for what lives.

import TestSupport
import Testing

@testable import Bindings

struct AttackOwnerTests {
    private let directory = TemporaryDirectory()

    private func name(_ owner: ProcessIdentity) -> String { TemporaryName(owner: owner, number: 1).text }

    /// A name of a file that was written now, or some seconds ago.
    private func isLeftOver(_ owner: ProcessIdentity, age: Int = 0) throws -> Bool {
        let path = try directory.write("half", to: name(owner))
        let time = Process.Input.bytes([])
        _ = try Process.run(["touch", "-d", "\(age) seconds ago", path], input: time)
        return Files.isLeftOver(path)
    }

    @Test func namesSayWhoseTheyAre() throws {
        let own = ProcessIdentity.own
        #expect(TemporaryName(name(own))?.owner == own && own.start > 0 && own.place != 0)
        #expect(Files.isTemporary(name(own)) && Files.isTemporary(".git-sol-12-1.tmp"))
        for other in [
            ".git-sol-12.tmp", ".git-sol-1-2-3.tmp", ".git-sol-0-1-2-3.tmp", ".git-sol-1-1-x-3.tmp", ".git-sol-.tmp", "git-sol-1-1.tmp",
        ] {
            #expect(!Files.isTemporary(other), "\(other)")
        }
    }

    @Test func theSameNumberIsNotTheSameProcess() throws {
        let own = ProcessIdentity.own
        #expect(try !isLeftOver(own, age: 100_000))
        // The number is ours, or another live process's, who began later.
        #expect(try isLeftOver(ProcessIdentity(number: own.number, start: own.start - 1, place: own.place)))
        #expect(try isLeftOver(ProcessIdentity(number: 1, start: own.start, place: own.place)))
        // A live process of another container, with a number that nobody has here.
        let elsewhere = ProcessIdentity(number: Int32.max, start: own.start, place: own.place ^ 1)
        #expect(try !isLeftOver(elsewhere) && isLeftOver(elsewhere, age: 700))
        // And a dead one of another container, with our number.
        let dead = ProcessIdentity(number: own.number, start: own.start, place: own.place ^ 1)
        #expect(try !isLeftOver(dead) && isLeftOver(dead, age: 700))
    }

    @Test func aDirectoryIsItsLocks() throws {
        let own = ProcessIdentity.own
        let mine = try OwnedDirectory.make(in: directory.path)
        #expect(try OwnedDirectory.leftOver(in: directory.path).isEmpty)
        // Left by runs that had any number, ours among them, here or in another container.
        let names = [own, ProcessIdentity(number: 1, start: 5, place: 7), ProcessIdentity(number: own.number, start: own.start, place: 3)]
            .map(name)
        for name in names + [".git-sol-77-1.tmp"] { try directory.write("x", to: name + "/file") }
        let found = try OwnedDirectory.leftOver(in: directory.path)
        #expect(Set(found.map(\.path)) == Set((names + [".git-sol-77-1.tmp"]).map { directory.path + "/" + $0 }))
        // Taken now, so nobody else finds them.
        #expect(try OwnedDirectory.leftOver(in: directory.path).isEmpty)
        for one in found { one.remove() }
        let path = mine.path
        #expect(Files.exists(path + "/owner"))
        withExtendedLifetime(mine) {}
    }

    @Test func aDroppedDirectoryIsGoneAndATakenOneStays() throws {
        var mine: OwnedDirectory? = try OwnedDirectory.make(in: directory.path)
        let path = try #require(mine?.path)
        #expect(Files.isDirectory(path))
        mine = nil
        #expect(!Files.exists(path))
        let left = directory.path + "/" + name(.init(number: 1, start: 1, place: 1))
        try Files.createDirectories(left)
        _ = try OwnedDirectory.leftOver(in: directory.path)
        #expect(Files.isDirectory(left))
        #expect(try OwnedDirectory.leftOver(in: directory.path).count == 1)
    }

    /// A run that was killed in the midst of its renames, with a number that somebody has now: init, this process, or nobody here.
    @Test(arguments: [1, ProcessIdentity.own.number, Int32.max], [false, true])
    func aKilledSwitchIsCompletedAndALiveOneIsLeft(number: Int32, lives: Bool) throws {
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        let repository = try Repository.open(directory.path)
        let owner = ProcessIdentity(number: number, start: ProcessIdentity.own.start, place: ProcessIdentity.own.place ^ (lives ? 1 : 0))
        let own = repository.gitDirectory + name(owner == .own ? ProcessIdentity(number: number, start: 1, place: owner.place) : owner)
        try directory.write("new", to: ".git/waiting")
        try Files.createDirectories(own + "/new")
        try Files.rename(repository.gitDirectory + "waiting", to: own + "/new/0")
        let step = SwitchStep(source: own + "/new/0", path: try GitError.gated("file"), expected: .absent)
        try Files.write(SwitchJournal(update: nil, steps: [step]).bytes, to: own + "/journal")
        try Files.write([], to: own + "/lock")
        _ = try Process.run(["ln", own + "/lock", repository.indexPath + ".lock"])
        let holder = lives ? try OwnedDirectory.leftOver(in: directory.path + "/.git") : []
        try repository.completeSwitches()
        #expect(Files.exists(directory.path + "/file") == !lives)
        #expect(Files.exists(own) == lives && Files.exists(repository.indexPath + ".lock") == lives)
        #expect(holder.count == (lives ? 1 : 0))
    }

    /// Whoever sees a directory before it is locked takes it: then its maker has another.
    @Test func makersAndTakersNeverShare() async throws {
        let path = directory.path
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    for _ in 0..<200 {
                        guard let made = try? OwnedDirectory.make(in: path) else {
                            Issue.record("not made")
                            continue
                        }
                        #expect((try? Files.write([1], to: made.path + "/file")) != nil)
                        #expect(Files.exists(made.path + "/file"))
                        withExtendedLifetime(made) {}
                    }
                }
            }
            group.addTask {
                for _ in 0..<400 { for found in (try? OwnedDirectory.leftOver(in: path)) ?? [] { found.remove() } }
            }
        }
    }
}
