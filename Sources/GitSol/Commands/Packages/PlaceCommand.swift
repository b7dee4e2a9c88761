// git sol place: what is deployed where, with its history, shared through git.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let place = Command(
        name: "place", group: .release, summary: "note and show which release is deployed where",
        synopsis: [
            "set NAME TAG [--note TEXT]", "list [NAME] [--json]", "diff NAME NAME [--solution NAME] [--stat | --json | --format=FORMAT]",
            "log NAME [--json]", "push [REMOTE]", "fetch [REMOTE]",
        ],
        description: [
            "A place is an environment, such as test or prod. `set` notes that a release is there now, `list` shows what is where, `diff` compares what is at two places, `log` shows who put what there, when and from which release. Several solutions at one place are kept apart. Nothing is deployed by it: a pipeline calls it when it has deployed.",
            "`git sol impact prod TAG` and `git sol diff prod HEAD` take the name of a place for what is there. A revision of the same name wins, and a warning says so.",
            "Each place is a reference `refs/sol/place/NAME`, and each change of it a commit on top of the one before, so that none is lost: who pushes over a change that he has not seen is refused. `push` and `fetch` bring places to a remote and from it, `origin` unless named; `git sol init` sets up the remotes so that `git fetch` gets them too. What comes from there lies below `refs/sol/remote-place/` until it goes on from what is here. Where a place was changed in two repositories at once, the next `set` brings both together.",
        ],
        flags: [
            PlaceCommand.note, .solution, DiffCommand.stat, DiffCommand.noise, DiffCommand.format, .json, .quiet,
        ],
        positionals: [
            Positional(
                name: "ACTION", completion: .choices(PlaceCommand.Action.allCases.map(\.rawValue)),
                summary: "set, list, diff, log, push or fetch"),
            Positional(name: "WORD", count: .any, completion: .revision, summary: "a place, a tag or a remote"),
        ],
        examples: [
            Example(purpose: "A pipeline has deployed a release", line: "git sol place set prod Contoso/v1.3.0.0 --note 'change 4711'"),
            Example(purpose: "What is where", line: "git sol place list"),
            Example(purpose: "What production does not have yet", line: "git sol place diff prod test"),
        ],
        usesPager: true, run: PlaceCommand.run)
}

enum PlaceCommand {
    enum Action: String, CaseIterable { case set, list, diff, log, push, fetch }

    static let note = Flag(long: "note", value: .required("TEXT"), summary: "with `set`, a line to remember")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(.quiet) { world.screenLevel = .warning }
        let words = Array(arguments.positionals.dropFirst())
        guard let action = arguments.positionals.first.flatMap({ Action(rawValue: $0) }) else {
            throw UsageError(
                message: "'\(arguments.positionals.first ?? "")' is nothing to do with places",
                hints: ["it is one of " + Action.allCases.map(\.rawValue).joined(separator: ", ")])
        }
        let repository = try world.openRepository()
        let places = Places(repository)
        switch (action, words.count) {
        case (.set, 2): try set(words[0], words[1], arguments, places, repository, world)
        case (.list, 0), (.list, 1):
            if let name = words.first { try check(name, places) }
            let present = try (words.isEmpty ? places.names() : words).flatMap { try places.present(in: $0) }
            write(present, isLog: false, arguments, world)
        case (.log, 1):
            try check(words[0], places)
            write(try places.history(of: words[0]), isLog: true, arguments, world)
        case (.diff, 2): try diff(words[0], words[1], arguments, places, world)
        case (.push, 0), (.push, 1): try push(words.first ?? "origin", places, repository, world)
        case (.fetch, 0), (.fetch, 1): try fetch(words.first ?? "origin", places, repository, world)
        default: throw UsageError(message: "'\(action.rawValue)' takes other words", hints: ["'git sol place -h' shows which"])
        }
        return .done
    }

    private static func check(_ name: String, _ places: Places) throws {
        let names = try places.names()
        guard !names.contains(where: { $0 == name }) else { return }
        let hint = Suggestion.hint(for: name, among: names) ?? "'git sol place set \(ShellText.word(name)) TAG' makes it"
        throw CommandError("there is no place '\(name)'", hints: [hint])
    }

    // MARK: - Changing

    private static func set(
        _ name: String, _ tag: String, _ arguments: Arguments, _ places: Places, _ repository: Repository, _ world: World
    ) throws {
        guard try Places.reference(of: name) != nil else {
            throw CommandError("'\(name)' is no name for a place", hints: ["a place is a word, such as test or prod"])
        }
        guard let commit = try? repository.peel(repository.revision(tag), to: .commit) else {
            throw CommandError("there is no revision '\(tag)'", hints: ["'git sol tag --list' lists the releases"])
        }
        let release = try world.release(tag)
        let state = try world.impactState(tag, solution: release?.facts.solution ?? arguments.value(.solution))
        let before = try places.present(in: name).first { $0.entry.solution.lowercased() == state.manifest.uniqueName.lowercased() }
        let entry = PlaceEntry(
            place: name, solution: state.manifest.uniqueName, version: state.manifest.version, tag: release?.name ?? tag,
            commit: commit.hex,
            from: before?.entry.tag, note: arguments.value(note))
        _ = try places.add(entry, git: world.git, isSigned: world.settings.flag("commit.gpgsign") == true)
        world.say("\(name): \(entry.solution) \(entry.version)\(before.map { ", before: \($0.entry.version)" as Shown } ?? "")")
    }

    // MARK: - Showing

    private static func write(_ moments: [Places.Moment], isLog: Bool, _ arguments: Arguments, _ world: World) {
        guard !arguments.has(.json) else { return PlaceJSON.write(moments, to: world) }
        let rows = moments.map { moment -> [Shown] in
            let entry = moment.entry
            let from: Shown = entry.from.map { "from \($0)" } ?? ""
            return [
                "\(entry.place)", "\(entry.solution)", "\(entry.version)", "\(entry.tag)", "\(CommitDate(moment.author).short)",
                "\(moment.author.name)", isLog ? from : "", entry.note.map { "\($0)" } ?? "",
            ]
        }
        let widths = (0..<8).map { column in rows.map { $0[column].width }.max() ?? 0 }
        for row in rows {
            let cells = zip(row, widths).filter { $1 > 0 }.map { $0.padded(to: $1) }
            world.out.write("\(cells.joined(separator: "  "))\n")
        }
        if moments.isEmpty { world.say("nothing is known of any place: git sol place set NAME TAG") }
    }

    private static func diff(_ one: String, _ other: String, _ arguments: Arguments, _ places: Places, _ world: World) throws {
        for name in [one, other] { try check(name, places) }
        let (left, right) = (try places.present(in: one), try places.present(in: other))
        let comparer = SnapshotComparer(try world.rules())
        var comparisons: [SolutionComparison] = []
        for moment in left {
            let solution = moment.entry.solution.lowercased()
            if let only = arguments.value(.solution), only.lowercased() != solution { continue }
            guard let match = right.first(where: { $0.entry.solution.lowercased() == solution }) else {
                world.warn("'\(moment.entry.solution)' is at '\(one)' and not at '\(other)'")
                continue
            }
            guard match.entry.commit != moment.entry.commit else { continue }
            let found = try comparer.compare(world.snapshot(of: moment), world.snapshot(of: match))
            comparisons += found.filter { $0.manifest?.uniqueName.lowercased() == solution }
        }
        for moment in right where !left.contains(where: { $0.entry.solution.lowercased() == moment.entry.solution.lowercased() }) {
            world.warn("'\(moment.entry.solution)' is at '\(other)' and not at '\(one)'")
        }
        try DiffCommand.write(
            comparisons, DiffCommand.Selection(patterns: [], showsNoise: arguments.has(DiffCommand.noise)), arguments, world)
        DiffCommand.warn(comparisons, world)
    }

    // MARK: - Sharing

    private static func fetch(_ remote: String, _ places: Places, _ repository: Repository, _ world: World) throws {
        try world.git.output(of: ["fetch", "--quiet", "--no-tags", "--", remote, Places.refspec(of: remote)], in: repository)
        for name in try places.follow(remote) { world.say("\(name): taken over from \(remote)") }
        for name in try places.names() where try places.isDivided(name) {
            world.warn("the place '\(name)' was changed here and elsewhere", hints: ["the next 'git sol place set' brings both together"])
        }
    }

    private static func push(_ remote: String, _ places: Places, _ repository: Repository, _ world: World) throws {
        for name in try places.follow(remote) { world.say("\(name): taken over from \(remote)") }
        let result = try world.git.result(
            of: ["push", "--quiet", "--", remote, "\(Places.prefix)*:\(Places.prefix)*"], in: repository)
        guard result.end == .exited(0) else {
            let words = String(decoding: result.errors, as: UTF8.self)
            guard words.contains("[rejected]") else { _ = try GitProgram.output(of: result, ["push"]); return }
            throw CommandError(
                "'\(remote)' has a change of a place that is not here: nothing was lost, and nothing replaced",
                hints: ["git sol place fetch \(ShellText.word(remote))", "then set the place again, and push"])
        }
        world.say("pushed to \(remote)")
    }
}
