// Every real merge again as git makes it, through the installed driver, and as `git sol merge-tree` makes it: the same answer
// for the files that both see. The suite takes a few of them, `make merges` all.

import Bindings
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct MergeReplayTests {
    /// What `git sol merge-tree` printed.
    private struct TreeMerge: Equatable {
        let tree: String
        let unsettled: Set<String>
        let conflicts: Int

        init(_ run: ProgramRun) {
            let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            tree = lines.first ?? ""
            unsettled = Set(lines.compactMap { $0.split(separator: "\t", maxSplits: 1).dropFirst().first.map(String.init) })
            conflicts = lines.count { $0.hasPrefix("CONFLICT ") }
        }
    }

    /// The branches of a merge, and what git and we say of them.
    private struct Replay {
        private let branches: MergeBranches
        var directory: TemporaryDirectory { branches.directory }
        var name: String { branches.name }
        var git: GitRun { branches.git }

        init(_ merge: Corpus.Merge) throws { branches = try MergeBranches(merge) }

        func mergeTree(_ one: String, _ other: String) throws -> TreeMerge {
            let run = try BuiltProgram.run("merge-tree", one, other, in: directory.path)
            #expect(run.status < 2, "\(name) \(run)")
            return TreeMerge(run)
        }

        func paths(_ words: String...) throws -> Set<String> {
            Set(try git.run(words).split(separator: "\0").map(String.init))
        }

        /// Files in which something differs that means something.
        func changed(_ one: String, _ other: String) throws -> Set<String> {
            let run = try BuiltProgram.run("diff", "--json", one, other, in: directory.path)
            #expect(run.status < 2, "\(name) \(run.errors)")
            let start = "      \"file\": \""
            let lines = run.output.split(separator: "\n").filter { $0.hasPrefix(start) }
            return Set(lines.map { String($0.dropFirst(start.count).dropLast(2)) })
        }

        /// Files that both sides changed, or added, and that are ours to merge: those that git shows the driver.
        func shown() throws -> Set<String> {
            func changed(_ one: String, _ other: String) throws -> Set<String> {
                try paths("diff-tree", "-r", "-z", "--no-renames", "--name-only", "--diff-filter=d", one, other)
            }
            let both = try changed("ours", "theirs").intersection(changed("main", "ours")).intersection(changed("main", "theirs"))
            guard !both.isEmpty else { return [] }
            let answers = try git.run(["check-attr", "-z", "merge", "--"] + both.sorted()).split(separator: "\0").map(String.init)
            return Set(stride(from: 0, to: answers.count, by: 3).filter { answers[$0 + 2] == "sol" }.map { answers[$0] })
        }
    }

    @Test func gitAndMergeTreeGiveTheSame() throws {
        var order = SeededRandom(seed: 5)
        for merge in Corpus.merges.shuffled(using: &order).prefix(seeds(4).count) {
            try check(try Replay(merge))
        }
    }

    private func check(_ replay: Replay) throws {
        let merge = try replay.mergeTree("ours", "theirs")
        #expect(try replay.mergeTree("ours", "theirs") == merge, "\(replay.name): a second time")
        let swapped = try replay.mergeTree("theirs", "ours")
        #expect(swapped.unsettled == merge.unsettled && swapped.conflicts == merge.conflicts, "\(replay.name): swapped")
        // What is in conflict has the sides the other way round.
        let others = try replay.changed(merge.tree, swapped.tree).subtracting(merge.unsettled)
        #expect(others.isEmpty, "\(replay.name): swapped, the content is another: \(others.sorted())")

        let variables = ["PATH": (Files.parent(of: BuiltProgram.path) ?? ".") + ":/usr/bin:/bin"]
        #expect(try BuiltProgram.run("install", "-q", in: replay.directory.path, variables: variables).status == 0)
        var environment = GitRun.environment(home: replay.directory.path)
        environment.variables.merge(variables) { $1 }
        // Without renames: git pairs files by their looks.
        let words = ["git", "-c", "merge.renames=false", "merge", "-q", "--no-edit", "theirs"]
        let git = try Process.run(words, environment: environment, directory: replay.directory.path)
        let open = try replay.paths("diff", "-z", "--name-only", "--diff-filter=U")
        #expect((git.end == .exited(0)) == open.isEmpty, "\(replay.name)")
        let shown = try replay.shown()
        #expect(open.intersection(shown) == merge.unsettled.intersection(shown), "\(replay.name)")
        try replay.git("add", "-A")
        let differing = try replay.paths("diff-tree", "-r", "-z", "--no-renames", "--name-only", try replay.git("write-tree"), merge.tree)
        #expect(differing.isDisjoint(with: shown), "\(replay.name): \(differing.intersection(shown).sorted())")
        // The markers of git itself have other labels; and what one side deleted is one component to us, and single files to git.
        for path in differing.sorted() { print("\(replay.name): git shows no driver of ours '\(path)'") }
        print("\(replay.name): \(shown.count) files that both see, \(merge.unsettled.count) in conflict")
    }
}
