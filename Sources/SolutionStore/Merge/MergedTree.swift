// What merging two trees gives: a tree, what is open, and what was decided.

public import Bindings
public import SolutionCore

/// A conflict of a merge of whole trees.
public struct OpenConflict: Sendable {
    public let conflict: Conflict
    /// Where it is, or would be, in the merged tree.
    public let file: String
    /// All files that it is about.
    public let files: [String]
}

/// A decision of a merge of whole trees.
public struct MadeDecision: Sendable {
    public let decision: Decision
    public let file: String
}

/// Two trees merged.
public struct MergedTree {
    /// A file that is not settled, as the index holds it.
    public struct Unsettled: Sendable {
        public let path: String
        public let base: TreeFile?
        public let ours: TreeFile?
        public let theirs: TreeFile?
    }

    /// With markers in the files that are in conflict.
    public let tree: ObjectID
    public let conflicts: [OpenConflict]
    public let decisions: [MadeDecision]
    public let unsettled: [Unsettled]
    /// Files that both sides changed and that were merged.
    public let merged: [String]

    public var isClean: Bool { unsettled.isEmpty }
}
