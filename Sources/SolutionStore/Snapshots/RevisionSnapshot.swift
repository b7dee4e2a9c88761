// A revision of a git repository as a snapshot.

public import Bindings
internal import SolutionCore

/// The files of a commit, a tag or a tree. Trees are read where somebody looks.
public final class RevisionSnapshot: Snapshot {
    public let name: String
    /// The repository, or objects on their way into it.
    public let store: any ObjectStore
    /// The tree of the whole revision.
    public let tree: ObjectID
    /// What stands between what is stored and what it is the content of: Git LFS and its like.
    public var filter: (any ContentFilter)?
    /// Whether pointers of Git LFS are read as what they stand for. Not where what is read is stored again as it is.
    public var readsLargeFiles = true
    private var listed: [String]?
    private var folders: [Exact: Folder] = [:]

    /// The entries of a tree, and where each name stands among them.
    private struct Folder {
        let entries: [TreeEntry]
        let places: [[UInt8]: Int]

        init(_ entries: [TreeEntry]) {
            self.entries = entries
            places = Dictionary(entries.enumerated().map { ($1.nameBytes, $0) }) { first, _ in first }
        }
    }
    /// Of files that were met on the way, so that nobody walks to them again.
    private var known: [Exact: ObjectID] = [:]

    /// Opens a revision as git names them: `HEAD~2`, a tag, `main:folder`.
    public init(_ revision: String, in repository: Repository) throws(StoreError) {
        name = revision
        store = repository
        do throws(GitError) {
            tree = try repository.tree(revision)
        } catch {
            throw StoreError(error, doing: "read revision '\(revision)'")
        }
    }

    /// A tree that is known, under the name that people gave it.
    public init(_ tree: ObjectID, named name: String, in store: any ObjectStore) {
        self.name = name
        self.tree = tree
        self.store = store
    }

    public var paths: [String] {
        get throws(StoreError) {
            if let listed { return listed }
            do throws(GitError) {
                let files = try store.files(of: tree).filter { $0.mode.isFile }
                let paths = files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
                listed = paths
                return paths
            } catch {
                throw StoreError(error, doing: "read revision '\(name)'")
            }
        }
    }

    public var links: [String] {
        get throws(StoreError) {
            try ofGit(doing: "read revision '\(name)'") { () throws(GitError) in
                try store.files(of: tree).filter { $0.mode == .symlink }.map(\.path)
            }
        }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] { try content(of: stored(path), at: path, filter) }

    /// What git stores of a file.
    func stored(_ path: String) throws(StoreError) -> [UInt8] {
        guard let id = try id(of: path) else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        return try ofGit(doing: "read '\(path)' of '\(name)'") { () throws(GitError) in try store.readBlob(id) }
    }

    /// What is meant by what git stores.
    func content(of stored: [UInt8], at path: String, _ filter: (any ContentFilter)?) throws(StoreError) -> [UInt8] {
        // What is here needs no program.
        if readsLargeFiles, let repository = store as? Repository {
            let content = repository.content(of: stored)
            if content != stored { return content }
        }
        guard let filter, let id = try id(of: path) else { return stored }
        return try filter.smudge(path, id) ?? stored
    }

    public func prepare(_ paths: [String]) throws(StoreError) {
        var ids: [ObjectID] = []
        for path in paths { if let id = try id(of: path) { ids.append(id) } }
        try ofGit(doing: "read revision '\(name)'") { () throws(GitError) in try store.obtain(ids) }
    }

    func remember(_ id: ObjectID, of path: String) { known[path] = id }

    public func id(of path: String) throws(StoreError) -> ObjectID? {
        if let id = known[path] { return id }
        guard let entry = try entry(path), entry.mode.isFile else { return nil }
        return entry.id
    }

    public func has(_ path: String) throws(StoreError) -> Bool { try id(of: path) != nil }

    public func files(in folder: String) throws(StoreError) -> [String] {
        try self.folder(folder).entries.filter { $0.mode.isFile }.map(\.name)
    }

    private func entry(_ path: String) throws(StoreError) -> TreeEntry? {
        let slash = path.lastIndex(of: "/")
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        let folder = try folder(slash.map { String(path[..<$0]) } ?? "")
        return folder.places[Array(name.utf8)].map { folder.entries[$0] }
    }

    private func folder(_ folder: String) throws(StoreError) -> Folder {
        if let known = folders[folder] { return known }
        var id: ObjectID? = tree
        if !folder.isEmpty {
            let entry = try entry(folder)
            id = entry.flatMap { $0.mode.isDirectory ? $0.id : nil }
        }
        var found: [TreeEntry] = []
        if let id {
            do throws(GitError) {
                found = try store.readTree(id)
            } catch {
                throw StoreError(error, doing: "read '\(folder)' of '\(name)'")
            }
        }
        let made = Folder(found)
        folders[folder] = made
        return made
    }
}
