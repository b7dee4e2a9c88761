// git sol impact: what importing a solution will do, before anybody does it.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let impact = Command(
        name: "impact", group: .release, summary: "say what an import will delete, change and ask for",
        synopsis: ["[--upgrade | --update | --stage | --unmanaged] [--json | --format=FORMAT] [--allow-data-loss] [FROM] TO"],
        description: [
            "Says what importing TO will do where FROM is: what is deleted with its data, what is deleted without, what is left behind, what is new, what changes, what may go wrong, and what the import asks for and needs. It is computed from the two states alone and asks no environment. A state is a release tag, a zip, a folder, a revision, or a place, as `git sol place` knows it.",
            "Without FROM the release before TO is meant, by version. If there is none, nothing is there yet, and all of TO is new. Of a tag, and of a folder that holds both halves, the half is taken that is imported.",
            "A managed package is imported as an upgrade: what is no longer in it is deleted. `--update` lays it over what is there and deletes nothing; `--stage` deletes when the upgrade is applied. An unmanaged package only adds and overwrites, and that cannot be undone. A patch is known by its manifest. What another managed solution also holds is not deleted, and no release can tell that.",
            "Each line ends with the rule that it comes from:",
        ] + ImpactCommand.ruleLines,
        flags: [
            ImpactCommand.upgrade, ImpactCommand.update, ImpactCommand.stage, ImpactCommand.unmanaged, ImpactCommand.allowDataLoss,
            ImpactCommand.format, .json, .solution,
        ],
        positionals: [
            Positional(name: "FROM", count: .optional, completion: .snapshot, summary: "what is there; the release before TO unless named"),
            Positional(name: "TO", count: .any, completion: .snapshot, summary: "what is imported"),
        ],
        examples: [
            Example(purpose: "What the next release will do", line: "git sol impact Contoso/v1.2.0.0 HEAD"),
            Example(purpose: "What it will do in production", line: "git sol impact prod Contoso/v1.3.0.0"),
            Example(purpose: "Stop a pipeline before data is lost", line: "git sol impact Contoso_1_3_0_0_managed.zip"),
            Example(purpose: "A comment for a pull request", line: "git sol impact --format=markdown HEAD"),
        ],
        statuses: [(1, "Data would be lost, and `--allow-data-loss` is not given.")],
        usesPager: true, run: ImpactCommand.run)
}

enum ImpactCommand {
    static let upgrade = Flag(long: "upgrade", summary: "import as an upgrade, which deletes what left the solution")
    static let update = Flag(long: "update", summary: "import as an update, which deletes nothing")
    static let stage = Flag(long: "stage", summary: "import beside what is there, to be applied as an upgrade later")
    static let unmanaged = Flag(long: "unmanaged", summary: "import the unmanaged half")
    static let allowDataLoss = Flag(long: "allow-data-loss", summary: "end with status 0 although data would be lost")
    static let format = Flag(
        long: "format", value: .required("FORMAT"), completion: .choices(["text", "json", "markdown"]),
        summary: "text, json or markdown")

    /// The rules by list, a paragraph each.
    static let ruleLines = ImpactList.allCases.map { list in
        list.heading + ": "
            + ImpactRule.allCases.filter { $0.list == list }.map { "`\($0.rawValue)`: \($0.sentence)" }.joined(separator: " ")
    }

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let words = arguments.positionals
        guard let last = words.last, words.count <= 2 else {
            throw UsageError(message: "name what is imported, and before it what is there", hints: ["git sol impact [FROM] TO"])
        }
        let wish = try wish(arguments)
        let after = try world.impactState(last, solution: arguments.value(.solution))
        let name = after.manifest.uniqueName
        let before =
            words.count == 2
            ? try world.impactState(words[0], solution: after.manifest.parent ?? name) : try world.releaseBefore(after)
        let mode = mode(wish, after, hasBefore: before != nil)
        let impact = try ImpactReader(world.rules()).impact(
            mode, of: world.snapshot(of: after, isManaged: mode.isManaged),
            over: before.map { try world.snapshot(of: $0, isManaged: mode.isManaged) }, solution: name)
        switch arguments.has(.json) ? "json" : arguments.value(format)?.lowercased() ?? "text" {
        case "json": ImpactJSON.write(impact, to: world)
        case "markdown": world.out.write(ImpactMarkdown.text(impact).shown)
        default: ImpactText.write(impact, world)
        }
        return impact.losesData && !arguments.has(allowDataLoss) ? .findings : .done
    }

    private static func wish(_ arguments: Arguments) throws(UsageError) -> ImpactMode? {
        let modes: [(Flag, ImpactMode)] = [(upgrade, .upgrade), (update, .update), (stage, .stage), (unmanaged, .unmanaged)]
        let wishes = modes.filter { arguments.has($0.0) }
        guard wishes.count < 2 else {
            throw UsageError(message: "only one of --upgrade, --update, --stage and --unmanaged can be meant")
        }
        return wishes.first?.1
    }

    /// What is meant where nobody says so follows from the package.
    private static func mode(_ wish: ImpactMode?, _ after: ImpactState, hasBefore: Bool) -> ImpactMode {
        if let wish { return hasBefore || wish == .unmanaged ? wish : .install }
        if after.manifest.managed == .unmanaged { return after.manifest.parent == nil ? .unmanaged : .patch }
        if after.manifest.parent != nil { return .patch }
        return hasBefore ? .upgrade : .install
    }
}
