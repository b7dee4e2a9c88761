// What is to be put into a document, before it is written.

/// What is to be put into a document, told by its own nodes: those of `ours`. The other document is `theirs`.
struct WeavePlan {
    /// By our node: their node whose value stands in its place.
    var values: [Int: Int] = [:]
    /// By our node: a value that neither document spells, as it stands in the source.
    var texts: [Int: [UInt8]] = [:]
    /// Our nodes that go.
    var removed: Set<Int> = []
    /// Our nodes that leave their parent, and stand where the other document has them.
    var moved: Set<Int> = []
    /// By our parent: their nodes that come in, new ones and moved ones.
    var incoming: [Int: Set<Int>] = [:]
    /// By our parent: our children in the order they are to have.
    var orders: [Int: [[Int]]] = [:]
    /// By their node: our node that stands for it. Everything that moves must be in it.
    var counterparts: [Int: Int] = [:]
    /// By our parent whose children come, go or change places: their node that is the same thing.
    var partners: [Int: Int] = [:]
    /// Our nodes in whose place their nodes stand.
    var replaced: [Int: Int] = [:]
    /// Both sides' versions of a node, where nobody can say which one is meant.
    struct Contest {
        /// Their node; nil where they deleted it.
        let theirs: Int?
        let base: [UInt8]
        let note: String
    }
    /// By our node.
    var contested: [Int: Contest] = [:]
    /// By our element: only its tag is in conflict.
    var contestedTags: [Int: Contest] = [:]
    /// By their node, where ours is not there any more.
    var contestedIncoming: [Int: Contest] = [:]
}
