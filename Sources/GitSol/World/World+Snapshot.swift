// What people name on a command line, as a snapshot: a folder, a zip, or a revision.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// What is meant where nothing is named: the folder one stands in, with all of the solution that it is a part of; in a bare
    /// repository its HEAD.
    func snapshotHere(_ arguments: Arguments) throws -> any Snapshot {
        guard let repository = try repositoryIfAny() else { return try FolderSnapshot(".") }
        guard let top = repository.workingDirectory else { return try RevisionSnapshot("HEAD", in: repository) }
        let here = try directory() + "/"
        guard let place = SolutionPlace.around(here, below: top) else { return try SparseFolder.open(".", in: repository) }
        let isMeant = arguments.value(.solution).map { $0.lowercased() == place.manifest.uniqueName.lowercased() } ?? true
        let folder = isMeant ? place.path : top
        return try SparseFolder.open(folder == here ? "." : String(folder.dropLast()), in: repository)
    }

    /// Opens what is named: an existing folder or file first, then a revision.
    func snapshot(_ name: String) throws -> any Snapshot {
        if let status = try? Files.status(name, followingLinks: true) {
            return status.kind == .directory ? try SparseFolder.open(name, in: (try? repositoryIfAny()) ?? nil) : try ZipSnapshot(name)
        }
        return try revision(name)
    }

    private func revision(_ name: String) throws -> RevisionSnapshot {
        guard let repository = try repositoryIfAny() else {
            throw CommandError(
                "there is no file or folder '\(name)', and no git repository here to have such a revision",
                hints: ["name a folder, a zip, or, in a repository, a revision"])
        }
        guard try Self.has(name, repository) else {
            if let moment = try place(name, solution: nil) { return try snapshot(of: moment) }
            throw CommandError(
                "'\(name)' is no file, no folder and no revision",
                hints: ["'git branch -a' and 'git tag' list the names of revisions"])
        }
        try warnOfPlace(name)
        let snapshot = try RevisionSnapshot(name, in: repository)
        let commit = try? repository.peel(repository.revision(name), to: .commit)
        let filter = try GitFilter(git, settings, repository, commit: commit, tree: snapshot.tree, isWorktree: !repository.isBare)
        if filter.hasDrivers { snapshot.filter = filter }
        return snapshot
    }

    /// The repository, or nil where there is none. One that cannot be opened is an error.
    func repositoryIfAny() throws -> Repository? {
        do {
            return try openRepository()
        } catch {
            if let error = error as? GitError, error.isNotFound { return nil }
            throw error
        }
    }

    private static func has(_ revision: String, _ repository: Repository) throws(GitError) -> Bool {
        do throws(GitError) {
            _ = try repository.revision(revision)
            return true
        } catch {
            if error.isNotFound || error.isInvalidName { return false }
            throw error
        }
    }
}
