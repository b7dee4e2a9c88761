// The long-lived handle of a repository: opening and the paths it consists of. What can be done with it is in the files beside.

internal import CGit2

/// An open repository.
///
/// Handles stay on one thread. Values read through it are copies and outlive it.
public final class Repository {
    /// The libgit2 handle, freed with the object.
    let handle: OpaquePointer
    /// The object database, freed with the object.
    let objects: OpaquePointer
    /// Settings that win over every file.
    let settings: [(name: String, value: String)]
    /// The index file in place of the repository's own.
    let indexFile: String?
    /// Handles of the same repository with another index, for attributes; made when first asked for.
    var workingAttributesView: OpaquePointer?
    var committedAttributesView: OpaquePointer?

    init(owning handle: OpaquePointer, location: RepositoryLocation) throws(GitError) {
        do throws(GitError) {
            objects = try owned { git_repository_odb($0, handle) }
        } catch {
            git_repository_free(handle)
            throw error
        }
        self.handle = handle
        settings = location.settings
        indexFile = location.indexFile
    }

    deinit {
        git_odb_free(objects)
        git_repository_free(workingAttributesView)
        git_repository_free(committedAttributesView)
        git_repository_free(handle)
    }

    /// The git directory; for a linked worktree its own part, `…/.git/worktrees/NAME/`. Ends with a slash.
    public var gitDirectory: String { String(cString: git_repository_path(handle)) }

    /// The git directory that all worktrees share. Ends with a slash.
    public var commonDirectory: String { String(cString: git_repository_commondir(handle)) }

    /// The part of it that nobody may write; nil where all is well.
    public var readOnlyFolder: String? {
        [gitDirectory, commonDirectory, commonDirectory + "objects"].first { Files.exists($0) && !Files.isWritable($0) }
    }

    /// The top of the working tree, nil for a bare repository. Ends with a slash.
    public var workingDirectory: String? { git_repository_workdir(handle).map { String(cString: $0) } }

    /// The path of the index file, whether or not it exists.
    public var indexPath: String { indexFile ?? gitDirectory + "index" }

    /// Fetches objects that a partial clone left at the remote; without it they are missing.
    public var promised: (([ObjectID]) throws(GitError) -> Void)?
    var knownPromisor: String??

    /// Git itself as the reader of a revision; without it libgit2 alone reads them. Throws as `revision` does.
    public var named: ((String) throws(GitError) -> ObjectID)?

    /// Empty where all of history is here.
    private(set) lazy var boundary: Set<ObjectID> = readBoundary()
    /// Empty but where somebody used `git replace`, or a file of grafts.
    private(set) lazy var replacements: [ObjectID: ObjectID] = ignoresReplacements ? [:] : readReplacements()
    private(set) lazy var grafts: [ObjectID: [ObjectID]] = readGrafts()
    /// Whether objects are read as they are, whatever `git replace` put in their place; said before the first is read.
    public var ignoresReplacements = false

    /// The directory that new packs and loose objects are written to. Ends with a slash.
    public private(set) lazy var objectDirectory: String = commonDirectory + "objects/"

    public var isBare: Bool { git_repository_is_bare(handle) == 1 }
    /// Whether this is a linked worktree of another repository.
    public var isWorktree: Bool { git_repository_is_worktree(handle) == 1 }
    /// Whether history was cut off when cloning.
    public var isShallow: Bool { git_repository_is_shallow(handle) == 1 }

    func setObjectDirectory(_ path: String) {
        objectDirectory = path.hasSuffix("/") ? path : path + "/"
    }
}
