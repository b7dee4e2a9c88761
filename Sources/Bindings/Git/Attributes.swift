// Attributes of paths, as .gitattributes files give them.

internal import CGit2
internal import Glibc

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
        let view: OpaquePointer
        switch source {
        case .workingTree where !isBare:
            options.flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
            view = try workingAttributes()
        case .workingTree, .index:
            options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY)
            view = handle
        case .commit(let id):
            options.flags = UInt32(GIT_ATTR_CHECK_INDEX_ONLY | GIT_ATTR_CHECK_INCLUDE_COMMIT)
            options.attr_commit_id = id.raw
            view = try committedAttributes()
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

    /// A handle whose index has only the .gitattributes that are not in the working tree.
    ///
    /// Where a directory has such a file both there and in the index, libgit2 adds up the two; git reads the first alone.
    private func workingAttributes() throws(GitError) -> OpaquePointer {
        if let workingAttributesView { return workingAttributesView }
        let all = try index()
        let missing = try Index()
        let top = workingDirectory ?? ""
        for entry in all.entries(named: ".gitattributes") {
            do throws(SystemError) {
                guard try Files.status(top + entry.path) == nil else { continue }
            } catch {
                // What cannot be looked at cannot be read from there either.
            }
            try missing.add(entry)
        }
        let view = try openView(missing)
        workingAttributesView = view
        try check(git_repository_set_workdir(view, top, 0))
        return view
    }

    /// A handle with an empty index, as libgit2 otherwise lets the index win over the commit.
    private func committedAttributes() throws(GitError) -> OpaquePointer {
        if let committedAttributesView { return committedAttributesView }
        let view = try openView(Index())
        committedAttributesView = view
        return view
    }

    /// A second, bare handle of this repository with an index in place of its own.
    private func openView(_ index: Index) throws(GitError) -> OpaquePointer {
        let path = gitDirectory
        let flags = GIT_REPOSITORY_OPEN_BARE.rawValue | GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue
        // Opened once already, so its owner has been looked at, and judged.
        try check(sol_git_set_owner_validation(0))
        defer { _ = sol_git_set_owner_validation(1) }
        let view = try owned { git_repository_open_ext($0, path, flags, nil) }
        do throws(GitError) {
            try check(git_repository_set_index(view, index.handle))
            // The files of settings that this repository was opened with say where more attributes are.
            let configuration = try owned { git_repository_config($0, handle) }
            defer { git_config_free(configuration) }
            try check(git_repository_set_config(view, configuration))
        } catch {
            git_repository_free(view)
            throw error
        }
        return view
    }
}

extension Index {
    /// The entries without conflict whose last component is this.
    fileprivate func entries(named name: String) -> [IndexEntry] {
        (0..<count).compactMap { place -> IndexEntry? in
            guard let raw = git_index_get_byindex(handle, place), let path = raw.pointee.path else { return nil }
            let length = strlen(path)
            // Compared before anything is copied: of thousands of entries few are meant.
            guard length >= name.utf8.count, strcmp(path + (length - name.utf8.count), name) == 0 else { return nil }
            let entry = IndexEntry(raw.pointee)
            let isWhole = length == name.utf8.count || entry.path.utf8.dropLast(name.utf8.count).last == UInt8(ascii: "/")
            return isWhole && entry.stage == .normal ? entry : nil
        }
    }
}
