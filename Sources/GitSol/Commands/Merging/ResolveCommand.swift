// git sol resolve: settles open conflicts, one component or one property at a time.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let resolve = Command(
        name: "resolve", group: .merge, summary: "settle conflicts of a merge by address",
        synopsis: [
            "[--solution NAME] [--file PATH] [--kind KIND] [ADDRESS…]",
            "(--ours | --theirs | --base | --both | --edit) (ADDRESS… | --series NUMBER | --kind KIND | --file PATH)", "--undo ADDRESS…",
        ],
        description: [
            "Takes one side of every open conflict that an address means; `*` and `**` are wildcards. The other conflicts stay open. A file in which nothing is left open is staged.",
            "Without a side it goes through the open conflicts one by one on the terminal, shows the three values and asks.",
            "`--both` keeps both sides, ours first, where both can stand. `--edit` opens the place in git's editor. `--undo` brings a conflict back as the merge left it.",
        ],
        flags: [
            ResolveCommand.ours, ResolveCommand.theirs, ResolveCommand.base, ResolveCommand.both, ResolveCommand.edit,
            ResolveCommand.undo, ResolveCommand.series, ResolveCommand.kind, ResolveCommand.file, .solution, .quiet,
        ],
        positionals: [Positional(name: "ADDRESS", count: .any, completion: .conflict, summary: "which conflicts")],
        examples: [
            Example(purpose: "Their version of a form", line: "git sol resolve --theirs 'entity/contoso_order/form/*'"),
            Example(purpose: "Their answer to all conflicts of a series", line: "git sol resolve --theirs --series 3"),
            Example(purpose: "Ours of everything that is left", line: "git sol resolve --ours '**'"),
        ],
        statuses: [(1, "No open conflict has such an address, or some are still open after the dialogue.")],
        run: ResolveCommand.run)
}

enum ResolveCommand {
    static let ours = Flag(long: "ours", summary: "our side")
    static let theirs = Flag(long: "theirs", summary: "their side")
    static let base = Flag(long: "base", summary: "the state before both")
    static let both = Flag(long: "both", summary: "both sides, ours first")
    static let edit = Flag(long: "edit", summary: "write it yourself, in git's editor")
    static let file = Flag(
        long: "file", value: .required("PATH"), completion: .file,
        summary: "only the conflicts of one file, named from the top of the working tree")
    static let series = Flag(
        long: "series", value: .required("NUMBER"), isRepeatable: true,
        summary: "the conflicts of a series, by the number that `git sol conflicts` gives it")
    static let kind = Flag(
        long: "kind", value: .required("KIND"), completion: .kind, isRepeatable: true,
        summary: "only the conflicts of components of this kind, such as form")
    static let undo = Flag(long: "undo", summary: "bring conflicts back")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let settler = try world.settler()
        let wanted = try Selection(arguments, isMeant: world.isMeant(arguments))
        if arguments.has(undo) { return try bringBack(wanted, settler, arguments, world) }
        let wishes: [(Flag, ConflictChoice)] = [(ours, .ours), (theirs, .theirs), (base, .base), (both, .both)]
        let chosen = wishes.filter { arguments.has($0.0) }.map(\.1)
        guard chosen.count + (arguments.has(edit) ? 1 : 0) < 2 else { throw UsageError(message: "one side can be taken, not several") }
        if chosen.isEmpty, !arguments.has(edit) {
            var dialogue = ConflictDialogue(settler, try wanted.items(settler.open.items), world)
            return try dialogue.run()
        }
        guard !wanted.isEverything else {
            throw UsageError(
                message: "say which conflicts are meant", hints: ["as in 'git sol resolve --theirs ADDRESS'; '**' means all of them"])
        }
        let items = try wanted.items(settler.open.items)
        guard !items.isEmpty else {
            world.warn("no open conflict has such an address", hints: ["'git sol conflicts' lists those that are open"])
            return .findings
        }
        var isOpen = false
        if let choice = chosen.first { try settler.settle(items, choice) }
        for item in items {
            let isSettled = try !chosen.isEmpty || ConflictEditor(settler, world).edit(item)
            isOpen = isOpen || !isSettled
            if !arguments.has(.quiet) {
                world.out.write("\(isSettled ? "settled" : "still open"): \(item.conflict.conflict.what)\n")
            }
        }
        return isOpen ? .findings : .done
    }

    private static func bringBack(
        _ wanted: Selection, _ settler: ConflictSettler, _ arguments: Arguments, _ world: World
    ) throws -> ExitStatus {
        guard !settler.open.settled.isEmpty else { throw CommandError("nothing was settled that could be brought back") }
        let items = try wanted.items(settler.open.settled)
        guard !items.isEmpty else {
            world.warn("no settled conflict has such an address", hints: settler.open.settled.map { "\($0.conflict.conflict.address)" })
            return .findings
        }
        for item in items {
            try settler.bringBack(item)
            if !arguments.has(.quiet) { world.out.write("open again: \(item.conflict.conflict.what)\n") }
        }
        return .done
    }

    /// Which conflicts are meant.
    private struct Selection {
        private let patterns: [AddressPattern]
        private let file: String?
        private let kinds: KindChoice
        private let series: Set<Int>
        private let isMeant: (String) -> Bool

        var isEverything: Bool { patterns.isEmpty && file == nil && kinds.isEmpty && series.isEmpty }

        init(_ arguments: Arguments, isMeant: @escaping (String) -> Bool) throws {
            self.isMeant = isMeant
            kinds = try KindChoice(arguments.values(ResolveCommand.kind))
            series = Set(
                try arguments.values(ResolveCommand.series).map { text in
                    guard let number = Int(text), number > 0 else {
                        throw UsageError(message: "'\(text)' is no number of a series", hints: ["'git sol conflicts' lists the series"])
                    }
                    return number
                })
            patterns = arguments.positionals.map(AddressPattern.init)
            file = arguments.value(ResolveCommand.file)
        }

        func items(_ all: [OpenMerge.Item]) throws -> [OpenMerge.Item] {
            var items = all
            if !series.isEmpty {
                // Numbers are those of the list of all that is meant otherwise.
                let numbered = ConflictSeries.all(of: all.filter { $0.conflict.files.contains(where: isMeant) })
                if let unknown = series.sorted().first(where: { $0 > numbered.count }) {
                    throw CommandError("there is no series \(unknown)", hints: ["'git sol conflicts' lists the series"])
                }
                items = numbered.filter { series.contains($0.number) }.flatMap(\.items)
            }
            return items.filter { item in
                kinds.allows(item.conflict.conflict.subject.kind, item.conflict.conflict.subject.noun)
                    && (patterns.isEmpty
                        || patterns.contains { $0.means(item.conflict.conflict.address, in: item.conflict.conflict.subject) })
                    && item.conflict.files.contains { isMeant($0) && (file == nil || $0 == file) }
            }
        }
    }
}
