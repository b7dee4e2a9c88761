// git sol apply: puts a diff back.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let apply = Command(
        name: "apply", group: .change, summary: "put a diff back into a folder",
        synopsis: ["[-d DIR] [--3way] [--check] [--solution NAME] [PATCH]"],
        description: [
            "Applies a diff that `git sol diff --json` wrote to the current folder. It changes what the diff lists and nothing else. Every file must be the one that the diff was made from; if one differs, nothing is written.",
            "With `--3way` files may differ. The command looks in the current repository for the file that the diff was made from, and merges the change. Where the two disagree, it writes conflict markers.",
            "Without PATCH the diff comes from standard input. Paths are as in the diff; where the solution lies elsewhere in the folder, it is found by its unique name.",
        ],
        flags: [ApplyCommand.directory, ApplyCommand.threeWay, ApplyCommand.check, ApplyCommand.withoutManifest, .solution, .quiet],
        positionals: [Positional(name: "PATCH", count: .optional, completion: .file, summary: "the output of git sol diff --json")],
        examples: [
            Example(purpose: "Take over a colleague's change", line: "git sol apply change.json"),
            Example(purpose: "From one folder to another", line: "git sol diff --json a b | git sol apply -d c"),
        ],
        statuses: [(1, "With `--3way`: there are conflicts.")],
        run: ApplyCommand.run)
}

enum ApplyCommand {
    static let directory = Flag(
        long: "folder", short: "d", value: .required("DIR"), completion: .directory, aliases: ["directory"],
        summary: "where to; else the folder one stands in")
    static let threeWay = Flag(long: "3way", short: "3", summary: "merge the change into files that are not those it was made from")
    static let check = Flag(long: "check", summary: "only say whether it would fit")

    static let withoutManifest = Flag(
        long: "without-manifest", summary: "also into folders that have no manifest and only look like solutions",
        detail: ["Else a diff changes only files of solutions that are there, and adds those of a solution that it brings."])

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let source = arguments.positionals.first
        let bytes = try source.map { try $0 == "-" ? world.input() : Files.read($0) } ?? world.input()
        let patch = try meant(of: Patch(json: bytes, named: source ?? "standard input"), arguments, world)
        let folder = TrustedPath(trusting: arguments.value(directory) ?? ".")
        let update: PatchUpdate
        do {
            if arguments.has(threeWay) {
                let repository = try world.openRepository()
                let rules = try world.rules()
                let markers = rules.markers(ours: "the folder", base: "before", theirs: "the diff")
                update = try PatchUpdate(
                    patch, to: folder, guessing: arguments.has(withoutManifest), merger: FileMerger(rules, markers: markers),
                    base: { try? repository.readBlob($0) })
            } else {
                update = try PatchUpdate(patch, to: folder, guessing: arguments.has(withoutManifest))
            }
        } catch let error as PatchRefusal {
            throw CommandErrors(error.reasons.flatMap(\.described))
        }
        let status: ExitStatus = update.conflicts.isEmpty ? .done : .findings
        if !arguments.has(check) {
            // Git too changes files where only its own cannot be changed.
            let repository = try world.repositoryIfAny()
            try update.write(in: repository?.readOnlyFolder == nil ? repository : nil)
        }
        for path in update.leftOut { world.warn("'\(path)' is left out: it tells git what to do and is no part of a solution") }
        for conflict in update.conflicts { world.warn("conflict \(ConflictText.line(conflict))") }
        guard !arguments.has(check) else { return status }
        if !arguments.has(.quiet) {
            let count = update.results.count
            world.err.write("\(count) file\(count == 1 ? "" : "s") changed\n")
        }
        return status
    }

    /// What a diff has for the solution that is meant. Where one stands says nothing of another folder, nor of a diff without that solution.
    private static func meant(of patch: Patch, _ arguments: Arguments, _ world: World) throws -> Patch {
        func part(_ name: String) -> Patch {
            Patch(solutions: patch.solutions.filter { $0.name.lowercased() == name.lowercased() })
        }
        if let name = arguments.value(.solution) {
            let part = part(name)
            guard part.solutions.isEmpty else { return part }
            throw CommandError(
                "the diff has nothing for a solution '\(name)'", hints: ["it has " + patch.solutions.map(\.name).joined(separator: ", ")])
        }
        guard arguments.value(directory) == nil, let here = try world.solution(arguments) else { return patch }
        let part = part(here)
        return part.solutions.isEmpty ? patch : part
    }
}
