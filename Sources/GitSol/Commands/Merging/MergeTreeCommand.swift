// git sol merge-tree: merges two commits component by component without touching anything; for bare repositories and build servers.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let mergeTree = Command(
        name: "merge-tree", group: .merge, summary: "merge two commits and print the tree",
        synopsis: ["[--json | -z] [--name-only] [--[no-]messages] [--merge-base=COMMIT] [--allow-unrelated-histories] A B"],
        description: [
            "Merges B into A as `git sol merge` would, and writes only objects: no index, no working tree, no reference. It works in a bare repository.",
            "Prints the id of the merged tree, then, where there are conflicts, the files that are in conflict with their modes, ids and stages, then an empty line and what is to be said of each. As `git merge-tree --write-tree`.",
        ],
        flags: [
            .json, .nulTerminated, MergeTreeCommand.nameOnly, MergeTreeCommand.messages, MergeTreeCommand.base,
            MergeTreeCommand.unrelated,
        ],
        positionals: [
            Positional(name: "A", completion: .revision, summary: "ours: what the other is merged into"),
            Positional(name: "B", completion: .revision, summary: "theirs"),
        ],
        examples: [
            Example(purpose: "Would a topic merge?", line: "git sol merge-tree --json main topic")
        ],
        statuses: [(1, "There are conflicts.")],
        run: MergeTreeCommand.run)
}

enum MergeTreeCommand {
    static let nameOnly = Flag(long: "name-only", summary: "of files in conflict only the names")
    static let messages = Flag(long: "messages", isNegatable: true, summary: "say what is in conflict; --no-messages leaves it out")
    static let base = Flag(
        long: "merge-base", value: .required("COMMIT"), completion: .revision, summary: "the state both sides come from")
    static let unrelated = Flag(long: "allow-unrelated-histories", summary: "merge histories without a common commit")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository(toWrite: true)
        guard arguments.positionals.count == 2 else {
            throw UsageError(message: "name the two commits to merge", hints: ["as in 'git sol merge-tree main topic'"])
        }
        let (ours, theirs) = (arguments.positionals[0], arguments.positionals[1])
        let commits = (try repository.revision(ours), try repository.revision(theirs))
        var base: ObjectID?
        if let name = arguments.value(self.base) { base = try repository.peel(repository.revision(name), to: .tree) }
        if base == nil, !arguments.has(unrelated),
            try repository.mergeBases(repository.commit(ours), repository.commit(theirs)).isEmpty
        {
            throw CommandError(
                "'\(ours)' and '\(theirs)' have no commit in common",
                hints: repository.isShallow
                    ? ["this clone is shallow: 'git fetch --deepen=100' gets more of the history"]
                    : ["to merge them all the same: --allow-unrelated-histories"])
        }
        let result = try repository.mergeTrees(
            commits.0, commits.1, base: base,
            rules: try world.rules(), markers: try world.rules().markers(ours: ours, theirs: theirs), git: world.git)
        if arguments.has(.json) { writeJSON(result, world) } else { write(result, arguments, world) }
        return result.isClean ? .done : .findings
    }

    private static func write(_ result: MergedTree, _ arguments: Arguments, _ world: World) {
        let isRaw = arguments.has(.nulTerminated)
        func write(_ line: String) { world.writeNames([line], isRaw: isRaw) }
        write(result.tree.hex)
        guard !result.isClean else { return }
        for file in result.unsettled {
            if arguments.has(nameOnly) {
                write(file.path)
                continue
            }
            for (stage, entry) in [(1, file.base), (2, file.ours), (3, file.theirs)] {
                guard let entry else { continue }
                let start = "\(entry.mode) \(entry.id.hex) \(stage)"
                if isRaw { write("\(start)\t\(file.path)") } else { world.out.write("\(start)\t\(file.path)\n") }
            }
        }
        guard arguments.choice(messages) != false else { return }
        write("")
        for path in result.merged { write("Auto-merging \(path)") }
        for conflict in result.conflicts { write("CONFLICT \(ConflictText.line(conflict))") }
    }

    static func writeJSON(_ result: MergedTree, _ world: World) {
        JSONWriter.write("merge-tree", to: world.out) { writer in
            writer.field("tree", result.tree.hex)
            writer.field("clean", result.isClean)
            writer.array("conflicts") { writer in
                for conflict in result.conflicts { writer.object { ConflictText.write(conflict, &$0) } }
            }
            writer.array("decisions") { writer in
                for decision in result.decisions {
                    writer.object { writer in
                        writer.field("address", decision.decision.address.description)
                        writer.field("kind", decision.decision.subject.kind)
                        writer.field("rule", decision.decision.rule)
                        writer.field("file", decision.file)
                        writer.field("base", decision.decision.base)
                        writer.field("ours", decision.decision.ours)
                        writer.field("theirs", decision.decision.theirs)
                        writer.field("chosen", decision.decision.chosen)
                    }
                }
            }
            writer.array("files") { writer in
                for file in result.unsettled {
                    writer.object { writer in
                        writer.field("path", file.path)
                        writer.field("base", file.base?.id.hex)
                        writer.field("ours", file.ours?.id.hex)
                        writer.field("theirs", file.theirs?.id.hex)
                    }
                }
            }
        }
    }
}
