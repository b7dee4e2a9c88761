// What one side did since the base, by the nodes of the base.

/// One side's differences, ready to be asked about.
struct SideChanges {
    let delta: Delta
    /// Values that were replaced, by the side's node.
    private(set) var values: [Int: Int] = [:]
    /// What is gone, topmost.
    private(set) var removed: Set<Int> = []
    /// What stands below another parent: the side's node, and that parent.
    private(set) var moved: [Int: (node: Int, parent: Int)] = [:]
    /// What came, by the parent that it came to.
    private(set) var added: [Int: [Int]] = [:]
    /// Orders that changed and mean something, by parent and name.
    private(set) var reordered: [Int: [(node: Int, name: NameID)]] = [:]
    /// Base nodes in which somebody did something.
    private(set) var touched: Set<Int> = []
    /// The same with what nobody did.
    private(set) var stirred: Set<Int> = []

    var tree: Tree { delta.b }
    private var base: Tree { delta.a }

    init(_ delta: Delta) {
        self.delta = delta
        for difference in delta.differences { note(difference) }
    }

    /// The side's node that is the same thing as one of the base.
    func node(of base: Int) -> Int? { delta.matching.inB(base) }

    func baseNode(of node: Int) -> Int? { delta.matching.inA(node) }

    /// The topmost node at or above this one that the side deleted.
    func deletion(above node: Int) -> Int? {
        var here = node
        while true {
            if removed.contains(here) { return here }
            // What moved away from something that was deleted is not deleted with it.
            if moved[here] != nil || here == Tree.document { return nil }
            here = base.parent(of: here)
        }
    }

    private mutating func note(_ difference: Difference) {
        switch difference {
        case .value(let a, let b):
            values[a] = b
            touch(a, isNoise: isNoise(a, in: base))
        case .removed(let a):
            removed.insert(a)
            touch(a, isNoise: isNoise(a, in: base))
        case .added(let b, let parent):
            added[parent, default: []].append(b)
            touch(parent, isNoise: isNoise(b, in: tree))
        case .moved(let a, let b, let parent):
            moved[a] = (b, parent)
            touch(a)
            if let there = baseNode(of: parent) { touch(there) }
        case .reordered(let a, let b, let name, let hasMeaning):
            guard hasMeaning else { return }
            reordered[a, default: []].append((b, name))
            touch(a)
        }
    }

    private mutating func touch(_ node: Int, isNoise: Bool = false) {
        var here = node
        while stirred.insert(here).inserted, here != Tree.document { here = base.parent(of: here) }
        if isNoise { return }
        here = node
        while touched.insert(here).inserted, here != Tree.document { here = base.parent(of: here) }
    }

    private func isNoise(_ node: Int, in tree: Tree) -> Bool {
        let shape = delta.matching.shapes[delta.matching.shape(of: node, in: tree)]
        if shape.noise != nil { return true }
        guard let value = shape.platformDefault, tree.isPlain(node) else { return false }
        return tree.text(of: node) == value
    }
}
