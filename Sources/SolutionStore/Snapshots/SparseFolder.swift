// A folder of a working tree of which git checked out only a part: what it left out is as in the index.

public import Bindings
internal import SolutionCore

/// The files of a folder with those that a sparse checkout skips.
public final class SparseFolder: Snapshot {
    public let name: String
    public let paths: [String]
    public let links: [String]
    private let folder: FolderSnapshot
    private let repository: Repository
    private let skipped: [Exact: ObjectID]

    /// The folder as it is, or with what is skipped in it. `repository`: the one that one is in, if any.
    public static func open(_ path: String, in repository: Repository?) throws(StoreError) -> any Snapshot {
        let folder = try FolderSnapshot(path)
        guard let repository, let prefix = repository.path(inside: path) else { return folder }
        let skipped = try repository.skippedFiles().filter { $0.path.hasPrefix(prefix) }
        return SparseFolder(folder, skipped.map { ($0.path.inside(prefix), $0.id) }, repository)
    }

    private init(_ folder: FolderSnapshot, _ skipped: [(path: String, id: ObjectID)], _ repository: Repository) {
        self.folder = folder
        self.repository = repository
        name = folder.name
        links = folder.links
        let there = Set(exact: folder.paths)
        self.skipped = Dictionary(exact: skipped.filter { !there.contains($0.path) }) { first, _ in first }
        paths = (folder.paths + self.skipped.keys.map(\.text)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public func id(of path: String) -> ObjectID? { skipped[path] }

    public func prepare(_ paths: [String]) throws(StoreError) {
        try ofGit(doing: "read '\(name)'") { () throws(GitError) in try repository.obtain(paths.compactMap { skipped[$0] }) }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let id = skipped[path] else { return repository.content(of: try folder.read(path)) }
        return try ofGit(doing: "read '\(path)'") { () throws(GitError) in repository.content(of: try repository.readBlob(id)) }
    }
}

extension Repository {
    /// Files of the index that a sparse checkout left out of the working tree.
    func skippedFiles() throws(StoreError) -> [IndexEntry] {
        try ofGit(doing: "read the index") { () throws(GitError) in
            guard try configuration().string("core.sparsecheckout") != nil, let top = workingDirectory else { return [] }
            return try index().entries.filter { $0.skipsWorktree && $0.mode.isFile && !Files.exists(top + $0.path) }
        }
    }
}
