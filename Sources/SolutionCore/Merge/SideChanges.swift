// What one side did since the base, by the nodes of the base.

/// One side's differences, ready to be asked about.
struct SideChanges {
    let delta: Delta
    /// By the base's node: the side's node whose value stands there now.
    private(set) var values: [Int: Int] = [:]
    /// The base's nodes that are gone, topmost.
    private(set) var removed: Set<Int> = []
    /// By the base's node that stands below another parent: the side's node, and that parent of the side's.
    private(set) var moved: [Int: (node: Int, parent: Int)] = [:]
    /// By the base's parent: the side's nodes that came to it.
    private(set) var added: [Int: [Int]] = [:]
    /// The base's nodes in which somebody did something.
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
        case .reordered(let a, _, _, let hasMeaning): if hasMeaning { touch(a) }
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
