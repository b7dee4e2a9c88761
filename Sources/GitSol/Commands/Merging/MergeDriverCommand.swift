// git sol merge-driver: the merge of one file, as git calls it. Hidden: `git sol install` tells git of it.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let mergeDriver = Command(
        name: "merge-driver", group: .merge, summary: "merge one file for git",
        synopsis: ["BASE OURS THEIRS [MARKER-SIZE [PATH [BASE-LABEL [OURS-LABEL [THEIRS-LABEL]]]]]"],
        description: [
            "Git calls it with the three states of a file (%O %A %B %L %P %S %X %Y). The result replaces OURS.",
            "Markers follow `merge.conflictStyle`; around whole elements `zdiff3` shows what `diff3` does.",
            "What is no document, or none that can be merged with certainty, gets git's own line merge. With the variable `GIT_SOL=0` everything does.",
        ],
        positionals: [
            Positional(name: "BASE", completion: .file, summary: "the common state, %O"),
            Positional(name: "OURS", completion: .file, summary: "our state and the place of the result, %A"),
            Positional(name: "THEIRS", completion: .file, summary: "their state, %B"),
            Positional(name: "REST", count: .any, summary: "%L %P %S %X %Y"),
        ],
        statuses: [(1, "There are conflicts; the file has markers.")],
        isHidden: true, run: MergeDriverCommand.run)
}

enum MergeDriverCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let words = arguments.positionals
        guard words.count >= 3 else {
            throw UsageError(message: "git calls the driver with three files", hints: ["see 'git sol help install'"])
        }
        let (base, ours, theirs) = (try Files.read(words[0]), try Files.read(words[1]), try Files.read(words[2]))
        let size = words.count > 3 ? Int(words[3]) ?? 7 : 7
        let path = words.count > 4 ? words[4] : words[1]
        // Git before 2.44 passes the placeholders of labels as they are.
        func label(_ place: Int, _ other: String) -> String {
            words.count > place && !words[place].hasPrefix("%") && !words[place].isEmpty ? words[place] : other
        }
        let (before, mine, its) = (label(5, "base"), label(6, "ours"), label(7, "theirs"))
        // Git tells the path from the top of the repository, where it also starts the driver.
        let place = SolutionPath.of(path) { Files.exists($0) }
        // With an empty base both sides added the file.
        let common = base.isEmpty ? nil : base
        func merge(_ merger: FileMerger) throws -> FileMerge {
            world.environment["GIT_SOL"] == "0"
                ? try merger.mergeLines(base: common, ours: ours, theirs: theirs)
                : try merger.merge(base: common, ours: ours, theirs: theirs, path: place.inside, in: place.folder)
        }
        let style = MarkerStyle(size: size, ours: mine, base: before, theirs: its)
        var result = try merge(FileMerger(.none, markers: style))
        // Settings are asked for only where they matter: to find them takes longer than most merges.
        if !result.isClean || !result.decisions.isEmpty {
            do {
                let rules = try world.rules()
                if !result.isClean || rules.hasMergeRules {
                    let markers = rules.markers(ours: mine, base: before, theirs: its, size: size)
                    result = try merge(FileMerger(rules, markers: markers))
                }
            } catch {
                // An error would leave the file without markers, and git would take it for settled.
                world.report(describe(error))
            }
        }
        if result.bytes != ours { try Files.write(result.bytes, to: TrustedPath(trusting: words[1])) }
        // Git merges states in common first, with longer markers: nobody is asked about those.
        if size == 7 { tell(result.conflicts, path, world) }
        return result.isClean ? .done : .findings
    }

    /// Git only says which file is in conflict.
    private static func tell(_ conflicts: [Conflict], _ path: String, _ world: World) {
        guard !conflicts.isEmpty else { return }
        let examples = 3
        let names = conflicts.prefix(examples).map(\.what).joined(separator: ", ")
        let rest = conflicts.count > examples ? " and \(conflicts.count - examples) more" : ""
        world.warn(
            "in conflict in '\(path)': \(names)\(rest)", hints: ["'git sol conflicts' lists what is open, 'git sol resolve' settles it"])
    }
}
