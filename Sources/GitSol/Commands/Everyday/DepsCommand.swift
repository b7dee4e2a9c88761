// git sol deps: what uses a component and what it uses, and the order of solutions.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let deps = Command(
        name: "deps", group: .change, summary: "show what uses a component and what it uses",
        synopsis: [
            "[--uses | --used-by] [--transitive] [--in PLACE] [--format=text|json|dot|mermaid] [ADDRESS…]", "--unused [--in PLACE]",
            "--order [--in PLACE]",
        ],
        description: [
            "Lists which components name which others, over all solutions of the repository: forms the columns on them, columns their choices, apps their forms and site maps, flows their tables and connections. Without an address it lists all of it.",
            "Names in scripts, formulas and expressions are only words: what is found by them is marked as likely. A name that stands in no place that `git sol` knows is not found, so look twice before you delete something.",
            "`--order` lists the solutions in the order in which they must be imported, one after the other; those that need each other stand in one line.",
        ],
        flags: [
            DepsCommand.uses, DepsCommand.usedBy, DepsCommand.transitive, DepsCommand.unused, DepsCommand.order, DepsCommand.place,
            DepsCommand.format, .json,
        ],
        positionals: [
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "components, with all that is in them")
        ],
        examples: [
            Example(
                purpose: "What breaks if this column goes", line: "git sol deps --used-by entity/contoso_order/attribute/contoso_total"),
            Example(purpose: "Columns, scripts and choices that nothing uses", line: "git sol deps --unused"),
            Example(purpose: "A picture of what an app needs", line: "git sol deps --uses --transitive --format=dot 'app/*'"),
        ],
        statuses: [(1, "With `--order`: solutions need each other.")],
        usesPager: true,
        run: DepsCommand.run)
}

enum DepsCommand {
    static let uses = Flag(long: "uses", summary: "only what the components use")
    static let usedBy = Flag(long: "used-by", summary: "only what uses the components")
    static let transitive = Flag(long: "transitive", summary: "also what that uses, or what uses that, and so on")
    static let unused = Flag(
        long: "unused", summary: "list what nothing uses: columns on no form, view or script, scripts on no form, choices of no column")
    static let order = Flag(long: "order", summary: "list the solutions in the order of their import")
    static let place = Flag(
        long: "in", value: .required("PLACE"), completion: .snapshot, summary: "a revision, a zip or a folder; else the working tree")
    static let format = Flag(
        long: "format", value: .required("FORMAT"), completion: .choices(["text", "json", "dot", "mermaid"]),
        summary: "text, json, dot for Graphviz, or mermaid for Markdown")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let format = arguments.has(.json) ? "json" : arguments.value(format)?.lowercased() ?? "text"
        let found = try SolutionDependencies(IndexedSolution.all(in: snapshot(arguments, world), rules: world.rules()))
        guard !found.solutions.isEmpty else { throw CommandError("there is no solution here", hints: ["name a place with '--in'"]) }
        var report = DependencyReport(found)
        if arguments.has(order) {
            report.order = found.graph.order.map { $0.map { found.solutions[$0].manifest.uniqueName } }
        } else if arguments.has(unused) {
            report.components = found.graph.unused
        } else {
            let wanted = try components(arguments, found)
            report.components = wanted
            let set = ComponentSet(wanted.map(\.address))
            let isDeep = arguments.has(transitive)
            if arguments.positionals.isEmpty {
                report.uses = found.graph.all
            } else {
                if !arguments.has(usedBy) || arguments.has(uses) { report.uses = found.graph.uses(of: set, transitive: isDeep) }
                if !arguments.has(uses) || arguments.has(usedBy) { report.users = found.graph.users(of: set, transitive: isDeep) }
            }
        }
        switch format {
        case "json": report.writeJSON(to: world)
        case "dot": report.writeDot(to: world)
        case "mermaid": report.writeMermaid(to: world)
        default: report.writeText(to: world)
        }
        return report.order?.contains { $0.count > 1 } == true ? .findings : .done
    }

    /// All of the working tree, wherever in it one stands.
    private static func snapshot(_ arguments: Arguments, _ world: World) throws -> any Snapshot {
        if let place = arguments.value(place) { return try world.solutionSnapshot(place) }
        guard let repository = try world.repositoryIfAny() else { return try FolderSnapshot(".") }
        guard let top = repository.workingDirectory else { return try RevisionSnapshot("HEAD", in: repository) }
        return try SparseFolder.open(String(top.dropLast()), in: repository)
    }

    private static func components(_ arguments: Arguments, _ found: SolutionDependencies) throws -> [Component] {
        var wanted: [Address: Component] = [:]
        for word in arguments.positionals {
            let meant = found.solutions.flatMap { $0.components(matching: AddressPattern(word)) }
            guard !meant.isEmpty else {
                throw CommandError("there is no component '\(word)'", hints: ["'git sol ls' lists what there is"])
            }
            for component in meant { wanted[component.address] = component }
        }
        return wanted.values.sorted { $0.address < $1.address }
    }
}
