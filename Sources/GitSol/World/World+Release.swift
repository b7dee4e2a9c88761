// Releases as people name them on a command line.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// The release that a word names; nil where it names something else.
    func release(_ name: String?) throws -> Release? {
        guard let name, !Files.exists(name), let repository = try repositoryIfAny() else { return nil }
        return try Release(Self.tagName(name), in: repository)
    }

    static func tagName(_ name: String) -> String { name.hasPrefix("refs/tags/") ? String(name.dropFirst(10)) : name }

    /// What gives the content of files of which a commit stores only a pointer.
    func filter(for commit: ObjectID) throws -> GitFilter {
        let repository = try openRepository()
        return try GitFilter(self, repository, commit: commit, tree: repository.peel(commit, to: .tree), isWorktree: false)
    }

    func halves(of release: Release) throws -> ReleaseHalves { try release.halves(filter: filter(for: release.tag.target)) }
}
