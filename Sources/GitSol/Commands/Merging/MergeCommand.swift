// git sol merge: merges a commit into the current branch, component by component, in the working tree.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let merge = Command(
        name: "merge", group: .merge, summary: "merge a commit into the current branch, component by component",
        synopsis: ["[--no-commit] [--ff-only | --no-ff] [-m MESSAGE] [-q] COMMIT", "--abort", "--continue"],
        description: [
            "Does what `git merge` does, for whole solutions: a component that one side deleted and the other changed is one conflict with all its files, renamed files are followed by what they are, managed twins follow. Files that are in no solution are merged by their lines.",
            "If both sides set a value, a rule can choose. Each value of git's setting `sol.merge` is a rule: a word (ours, theirs, higher, ask) and an address, as in `git config --add sol.merge 'theirs entity/contoso_order/form/**'`. Your rules come before the built-in ones; every use of a rule is listed.",
            "Where there is no conflict the merge is committed. Else it stops with the conflicts in git's own index and with markers in the files: settle them and `git sol merge --continue`, or `git sol merge --abort`.",
            "The result is checked as by `git sol check --merge`: a fault that neither side had is a warning. The merge is committed all the same, and the exit status only says whether there were conflicts.",
        ],
        flags: [
            MergeCommand.noCommit, MergeCommand.fastForwardOnly, MergeCommand.noFastForward, MergeCommand.message,
            MergeCommand.abort, MergeCommand.continue, .quiet,
        ],
        positionals: [Positional(name: "COMMIT", count: .optional, completion: .revision, summary: "what to merge")],
        examples: [Example(purpose: "A colleague's branch into the current one", line: "git sol merge topic")],
        statuses: [(1, "There are conflicts.")],
        run: MergeCommand.run)
}

enum MergeCommand {
    static let noCommit = Flag(long: "no-commit", summary: "stop before the commit")
    static let fastForwardOnly = Flag(long: "ff-only", summary: "only move the branch forward; refuse where a merge is needed")
    static let noFastForward = Flag(long: "no-ff", summary: "make a commit even where the branch could be moved forward")
    static let message = Flag(long: "message", short: "m", value: .required("MESSAGE"), summary: "the message of the commit")
    static let abort = Flag(long: "abort", summary: "give the merge up: everything is as before it")
    static let `continue` = Flag(long: "continue", summary: "commit the merge, once all conflicts are settled")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(abort) {
            try world.git.output(of: ["merge", "--abort"])
            return .done
        }
        let repository = try world.openRepository(toWrite: true)
        if arguments.has(`continue`) { return try finish(repository, arguments, world) }
        guard arguments.positionals.count == 1 else {
            throw UsageError(message: "name one commit to merge", hints: ["as in 'git sol merge topic'"])
        }
        return try merge(arguments.positionals[0], arguments, repository, world)
    }

    private static func finish(_ repository: Repository, _ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard try !repository.mergeHeads.isEmpty else { throw CommandError("there is no merge to continue") }
        let done: [UInt8]
        if let given = arguments.value(message) {
            done = try world.git.output(of: ["commit", "-m", given])
        } else {
            // Git takes comments out of a message only where somebody edits it.
            let file = TrustedPath(trusting: repository.gitDirectory + "MERGE_MSG")
            try Files.write(withoutConflicts(Files.read(file.text), mark: commentMark(world)), to: file)
            done = try world.git.output(of: ["commit", "--no-edit"])
        }
        let lines = arguments.has(.quiet) ? [] : String(decoding: done, as: UTF8.self).lines.filter { !$0.isEmpty }
        for line in Shown.content(lines) { world.out.write("\(line)\n") }
        MergeFindings.tell(world) { try CheckedMerge("HEAD", in: repository) }
        return .done
    }

    private static func merge(
        _ name: String, _ arguments: Arguments, _ repository: Repository, _ world: World
    ) throws -> ExitStatus {
        guard !repository.isBare else {
            throw CommandError("the repository is bare: it has no working tree", hints: ["'git sol merge-tree A B' merges without one"])
        }
        if world.hasCompleted, try repository.mergeHeads == [repository.commit(name)] {
            return try goOn(arguments, repository, world)
        }
        guard repository.state == .none else {
            throw CommandError(
                "something else is under way here",
                hints: ["'git status' tells what; finish it, or give a merge up with 'git sol merge --abort'"])
        }
        guard try !repository.index().hasConflicts else {
            throw CommandError(
                "files are in conflict here", hints: ["settle them and commit, or give them up with 'git reset --merge'"])
        }
        let theirs = try repository.commit(name)
        guard let ours = try repository.headCommit else {
            try world.git.output(of: ["merge", "-q", "--ff-only", "--", name])
            return .done
        }
        func tell(_ text: Shown) { if !arguments.has(.quiet) { world.out.write("\(text)\n") } }
        if try repository.isAncestor(theirs, of: ours) {
            tell("Already up to date.")
            return .done
        }
        if try repository.isAncestor(ours, of: theirs), !arguments.has(noFastForward) {
            try world.git.output(of: ["merge", "-q", "--ff-only", "--", name])
            tell("Fast-forward to \(try repository.abbreviate(theirs))")
            return .done
        }
        guard !arguments.has(fastForwardOnly) else {
            throw CommandError("'\(name)' cannot be merged by moving the branch forward", hints: ["merge without --ff-only"])
        }
        guard try !repository.mergeBases(ours, theirs).isEmpty else {
            throw CommandError(
                "'HEAD' and '\(name)' have no commit in common",
                hints: repository.isShallow
                    ? ["this clone is shallow: 'git fetch --deepen=100' gets more of the history"]
                    : ["to merge them all the same: 'git merge --allow-unrelated-histories'"])
        }
        return try merge(ours, theirs, name, arguments, repository, world)
    }

    /// The merge that was asked for stands already: a run of it was killed, and has just been completed.
    private static func goOn(_ arguments: Arguments, _ repository: Repository, _ world: World) throws -> ExitStatus {
        let isOpen = try repository.index().hasConflicts
        if !arguments.has(.quiet) { world.out.write("Completed a merge that was interrupted.\n") }
        if isOpen {
            world.out.write("There are conflicts: settle them and 'git sol merge --continue', or 'git sol merge --abort'.\n")
            return .findings
        }
        if !arguments.has(noCommit) { try world.git.output(of: ["commit", "-q", "--no-edit"]) }
        return .done
    }

    private static func merge(
        _ ours: ObjectID, _ theirs: ObjectID, _ name: String, _ arguments: Arguments, _ repository: Repository, _ world: World
    ) throws -> ExitStatus {
        let result = try WorktreeMerge(repository, rules: world.rules(), git: world.git).run(
            ours, theirs, named: name, as: .merge(isFastForwardForbidden: arguments.has(noFastForward))
        ) { try message(name, theirs, arguments, $0, world) }
        tell(result, isQuiet: arguments.has(.quiet), as: .merge, world)
        guard result.isClean else { return .findings }
        if !arguments.has(noCommit) { try world.git.output(of: ["commit", "-q", "--no-edit"]) }
        let merged = RevisionSnapshot(result.tree, named: "the merge", in: repository)
        MergeFindings.tell(world) { try CheckedMerge(merged, of: [ours, theirs], in: repository) }
        return .done
    }

    /// What lines of a message begin with that git takes out.
    static func commentMark(_ world: World) -> String {
        world.settings["core.commentChar"].flatMap { $0 == "auto" || $0.isEmpty ? nil : MessageText.line($0) } ?? "#"
    }

    private static func conflictsHeading(_ mark: String) -> String { "\n\n\(mark) Conflicts:\n" }

    /// A message without the comments that say what was in conflict, git's own among them; else as it is.
    static func withoutConflicts(_ text: [UInt8], mark: String) -> [UInt8] {
        let heading = Array(conflictsHeading(mark).utf8)
        guard let start = text.indices.last(where: { text[$0...].starts(with: heading) }) else { return text }
        let rest = text[(start + heading.count)...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
        guard rest.allSatisfy({ $0.starts(with: mark.utf8) }) else { return text }
        return Array(text[..<start]) + [UInt8(ascii: "\n")]
    }

    /// Git's words, and what is in conflict as comments.
    private static func message(
        _ name: String, _ theirs: ObjectID, _ arguments: Arguments, _ result: MergedTree, _ world: World
    ) throws -> String {
        var text = arguments.value(message) ?? ""
        if text.isEmpty {
            let isBranch = try world.git.result(of: ["show-ref", "--verify", "--quiet", "refs/heads/" + name]).end == .exited(0)
            let what = MessageText.line(isBranch ? "branch '\(name)'" : "commit '\(name)'")
            let output = try world.git.output(of: ["fmt-merge-msg"], input: Array("\(theirs.hex)\t\t\(what) of .\n".utf8))
            text = String(decoding: output, as: UTF8.self)
            while text.hasSuffix("\n") { text = String(text.dropLast()) }
        }
        return withConflicts(text, result, world)
    }

    /// Words of a commit, and as comments what is in conflict.
    static func withConflicts(_ text: String, _ result: MergedTree, _ world: World) -> String {
        guard !result.isClean else { return text }
        let mark = commentMark(world)
        return text + conflictsHeading(mark) + result.conflicts.map { "\(mark)\t\(MessageText.line(ConflictText.line($0)))\n" }.joined()
    }

    /// What a merge that stopped goes on with.
    enum GoOn: String {
        case merge = "git sol merge"
        case pick = "git cherry-pick"
    }

    static func tell(_ result: MergedTree, isQuiet: Bool, as way: GoOn, _ world: World) {
        guard !isQuiet || !result.isClean else { return }
        if !isQuiet {
            for decision in result.decisions {
                let made = decision.decision
                let way = ([ComponentTitle(made.subject).words] + made.trail.map(\.words)).joined(separator: " › ")
                world.out.write("decided (\(made.rule)): \(way): \(made.chosen ?? "")\n")
            }
        }
        for conflict in result.conflicts { world.out.write("CONFLICT \(ConflictText.line(conflict))\n") }
        if result.isClean {
            world.out.write("Merged \(result.merged.count) file\(result.merged.count == 1 ? "" : "s") that both sides changed.\n")
        } else {
            let count = result.conflicts.count
            world.out.write(
                "\(count) conflict\(count == 1 ? "" : "s"): settle them and '\(way.rawValue) --continue', or '\(way.rawValue) --abort'.\n")
        }
    }
}
