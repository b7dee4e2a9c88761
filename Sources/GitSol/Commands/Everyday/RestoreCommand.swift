// git sol restore: brings components back as another revision has them.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let restore = Command(
        name: "restore", group: .change, summary: "bring components back from a revision",
        synopsis: ["[--source REV] [--staged] [--worktree] [--force] [-n] [--solution NAME] [--json] ADDRESS…"],
        description: [
            "Makes components as they are in a revision, HEAD if none is named: their files with managed twins and content, their lines in the manifest and in other lists, their elements in files that they share with others. Everything else in those files stays as it is.",
            "An address below a component brings back that part of it alone, such as one column's label or one tab of a form.",
            "The working tree is changed; with `--staged` the index instead, with both flags both. Uncommitted changes of the same components, and names of what is not there, stop it without `--force`.",
        ],
        flags: [
            RestoreCommand.source, RestoreCommand.staged, RestoreCommand.worktree, ComponentFlag.force, .dryRun, .quiet, .solution, .json,
        ],
        positionals: [Positional(name: "ADDRESS", count: .atLeastOne, completion: .address, summary: "what; `*` and `**` are wildcards")],
        examples: [
            Example(purpose: "A form that the last commit deleted", line: "git sol restore --source HEAD~1 'entity/contoso_order/form/*'"),
            Example(purpose: "Drop what was done to a flow", line: "git sol restore --force 'Notify about orders'"),
        ],
        run: RestoreCommand.run)
}

enum RestoreCommand {
    static let source = Flag(
        long: "source", short: "s", value: .required("REV"), completion: .revision,
        summary: "the revision to take them from, instead of HEAD")
    static let staged = Flag(long: "staged", short: "S", summary: "into the index")
    static let worktree = Flag(long: "worktree", short: "W", summary: "into the working tree, also with --staged")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let work = try ComponentWork(arguments, world)
        let revision = work.content(of: try RevisionSnapshot(arguments.value(source) ?? "HEAD", in: work.repository))
        let patterns = arguments.positionals.map(AddressPattern.init)
        let intoIndex = arguments.has(staged)
        var (components, staged, files): ([Component], [FileEdit], [FileEdit]) = ([], [], [])
        let index = try work.index()
        if intoIndex { (components, staged) = try restore(patterns, revision, into: index, kept: try work.head(), work) }
        if !intoIndex || arguments.has(worktree) {
            (components, files) = try restore(patterns, revision, into: WorktreeSnapshot(work.repository), kept: index, work)
        }
        try work.write(staged: staged, files: files)
        let told = files.isEmpty ? staged : files
        if arguments.has(.json) {
            work.writeJSON("restore", components, told)
        } else if told.isEmpty {
            if !arguments.has(.quiet) { world.out.write("nothing differs from \(revision.name)\n") }
        } else {
            work.report(arguments.has(.dryRun) ? "would restore" : "restored", components, told)
        }
        return .done
    }

    private static func restore(
        _ patterns: [AddressPattern], _ revision: any Snapshot, into place: any Snapshot, kept: any Snapshot, _ work: ComponentWork
    ) throws -> ([Component], [FileEdit]) {
        let targets = try work.solutions(in: place)
        let sources = try IndexedSolution.all(in: revision, rules: work.rules)
        var (components, edits): ([Component], [FileEdit]) = ([], [])
        var unknown = patterns
        for target in targets {
            let name = target.manifest.uniqueName.lowercased()
            guard let source = sources.first(where: { $0.manifest.uniqueName.lowercased() == name }) else { continue }
            let restore = try ComponentRestore(of: patterns, from: source, into: target, comparer: work.comparer)
            unknown.removeAll { pattern in !restore.unknown.contains { $0.text == pattern.text } }
            components += restore.components
            edits += restore.edits
            let wanted = restore.wanted
            try work.checkWork(in: wanted, restore.edits, kept: kept, now: place)
        }
        guard unknown.isEmpty else {
            throw CommandErrors(try unknown.map { try work.unknown($0, in: "'\(revision.name)'", hint: hint($0, work)) })
        }
        try work.checkNames(edits, in: place, also: [revision])
        return (components, edits)
    }

    /// Where it was last, as history knows.
    private static func hint(_ pattern: AddressPattern, _ work: ComponentWork) throws -> String? {
        guard let head = try work.repository.headCommit else { return nil }
        let history = History(work.repository, comparer: work.comparer)
        let selection = DiffCommand.Selection(patterns: [pattern], showsNoise: false)
        var walk = try work.repository.walk(from: [head], hiding: [], order: .topological, firstParentOnly: true)
        while let id = try walk.next() {
            let commit = try work.repository.readCommit(id)
            let changes = try history.changes(of: commit, merges: .whole, reach: AddressReach([pattern])).flatMap(\.changes)
            guard let parent = commit.parents.first, changes.contains(where: { $0.operation == .removed && selection.matches($0) }) else {
                continue
            }
            let name = try work.repository.abbreviate(parent)
            return "it was last in \(name): 'git sol restore --source \(name)'"
        }
        return nil
    }
}
