// The last import of a solution in a history, as the trailers of its commit say.

internal import Bindings
internal import SolutionCore

/// The trailers by which a commit says what it imported.
public enum ImportTrailer {
    public static let solution = "Solution"
    public static let version = "Solution-Version"
    /// The commit that the export started from, where that is no parent of the import's commit: then the commit holds more than the export.
    public static let base = "Import-Base"

    /// The trailer with the digest of a half.
    public static func export(isManaged: Bool) -> String { isManaged ? "Managed-Export" : "Unmanaged-Export" }

    public static func line(_ name: String, _ value: String) -> String { name + ": " + MessageText.line(value) }
}

/// The commit that holds what the environment held when the solution was last exported.
struct LastImport {
    let commit: ObjectID

    /// More commits than these are not asked.
    private static let depth = 1000

    /// Nil where no commit says that it imported the solution.
    init?(of solution: String, from head: ObjectID, in repository: Repository) throws(StoreError) {
        let name = Array(ImportTrailer.line(ImportTrailer.solution, solution).utf8)
        let found = try ofGit(doing: "look for the last import") { () throws(GitError) -> ObjectID? in
            var walk = try repository.walk(from: [head])
            for _ in 0..<Self.depth {
                guard let id = try walk.next() else { return nil }
                let bytes = try repository.read(id).bytes
                if bytes.firstRange(of: name) != nil, let commit = Commit(bytes: bytes), Self.isImport(commit, named: name) { return id }
            }
            return nil
        }
        guard let found else { return nil }
        commit = found
    }

    private static func isImport(_ commit: Commit, named name: [UInt8]) -> Bool {
        let lines = commit.messageBytes.split(separator: UInt8(ascii: "\n"))
        func has(_ trailer: String) -> Bool { lines.contains { $0.starts(with: (trailer + ": ").utf8) } }
        return lines.contains { $0.elementsEqual(name) } && !has(ImportTrailer.base)
            && (has(ImportTrailer.export(isManaged: false)) || has(ImportTrailer.export(isManaged: true)))
    }
}
