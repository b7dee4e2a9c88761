// The submodules of a working tree as parts of it, as `git diff --submodule=diff` sees them: what is staged of one is the commit that is named.

public import Bindings
internal import SolutionCore

/// Those that are checked out, and those in them.
public struct Submodules {
    private struct Part {
        /// With a slash at its end.
        let folder: String
        let repository: Repository
        let inner: Submodules
    }
    private let parts: [Part]

    /// `open`: nil where nothing is checked out.
    public init(of repository: Repository, open: (_ path: String) throws(GitError) -> Repository?) throws(StoreError) {
        guard let top = repository.workingDirectory else {
            parts = []
            return
        }
        var parts: [Part] = []
        let entries = try ofGit(doing: "read the index") { () throws(GitError) in try repository.index().entries }
        for entry in entries where entry.mode == .submodule {
            let found = try ofGit(doing: "read the submodule '\(entry.path)'") { () throws(GitError) in try open(top + entry.path) }
            // A bare one has no files to look at.
            guard let found, let folder = found.workingDirectory else { continue }
            // A search goes up from what is no repository.
            guard folder != top else {
                throw StoreError(
                    .badInput, "'\(entry.path)/.git' is no git repository", hints: ["'git submodule update --init' makes it one"])
            }
            parts.append(Part(folder: entry.path + "/", repository: found, inner: try Submodules(of: found, open: open)))
        }
        self.parts = parts
    }

    /// A state of the repository with what it has of its submodules: their files, or the commits that it names.
    public func joined(_ snapshot: any Snapshot) throws(StoreError) -> any Snapshot {
        var found: [(folder: String, snapshot: any Snapshot)] = []
        for part in parts {
            if snapshot is WorktreeSnapshot {
                found.append((part.folder, try part.inner.joined(WorktreeSnapshot(part.repository))))
            } else if let commit = try Self.commit(at: String(part.folder.dropLast()), in: snapshot) {
                let tree = try ofGit(doing: "read commit \(commit.hex.prefix(10)) of the submodule '\(part.folder.dropLast())'") {
                    () throws(GitError) in try part.repository.peel(commit, to: .tree)
                }
                found.append((part.folder, try part.inner.joined(RevisionSnapshot(tree, named: snapshot.name, in: part.repository))))
            }
        }
        return found.isEmpty ? snapshot : try JoinedSnapshot(snapshot, found)
    }

    private static func commit(at path: String, in snapshot: any Snapshot) throws(StoreError) -> ObjectID? {
        if let index = snapshot as? IndexSnapshot { return index.submodules[path] }
        guard let revision = snapshot as? RevisionSnapshot else { return nil }
        let entry = try ofGit(doing: "read '\(path)' of '\(revision.name)'") { () throws(GitError) in
            try revision.store.entry(at: path, in: revision.tree)
        }
        return entry?.mode == .submodule ? entry?.id : nil
    }

    /// What git says of their files.
    func status() throws(GitError) -> [(path: String, entry: StatusEntry)] {
        var all: [(path: String, entry: StatusEntry)] = []
        for part in parts {
            for entry in try part.repository.status() { all.append((part.folder + entry.path, entry)) }
            for (path, entry) in try part.inner.status() { all.append((part.folder + path, entry)) }
        }
        return all
    }
}

/// A snapshot with others in folders of it.
private final class JoinedSnapshot: Snapshot {
    let paths: [String]
    private let outer: any Snapshot
    private let inner: [(folder: String, snapshot: any Snapshot)]

    init(_ outer: any Snapshot, _ inner: [(folder: String, snapshot: any Snapshot)]) throws(StoreError) {
        self.outer = outer
        self.inner = inner
        var all = Set(exact: try outer.paths)
        for (folder, snapshot) in inner { all.formUnion(Set(exact: try snapshot.paths.map { folder + $0 })) }
        paths = all.texts
    }

    /// Whose a path is, and what it is called there.
    private func place(_ path: String) -> (any Snapshot, String) {
        guard let part = inner.first(where: { path.hasPrefix($0.folder) }) else { return (outer, path) }
        return (part.snapshot, path.inside(part.folder))
    }

    var name: String { outer.name }

    var links: [String] {
        get throws(StoreError) {
            var all = try outer.links
            for (folder, snapshot) in inner { all += try snapshot.links.map { folder + $0 } }
            return all
        }
    }

    func prepare(_ paths: [String]) throws(StoreError) {
        try outer.prepare(paths.filter { place($0).0 === outer })
        for (folder, snapshot) in inner { try snapshot.prepare(paths.filter { $0.hasPrefix(folder) }.map { $0.inside(folder) }) }
    }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        let (snapshot, path) = place(path)
        return try snapshot.read(path)
    }

    func id(of path: String) throws(StoreError) -> ObjectID? {
        let (snapshot, path) = place(path)
        return try snapshot.id(of: path)
    }
}
