// What git has staged, and what lies in the working tree, as snapshots.

public import Bindings
internal import SolutionCore

/// The files of the index. Of a file in conflict it has our side.
public final class IndexSnapshot: Snapshot {
    public let name = "the index"
    public let paths: [String]
    /// What stands between what is stored and what it is the content of.
    public var filter: (any ContentFilter)?
    /// As of a revision.
    public var readsLargeFiles = true
    /// The commits that it names of submodules.
    let submodules: [Exact: ObjectID]
    private let repository: Repository
    private let ids: [Exact: ObjectID]

    public init(_ repository: Repository) throws(StoreError) {
        self.repository = repository
        do throws(GitError) {
            var ids: [Exact: ObjectID] = [:]
            var paths: [String] = []
            let entries = try repository.index().entries
            submodules = Dictionary(exact: entries.filter { $0.mode == .submodule }.map { ($0.path, $0.id) }) { first, _ in first }
            for entry in entries where entry.mode.isFile && !entry.isIntentToAdd {
                guard entry.stage == .normal || entry.stage == .ours, ids[entry.path] == nil else { continue }
                ids[entry.path] = entry.id
                paths.append(entry.path)
            }
            self.ids = ids
            self.paths = paths.sorted()
        } catch {
            throw StoreError(error, doing: "read the index")
        }
    }

    public func id(of path: String) -> ObjectID? { ids[path] }

    public func has(_ path: String) -> Bool { ids[path] != nil }

    public func prepare(_ paths: [String]) throws(StoreError) {
        try ofGit(doing: "read the index") { () throws(GitError) in try repository.obtain(paths.compactMap { ids[$0] }) }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let id = ids[path] else { throw StoreError(.notFound, "the index has no file '\(path)'") }
        let stored = try ofGit(doing: "read '\(path)' of the index") { () throws(GitError) in try repository.readBlob(id) }
        let content = readsLargeFiles ? repository.content(of: stored) : stored
        return content == stored ? try filter?.smudge(path, id) ?? stored : content
    }
}

/// The files of the working tree, those that git does not know yet among them, those that it ignores not.
public final class WorktreeSnapshot: Snapshot {
    public let name = "the working tree"
    public let paths: [String]
    private let folder: String
    private let repository: Repository
    /// Of files that are as they are in the index.
    private let ids: [Exact: ObjectID]
    /// Folders that are repositories of their own.
    let submodules: [String]
    /// Of those the ones that a sparse checkout left out.
    private let skipped: Set<Exact>

    public init(_ repository: Repository) throws(StoreError) {
        guard let folder = repository.workingDirectory else {
            throw StoreError(
                .badInput, "the repository is bare: it has no working tree",
                hints: ["name two revisions, as in 'git sol diff HEAD~1 HEAD'"])
        }
        self.folder = folder
        self.repository = repository
        let skipped = Set(exact: try repository.skippedFiles().map(\.path))
        self.skipped = skipped
        do throws(GitError) {
            var ids: [Exact: ObjectID] = [:]
            let entries = try repository.index().entries
            submodules = entries.filter { $0.mode == .submodule }.map(\.path)
            for entry in entries where entry.mode.isFile { ids[entry.path] = entry.id }
            var paths = Set(ids.keys)
            for entry in try repository.status() where !entry.isIgnored && entry.unstaged != .none || entry.isConflicted {
                if skipped.contains(entry.path) { continue }
                ids[entry.path] = nil
                if Files.exists(folder + entry.path) { paths.insert(entry.path) } else { paths.remove(entry.path) }
            }
            self.ids = ids
            self.paths = paths.texts
        } catch {
            throw StoreError(error, doing: "read the working tree")
        }
    }

    public func id(of path: String) -> ObjectID? { ids[path] }

    public func prepare(_ paths: [String]) throws(StoreError) {
        let wanted = paths.filter { skipped.contains($0) }.compactMap { (path: String) -> ObjectID? in ids[path] }
        try ofGit(doing: "read the working tree") { () throws(GitError) in try repository.obtain(wanted) }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        if skipped.contains(path), let id = ids[path] {
            return try ofGit(doing: "read '\(path)'") { () throws(GitError) in repository.content(of: try repository.readBlob(id)) }
        }
        return repository.content(of: try ofSystem { () throws(SystemError) in try Files.readContent(folder + path) })
    }
}
