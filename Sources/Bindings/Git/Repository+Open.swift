// Opening a repository the way git finds it, and making a new one.

internal import CGit2

extension Repository {
    /// Opens the repository at a location.
    ///
    /// Follows git's rules: a search upwards from `start`, or the given git directory; `core.worktree` and `core.bare`
    /// also where they stand in `config.worktree`. A repository of another user is refused (`GitError.isUnsafeOwner`) unless `judge`,
    /// which is git itself, has nothing against it: it tells the git directory that git opens here.
    public static func open(
        _ location: RepositoryLocation = .init(), judge: (() throws(GitError) -> String)? = nil
    ) throws(GitError) -> Repository {
        try Library.start()
        let (handle, judged) = try openHandle(location, judge)
        let repository = try finish(handle, location)
        // Git takes what is named as it is.
        if location.gitDirectory == nil { try repository.checkFound(judged, judge) }
        return repository
    }

    /// What a search found must be what git finds: a clone may bring a folder that only looks like a git directory.
    private func checkFound(_ judged: String?, _ judge: (() throws(GitError) -> String)?) throws(GitError) {
        guard try gitError({ () throws(SystemError) in try GitDirectory.isHead(gitDirectory + "HEAD") }) else {
            throw GitError.invalid(
                "'\(gitDirectory)' looks like a git directory, and git takes it for none: its 'HEAD' names no branch and no commit")
        }
        var found = judged
        if found == nil, let judge, !isOwn { found = try judge() }
        guard let found else { return }
        guard try gitError({ () throws(SystemError) in try Files.isSame(found + "/", gitDirectory) }) else {
            throw GitError.unsafeOwner("'\(gitDirectory)' is owned by somebody else, and git takes '\(found)' here")
        }
    }

    /// Opens the repository that `start` or a directory above it belongs to.
    public static func open(_ start: String) throws(GitError) -> Repository {
        try open(RepositoryLocation(start: start))
    }

    /// Makes a repository, with missing parent directories.
    ///
    /// Throws `isExists` where there is one already.
    public static func create(
        _ path: String, bare: Bool = false, initialBranch: String = "main"
    ) throws(GitError) -> Repository {
        try Library.start()
        var options = git_repository_init_options()
        try check(git_repository_init_options_init(&options, UInt32(GIT_REPOSITORY_INIT_OPTIONS_VERSION)))
        var flags = GIT_REPOSITORY_INIT_MKPATH.rawValue | GIT_REPOSITORY_INIT_NO_REINIT.rawValue
        if bare { flags |= GIT_REPOSITORY_INIT_BARE.rawValue }
        options.flags = flags
        let handle = try withCStrings([initialBranch]) { (names) throws(GitError) in
            options.initial_head = UnsafePointer(names[0])
            return try owned { git_repository_init_ext($0, path, &options) }
        }
        return try Repository(owning: handle, location: .init(start: path))
    }

    private static func openHandle(
        _ location: RepositoryLocation, _ judge: (() throws(GitError) -> String)?
    ) throws(GitError) -> (handle: OpaquePointer, judged: String?) {
        var flags: UInt32 = 0
        if location.crossesFileSystems { flags |= GIT_REPOSITORY_OPEN_CROSS_FS.rawValue }
        if location.gitDirectory != nil { flags |= GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue }
        let path = location.gitDirectory ?? location.start
        let ceilings = location.ceilings.isEmpty ? nil : location.ceilings.joined(separator: ":")
        do throws(GitError) {
            return (try owned { git_repository_open_ext($0, path, flags, ceilings) }, nil)
        } catch let error where error.isUnsafeOwner || error.hidesUnsafeOwner {
            guard let judge else {
                if error.isUnsafeOwner { throw error }
                throw GitError(code: GitError.Code.owner, message: "the repository at '\(path)' is owned by somebody else")
            }
            let judged = try judge()
            // The check is switched on again before anything else opens.
            try check(sol_git_set_owner_validation(0))
            defer { _ = sol_git_set_owner_validation(1) }
            return (try owned { git_repository_open_ext($0, path, flags, ceilings) }, judged)
        }
    }

    /// What libgit2 does not look at, and git does: the working tree and the git directory, each by itself.
    private var isOwn: Bool {
        let places = [gitDirectory] + (workingDirectory.map { [$0, $0 + ".git"] } ?? [])
        return places.allSatisfy { !Files.exists($0) || Files.isOwn($0) }
    }

    /// Applies what libgit2 leaves to its caller: replaced files, `config.worktree`, and the place of the working tree.
    private static func finish(_ opened: OpaquePointer, _ location: RepositoryLocation) throws(GitError) -> Repository {
        var handle = opened
        let worktreeSettings: Configuration?
        do throws(GitError) {
            try addConfigurationFiles(handle, location)
            worktreeSettings = try addWorktreeConfiguration(handle)
            if let settings = worktreeSettings, location.workTree == nil, try settings.bool("core.bare") == true,
                git_repository_is_bare(handle) == 0
            {
                let bare = try owned {
                    git_repository_open_ext(
                        $0, git_repository_path(handle),
                        GIT_REPOSITORY_OPEN_BARE.rawValue | GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue, nil)
                }
                git_repository_free(handle)
                handle = bare
                try addConfigurationFiles(handle, location)
                _ = try addWorktreeConfiguration(handle)
            }
        } catch {
            git_repository_free(handle)
            throw error
        }
        let repository = try Repository(owning: handle, location: location)
        try repository.placeWorkTree(location, worktreeSettings)
        try repository.replaceObjectDirectories(location)
        if let indexFile = location.indexFile {
            let index = try owned { git_index_open($0, indexFile) }
            defer { git_index_free(index) }
            try check(git_repository_set_index(handle, index))
        }
        return repository
    }

    private static func addConfigurationFiles(
        _ handle: OpaquePointer, _ location: RepositoryLocation
    ) throws(GitError) {
        guard location.systemConfiguration != nil || location.globalConfiguration != nil else { return }
        let configuration = try owned { git_repository_config($0, handle) }
        defer { git_config_free(configuration) }
        if let path = location.systemConfiguration {
            try check(git_config_add_file_ondisk(configuration, path, GIT_CONFIG_LEVEL_SYSTEM, handle, 1))
        }
        if let path = location.globalConfiguration {
            try check(git_config_add_file_ondisk(configuration, path, GIT_CONFIG_LEVEL_GLOBAL, handle, 1))
        }
    }

    /// Adds `config.worktree` above the repository's own file where the extension is on; libgit2 itself ignores it.
    private static func addWorktreeConfiguration(_ handle: OpaquePointer) throws(GitError) -> Configuration? {
        let configuration = try owned { git_repository_config($0, handle) }
        defer { git_config_free(configuration) }
        var isOn: Int32 = 0
        guard try found(git_config_get_bool(&isOn, configuration, "extensions.worktreeconfig")), isOn != 0 else {
            return nil
        }
        let path = String(cString: git_repository_path(handle)) + "config.worktree"
        try check(git_config_add_file_ondisk(configuration, path, GIT_CONFIG_LEVEL_APP, handle, 1))
        return try Configuration.open(file: path)
    }

    private func placeWorkTree(_ location: RepositoryLocation, _ worktreeSettings: Configuration?) throws(GitError) {
        if let workTree = location.workTree {
            try check(git_repository_set_workdir(handle, workTree, 0))
        } else if let workTree = try worktreeSettings?.string("core.worktree") {
            let path = workTree.hasPrefix("/") ? workTree : gitDirectory + workTree
            try check(git_repository_set_workdir(handle, path, 0))
        } else if location.gitDirectory != nil, !isBare, try configuration().string("core.worktree") == nil {
            // With the git directory named and nothing said of the tree, git takes the directory it was started in.
            try check(git_repository_set_workdir(handle, location.start, 0))
        }
    }

    private func replaceObjectDirectories(_ location: RepositoryLocation) throws(GitError) {
        for directory in location.alternateObjectDirectories {
            try check(git_odb_add_disk_alternate(objects, directory))
        }
        guard let directory = location.objectDirectory else { return }
        // The named directory gets the highest priority, so that new objects land there.
        var loose: UnsafeMutablePointer<git_odb_backend>?
        var packed: UnsafeMutablePointer<git_odb_backend>?
        try check(git_odb_backend_loose(&loose, directory, -1, 0, 0, 0))
        try check(git_odb_add_backend(objects, loose, 100))
        try check(git_odb_backend_pack(&packed, directory))
        try check(git_odb_add_backend(objects, packed, 99))
        setObjectDirectory(directory)
    }
}
