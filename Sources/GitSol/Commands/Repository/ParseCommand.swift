// git sol parse: says whether files are well formed, and checks the laws of their trees. Hidden: for hooks, bench and fuzzing.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let parse = Command(
        name: "parse", group: .help, summary: "say whether XML and JSON files are well formed",
        synopsis: ["[--staged] [--laws] [--] [FILE…]"],
        description: [
            "Reads each file as its name's ending says: `.json` as JSON, all else as XML. Prints what is wrong with those that are broken.",
            "With `--staged` the files are those of the index that would be committed and whose endings are those of solutions.",
        ],
        flags: [ParseCommand.staged, ParseCommand.laws],
        positionals: [Positional(name: "FILE", count: .any, completion: .file, summary: "a file")],
        statuses: [(1, "A file is broken.")],
        isHidden: true, run: ParseCommand.run)
}

enum ParseCommand {
    static let staged = Flag(long: "staged", summary: "the files that are about to be committed")
    static let laws = Flag(
        long: "laws", summary: "also check that the tree accounts for every byte: the entry point for fuzzing")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        var broken: [CommandError] = []
        func check(_ bytes: [UInt8], _ path: String) {
            do {
                try parse(bytes, path, checksLaws: arguments.has(laws))
            } catch {
                broken.append(
                    CommandError(
                        cannot: "parse", path, line: error.line, column: error.column, reason: error.message,
                        hints: error.limitHint.map { [$0] } ?? []))
            }
        }
        for path in arguments.positionals { check(try Files.read(path), path) }
        if arguments.has(staged) {
            let repository = try world.openRepository()
            for (path, id) in try stagedFiles(of: repository) { check(try repository.readBlob(id), path) }
        }
        world.report(broken)
        return broken.isEmpty ? .done : .findings
    }

    static func parse(_ bytes: [UInt8], _ path: String, checksLaws: Bool) throws(ParseError) {
        let syntax: Syntax = path.lowercased().hasSuffix(".json") ? .json : .xml
        let document = try Document(bytes, syntax: syntax, names: Names())
        guard checksLaws else { return }
        var laws = document.tree.brokenInvariants()
        if try document.encode(document.tree.reassembled()) != bytes { laws.append("the bytes do not come back") }
        precondition(laws.isEmpty, "broken law: \(laws.joined(separator: "; "))")
    }

    /// Files of the index that differ from HEAD, by the endings that solutions use.
    static func stagedFiles(of repository: Repository) throws(GitError) -> [(String, ObjectID)] {
        var committed: [Exact: ObjectID] = [:]
        if let head = try repository.headCommit {
            for file in try repository.files(of: repository.peel(head, to: .tree)) { committed[file.path] = file.id }
        }
        return try repository.index().entries.filter { entry in
            entry.stage == .normal && entry.mode.isFile && committed[entry.path] != entry.id
                && [".xml", ".json", ".xaml", ".resx"].contains { entry.path.lowercased().hasSuffix($0) }
        }.map { ($0.path, $0.id) }
    }
}
