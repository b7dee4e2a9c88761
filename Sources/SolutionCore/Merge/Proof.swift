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

    /// A place that says something wrong, or does not say what it ought to.
    struct Fault {
        let tree: Tree
        /// Of that tree.
        let node: Int
        /// Whose tree it is; nil for the base's.
        let side: WhichSide?
    }

    /// Where a result does not say what both sides said since the base, or says more. Without a base: what either says.
    func faults(in result: Tree, _ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes) -> [Fault] {
        func place(_ node: Int, _ tree: Tree) -> UInt64 { Facts.place(of: node, in: tree, shape: shape, shapes: shapes) }
        var question = Facts.Question(result, trees, shape: shape, shapes: shapes)
        question.excluded = Set(ours.map { place($0, trees.ours) } + theirs.map { place($0, trees.theirs) })
        if let tree = trees.base { question.excluded.formUnion(base.map { place($0, tree) }) }
        for (node, text) in texts { question.expected[place(node, trees.ours)] = text }
        let found = Facts.faults(question)
        if found.isEmpty { return [] }
        var ours: [UInt64: Int]?
        return found.map { index, node in
            switch index {
            case 1: return Fault(tree: trees.ours, node: node, side: .ours)
            case 2: return Fault(tree: trees.theirs, node: node, side: .theirs)
            case 3: return Fault(tree: question.trees[3], node: node, side: nil)
            default:
                // The result's nodes are nobody's: the innermost place around that we have too.
                let known = ours ?? Self.places(of: trees.ours, shape, shapes)
                ours = known
                var here = node
                while here != Tree.document, known[place(here, result)] == nil { here = result.parent(of: here) }
                return Fault(tree: trees.ours, node: known[place(here, result)] ?? Tree.document, side: .ours)
            }
        }
    }

    /// Whether there are none.
    func holds(of result: Tree, _ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes) -> Bool {
        faults(in: result, trees, shape: shape, shapes: shapes).isEmpty
    }

    private static func places(of tree: Tree, _ shape: ShapeID, _ shapes: Shapes) -> [UInt64: Int] {
        var places: [UInt64: Int] = [:]
        for node in tree.nodes.indices where [.element, .object, .array].contains(tree[node].kind) {
            let place = Facts.place(of: node, in: tree, shape: shape, shapes: shapes)
            if places[place] == nil { places[place] = node }
        }
        return places
    }
}
