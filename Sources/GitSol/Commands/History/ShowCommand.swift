// git sol show: one commit, with what it changed in components.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let show = Command(
        name: "show", group: .history, summary: "show a commit and what it changed, in components",
        synopsis: ["[--noise] [--stat | --name-only | --json] [REV] [--] [ADDRESS…]"],
        description: [
            "Shows a commit, HEAD unless one is named, as git shows it, and below it what it changed in the words of the product.",
            "A merge is compared with its first parent: that is what it brought to the branch. What was decided in the merge itself is in `git sol log`.",
        ],
        flags: [
            DiffCommand.noise, DiffCommand.stat, DiffCommand.nameOnly, DiffCommand.nameStatus, DiffCommand.addresses,
            .nulTerminated, DiffCommand.wordDiff, .json, .solution,
        ],
        positionals: [
            Positional(name: "REV", count: .optional, completion: .revision, summary: "the commit"),
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "only these components"),
        ],
        examples: [
            Example(purpose: "What the last commit changed", line: "git sol show"),
            Example(
                purpose: "What a release changed in the forms of one table",
                line: "git sol show v1.2.0.0 -- 'entity/contoso_order/form/*'"),
        ],
        usesPager: true, run: ShowCommand.run)
}

enum ShowCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let request = try world.historyRequest(arguments, allowsRanges: false)
        guard let id = request.starts.first else { throw try repository.noCommitYet }
        let commit = try repository.readCommit(id)
        let tree = RevisionSnapshot(commit.tree, named: "the commit", in: repository)
        try world.checkSolution(arguments, in: [tree])
        let history = History(repository, comparer: try world.comparer(arguments))
        let comparisons = try history.changes(of: commit, merges: .whole, reach: AddressReach(request.patterns))
        let selection = DiffCommand.Selection(patterns: request.patterns, showsNoise: arguments.has(DiffCommand.noise))
        if !comparisons.contains(where: { $0.changes.contains(where: selection.matches) }) {
            try world.checkAddresses(request.patterns, in: [tree])
        }
        if arguments.has(.json) {
            JSONWriter.write("show", to: world.out) { writer in
                CommitText.write(id, commit, &writer)
                DiffCommand.writeChanges(comparisons, selection, &writer)
            }
        } else {
            CommitText(id: id, commit: commit, world: world).writeHeader(repository)
            if !comparisons.isEmpty { world.out.write("\n") }
            try DiffCommand.write(comparisons, selection, arguments, world)
        }
        DiffCommand.warn(comparisons, world)
        return .done
    }
}
