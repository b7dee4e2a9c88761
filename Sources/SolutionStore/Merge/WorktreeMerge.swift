// The merge of a commit into the current branch: its trees merged, index and working tree switched to the result, and git told of it.

public import Bindings
internal import SolutionCore

/// Merges into the working tree. A run that is killed leaves all of it as it was, or as it is to be.
public struct WorktreeMerge {
    /// What git takes it for that is under way.
    public enum Way: Sendable {
        /// The commit becomes a parent of the result.
        case merge(isFastForwardForbidden: Bool)
        /// What the commit alone did is put on ours.
        case pick
    }

    private let repository: Repository
    private let rules: RepositoryRules
    private let git: GitProgram

    public init(_ repository: Repository, rules: RepositoryRules, git: GitProgram) {
        self.repository = repository
        self.rules = rules
        self.git = git
    }

    /// Git finishes it then: a commit, or what people do about conflicts. `message` makes the words of the commit.
    public func run(
        _ ours: ObjectID, _ theirs: ObjectID, named name: String, as way: Way,
        message: (MergedTree) throws -> String
    ) throws -> MergedTree {
        let markers = rules.markers(ours: "HEAD", theirs: name)
        let result = try repository.mergeTrees(ours, theirs, rules: rules, markers: markers, git: git)
        try place(result, of: ours, theirs, as: way, message: try message(result))
        return result
    }

    /// A merge that is made already, with its objects in the repository.
    public func place(
        _ result: MergedTree, of ours: ObjectID, _ theirs: ObjectID, as way: Way, message: String
    ) throws(StoreError) {
        let change = try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: true) }
        try change.move(from: ours, to: result.tree, unsettled: result.unsettled, in: repository, git: git)
        try ofGit { () throws(GitError) in
            try change.record("MERGE_MSG", Array((message + "\n").utf8))
            if case .merge(let isFastForwardForbidden) = way {
                try change.record("MERGE_MODE", Array((isFastForwardForbidden ? "no-ff" : "").utf8))
            }
            try change.record("ORIG_HEAD", Array((ours.hex + "\n").utf8))
            // The last: with it the merge is under way.
            let head = if case .merge = way { "MERGE_HEAD" } else { "CHERRY_PICK_HEAD" }
            try change.record(head, Array((theirs.hex + "\n").utf8))
        }
        try change.finishAlone(nil)
    }
}
