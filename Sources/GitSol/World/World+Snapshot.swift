// What people name on a command line, as a snapshot: a folder, a zip, or a revision.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// What is meant where nothing is named: the folder one stands in, with all of the solution that it is a part of; in a bare
    /// repository its HEAD.
    func snapshotHere(_ arguments: Arguments) throws -> any Snapshot {
        guard let repository = try repositoryIfAny() else { return try folder(".") }
        guard let top = repository.workingDirectory else { return try RevisionSnapshot("HEAD", in: repository) }
        let here = try directory() + "/"
        // A working tree that is named is meant wherever one stands.
        guard here.hasPrefix(top) else { return try SparseFolder.open(String(top.dropLast()), in: repository) }
        guard let place = SolutionPlace.around(here, below: top) else { return try SparseFolder.open(".", in: repository) }
        let isMeant = arguments.value(.solution).map { $0.lowercased() == place.manifest.uniqueName.lowercased() } ?? true
        let folder = isMeant ? place.path : top
        return try SparseFolder.open(folder == here ? "." : String(folder.dropLast()), in: repository)
    }

    /// Opens what is named: a folder, a zip or a revision.
    func snapshot(_ name: String, _ reading: WordReading = .either) throws -> any Snapshot {
        guard try isFile(name, reading) else { return try revision(name) }
        return Files.isDirectory(name) ? try folder(name) : try ZipSnapshot(name)
    }

    /// A folder, with what a sparse checkout left out of it.
    private func folder(_ name: String) throws -> any Snapshot {
        if let repository = try repositoryIfAny() { return try SparseFolder.open(name, in: repository) }
        // What is left out cannot be known where only git reads the index.
        if let unreadable, flag("core.sparseCheckout") == true { throw unreadable }
        return try FolderSnapshot(name)
    }

    private func revision(_ name: String) throws -> RevisionSnapshot {
        guard let repository = try repositoryIfAny() else {
            if let unreadable { throw unreadable }
            throw CommandError(
                "there is no file or folder '\(name)', and no git repository here to have such a revision",
                hints: ["name a folder, a zip, or, in a repository, a revision"])
        }
        guard try isRevision(name) else {
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
}
