// git sol apply: puts a diff back.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let apply = Command(
        name: "apply", group: .change, summary: "put a diff back into a folder",
        synopsis: ["[-d DIR] [--check] [PATCH]"],
        description: [
            "Puts what `git sol diff --json` wrote into the folder one stands in: the result has what the diff lists, and all else as it was. The files must be those that the diff was made from; if one is not, nothing is written.",
            "Without PATCH the diff comes from standard input. Paths are as in the diff; where the solution lies elsewhere in the folder, it is found by its unique name.",
        ],
        flags: [ApplyCommand.directory, ApplyCommand.check, .quiet],
        positionals: [Positional(name: "PATCH", count: .optional, completion: .file, summary: "the output of git sol diff --json")],
        examples: [
            Example(purpose: "Take over a colleague's change", line: "git sol apply change.json"),
            Example(purpose: "From one folder to another", line: "git sol diff --json a b | git sol apply -d c"),
        ],
        run: ApplyCommand.run)
}

enum ApplyCommand {
    static let directory = Flag(
        long: "folder", short: "d", value: .required("DIR"), completion: .directory, aliases: ["directory"],
        summary: "where to; else the folder one stands in")
    static let check = Flag(long: "check", summary: "only say whether it would fit")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let source = arguments.positionals.first
        let bytes = try source.map { try $0 == "-" ? world.input() : Files.read($0) } ?? world.input()
        let patch = try Patch(json: bytes, named: source ?? "standard input")
        let folder = arguments.value(directory) ?? "."
        let update: PatchUpdate
        do {
            update = try PatchUpdate(patch, to: folder)
        } catch {
            throw CommandErrors(error.reasons.flatMap(\.described))
        }
        guard !arguments.has(check) else { return .done }
        try update.write()
        if !arguments.has(.quiet) {
            let count = update.results.count
            world.err.write("\(count) file\(count == 1 ? "" : "s") changed\n")
        }
        return .done
    }
}
