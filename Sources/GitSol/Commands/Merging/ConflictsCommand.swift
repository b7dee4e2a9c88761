// git sol conflicts: what is still open of a merge, component by component.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let conflicts = Command(
        name: "conflicts", group: .merge, summary: "list the conflicts that are still open",
        synopsis: ["[--solution NAME] [--json]"],
        description: [
            "Lists what a merge, a rebase, a cherry-pick, a revert, a stash or `am` left open: the component, why it is in conflict, the three values, and the commits that gave ours and theirs. It says first what ours and theirs are: in a rebase, ours is what is built upon.",
            "Conflicts in which both sides did the same to the same property of several things are listed as one series, with a number.",
            "Settle one with `git sol resolve --ours ADDRESS`, a series with `--series NUMBER`, or go through all of them with `git sol resolve`.",
        ],
        flags: [.solution, .json], examples: [Example(purpose: "What is left to decide", line: "git sol conflicts")],
        statuses: [(1, "There are open conflicts.")],
        usesPager: true, run: ConflictsCommand.run)
}

enum ConflictsCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let open = try OpenMerge(repository, rules: world.rules())
        let isMeant = try world.isMeant(arguments)
        let items = open.items.filter { $0.conflict.files.contains(where: isMeant) }
        let operation = OperationText(open.operation, world)
        let questions = ConflictSeries.all(of: items)
        let origins = ConflictOrigins(open, of: arguments.has(.json) ? items : questions.compactMap(\.items.first), world)
        if arguments.has(.json) {
            JSONWriter.write("conflicts", to: world.out) { writer in
                operation.write(&writer)
                writer.array("conflicts") { writer in
                    for (item, series) in questions.flatMap({ series in series.items.map { ($0, series) } }) {
                        let (ours, theirs) = origins.of(item)
                        writer.object { writer in
                            ConflictText.write(item.conflict, &writer)
                            writer.field("oursCommit", ours?.id)
                            writer.field("oursAuthor", ours?.author)
                            writer.field("theirsCommit", theirs?.id)
                            writer.field("theirsAuthor", theirs?.author)
                            writer.field("series", series.number)
                        }
                    }
                }
            }
        } else {
            if !items.isEmpty { operation.write(to: world.out) }
            ConflictCard.writeCounts(of: items, world)
            for series in questions { ConflictCard(series, origins, world).write(to: world.out) }
            if items.isEmpty { world.out.write("No conflicts.\n") }
            let waiting = Set(open.states.keys).subtracting(open.items.flatMap(\.conflict.files)).texts
            if !waiting.isEmpty {
                world.warn(
                    "settled, but not staged: \(waiting.joined(separator: ", "))",
                    hints: ["'git add' tells git that a file is as you want it"])
            }
        }
        return items.isEmpty ? .done : .findings
    }
}
