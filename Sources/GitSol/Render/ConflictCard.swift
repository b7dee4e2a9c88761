// One open conflict as a person sees it: the component, the three values, and who is behind them.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct ConflictCard {
    private let series: ConflictSeries
    private let origins: ConflictOrigins
    private let world: World

    init(_ series: ConflictSeries, _ origins: ConflictOrigins, _ world: World) {
        self.series = series
        self.origins = origins
        self.world = world
    }

    /// More examples of a series than these nobody reads.
    private static let examples = 3
    /// What is shown of each side where lines are in conflict.
    private static let lines = 5

    func write(to out: Screen) {
        guard let first = series.items.first else { return }
        let conflict = first.conflict.conflict
        if series.items.count == 1 {
            out.write("\(world.paint("\(conflict.what)", .bold)): \(conflict.reason.rawValue)\n")
            out.write("  \(world.paint("\(conflict.address)", .dim))\n")
            out.write("  in \(first.conflict.files.joined(separator: ", "))\n")
            if case .lines(let places, let line) = conflict.extent {
                out.write("  at \(places) place\(places == 1 ? "" : "s"), \(places == 1 ? "" : "the first ")at line \(line):\n")
            }
        } else {
            let heading = "\(series.items.count) times \(conflict.trail.last?.noun ?? conflict.what)"
            out.write(
                "\(world.paint("\(heading)", .bold)): \(conflict.reason.rawValue), with the same two answers (series \(series.number))\n")
            for item in series.items.prefix(Self.examples) {
                let conflict = item.conflict.conflict
                out.write("  \(conflict.what)  \(world.paint("\(conflict.address)", .dim))\n")
            }
            let rest = series.items.count - Self.examples
            if rest > 0 { out.write("  … and \(rest) more\n") }
        }
        let (ours, theirs) = origins.of(first)
        let values = Sides(base: .some(conflict.base), ours: conflict.ours, theirs: conflict.theirs)
        let excerpts = ValueExcerpt.of(values)
        write("base", values.base ?? nil, excerpts.base ?? "", nil, conflict.extent, to: out)
        write("ours", values.ours, excerpts.ours, ours, conflict.extent, to: out)
        write("theirs", values.theirs, excerpts.theirs, theirs, conflict.extent, to: out)
    }

    private func write(
        _ side: String, _ value: String?, _ excerpt: String, _ origin: ConflictOrigins.Origin?, _ extent: Conflict.Extent, to out: Screen
    ) {
        let who: Shown = origin.map { world.paint("  (\($0.author), \($0.id.prefix(10)) \($0.subject))", .dim) } ?? ""
        let heading: Shown = "  \(world.paint("\(side)", .cyan))\(Shown.blanks(7 - side.utf8.count))"
        guard case .lines = extent, let value else { return out.write("\(heading)\(excerpt)\(who)\n") }
        if value.isEmpty { return out.write("\(heading)no lines\(who)\n") }
        out.write("\(heading)\(who)\n")
        let lines = value.lines
        for line in Shown.content(Array(lines.prefix(Self.lines))) { out.write("    \(line)\n") }
        let rest = lines.count - Self.lines
        if rest > 0 { out.write("    … and \(rest) more line\(rest == 1 ? "" : "s")\n") }
    }

    /// `3 conflicts in 2 components:` and how many each has, where there are several.
    static func writeCounts(of items: [OpenMerge.Item], _ world: World) {
        let groups = Dictionary(exact: items, by: \.conflict.file)
        guard groups.count > 1 else { return }
        world.out.write("\(items.count) conflicts in \(groups.count) components:\n")
        let width = "\(groups.values.map(\.count).max() ?? 0)".utf8.count
        for (file, group) in groups.sortedPairs {
            let count = "\(group.count)"
            world.out.write("  \(Shown.blanks(width - count.utf8.count))\(count)  \(title(group, file))\n")
        }
        world.out.write("\n")
    }

    /// The component that has a file; where several share it, what they are parts of.
    private static func title(_ items: [OpenMerge.Item], _ file: String) -> String {
        let subjects = items.map(\.conflict.conflict.subject)
        guard let first = subjects.first else { return file }
        if subjects.allSatisfy({ $0.address == first.address }) { return ComponentTitle(first).words }
        guard let owner = first.ownerName, subjects.allSatisfy({ $0.ownerName == owner }),
            let kind = first.address.description.split(separator: "/").first.flatMap({ Kinds.table[String($0)] })
        else { return file }
        return "\(kind.noun) \(owner)"
    }
}

/// The commits in which both sides did what is in conflict. History is walked once for each side, for all that is shown.
final class ConflictOrigins {
    struct Origin {
        let id: String
        let author: String
        let subject: String
    }

    /// Of more conflicts than these nobody reads who was behind them, and to find out takes its time.
    private static let limit = 200

    private let open: OpenMerge
    private let world: World
    /// What is looked for, as a key of its file and address.
    private let asked: [Exact: OpenMerge.Item]
    private lazy var ours = authors(.ours)
    private lazy var theirs = authors(.theirs)

    /// `items`: those that are shown.
    init(_ open: OpenMerge, of items: [OpenMerge.Item], _ world: World) {
        self.open = open
        self.world = world
        asked = Dictionary(items.prefix(Self.limit).map { (Self.key($0), $0) }) { first, _ in first }
    }

    private static func key(_ item: OpenMerge.Item) -> Exact { Exact("\(item.conflict.file)\0\(item.conflict.conflict.address.folded)") }

    /// The commits that made ours and theirs what they are, since they parted.
    func of(_ item: OpenMerge.Item) -> (ours: Origin?, theirs: Origin?) {
        guard asked[Self.key(item)] != nil else { return (nil, nil) }
        return (ours: origin(item, .ours, ours), theirs: origin(item, .theirs, theirs))
    }

    private func authors(_ side: WhichSide) -> ConflictAuthors? {
        guard let (start, hidden) = range(side), let repository = try? world.openRepository() else { return nil }
        let conflicts = asked.pairs.map(\.1).filter { $0.isInText }.map(\.conflict)
        return try? ConflictAuthors(repository, rules: world.rules(), of: conflicts, side, at: start, hiding: hidden)
    }

    /// Where a side begins, and what it does not count.
    private func range(_ side: WhichSide) -> (ObjectID, [ObjectID])? {
        let operation = open.operation
        switch side {
        case .ours: return operation.ours.map { ($0, operation.theirs.map { [$0] } ?? []) }
        // What is picked or taken back is one commit; what is merged may be many.
        case .theirs where operation.isOfOneCommit: return nil
        case .theirs: return operation.theirs.map { ($0, operation.ours.map { [$0] } ?? []) }
        }
    }

    private func origin(_ item: OpenMerge.Item, _ side: WhichSide, _ authors: ConflictAuthors?) -> Origin? {
        if side == .theirs, open.operation.isOfOneCommit { return open.operation.theirs.flatMap(origin) }
        let conflict = item.conflict.conflict
        let hasValues = item.isInText && (conflict.ours != nil || conflict.theirs != nil)
        guard hasValues else { return lastOfFiles(item.conflict.files, side) }
        return ((try? authors?.commit(of: item.conflict)) ?? nil).flatMap(origin)
    }

    private func origin(_ id: ObjectID) -> Origin? {
        guard let commit = try? world.openRepository().readCommit(id) else { return nil }
        return Origin(id: id.hex, author: commit.author.name, subject: MessageText.line(commit.summary))
    }

    /// What is in question as a whole was last touched by whoever deleted or changed it.
    private func lastOfFiles(_ files: [String], _ side: WhichSide) -> Origin? {
        guard let (start, hidden) = range(side) else { return nil }
        let words = ["-c", "core.quotePath=off", "log", "-1", "--format=%H", start.hex] + hidden.map { "^\($0.hex)" } + ["--"] + files
        guard let output = try? world.git.output(of: words, in: world.openRepository()) else { return nil }
        return ObjectID(hex: String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)).flatMap(origin)
    }
}
