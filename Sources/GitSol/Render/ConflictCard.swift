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
        for (name, value, origin) in [("base", conflict.base, nil), ("ours", conflict.ours, ours), ("theirs", conflict.theirs, theirs)] {
            let who: Shown = origin.map { world.paint("  (\($0.author), \($0.id.prefix(10)) \($0.subject))", .dim) } ?? ""
            let heading: Shown = "  \(world.paint("\(name)", .cyan))\(Shown.blanks(7 - name.utf8.count))"
            if case .lines = conflict.extent, let value, !value.isEmpty {
                out.write("\(heading)\(who)\n")
                writeLines(value, to: out)
            } else {
                out.write("\(heading)\(Self.shown(value, conflict.extent))\(who)\n")
            }
        }
    }

    /// The first lines of a side.
    private func writeLines(_ value: String, to out: Screen) {
        let lines = value.lines
        for line in Shown.content(Array(lines.prefix(Self.lines))) { out.write("    \(line)\n") }
        let rest = lines.count - Self.lines
        if rest > 0 { out.write("    … and \(rest) more line\(rest == 1 ? "" : "s")\n") }
    }

    private static func shown(_ value: String?, _ extent: Conflict.Extent) -> String {
        guard let value else { return "nothing" }
        if case .lines = extent, value.isEmpty { return "no lines" }
        let line = MessageText.line(value)
        return line.isEmpty ? "\"\"" : line.shortened(to: 70)
    }
}

/// The commits in which both sides did what is in conflict. Git is asked once for all conflicts of a file.
final class ConflictOrigins {
    struct Origin {
        let id: String
        let author: String
        let subject: String
    }

    private let open: OpenMerge
    private let world: World
    private var known: [[Exact]: (ours: Origin?, theirs: Origin?)] = [:]

    init(_ open: OpenMerge, _ world: World) {
        self.open = open
        self.world = world
    }

    /// The last commits of both sides that touched the conflict's files since they parted.
    func of(_ item: OpenMerge.Item) -> (ours: Origin?, theirs: Origin?) {
        let files = item.conflict.files
        let key = files.map { Exact($0) }
        if let found = known[key] { return found }
        guard let theirs = open.theirs?.hex else { return (nil, nil) }
        // What is picked or reverted is one commit; what is merged may be many.
        let found = (
            ours: last(["\(theirs)..HEAD"], files), theirs: last(open.isOfOneCommit ? ["--no-walk", theirs] : ["HEAD..\(theirs)"], files)
        )
        known[key] = found
        return found
    }

    private func last(_ range: [String], _ files: [String]) -> Origin? {
        let arguments = ["log", "-1", "--format=%H%x00%an%x00%s"] + range + ["--"]
        guard let output = try? world.git.output(of: ["-c", "core.quotePath=off"] + arguments + files, in: world.openRepository()) else {
            return nil
        }
        let parts = String(decoding: output, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        return Origin(id: String(parts[0]), author: String(parts[1]), subject: MessageText.line(String(parts[2])))
    }
}
