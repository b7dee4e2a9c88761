// Where a repository is to be found, as values: what git takes from its environment is passed in here.

/// The answers to "which repository, which working tree, which index, which objects".
///
/// Relative paths are taken from the directory the process stands in. A caller that honours git's variables fills the
/// fields from them; nothing in this module reads the environment.
public struct RepositoryLocation: Sendable {
    /// The directory from which the repository is searched upwards.
    public var start: String
    /// The git directory itself, without a search (GIT_DIR).
    public var gitDirectory: String?
    /// The top of the working tree, whatever the configuration says (GIT_WORK_TREE).
    public var workTree: String?
    /// Directories that the search does not leave upwards (GIT_CEILING_DIRECTORIES).
    public var ceilings: [String] = []
    /// Whether the search may cross to another file system (GIT_DISCOVERY_ACROSS_FILESYSTEM).
    public var crossesFileSystems = false
    /// The index file in place of the repository's own (GIT_INDEX_FILE).
    public var indexFile: String?
    /// The directory of objects in place of the repository's own (GIT_OBJECT_DIRECTORY).
    public var objectDirectory: String?
    /// Further directories of objects, read only (GIT_ALTERNATE_OBJECT_DIRECTORIES).
    public var alternateObjectDirectories: [String] = []
    /// The user's configuration file in place of `~/.gitconfig` (GIT_CONFIG_GLOBAL).
    public var globalConfiguration: String?
    /// The system's configuration file in place of `/etc/gitconfig` (GIT_CONFIG_SYSTEM).
    public var systemConfiguration: String?
    /// Settings that win over every file (`git -c`, GIT_CONFIG_COUNT).
    public var settings: [(name: String, value: String)] = []

    public init(start: String = ".", gitDirectory: String? = nil, workTree: String? = nil) {
        self.start = start
        self.gitDirectory = gitDirectory
        self.workTree = workTree
    }
}
