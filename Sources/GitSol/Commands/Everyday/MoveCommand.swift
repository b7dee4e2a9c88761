// git sol mv: gives a component another name, wherever it is carried or named.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let move = Command(
        name: "mv", group: .change, summary: "rename a component wherever it is named",
        synopsis: ["[--force] [-n] [--solution NAME] [--json] ADDRESS NAME"],
        description: [
            "Renames a component in the working tree and the index: its keys, its files and folders, its lines in the manifest and in other lists, and every place of which is known that it names the component: columns in forms, views and flows, tables in roles, scripts in command bars.",
            "In scripts, expressions and other texts the command cannot know whether the old name means this component. It lists those lines, so that you can look at them. Names that only contain the old name, such as those of relationships, stay.",
            "Forms, views and flows are identified by an id, so only their display name can change. Plug-ins, their assemblies and packages, and code components take their names from their code. Tables and columns of the platform cannot be renamed.",
        ],
        flags: [ComponentFlag.force, .dryRun, .quiet, .solution, .json],
        positionals: [
            Positional(name: "ADDRESS", completion: .address, summary: "the component"),
            Positional(name: "NAME", summary: "its new name, or its new address"),
        ],
        examples: [
            Example(purpose: "A column", line: "git sol mv entity/contoso_order/attribute/contoso_total contoso_GrandTotal"),
            Example(purpose: "A script", line: "git sol mv webresource/contoso_/scripts/order.js contoso_/scripts/orders.js"),
        ],
        run: MoveCommand.run)
}

enum MoveCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let work = try ComponentWork(arguments, world)
        let worktree = try WorktreeSnapshot(work.repository)
        let pattern = AddressPattern(arguments.positionals[0])
        let found = try work.solutions(in: worktree).flatMap { solution in solution.components(matching: pattern).map { (solution, $0) } }
        let meant = found.filter { $0.1.address.folded == pattern.text.lowercased() }
        guard let (solution, component) = meant.first ?? found.first else { throw work.unknown(pattern, in: worktree.name) }
        guard found.count == 1 || meant.count == 1 else {
            throw CommandError("'\(pattern.text)' means \(found.count) components", hints: ["name one by its address"])
        }
        let renaming = try renaming(of: component, to: arguments.positionals[1])
        guard solution.index.components[renaming.newAddress] == nil || renaming.newAddress == component.address else {
            throw CommandError("there is a '\(renaming.newAddress)' already")
        }
        let move = try ComponentMove(renaming, in: solution)
        try work.checkNames(move.edits, in: worktree)
        var staged: [FileEdit] = []
        for one in try IndexedSolution.all(in: work.index(), folders: [solution.folder], rules: work.rules)
        where one.index.components[component.address] != nil {
            staged += try ComponentMove(renaming, in: one).edits
        }
        try work.write(staged: staged, files: move.edits)
        if arguments.has(.json) {
            work.writeJSON("mv", [component], move.edits) { writer in
                writer.field("newAddress", renaming.newAddress.description)
                writer.array("mentions") { writer in
                    for mention in move.mentions {
                        writer.object { writer in
                            writer.field("file", mention.path)
                            writer.field("line", mention.line)
                        }
                    }
                }
            }
            return .done
        }
        work.report(arguments.has(.dryRun) ? "would rename" : "renamed", [component], move.edits)
        if let first = move.mentions.first {
            let lines = move.mentions.prefix(20).map { "\n  \($0.path):\($0.line)" as Shown } + (move.mentions.count > 20 ? ["\n  …"] : [])
            world.warn(
                "the old name still stands in texts, '\(first.path)' first:\(lines.joined())",
                hints: ["look at these lines: only a person can tell whether they mean this component"])
        }
        return .done
    }

    private static func renaming(of component: Component, to word: String) throws(CommandError) -> Renaming {
        guard let renaming = Renaming(component, to: word) else {
            let noun = component.noun
            if let origin = component.nameOrigin() {
                throw CommandError("\(noun) '\(component.name)' cannot be renamed here: \(origin.words)", hints: [origin.hint])
            }
            throw CommandError(
                "a \(noun) has no name that could be changed: it is known by an id, or by several names",
                hints: ["its display name is in '\(component.file)'"])
        }
        guard renaming.isPossible else {
            throw CommandError(
                "'\(renaming.name)' cannot be the name of a component", hints: ["names are made of letters, digits, '_', '-', '.' and '/'"])
        }
        return renaming
    }
}

extension NameOrigin {
    fileprivate var words: String {
        switch self {
        case .code: "its name is in its code"
        case .subject: "it is named after another component"
        case .platform: "the platform gave it its name"
        }
    }

    fileprivate var hint: String {
        switch self {
        case .code: "rename it where it is built, register it anew, and import the export"
        case .subject: "rename the other component: this one follows"
        case .platform: "its display name can be changed in an environment"
        }
    }
}
