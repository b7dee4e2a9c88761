// What the repository is in the middle of, and where HEAD stands.

internal import CGit2

/// The operation that waits to be finished.
public struct RepositoryState: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let none = RepositoryState(rawValue: 0)
    public static let merge = RepositoryState(rawValue: 1)
    public static let revert = RepositoryState(rawValue: 2)
    public static let revertSequence = RepositoryState(rawValue: 3)
    public static let cherryPick = RepositoryState(rawValue: 4)
    public static let cherryPickSequence = RepositoryState(rawValue: 5)
    public static let bisect = RepositoryState(rawValue: 6)
    public static let rebase = RepositoryState(rawValue: 7)
    public static let rebaseInteractive = RepositoryState(rawValue: 8)
    public static let rebaseMerge = RepositoryState(rawValue: 9)
    public static let applyMailbox = RepositoryState(rawValue: 10)
    public static let applyMailboxOrRebase = RepositoryState(rawValue: 11)

    /// Whether sides are swapped in the user's mind: "ours" is what is being built upon.
    public var isRebase: Bool { (7...9).contains(rawValue) || rawValue == 11 }
}

extension Repository {
    /// The operation that waits to be finished, as the files in the git directory show it.
    public var state: RepositoryState { RepositoryState(rawValue: git_repository_state(handle)) }

    /// Whether there is no commit and no reference at all.
    public var isEmpty: Bool {
        get throws(GitError) { try check(git_repository_is_empty(handle)) == 1 }
    }

    /// Whether HEAD names a branch without a commit.
    public var isHeadUnborn: Bool {
        get throws(GitError) { try check(git_repository_head_unborn(handle)) == 1 }
    }

    /// The commit of HEAD; nil while its branch is unborn.
    public var headCommit: ObjectID? {
        get throws(GitError) {
            guard try !isHeadUnborn else { return nil }
            return try target(of: "HEAD")
        }
    }

    /// The commits being merged into HEAD, in order; empty outside a merge.
    public var mergeHeads: [ObjectID] {
        get throws(GitError) {
            var heads: [ObjectID] = []
            let code = withUnsafeMutablePointer(to: &heads) { target in
                git_repository_mergehead_foreach(
                    handle,
                    { id, target in
                        guard let id, let target else { return -1 }
                        target.assumingMemoryBound(to: [ObjectID].self).pointee.append(ObjectID(id.pointee))
                        return 0
                    }, target)
            }
            _ = try found(code)
            return heads
        }
    }
}
