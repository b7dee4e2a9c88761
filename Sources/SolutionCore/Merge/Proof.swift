// What the result of a merge must say, and what it is not asked about: kept while the merge is made, checked when it is done.

/// The proof of one document's merge.
struct Proof {
    /// The base's nodes that are left out: gone by a rule's decision, or in conflict.
    private var base: Set<Int> = []
    /// Our nodes that are left out: a rule decided about them, or they are in conflict.
    private var ours: Set<Int> = []
    /// Their nodes that are left out, for the same reasons.
    private var theirs: Set<Int> = []
    /// By our node: what the result says there, which neither side says.
    private var texts: [Int: [UInt8]] = [:]

    mutating func leaveOut(base nodes: some Sequence<Int>) { base.formUnion(nodes) }

    mutating func leaveOut(ours node: Int) { ours.insert(node) }

    mutating func leaveOut(theirs node: Int) { theirs.insert(node) }

    /// A value of ours that was merged out of both sides', by means that prove themselves.
    mutating func expect(_ text: [UInt8], atOurs node: Int) { texts[node] = text }

    /// Whether a result says what both sides said since the base, and no more. Without a base: what either says.
    func holds(of result: Tree, _ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes) -> Bool {
        func place(_ node: Int, _ tree: Tree) -> UInt64 { Facts.place(of: node, in: tree, shape: shape, shapes: shapes) }
        var excluded = Set(ours.map { place($0, trees.ours) } + theirs.map { place($0, trees.theirs) })
        if let tree = trees.base { excluded.formUnion(base.map { place($0, tree) }) }
        var expected: [UInt64: [UInt8]] = [:]
        for (node, text) in texts { expected[place(node, trees.ours)] = text }
        return Facts.prove(result, trees, shape: shape, shapes: shapes, excluding: excluded, expecting: expected)
    }
}
