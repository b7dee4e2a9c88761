// The index: what the next commit will hold, and what is in conflict.

internal import CGit2

/// An index, of a repository or standing alone in memory.
///
/// Changes stay in memory until written; `TreeSwitch` is the way to change the repository's own.
public final class Index {
    let handle: OpaquePointer

    init(owning handle: OpaquePointer) { self.handle = handle }

    deinit { git_index_free(handle) }

    /// Makes an empty index that belongs to no file.
    public init() throws(GitError) {
        try Library.start()
        handle = try owned { git_index_new($0) }
    }

    /// Reads the index in a file, which need not exist.
    public static func open(file path: String) throws(GitError) -> Index {
        try Library.start()
        return Index(owning: try owned { git_index_open($0, path) })
    }

    /// The number of entries, each stage of a conflict counting.
    public var count: Int { git_index_entrycount(handle) }

    /// Whether any path is in conflict.
    public var hasConflicts: Bool { git_index_has_conflicts(handle) == 1 }

    /// All entries, in the order of paths' bytes, then of stages.
    public var entries: [IndexEntry] {
        (0..<count).compactMap { git_index_get_byindex(handle, $0).map { IndexEntry($0.pointee) } }
    }

    /// The entries below a directory, given without a slash at its end; all for the empty string.
    public func entries(below directory: String) -> [IndexEntry] {
        guard !directory.isEmpty else { return entries }
        let prefix = directory + "/"
        var start = 0
        guard git_index_find_prefix(&start, handle, prefix) == 0 else {
            git_error_clear()
            return []
        }
        var found: [IndexEntry] = []
        for place in start..<count {
            guard let raw = git_index_get_byindex(handle, place) else { break }
            let entry = IndexEntry(raw.pointee)
            guard entry.path.utf8.starts(with: prefix.utf8) else { break }
            found.append(entry)
        }
        return found
    }

    /// The entry of a path at a stage.
    public func entry(_ path: String, stage: IndexStage = .normal) -> IndexEntry? {
        git_index_get_bypath(handle, path, stage.rawValue).map { IndexEntry($0.pointee) }
    }

    /// Adds or replaces an entry as it is. One at stage 0 also ends a conflict of its path.
    func add(_ entry: IndexEntry) throws(GitError) {
        try entry.withRaw { (raw) throws(GitError) in _ = try check(git_index_add(handle, &raw)) }
        if entry.stage == .normal { try settleConflict(entry.path) }
    }

    /// Gives a path new content, keeping the flags the entry had (sparse, assumed unchanged).
    public func put(_ path: CheckedPath, mode: FileMode, id: ObjectID, stat: IndexStat = .unknown) throws(GitError) {
        var entry = IndexEntry(path: path.text, mode: mode, id: id, stat: stat)
        if let old = self.entry(path.text) {
            if old.id == id, old.mode == mode, stat == .unknown, !old.isIntentToAdd { return try settleConflict(path.text) }
            entry.skipsWorktree = old.skipsWorktree
            entry.assumesUnchanged = old.assumesUnchanged
        }
        try add(entry)
    }

    /// Removes a path at all stages; true if it was there.
    @discardableResult
    public func remove(_ path: String) throws(GitError) -> Bool {
        if let conflict = conflict(path) { try remember(conflict) }
        var wasThere = false
        for stage in IndexStage.allCases where entry(path, stage: stage) != nil {
            try check(git_index_remove(handle, path, stage.rawValue))
            wasThere = true
        }
        return wasThere
    }
}
