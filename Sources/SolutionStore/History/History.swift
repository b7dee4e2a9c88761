// What commits changed: each against its first parent, in components, reading only what differs between the two trees.

public import Bindings
public import SolutionCore

/// The history of the solutions of one repository.
public final class History {
    /// How the changes of a merge are told.
    public enum Merges: Sendable {
        /// Everything that came to the branch with it.
        case whole
        /// Only files that are as on no side: what was decided in the merge itself.
        case ownFiles
    }

    public let repository: Repository
    private let comparer: SnapshotComparer

    public init(_ repository: Repository, comparer: SnapshotComparer) {
        self.repository = repository
        self.comparer = comparer
    }

    /// The solutions that a commit changed. A first commit added everything that it has.
    public func changes(
        of commit: Commit, merges: Merges, reach: AddressReach = AddressReach([])
    ) throws(StoreError) -> [SolutionComparison] {
        let parent = try commit.parents.first.map { (id) throws(StoreError) in try tree(of: id) } ?? .emptyTree
        if parent == commit.tree { return [] }
        var own: Set<Exact>?
        if merges == .ownFiles, commit.parents.count > 1 {
            let paths = try ownFiles(of: commit, parent)
            if paths.isEmpty { return [] }
            own = paths
        }
        guard try touches(parent, commit.tree, reach) else { return [] }
        let before = RevisionSnapshot(parent, named: "the commit before", in: repository)
        let after = RevisionSnapshot(commit.tree, named: "the commit", in: repository)
        let comparisons: [SolutionComparison]
        do throws(StoreError) {
            comparisons = try comparer.compare(before, after, reach: reach)
        } catch {
            // There was no solution yet, or there is none any more.
            if error.kind == .notFound { return [] }
            throw error
        }
        guard let own else { return comparisons }
        return comparisons.map { $0.keeping { own.contains($0.path) || own.contains($0.newPath ?? $0.path) } }
    }

    private func touches(_ old: ObjectID, _ new: ObjectID, _ reach: AddressReach) throws(StoreError) -> Bool {
        try differences(old, new).contains { reach.includes($0) }
    }

    /// The files of a merge that are as in none of its parents.
    private func ownFiles(of commit: Commit, _ first: ObjectID) throws(StoreError) -> Set<Exact> {
        var paths = Set(exact: try differences(first, commit.tree))
        for parent in commit.parents.dropFirst() where !paths.isEmpty {
            paths.formIntersection(try differences(try tree(of: parent), commit.tree))
        }
        return paths
    }

    private func differences(_ old: ObjectID, _ new: ObjectID) throws(StoreError) -> [String] {
        do throws(GitError) {
            return try repository.differences(old, new).map(\.path)
        } catch {
            throw StoreError(error, doing: "compare two commits")
        }
    }

    private func tree(of commit: ObjectID) throws(StoreError) -> ObjectID {
        do throws(GitError) {
            return try repository.peel(commit, to: .tree)
        } catch {
            throw StoreError(error, doing: "read commit '\(commit)'")
        }
    }
}

extension SolutionComparison {
    /// The same with only some of its files.
    func keeping(_ isKept: (FileComparison) -> Bool) -> SolutionComparison {
        SolutionComparison(before: before, after: after, folder: folder, files: files.filter(isKept))
    }
}
