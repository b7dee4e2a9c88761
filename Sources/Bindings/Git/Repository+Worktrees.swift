// The linked worktrees of a repository, as values.

internal import CGit2

/// A linked worktree.
public struct Worktree: Equatable, Sendable {
    /// The name under `.git/worktrees`.
    public let name: String
    /// The top of its working tree.
    public let path: String
    /// Whether the working tree is there.
    public let isValid: Bool
}

extension Repository {
    /// The linked worktrees, by name; the main one is not among them.
    public func worktrees() throws(GitError) -> [Worktree] {
        var names = git_strarray()
        try check(git_worktree_list(&names, handle))
        defer { git_strarray_dispose(&names) }
        var worktrees: [Worktree] = []
        for place in 0..<names.count {
            guard let name = names.strings[place] else { continue }
            guard let worktree = try ownedIfFound({ git_worktree_lookup($0, handle, name) }) else { continue }
            defer { git_worktree_free(worktree) }
            let isValid = git_worktree_validate(worktree) == 0
            git_error_clear()
            worktrees.append(
                Worktree(
                    name: String(cString: name), path: String(cString: git_worktree_path(worktree)), isValid: isValid))
        }
        return worktrees
    }
}
