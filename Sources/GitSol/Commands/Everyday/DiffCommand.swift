// git sol diff: what a maker changed between two states of a solution.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let diff = Command(
        name: "diff", group: .change, summary: "say what changed, in components",
        synopsis: [
            "[--cached] [--noise] [--stat | --name-only | --json | --format=FORMAT] [A [B]] [--] [ADDRESS…]",
            "--common A B [--] [ADDRESS…]",
        ],
        description: [
            "Compares two states of one or several solutions and says what changed in the words of the product: tables, columns, forms, views, flows. A state is a revision, a folder, an exported zip, managed or not, or a place, as `git sol place` knows it; any two can be compared.",
            "Without a state, the command compares the working tree with the index; with one state, the working tree with that state. `A..B` compares two revisions, `A...B` shows what B changed since it branched off A. Untracked files count, ignored files do not.",
            "Version stamps, orders without meaning, whitespace, and defaults that the platform adds are counted in the last line and shown with `--noise`. Each value of git's setting `sol.noise` is a further place that counts as noise in this repository: the last names on the way to an element, with `@` an attribute: `git config --add sol.noise entity/IsAuditEnabled`. Against one half, a folder that holds both is seen as that half.",
            "`--common` compares components and not solutions: B is an unmanaged export of just some components, whatever its solution is called, for example those of production that somebody may have changed by hand. What B does not hold is not told as deleted. Where A has a managed half, that is what B is compared with, as that is what was installed.",
        ],
        flags: [
            DiffCommand.cached, DiffCommand.noise, DiffCommand.stat, DiffCommand.nameOnly, DiffCommand.nameStatus,
            DiffCommand.addresses, .nulTerminated, DiffCommand.wordDiff, DiffCommand.format, .json, DiffCommand.exitCode,
            DiffCommand.common, .quiet, .solution,
        ],
        positionals: [
            Positional(name: "A", count: .optional, completion: .snapshot, summary: "the state before"),
            Positional(name: "B", count: .optional, completion: .snapshot, summary: "the state after"),
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "only these components"),
        ],
        examples: [
            Example(purpose: "What is changed and not yet committed", line: "git sol diff HEAD"),
            Example(purpose: "A release against an export that someone just mailed", line: "git sol diff v1.2.0.0 Contoso.zip"),
            Example(
                purpose: "What somebody changed by hand in production, by an export of a few components of it",
                line: "git sol diff --common v1.2.0.0 Suspects.zip"),
            Example(
                purpose: "The forms of one table since two commits ago",
                line: "git sol diff HEAD~2 -- 'entity/contoso_order/form/*'"),
            Example(purpose: "A comment for a pull request", line: "git sol diff --format=markdown main...topic"),
        ],
        statuses: [(1, "With `--exit-code` or `--quiet`: there are differences.")],
        usesPager: true, run: DiffCommand.run)
}

enum DiffCommand {
    static let cached = Flag(
        long: "cached", aliases: ["staged"], summary: "compare the index with a revision, HEAD unless one is named")
    static let noise = Flag(
        long: "noise", isNegatable: true, summary: "also show changes that nobody made: version stamps, order, whitespace, defaults",
        detail: [
            "Stamps, orders without meaning, whitespace, platform defaults. With `--json` the result of `git sol apply` is then the same to the byte."
        ])
    static let stat = Flag(long: "stat", summary: "only how many changes each component has")
    static let nameOnly = Flag(long: "name-only", summary: "only the files that changed")
    static let nameStatus = Flag(long: "name-status", summary: "only the files that changed, with A, M, D or R")
    static let addresses = Flag(long: "addresses", summary: "only the addresses of the components that changed")
    static let wordDiff = Flag(
        long: "word-diff", value: .optional("MODE", implied: "plain"), completion: .choices(["plain", "color", "none"]),
        summary: "how words that changed are marked: plain, color or none",
        detail: ["By default long values are marked in colour, and with `[-…-]{+…+}` where there is none."])
    static let format = Flag(
        long: "format", value: .required("FORMAT"), completion: .choices(["text", "json", "markdown"]),
        summary: "text, json or markdown")
    static let common = Flag(
        long: "common", summary: "compare only the components that B holds, whatever the solutions are called")
    static let exitCode = Flag(long: "exit-code", summary: "end with status 1 where there are differences")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let request = try world.comparison(arguments, cached: arguments.has(cached))
        if arguments.has(common) { return try compareCommon(request, arguments, world) }
        let isHere = !Self.isElsewhere(request.before) && !Self.isElsewhere(request.after)
        let comparer = try world.comparer(arguments, isHere: isHere)
        let states = [request.after, request.before]
        try world.checkSolution(arguments, in: states)
        let comparisons = try comparer.compare(request.before, request.after)
        let selection = Selection(patterns: request.addresses, showsNoise: arguments.has(noise))
        let hasDifferences = comparisons.contains { $0.changes.contains(where: selection.shows) }
        if !hasDifferences { try world.checkAddresses(request.addresses, in: states) }
        if !arguments.has(.quiet) {
            try write(comparisons, selection, arguments, world)
        }
        warn(comparisons, world)
        return hasDifferences && (arguments.has(exitCode) || arguments.has(.quiet)) ? .findings : .done
    }

    private static func compareCommon(_ request: ComparisonRequest, _ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard let after = request.after as? PackageSnapshot, after.manifest == .unmanaged else {
            throw CommandError(
                "'--common' compares a state with an unmanaged export", hints: ["as in 'git sol diff --common v1.2.0.0 Suspects.zip'"])
        }
        let release = try world.release(request.before.name).map { try world.soundHalves(of: $0).managed }
        let before = try PlainTwins(of: release ?? request.before)
        let isManaged = try release != nil || SolutionPlace.all(in: request.before).contains { $0.manifest.managed != .unmanaged }
        let shared = try CommonComponents(in: after, againstManaged: isManaged)
        let comparisons = try world.comparer(arguments, isHere: false).compareCommon(before, after)
        let selection = Selection(patterns: request.addresses, showsNoise: arguments.has(noise), concerns: shared.concern)
        let hasDifferences = comparisons.contains { $0.changes.contains(where: selection.shows) }
        if !arguments.has(.quiet) { try write(comparisons, selection, arguments, world) }
        warn(comparisons, world)
        return hasDifferences && (arguments.has(exitCode) || arguments.has(.quiet)) ? .findings : .done
    }

    /// Where one stands says nothing of folders and zips.
    private static func isElsewhere(_ snapshot: any Snapshot) -> Bool {
        snapshot is FolderSnapshot || snapshot is SparseFolder || snapshot is PackageSnapshot
    }

    /// Which changes are wanted.
    struct Selection {
        let patterns: [AddressPattern]
        let showsNoise: Bool
        /// Whether they are about anything that is compared.
        var concerns: (Change) -> Bool = { _ in true }

        func matches(_ change: Change) -> Bool {
            concerns(change)
                && (patterns.isEmpty
                    || patterns.contains { pattern in
                        pattern.means(change.address, in: change.subject) || change.isWhole && Self.isInside(pattern, change.address)
                    })
        }

        /// What came or went as a whole had in it what is meant: a column that came with its table.
        private static func isInside(_ pattern: AddressPattern, _ address: Address) -> Bool {
            let parts = pattern.text.split(separator: "/")
            let depth = address.description.split(separator: "/").count
            return parts.count > depth && AddressPattern(parts.prefix(depth).joined(separator: "/")).matches(address)
        }

        func shows(_ change: Change) -> Bool { (showsNoise || change.noise == nil) && matches(change) }
    }

    static func warn(_ comparisons: [SolutionComparison], _ world: World) {
        for file in comparisons.flatMap(\.files) {
            guard let warning = file.warning else { continue }
            for words in warning.described { world.warn(words) }
        }
    }

    /// As the flags ask.
    static func write(
        _ comparisons: [SolutionComparison], _ selection: Selection, _ arguments: Arguments, _ world: World
    ) throws {
        let format = arguments.has(.json) ? "json" : arguments.value(self.format) ?? "text"
        if format == "json" { return try writeJSON(comparisons, selection, world) }
        if format == "markdown" {
            return world.out.write(ChangeMarkdown.text(comparisons, shows: selection.shows, matches: selection.matches).shown)
        }
        let isRaw = arguments.has(.nulTerminated)
        if arguments.has(nameOnly) || arguments.has(nameStatus) {
            return writeFiles(comparisons, selection, withStatus: arguments.has(nameStatus), isRaw: isRaw, world)
        }
        if arguments.has(addresses) {
            var seen: Set<Address> = []
            let shown = comparisons.flatMap(\.changes).filter(selection.shows).map(\.subject.address).filter { seen.insert($0).inserted }
            return world.writeNames(shown.map(\.description), isRaw: isRaw)
        }
        if arguments.has(stat) { return ChangeStat(world: world).write(comparisons, shows: selection.shows) }
        let words = arguments.value(wordDiff).flatMap(WordMarks.init)
        var isFirst = true
        for comparison in comparisons {
            let changes = comparison.changes.filter(selection.shows)
            guard !changes.isEmpty else { continue }
            ChangeText(world: world, words: words).write(comparison, changes, isFirst: isFirst)
            isFirst = false
        }
        let hidden = NoiseCount(comparisons.flatMap(\.changes).filter { selection.matches($0) && !selection.shows($0) })
        guard hidden.total > 0 else { return }
        if !isFirst { world.out.write("\n") }
        world.out.write("\(world.paint("not shown: \(hidden.words) (--noise shows them)", .dim))\n")
    }

    private static func writeFiles(
        _ comparisons: [SolutionComparison], _ selection: Selection, withStatus: Bool, isRaw: Bool, _ world: World
    ) {
        for file in comparisons.flatMap(\.files) where file.changes.isEmpty || file.changes.contains(where: selection.shows) {
            if file.changes.isEmpty, !selection.patterns.isEmpty { continue }
            let letter = file.before == nil ? "A" : file.after == nil ? "D" : file.newPath == nil ? "M" : "R"
            let names = withStatus ? [letter, file.path] + (file.newPath.map { [$0] } ?? []) : [file.path]
            if isRaw {
                world.writeNames(names, isRaw: true)
            } else {
                world.out.write("\(names.map { Shown($0) }.joined(separator: "\t"))\n")
            }
        }
    }

    static func writeJSON(_ comparisons: [SolutionComparison], _ selection: Selection, _ world: World) throws {
        try JSONWriter.write("diff", to: world.out) { writer in
            writeChanges(comparisons, selection, &writer)
            try writer.array("files") { writer in
                for comparison in comparisons {
                    let patch = try Patch.Solution(comparison, isExact: selection.showsNoise, where: selection.shows)
                    ChangeJSON.write(patch, &writer)
                }
            }
            let hidden = NoiseCount(comparisons.flatMap(\.changes).filter { selection.matches($0) && !selection.shows($0) })
            writer.object("hidden") { writer in
                for (noise, count) in hidden.byClass { writer.field(noise.rawValue, count) }
            }
        }
    }

    /// The solutions and their changes, as all JSON has them.
    static func writeChanges(
        _ comparisons: [SolutionComparison], _ selection: Selection, _ writer: inout JSONWriter
    ) {
        writer.array("solutions") { writer in
            for comparison in comparisons {
                writer.object { writer in
                    writer.field("name", comparison.manifest?.uniqueName)
                    writer.field("displayName", comparison.manifest?.displayName)
                    writer.field("folder", comparison.folder)
                    writer.field("versionBefore", comparison.before?.version)
                    writer.field("versionAfter", comparison.after?.version)
                }
            }
        }
        writer.array("changes") { writer in
            for comparison in comparisons {
                for change in comparison.changes where selection.shows(change) {
                    writer.object { ChangeJSON.write(change, solution: comparison.manifest?.uniqueName, &$0) }
                }
            }
        }
    }
}
