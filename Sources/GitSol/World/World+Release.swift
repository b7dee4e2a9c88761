// Releases as people name them on a command line.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// The release that a word names; nil where it names something else.
    func release(_ name: String?, _ reading: WordReading = .either) throws -> Release? {
        guard let name, try !isFile(name, reading), let repository = try repositoryIfAny() else { return nil }
        // `HEAD~1` names a commit and can name no tag.
        guard try Repository.isValidReferenceName("refs/tags/" + Self.tagName(name)) else { return nil }
        return try Release(Self.tagName(name), in: repository)
    }

    static func tagName(_ name: String) -> String { name.hasPrefix("refs/tags/") ? String(name.dropFirst(10)) : name }

    /// What gives the content of files that a commit stores in another form.
    func filter(for commit: ObjectID) throws -> GitFilter {
        let repository = try openRepository()
        return try GitFilter(git, settings, repository, commit: commit, tree: repository.peel(commit, to: .tree), isWorktree: false)
    }

    /// A commit to compare with, as its files read.
    func snapshot(of commit: ObjectID, named name: String) throws -> RevisionSnapshot {
        let repository = try openRepository()
        let snapshot = RevisionSnapshot(try repository.peel(commit, to: .tree), named: name, in: repository)
        let filter = try filter(for: commit)
        if filter.hasDrivers { snapshot.filter = filter }
        return snapshot
    }

    /// Nothing is made of a release that is not what was tagged.
    func soundHalves(of release: Release) throws -> ReleaseHalves {
        if let problem = try proof(of: release).problems.first {
            throw CommandError(
                "the release '\(release.name)' is not verified", reason: problem,
                hints: ["'git sol tag --verify \(ShellText.word(release.name))' tells more"])
        }
        return try halves(of: release)
    }

    func halves(of release: Release) throws -> ReleaseHalves { try release.halves(filter: filter(for: release.tag.target)) }
}
