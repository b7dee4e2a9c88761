// Walking history: which commits, in which order.

internal import CGit2

/// A walk over commits, newest first.
public struct CommitWalk: ~Copyable {
    public enum Order: Sendable {
        /// By time, as `git log` without options; parents may come before children where clocks were wrong.
        case time
        /// No parent before all its children, by time within that.
        case topological
    }

    private let handle: OpaquePointer
    private let repository: Repository
    /// Where history is edited: the commits that are left, the last first.
    private var listed: [ObjectID]?

    fileprivate init(owning handle: OpaquePointer, of repository: Repository, listed: [ObjectID]? = nil) {
        self.handle = handle
        self.repository = repository
        self.listed = listed?.reversed()
    }

    deinit { git_revwalk_free(handle) }

    fileprivate func sort(_ order: Order, firstParentOnly: Bool, reversed: Bool) throws(GitError) {
        var sorting = GIT_SORT_TIME.rawValue
        if order == .topological { sorting |= GIT_SORT_TOPOLOGICAL.rawValue }
        if reversed { sorting |= GIT_SORT_REVERSE.rawValue }
        try check(git_revwalk_sorting(handle, sorting))
        if firstParentOnly { try check(git_revwalk_simplify_first_parent(handle)) }
    }

    /// Adds a commit to start from.
    public func push(_ id: ObjectID) throws(GitError) {
        var raw = id.raw
        try check(git_revwalk_push(handle, &raw))
    }

    /// Leaves out a commit and everything it can reach.
    public func hide(_ id: ObjectID) throws(GitError) {
        var raw = id.raw
        try check(git_revwalk_hide(handle, &raw))
    }

    /// The next commit, nil at the end.
    public mutating func next() throws(GitError) -> ObjectID? {
        if listed != nil { return listed?.popLast() }
        var id = git_oid()
        return try another(git_revwalk_next(&id, handle)) ? ObjectID(id) : nil
    }
}

extension Repository {
    /// A walk from some commits, without what others can reach.
    public func walk(
        from starts: [ObjectID], hiding hidden: [ObjectID] = [], order: CommitWalk.Order = .time,
        firstParentOnly: Bool = false, reversed: Bool = false
    ) throws(GitError) -> CommitWalk {
        let new = try owned { git_revwalk_new($0, handle) }
        if isHistoryEdited {
            let listed = try shallowHistory(from: starts, hiding: hidden, firstParentOnly: firstParentOnly)
            return CommitWalk(owning: new, of: self, listed: reversed ? listed.reversed() : listed)
        }
        let walk = CommitWalk(owning: new, of: self)
        try walk.sort(order, firstParentOnly: firstParentOnly, reversed: reversed)
        for start in starts { try walk.push(start) }
        for end in hidden { try walk.hide(end) }
        return walk
    }

    /// The commits of such a walk as a list, at most `limit`.
    public func history(
        from starts: [ObjectID], hiding hidden: [ObjectID] = [], order: CommitWalk.Order = .time,
        firstParentOnly: Bool = false, limit: Int = .max
    ) throws(GitError) -> [ObjectID] {
        var walk = try walk(from: starts, hiding: hidden, order: order, firstParentOnly: firstParentOnly)
        var commits: [ObjectID] = []
        while commits.count < limit, let commit = try walk.next() { commits.append(commit) }
        return commits
    }
}
