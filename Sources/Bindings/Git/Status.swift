// How the working tree and the index differ from what is committed, and what is ignored.

internal import CGit2

/// The changes of one path.
public struct StatusEntry: Equatable, Sendable {
    /// What happened to a path between two of HEAD, index and working tree.
    public enum Change: Equatable, Sendable {
        case none, added, modified, deleted, typeChanged
    }

    public let path: String
    /// From HEAD to the index.
    public let staged: Change
    /// From the index to the working tree; `added` for an untracked path.
    public let unstaged: Change
    /// Not in the index. A directory's path ends with a slash.
    public let isUntracked: Bool
    public let isIgnored: Bool
    public let isConflicted: Bool
}

extension Repository {
    /// The paths that differ, below a directory or a file's path; the whole tree without one.
    ///
    /// Untracked directories are listed file by file, ignored ones as a whole. Renames are not guessed.
    public func status(
        below path: String? = nil, untracked: Bool = true, ignored: Bool = false
    ) throws(GitError) -> [StatusEntry] {
        var options = git_status_options()
        try check(git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)))
        options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
        options.flags = GIT_STATUS_OPT_DISABLE_PATHSPEC_MATCH.rawValue | GIT_STATUS_OPT_SORT_CASE_SENSITIVELY.rawValue
        if untracked {
            options.flags |= GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue
        }
        if ignored { options.flags |= GIT_STATUS_OPT_INCLUDE_IGNORED.rawValue }
        return try withCStrings(path.map { [$0] } ?? []) { (paths) throws(GitError) in
            options.pathspec = git_strarray(strings: paths.baseAddress, count: paths.count)
            let list = try owned { git_status_list_new($0, handle, &options) }
            defer { git_status_list_free(list) }
            return (0..<git_status_list_entrycount(list)).compactMap { place in
                git_status_byindex(list, place).flatMap { StatusEntry($0.pointee) }
            }
        }
    }

    /// Whether an ignore rule fits the path; a tracked file is never ignored in effect.
    public func isIgnored(_ path: String) throws(GitError) -> Bool {
        var isIgnored: Int32 = 0
        try check(git_ignore_path_is_ignored(&isIgnored, handle, path))
        return isIgnored == 1
    }
}

extension StatusEntry {
    init?(_ raw: git_status_entry) {
        let delta = raw.index_to_workdir ?? raw.head_to_index
        guard let file = delta?.pointee, let name = file.new_file.path ?? file.old_file.path else { return nil }
        func has(_ flag: git_status_t) -> Bool { raw.status.rawValue & flag.rawValue != 0 }
        path = String(cString: name)
        staged =
            has(GIT_STATUS_INDEX_NEW)
            ? .added
            : has(GIT_STATUS_INDEX_MODIFIED)
                ? .modified
                : has(GIT_STATUS_INDEX_DELETED) ? .deleted : has(GIT_STATUS_INDEX_TYPECHANGE) ? .typeChanged : .none
        unstaged =
            has(GIT_STATUS_WT_NEW)
            ? .added
            : has(GIT_STATUS_WT_MODIFIED)
                ? .modified
                : has(GIT_STATUS_WT_DELETED) ? .deleted : has(GIT_STATUS_WT_TYPECHANGE) ? .typeChanged : .none
        isUntracked = has(GIT_STATUS_WT_NEW)
        isIgnored = has(GIT_STATUS_IGNORED)
        isConflicted = has(GIT_STATUS_CONFLICTED)
    }
}
