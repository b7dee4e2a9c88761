// Attributes of paths, as .gitattributes files give them.

internal import CGit2

/// What an attribute is for a path.
public enum AttributeValue: Equatable, Sendable {
    /// No line mentions it, or one says `!name`.
    case unspecified
    /// `name`
    case set
    /// `-name`
    case unset
    /// `name=value`
    case value(String)
}

/// Which .gitattributes files count. Those of the user and of `info/attributes` always do.
public enum AttributeSource: Equatable, Sendable {
    /// Those of the working tree, the index standing in for missing ones.
    case workingTree
    /// Those of the index alone.
    case index
    /// Those of a commit alone, also in a bare repository.
    case commit(ObjectID)
}

extension Repository {
    /// The values of several attributes for one path, in the order of the names.
    public func attributes(
        _ names: [String], of path: String, from source: AttributeSource = .workingTree
    ) throws(GitError) -> [AttributeValue] {
        guard !names.isEmpty else { return [] }
        var options = git_attr_options()
        options.version = UInt32(GIT_ATTR_OPTIONS_VERSION)
        var view = handle
        switch source {
        case .workingTree: options.flags = UInt32(isBare ? GIT_ATTR_CHECK_INDEX_ONLY : GIT_ATTR_CHECK_FILE_THEN_INDEX)
        case .index: options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY)
        case .commit(let id):
            options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_INCLUDE_COMMIT)
            options.attr_commit_id = id.raw
            view = try viewWithoutIndex()
        }
        return try withCStrings(names) { (strings) throws(GitError) in
            var pointers = strings.map { UnsafePointer($0) }
            var values = [UnsafePointer<CChar>?](repeating: nil, count: names.count)
            try check(git_attr_get_many_ext(&values, view, &options, path, names.count, &pointers))
            return values.map { value in
                switch git_attr_value(value) {
                case GIT_ATTR_VALUE_TRUE: .set
                case GIT_ATTR_VALUE_FALSE: .unset
                case GIT_ATTR_VALUE_STRING: value.map { .value(String(cString: $0)) } ?? .unspecified
                default: .unspecified
                }
            }
        }
    }

    /// Forgets what was read, after .gitattributes files have changed.
    public func forgetAttributes() throws(GitError) {
        try check(git_attr_cache_flush(handle))
    }

    /// A second handle, bare and with an empty index, as libgit2 otherwise lets the index win over the commit.
    private func viewWithoutIndex() throws(GitError) -> OpaquePointer {
        if let attributesView { return attributesView }
        let path = gitDirectory
        let flags = GIT_REPOSITORY_OPEN_BARE.rawValue | GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        // Opened once already, so its owner has been looked at.
        let view = try owned { git_repository_open_ext($0, path, flags, nil) }
        attributesView = view
        let index = try owned { git_index_new($0) }
        defer { git_index_free(index) }
        try check(git_repository_set_index(view, index))
        return view
    }
}
