// Which nodes of two trees are the same thing: by key where the table knows one, else by name, content and place.

/// A pairing of the nodes of two trees.
///
/// Built from the top. Below nodes that are equal nothing is looked at until somebody asks (`counterpart`).
final class Matching {
    let a: Tree
    let b: Tree
    let shapes: Shapes
    let documentShape: ShapeID
    /// Nodes of `a` whose content is one value: nothing in them is matched but their attributes.
    let opaque: Set<Int>
    /// Nodes of `a` in which one key names several, and nobody can say which became which.
    var ambiguous: Set<Int> = []
    /// Some items of this pair of documents may have moved to another parent.
    private(set) var mayRoam = false
    /// By the node of `a`: that of `b`.
    var toB: [Int32]
    /// By the node of `b`: that of `a`.
    var toA: [Int32]
    /// Nodes of `a` and `b` that were found away from their parents, to be entered when all others are.
    var roamed: [(Int, Int, ShapeID)] = []

    /// Nothing matches it.
    static let none: Int32 = -1
    /// Its parent was not entered.
    private static let unknown: Int32 = -2

    convenience init(_ a: Tree, _ b: Tree, path: String, shapes: Shapes) {
        self.init(a, b, shape: shapes.document(at: path), shapes: shapes)
    }

    /// `shape` is that of the documents.
    init(_ a: Tree, _ b: Tree, shape: ShapeID, shapes: Shapes, opaque: Set<Int> = []) {
        self.opaque = opaque
        self.a = a
        self.b = b
        self.shapes = shapes
        documentShape = shape
        toB = Array(repeating: Self.unknown, count: a.nodes.count)
        toA = Array(repeating: Self.unknown, count: b.nodes.count)
        join(Tree.document, Tree.document)
        enter(Tree.document, Tree.document, documentShape)
    }

    /// Only what is below two nodes that are the same thing. `shape` is that of the documents around them.
    init(_ a: Tree, _ b: Tree, below roots: (a: Int, b: Int), shape: ShapeID, shapes: Shapes) {
        opaque = []
        self.a = a
        self.b = b
        self.shapes = shapes
        documentShape = shape
        toB = Array(repeating: Self.unknown, count: a.nodes.count)
        toA = Array(repeating: Self.unknown, count: b.nodes.count)
        match(below: roots)
    }

    /// Two more nodes that are the same thing, and what is below them.
    func match(below roots: (a: Int, b: Int)) {
        join(roots.a, roots.b)
        enter(roots.a, roots.b, shape(of: roots.a, in: a))
    }

    /// The node of the other tree that is the same thing.
    func inB(_ node: Int) -> Int? {
        if toB[node] == Self.unknown { reach(node, in: a) { Int(self.toB[$0]) } }
        return toB[node] >= 0 ? Int(toB[node]) : nil
    }

    func inA(_ node: Int) -> Int? {
        if toA[node] == Self.unknown { reachB(node) }
        return toA[node] >= 0 ? Int(toA[node]) : nil
    }

    /// The shape of any node of one of the trees.
    func shape(of node: Int, in tree: Tree) -> ShapeID {
        if node == Tree.document { return documentShape }
        let parent = shape(of: tree.parent(of: node), in: tree)
        return tree[node].kind == .attribute
            ? shapes.attribute(tree[node].name, of: parent) : shapes.child(tree[node].name, of: parent)
    }

    // MARK: - On demand

    /// Enters the equal pairs above a node of `a`, outermost first.
    private func reach(_ node: Int, in tree: Tree, _ matched: (Int) -> Int) {
        var chain: [Int] = []
        var here = node
        while toB[here] == Self.unknown {
            here = tree.parent(of: here)
            chain.append(here)
        }
        for parent in chain.reversed() {
            guard toB[parent] >= 0 else { return markNone(below: parent) }
            align(parent, Int(toB[parent]), shape(of: parent, in: a))
        }
    }

    private func markNone(below parent: Int) {
        Self.markNone(below: parent, in: a, &toB)
    }

    /// What has no partner has none below it either, but for what has moved there, with all that is in it.
    private static func markNone(below parent: Int, in tree: Tree, _ map: inout [Int32]) {
        var node = parent + 1
        while node < Int(tree[parent].end) {
            if map[node] == unknown { map[node] = none }
            node = map[node] >= 0 ? Int(tree[node].end) : node + 1
        }
    }

    private func reachB(_ node: Int) {
        var chain: [Int] = []
        var here = node
        while toA[here] == Self.unknown {
            here = b.parent(of: here)
            chain.append(here)
        }
        for parent in chain.reversed() {
            guard toA[parent] >= 0 else { return Self.markNone(below: parent, in: b, &toA) }
            align(Int(toA[parent]), parent, shape(of: parent, in: b))
        }
    }

    // MARK: - From the top

    func join(_ x: Int, _ y: Int) {
        toB[x] = Int32(truncatingIfNeeded: y)
        toA[y] = Int32(truncatingIfNeeded: x)
    }

    /// Matches what is below two nodes that differ.
    func enter(_ x: Int, _ y: Int, _ shape: ShapeID) {
        guard a[x].hash != b[y].hash, a[x].kind == b[y].kind else { return }
        let holdsRoamers = shapes[shape].kind.map { shapes.kinds.all[$0].elements.contains(where: \.isRoaming) } ?? false
        if holdsRoamers {
            mayRoam = true
            matchRoamers(x, y, shape)
        }
        align(x, y, shape)
        if opaque.contains(x) { return }
        for child in a.children(of: x) where toB[child] >= 0 {
            let other = Int(toB[child])
            guard b.parent(of: other) == y, a[child].kind != .attribute else { continue }
            enter(child, other, shapes.child(a[child].name, of: shape))
        }
        if holdsRoamers {
            // Those whose parents are no pair were not entered from above.
            for (x, y, shape) in roamed where toB[a.parent(of: x)] != Int32(b.parent(of: y)) { enter(x, y, shape) }
            roamed = []
        }
    }

    /// Matches the children of two matched nodes.
    func align(_ x: Int, _ y: Int, _ shape: ShapeID) {
        var (left, right) = (openChildren(x, of: a, &toB), openChildren(y, of: b, &toA))
        if opaque.contains(x) {
            left.removeAll { a[$0].kind != .attribute }
            right.removeAll { b[$0].kind != .attribute }
        }
        defer { keepTheFirst(of: x, shape) }
        // What stands equal at both ends needs no key.
        var start = 0
        while start < left.count, start < right.count, isEqual(left[start], right[start]) {
            join(left[start], right[start])
            start += 1
        }
        left.removeFirst(start)
        right.removeFirst(start)
        while let last = left.last, let other = right.last, isEqual(last, other) {
            join(last, other)
            left.removeLast()
            right.removeLast()
        }
        guard !left.isEmpty, !right.isEmpty else { return }
        let (groups, others) = (Group.sorted(left, in: a), Group.sorted(right, in: b))
        var (i, j) = (0, 0)
        while i < groups.count, j < others.count {
            if groups[i].order < others[j].order {
                i += 1
            } else if groups[i].order > others[j].order {
                j += 1
            } else {
                match(groups[i].nodes, others[j].nodes, shape)
                i += 1
                j += 1
            }
        }
    }

    /// The children that are not matched yet, known from now on to match nothing unless joined.
    private func openChildren(_ node: Int, of tree: Tree, _ map: inout [Int32]) -> [Int] {
        var open: [Int] = []
        for child in tree.children(of: node) where map[child] < 0 {
            map[child] = Self.none
            if !tree.isDeclaration(child) { open.append(child) }
        }
        return open
    }

    private func isEqual(_ x: Int, _ y: Int) -> Bool {
        a[x].hash == b[y].hash && a[x].kind == b[y].kind && a[x].name == b[y].name
    }
}
