// A merge with what it was made of: what is wrong with it and was so on no side.

public import Bindings
public import SolutionCore

/// A merge and what it was made of.
public struct CheckedMerge {
    public let result: any Snapshot
    let parents: [any Snapshot]

    /// A merge that is under way, as it stands in the working tree; nil where none is.
    public init?(underWayIn repository: Repository) throws(StoreError) {
        let (ours, theirs) = try ofGit { () throws(GitError) in (try repository.headCommit, try repository.mergeHeads) }
        guard let ours, !theirs.isEmpty else { return nil }
        try self.init(WorktreeSnapshot(repository), of: [ours] + theirs, in: repository)
    }

    /// A commit; nil where it is no merge.
    public init?(_ name: String, in repository: Repository) throws(StoreError) {
        let parents = try ofGit { () throws(GitError) in try repository.readCommit(repository.commit(name)).parents }
        guard parents.count > 1 else { return nil }
        try self.init(RevisionSnapshot(name, in: repository), of: parents, in: repository)
    }

    /// What commits were merged to.
    public init(_ result: any Snapshot, of parents: [ObjectID], in repository: Repository) throws(StoreError) {
        self.result = result
        self.parents = try ofGit { () throws(GitError) in
            try parents.map { (commit) throws(GitError) in
                RevisionSnapshot(try repository.peel(commit, to: .tree), named: try repository.abbreviate(commit), in: repository)
            }
        }
    }

    /// What is wrong with the result, and was so in no parent.
    public func findings(_ rules: RepositoryRules) throws(StoreError) -> [Finding] {
        try Checker(rules).findings(in: result, notIn: parents)
    }
}
