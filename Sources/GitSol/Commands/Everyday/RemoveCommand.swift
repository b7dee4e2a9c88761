// git sol rm: takes components out of a solution, with everything that carries them.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let remove = Command(
        name: "rm", group: .change, summary: "take components out of a solution",
        synopsis: ["[--cached] [--force] [-n] [--solution NAME] [--json] ADDRESS…"],
        description: [
            "Deletes components from the working tree and the index: their files with managed twins and content, their lines in the manifest and in other lists, their elements in files that they share with others. A table takes its relationships, column mappings and images along, a column its relationships.",
            "A component that only refers to another one is not deleted with it. If such references would remain, the command lists them and deletes nothing; `--force` deletes all the same.",
            "Components with changes that are not committed are not deleted without `--force`.",
        ],
        flags: [RemoveCommand.cached, ComponentFlag.force, .dryRun, .quiet, .solution, .json],
        positionals: [
            Positional(name: "ADDRESS", count: .atLeastOne, completion: .address, summary: "which components; `*` and `**` are wildcards")
        ],
        examples: [
            Example(purpose: "A column", line: "git sol rm entity/contoso_order/attribute/contoso_total"),
            Example(purpose: "A flow by its name", line: "git sol rm 'Notify about orders'"),
        ],
        run: RemoveCommand.run)
}

enum RemoveCommand {
    static let cached = Flag(long: "cached", summary: "only from the index; the working tree keeps them")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let work = try ComponentWork(arguments, world)
        let index = try work.index()
        let isCached = arguments.has(cached)
        let place: any Snapshot = isCached ? index : try WorktreeSnapshot(work.repository)
        let solutions = try work.solutions(in: place)
        let patterns = arguments.positionals.map(AddressPattern.init)
        let unknown = patterns.filter { pattern in solutions.allSatisfy { $0.components(matching: pattern).isEmpty } }
        guard unknown.isEmpty else { throw CommandErrors(unknown.map { work.unknown($0, in: place.name) }) }
        var (components, edits, staged): ([Component], [FileEdit], [FileEdit]) = ([], [], [])
        for solution in solutions {
            let found = patterns.flatMap { solution.components(matching: $0) }
            guard !found.isEmpty else { continue }
            let removal = try ComponentRemoval(of: ComponentSet(found.map(\.address)), from: solution)
            try work.checkWork(in: removal.components, removal.edits, kept: try work.head(), now: place)
            components += removal.components.among(solution)
            edits += removal.edits
            // What the index has of them; it may have other changes than the working tree.
            for one in try IndexedSolution.all(in: index, folders: [solution.folder], rules: work.rules) {
                staged += try ComponentRemoval(of: removal.components, from: one).edits
            }
        }
        try work.checkNames(edits, in: place)
        try work.write(staged: staged, files: isCached ? [] : edits)
        if arguments.has(.json) {
            work.writeJSON("rm", components, edits)
        } else {
            work.report(arguments.has(.dryRun) ? "would remove" : "removed", components, edits)
        }
        return .done
    }
}

extension ComponentSet {
    /// Those of them that a solution has, by address.
    fileprivate func among(_ solution: IndexedSolution) -> [Component] {
        solution.index.components.values.filter { contains($0.address) }.sorted { $0.address < $1.address }
    }
}
