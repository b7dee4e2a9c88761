// Four times as much of one thing takes at most about six times the work, whatever the thing and whatever the command: small packages cost no minutes.

import Bindings
import TestSupport
import Testing

struct AttackGrowthTests {
    /// How many times as many of each thing as usual.
    private static let rounds = Environment.current["SOL_ROUNDS"].flatMap { Int($0) } ?? 1
    /// Seconds in which nothing is measured: starting takes some of them. What grows with the square takes longer for as many as we try.
    private static let floor = 0.15

    /// Packages with so many of one thing, and what commands leave behind, each in a folder of its own.
    private final class Bench {
        let shape: ScaledSolution.Shape
        let size: Int
        let directory = TemporaryDirectory()
        private(set) var work: [(command: String, seconds: Double)] = []

        init(_ shape: ScaledSolution.Shape, _ size: Int) throws {
            self.shape = shape
            self.size = size
            for state in 0..<3 { try directory.write(ScaledSolution(shape, size).zip(state), to: "\(state).zip") }
        }

        func sol(_ words: String..., at place: String = "", statuses: Set<Int32> = [0, 1]) throws {
            let run = try BuiltProgram.run(
                words, in: directory.path + "/" + place, variables: GitRun.environment(home: directory.path).variables)
            work.append((words.prefix { !$0.hasPrefix("/") }.joined(separator: " "), run.work))
            #expect(statuses.contains(run.status), "\(shape): \(words): \(run.errors.prefix(1000)) [status \(run.status)]")
        }

        func zips() throws {
            try sol("ls", "1.zip")
            try sol("check", "1.zip")
            try sol("diff", "0.zip", "1.zip")
            try sol("diff", "--json", "1.zip", "0.zip")
            try sol("diff", "--format=markdown", "0.zip", "1.zip")
            try sol("unpack", "-q", "-d", "one", "1.zip")
            try sol("pack", "-q", "-o", "again.zip", "one")
            try sol("unpack", "-q", "--allow-delete", "-d", "one", "2.zip")
            try sol("check", "one")
            try sol("diff", "1.zip", "one")
        }

        /// The first state as the first commit, the two others on branches.
        func repository() throws {
            let git = GitRun(in: directory.path + "/r")
            try Files.createDirectories(git.directory)
            try git("init", "-q", "-b", "main")
            let again = "--allow=stranger"
            try sol("import", "-q", "--commit", "../0.zip", at: "r")
            try git("branch", "other")
            try sol("import", "-q", again, "--commit", "../1.zip", at: "r")
            try sol("log", at: "r")
            try sol("show", at: "r")
            try sol("blame", "**", at: "r", statuses: [0, 1, 2])
            try git("checkout", "-q", "other")
            try sol("import", "-q", again, "../2.zip", at: "r")
            try sol("status", at: "r")
            try sol("diff", "HEAD", at: "r")
            try git("commit", "-q", "-m", "other")
            try sol("merge-tree", "main", "other", at: "r")
            try sol("restore", "-q", "-f", "--source", "main", "**", at: "r", statuses: [0, 1, 2])
            try git("reset", "-q", "--hard")
            try sol("rm", "-q", "-f", "**", at: "r", statuses: [0, 1, 2])
            try git("reset", "-q", "--hard")
        }

        func conflicts() throws {
            let git = GitRun(in: directory.path + "/r")
            try sol("merge", "-q", "main", at: "r")
            guard try !git("ls-files", "-u").isEmpty else { return }
            try sol("resolve", "-q", "--ours", "**", at: "r")
        }
    }

    private func measured(_ shape: ScaledSolution.Shape, _ size: Int, _ body: (Bench) throws -> Void) throws -> [(
        command: String, seconds: Double
    )] {
        let bench = try Bench(shape, size)
        try body(bench)
        return bench.work
    }

    /// What is slow for so few is measured for fewer, too, again where the machine may have been busy.
    private func expectLinear(_ shape: ScaledSolution.Shape, _ size: Int, _ body: (Bench) throws -> Void) throws {
        let size = size * Self.rounds
        var large = try measured(shape, size, body)
        guard large.contains(where: { $0.seconds > Self.floor }) else { return }
        let small = try measured(shape, size / 4, body)
        func slow() -> [Int] { large.indices.filter { large[$0].seconds > max(Self.floor, 6.25 * small[$0].seconds + 0.1) } }
        if !slow().isEmpty {
            let again = try measured(shape, size, body)
            for place in large.indices where again[place].seconds < large[place].seconds { large[place] = again[place] }
        }
        for place in slow() {
            Issue.record(
                "\(shape): '\(large[place].command)' took \(small[place].seconds) s for \(size / 4), \(large[place].seconds) s for \(size)")
        }
    }

    @Test(arguments: ScaledSolution.Shape.allCases) func zipsAndFolders(_ shape: ScaledSolution.Shape) throws {
        try expectLinear(shape, 1000) { try $0.zips() }
    }

    private static let inHistory: [ScaledSolution.Shape] = [
        .tables, .webResources, .views, .entries, .columns, .reordered, .members, .roots,
    ]

    @Test(arguments: inHistory) func revisions(_ shape: ScaledSolution.Shape) throws {
        try expectLinear(shape, 500) { bench in
            try bench.repository()
            try bench.conflicts()
        }
    }
}
