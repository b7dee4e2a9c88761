// git sol check: what is wrong with a solution as it stands, or what a merge made wrong.

internal import SolutionCore
internal import SolutionStore

extension Command {
    static let check = Command(
        name: "check", group: .change, summary: "find what is wrong with a solution, or with a merge of it",
        synopsis: [
            "[--solution NAME] [--json] [FOLDER | ZIP | REVISION]", "--merge [--solution NAME] [--json] [REVISION]",
            "--pair [--json] UNMANAGED.zip MANAGED.zip",
        ],
        description: [
            "Finds faults that a merge of lines does not notice: two components with one key; references to a column, table, form or view that does not exist; components that the manifest lists but no file holds, and the reverse; managed files that differ from their unmanaged twins; conflict markers; files that do not parse; and values of one environment, such as the id of a connection.",
            "A dangling reference is reported only if its name has the prefix of the solution's publisher, and never if the manifest says that another solution has the target.",
            "`--merge` checks the merge in progress, or a merge commit (HEAD unless you name one). It reports only faults that no parent had, among them every reference to a component that one parent still had and the merge lost.",
            "`--pair` checks whether two exports are the unmanaged and the managed half of one version. It reports every difference that a managed export does not cause by itself. If one half has a debug build and the other the release build of the same script, that is a note and not a finding.",
        ],
        flags: [CheckCommand.merge, CheckCommand.pair, .solution, .json],
        positionals: [
            Positional(name: "PLACE", count: .optional, completion: .snapshot, summary: "a folder, a zip or a revision"),
            Positional(name: "MANAGED.zip", count: .any, completion: .zip, summary: "with `--pair`, the other half"),
        ],
        examples: [
            Example(purpose: "An export before it is imported elsewhere", line: "git sol check Contoso_1_0_0_0.zip"),
            Example(purpose: "Are these the halves of one release?", line: "git sol check --pair Contoso.zip Contoso_managed.zip"),
            Example(purpose: "Did the last merge break something?", line: "git sol check --merge"),
        ],
        statuses: [(1, "Something is wrong.")],
        usesPager: true,
        run: CheckCommand.run)
}

enum CheckCommand {
    static let merge = Flag(long: "merge", summary: "only what a merge brought in")
    static let pair = Flag(
        long: "pair", summary: "whether two exports are the halves of one release",
        detail: ["It lists every difference that a managed export does not cause by itself."])

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(pair) { return try checkPair(arguments, world) }
        guard arguments.positionals.count <= 1 else {
            throw UsageError(message: "check one folder, zip or revision at a time", hints: [])
        }
        let place = arguments.positionals.first
        let merge = arguments.has(merge) ? try merge(place, world) : nil
        let snapshot =
            try merge?.result ?? place.map { try world.solutionSnapshot($0, arguments.reading(of: 0)) } ?? world.snapshotHere(arguments)
        let folders = try SolutionPlace.folders(in: snapshot, named: world.solution(arguments, in: snapshot))
        let all = try merge?.findings(world.rules()) ?? Checker(world.rules()).findings(in: snapshot)
        for link in try snapshot.links where folders?.contains(where: { link.hasPrefix($0) }) ?? true {
            world.warn("'\(link)' is a symbolic link: nobody follows it, and it is no file of a solution")
        }
        let findings = all.filter { finding in folders?.contains { finding.file.hasPrefix($0) } ?? true }
        return tell(findings, arguments, world)
    }

    private static func tell(_ findings: [Finding], notes: [PairNote] = [], _ arguments: Arguments, _ world: World) -> ExitStatus {
        if arguments.has(.json) { writeJSON(findings, notes, world) } else { write(findings, world) }
        return findings.isEmpty ? .done : .findings
    }

    private static func checkPair(_ arguments: Arguments, _ world: World) throws -> ExitStatus {
        guard arguments.positionals.count == 2, !arguments.has(merge), arguments.value(.solution) == nil else {
            throw UsageError(
                message: "'--pair' takes two exports and nothing else", hints: ["git sol check --pair UNMANAGED.zip MANAGED.zip"])
        }
        let halves = try arguments.positionals.map { try ReleaseHalf(Package($0)) }
        let isSwapped = halves[0].isManaged && !halves[1].isManaged
        let comparison = try PairChecker(world.rules()).compare(halves[isSwapped ? 1 : 0], halves[isSwapped ? 0 : 1])
        if !arguments.has(.json) { for note in comparison.notes { world.out.write(world.paint("note:", .cyan) + " \(line(note))\n") } }
        return tell(comparison.findings, notes: comparison.notes, arguments, world)
    }

    private static func merge(_ place: String?, _ world: World) throws -> CheckedMerge {
        let repository = try world.openRepository()
        if place == nil, let merge = try CheckedMerge(underWayIn: repository) { return merge }
        let name = place ?? "HEAD"
        if let merge = try CheckedMerge(name, in: repository) { return merge }
        throw CommandError(
            "'\(name)' is no merge" + (place == nil ? ", and none is under way" : ""), hints: ["without --merge, all of it is checked"])
    }

    // MARK: - For people

    static func write(_ findings: [Finding], _ world: World) {
        for finding in findings {
            world.out.write("\(world.paint("\(finding.code.rawValue):", .yellow)) \(finding.what): \(finding.message)\n")
            world.out.write("    \(world.paint("\(finding.address)", .dim))\n    \(world.paint("\(place(of: finding))", .dim))\n")
        }
        // What helps against several of them is told once.
        var told: Set<Exact> = []
        for finding in findings where told.insert(Exact(finding.hint)).inserted {
            world.out.write("\(world.paint("hint:", .cyan)) \(finding.hint)\n")
        }
        world.out.write(findings.isEmpty ? "nothing is wrong\n" : "\(findings.count) finding\(findings.count == 1 ? "" : "s")\n")
    }

    /// All of a finding but the way out.
    static func line(_ finding: Finding) -> String {
        "\(finding.code.rawValue): \(finding.what): \(finding.message) (\(place(of: finding)))"
    }

    static func line(_ note: PairNote) -> String { "\(note.what): \(note.message) (\(note.file))" }

    private static func place(of finding: Finding) -> String { finding.file + (finding.line.map { ":\($0)" } ?? "") }

    // MARK: - For programs

    private static func writeJSON(_ findings: [Finding], _ notes: [PairNote], _ world: World) {
        JSONWriter.write("check", to: world.out) { writer in
            writer.array("findings") { writer in
                for finding in findings {
                    writer.object { writer in
                        writer.field("code", finding.code.rawValue)
                        writer.field("address", finding.address.description)
                        writer.field("file", finding.file)
                        if let line = finding.line { writer.field("line", line) } else { writer.null("line") }
                        writer.field("message", finding.message)
                        writer.field("hint", finding.hint)
                    }
                }
            }
            writer.array("notes") { writer in
                for note in notes {
                    writer.object { writer in
                        writer.field("address", note.address.description)
                        writer.field("file", note.file)
                        writer.field("message", note.message)
                        writer.field("hint", note.hint)
                    }
                }
            }
        }
    }
}
