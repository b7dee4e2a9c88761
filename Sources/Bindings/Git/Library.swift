// libgit2's process-wide state: started once, when the first repository or text operation needs it, never at start-up.

internal import CGit2
internal import Synchronization

/// The one-time start of libgit2.
public enum Library {
    /// Where the configuration outside a repository is looked for.
    ///
    /// An empty directory means "do not read this level"; nil means where git looks.
    public struct ConfigurationDirectories: Sendable {
        /// The directory of the system's `gitconfig`.
        public var system: String?
        /// The directory of the user's `.gitconfig`.
        public var home: String?
        /// The directory of the user's `config`, usually `~/.config/git`.
        public var xdg: String?

        public init(system: String? = nil, home: String? = nil, xdg: String? = nil) {
            self.system = system
            self.home = home
            self.xdg = xdg
        }

        /// No level outside the repository.
        public static let none = ConfigurationDirectories(system: "", home: "", xdg: "")
    }

    private static let started = Mutex(false)

    /// Starts libgit2 unless it is running.
    ///
    /// Everything in this module calls it; a program calls it first only to say where configuration lives. Later calls
    /// change nothing, whatever they say.
    public static func start(_ directories: ConfigurationDirectories = .init()) throws(GitError) {
        try started.withLock { (started) throws(GitError) in
            guard !started else { return }
            try check(git_libgit2_init())
            try allowExtensions()
            try setSearchPaths(directories)
            // Ids are compared with what was asked for by the readers that care; hashing each object again doubles the
            // cost of every read.
            try check(sol_git_set_strict_hash_verification(0))
            // Objects are written bottom up, some of them into a pack that is not in place yet.
            try check(sol_git_set_strict_object_creation(0))
            // Blobs are read once and parsed; keeping their bytes a second time only costs memory.
            try check(sol_git_set_cache_limit(GIT_OBJECT_BLOB.rawValue, 0))
            started = true
        }
    }

    /// Extensions that change nothing for a reader and writer of objects, references and the index.
    ///
    /// `worktreeConfig` is read by `Repository`; objects that `partialClone` left behind are reported as such.
    private static func allowExtensions() throws(GitError) {
        let names = ["noop", "worktreeconfig", "partialclone", "preciousobjects", "relativeworktrees"]
        try withCStrings(names) { (array) throws(GitError) in
            var pointers = array.map { UnsafePointer($0) }
            try check(sol_git_set_extensions(&pointers, pointers.count))
        }
    }

    private static func setSearchPaths(_ directories: ConfigurationDirectories) throws(GitError) {
        if let system = directories.system {
            try check(sol_git_set_search_path(GIT_CONFIG_LEVEL_SYSTEM.rawValue, system))
            try check(sol_git_set_search_path(GIT_CONFIG_LEVEL_PROGRAMDATA.rawValue, system))
        }
        if let home = directories.home {
            try check(sol_git_set_search_path(GIT_CONFIG_LEVEL_GLOBAL.rawValue, home))
        }
        if let xdg = directories.xdg {
            try check(sol_git_set_search_path(GIT_CONFIG_LEVEL_XDG.rawValue, xdg))
        }
    }
}
