// Where a merge does not look closer, because nobody can tell the parts there apart: the smallest element around each doubt.

/// Nodes of the tree that both sides are compared with: the base's, or ours where there is none.
struct MergeDoubts {
    /// Their content is one value: whoever changed it alone has it, and what both changed is merged by lines.
    private(set) var opaque: Set<Int> = []
    /// Of those, the ones in which lines do not say what both sides said: what both changed there is a conflict.
    private(set) var unmerged: Set<Int> = []

    /// Gives whether that is news.
    mutating func add(opaque nodes: Set<Int>) -> Bool {
        let news = nodes.subtracting(opaque)
        opaque.formUnion(news)
        return !news.isEmpty
    }

    /// Doubts the innermost element around a node: its parts first, then its lines, then what is around it. Gives whether that is news.
    mutating func add(around node: Int, in tree: Tree) -> Bool {
        var here = node
        while here != Tree.document {
            let isContainer = [.element, .object, .array].contains(tree[here].kind)
            if isContainer, opaque.insert(here).inserted { return true }
            if isContainer, unmerged.insert(here).inserted { return true }
            here = tree.parent(of: here)
        }
        return false
    }
}
