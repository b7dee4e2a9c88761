// git sol log: the commits that changed components, each with a summary of them.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let log = Command(
        name: "log", group: .history, summary: "list the commits that changed components",
        synopsis: ["[-n NUMBER] [--oneline] [--stat | -p] [--json] [REV | RANGE]… [--] [ADDRESS…]"],
        description: [
            "Lists the commits that changed something in a solution that a person did, newest first, each with the components it changed. Commits with nothing but noise are left out.",
            "With addresses only the commits that changed those. A component is followed by its key: where its file was renamed, it is still the same.",
            "A merge is listed only if it decided something: it has files that differ from those of every parent.",
        ],
        flags: [
            LogCommand.maxCount, LogCommand.oneline, DiffCommand.stat, LogCommand.patch, DiffCommand.noise, LogCommand.since,
            LogCommand.until, LogCommand.firstParent, LogCommand.reverse, DiffCommand.wordDiff, .solution, .json,
        ],
        positionals: [
            Positional(
                name: "REV", count: .optional, completion: .revision, summary: "a commit to start from, or a range; there may be several"),
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "only these components"),
        ],
        examples: [
            Example(
                purpose: "The history of one column, with its values",
                line: "git sol log -p entity/contoso_order/attribute/contoso_total"),
            Example(purpose: "What a branch has done", line: "git sol log --oneline main..topic"),
            Example(purpose: "Since when a flow is as it is", line: "git sol log -n 1 -- 'Notify about orders'"),
        ],
        usesPager: true, run: LogCommand.run)
}

enum LogCommand {
    static let maxCount = Flag(
        long: "max-count", short: "n", value: .required("NUMBER"), takesDashNumber: true, summary: "no more commits than this, also as -3")
    static let oneline = Flag(long: "oneline", summary: "one line for each commit, without the components")
    static let patch = Flag(long: "patch", short: "p", summary: "also what changed, as git sol diff shows it")
    static let since = Flag(
        long: "since", value: .required("DATE"), aliases: ["after"], summary: "only commits after a date, as git reads dates")
    static let until = Flag(
        long: "until", value: .required("DATE"), aliases: ["before"], summary: "only commits before a date")
    static let firstParent = Flag(
        long: "first-parent", summary: "follow only the first parent of merges, and show what each brought")
    static let reverse = Flag(long: "reverse", summary: "oldest first")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let request = try world.historyRequest(arguments, allowsRanges: true)
        if request.starts.isEmpty, !request.isNamed { throw try repository.noCommitYet }
        let followsFirst = arguments.has(firstParent)
        let start = try request.starts.first.map {
            RevisionSnapshot(try repository.peel($0, to: .tree), named: "the last commit", in: repository)
        }
        let reader = LogReader(
            history: History(repository, comparer: try world.comparer(arguments)),
            selection: DiffCommand.Selection(patterns: request.patterns, showsNoise: arguments.has(DiffCommand.noise)),
            reach: AddressReach(request.patterns), merges: followsFirst ? .whole : .ownFiles,
            times: try times(arguments, world))
        var walk = try repository.walk(from: request.starts, hiding: request.hidden, order: .topological, firstParentOnly: followsFirst)
        let limit = try count(arguments)
        if arguments.has(.json) {
            try JSONWriter.write("log", to: world.out) { writer in
                try writer.array("commits") { writer in
                    try forEach(&walk, reader, limit, arguments, world) { entry in
                        writer.object { entry.write(reader.selection, &$0) }
                    }
                }
            }
            return .done
        }
        var isFirst = true
        try forEach(&walk, reader, limit, arguments, world) { entry in
            let text = CommitText(id: entry.id, commit: entry.commit, world: world)
            if arguments.has(oneline) {
                text.writeLine(repository)
            } else {
                if !isFirst { world.out.write("\n") }
                text.writeHeader(repository)
            }
            isFirst = false
            if !arguments.has(oneline) { world.out.write("\n") }
            if arguments.has(patch) {
                try DiffCommand.write(entry.comparisons, reader.selection, arguments, world)
            } else if arguments.has(DiffCommand.stat) || !arguments.has(oneline) {
                ChangeStat(world: world).write(
                    entry.comparisons, shows: reader.selection.shows, hasTotal: arguments.has(DiffCommand.stat))
            }
        }
        // What is called nothing in the last state, and never was anything, is a mistake.
        if isFirst, let start {
            try world.checkSolution(arguments, in: [start])
            try world.checkAddresses(request.patterns, in: [start])
        }
        return .done
    }

    /// Calls `body` with each commit that is wanted, as it is found; from the oldest only when all are known.
    private static func forEach(
        _ walk: inout CommitWalk, _ reader: LogReader, _ limit: Int, _ arguments: Arguments, _ world: World,
        _ body: (LogEntry) throws -> Void
    ) throws {
        var left = limit
        var kept: [LogEntry] = []
        var last: ObjectID?
        defer {
            if let last, left > 0, let repository = world.opened, repository.isCutOff(at: last) {
                world.warn("history ends here: this clone is shallow", hints: ["'git fetch --unshallow' gets the rest"])
            }
        }
        while left > 0, !world.out.isBroken, let id = try walk.next() {
            last = id
            guard let entry = try reader.entry(id) else { continue }
            left -= 1
            if arguments.has(reverse) { kept.append(entry) } else { try body(entry) }
        }
        for entry in kept.reversed() { try body(entry) }
    }

    private static func count(_ arguments: Arguments) throws(UsageError) -> Int {
        guard let text = arguments.value(maxCount) else { return .max }
        guard let number = Int(text) else { throw UsageError(message: "'--max-count' takes a number, not '\(text)'") }
        return number < 0 ? .max : number
    }

    /// Git itself reads the dates: `yesterday`, `2 weeks ago` and all the others.
    private static func times(_ arguments: Arguments, _ world: World) throws -> ClosedRange<Int64> {
        var (first, last) = (Int64.min, Int64.max)
        for flag in [since, until] {
            guard let date = arguments.value(flag) else { continue }
            let answer = try world.git.result(of: ["rev-parse", "--\(flag.long)=\(date)"])
            let words = answer.output.split { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "\n") }.map {
                String(decoding: $0, as: UTF8.self)
            }
            guard answer.end == .exited(0), words.count == 2, let time = Int64(words[1]) else {
                throw CommandError("git cannot read the date '\(date)'")
            }
            if flag.long == since.long { first = time } else { last = time }
        }
        return first <= last ? first...last : .max ... .max
    }
}

/// A commit that changed something that is wanted.
struct LogEntry {
    let id: ObjectID
    let commit: Commit
    let comparisons: [SolutionComparison]

    func write(_ selection: DiffCommand.Selection, _ writer: inout JSONWriter) {
        CommitText.write(id, commit, &writer)
        writer.array("components") { writer in
            for group in ChangeGroups(unfolded: comparisons.flatMap(\.changes).filter(selection.shows)).groups {
                writer.object { writer in
                    writer.field("address", group.address.description)
                    writer.field("noun", group.title.noun)
                    writer.field("name", group.title.name)
                    writer.field("changes", group.changes.count)
                }
            }
        }
        DiffCommand.writeChanges(comparisons, selection, &writer)
    }
}

struct LogReader {
    let history: History
    let selection: DiffCommand.Selection
    let reach: AddressReach
    let merges: History.Merges
    let times: ClosedRange<Int64>

    /// Nil where nothing in the commit is wanted.
    func entry(_ id: ObjectID) throws -> LogEntry? {
        let commit = try history.repository.readCommit(id)
        guard times.contains(commit.committer.time) else { return nil }
        let comparisons = try history.changes(of: commit, merges: merges, reach: reach)
        guard comparisons.contains(where: { $0.changes.contains(where: selection.shows) }) else { return nil }
        return LogEntry(id: id, commit: commit, comparisons: comparisons)
    }
}
