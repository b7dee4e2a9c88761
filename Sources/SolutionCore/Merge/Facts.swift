// A document taken apart into facts, to prove a merge: nothing that a side said is lost, invented or said twice.

/// How often a document says each thing: a value at a place, an element at a place, an item in its container.
///
/// Places are paths of names and keys. What may move is placed in its component, and where it stands is one fact more.
struct Facts {
    private(set) var counts: [UInt64: Int] = [:]
    private let tree: Tree
    private let shapes: Shapes
    private let excluded: Set<UInt64>

    /// `excluded`: the places where a decision was made, or a conflict is.
    init(_ tree: Tree, shape: ShapeID, shapes: Shapes, excluding excluded: Set<UInt64>) {
        self.tree = tree
        self.shapes = shapes
        self.excluded = excluded
        visit(Tree.document, shape, place: 1, component: 1)
    }

    private mutating func visit(_ node: Int, _ shape: ShapeID, place: UInt64, component: UInt64) {
        for child in tree.children(of: node) {
            switch tree[child].kind {
            case .attribute:
                let there = Self.place(of: child, tree, shapes, nil, place, component)
                if !excluded.contains(there) { add(Hashing.mix(there, tree[child].hash)) }
            case .element, .object, .array, .string, .number, .literal:
                let id = shapes.child(tree[child].name, of: shape)
                let there = Self.place(of: child, tree, shapes, id, place, component)
                if excluded.contains(there) { continue }
                let childShape = shapes[id]
                if childShape.list != .byContent { add(there) }
                if childShape.isRoaming { add(Hashing.mix(Hashing.mix(there, 7), place)) }
                if tree[child].kind == .string || tree[child].kind == .number || tree[child].kind == .literal {
                    add(Hashing.mix(there, tree[child].hash))
                }
                visit(child, id, place: there, component: childShape.kind == nil ? component : there)
            case .instruction where tree.isDeclaration(child), .document: continue
            default:
                if !tree[child].inner.isEmpty { add(Hashing.mix(place, tree[child].hash)) }
            }
        }
    }

    /// Other counts for the same facts.
    mutating func keep(_ count: (_ count: Int, _ fact: UInt64) -> Int) {
        for (fact, number) in counts { counts[fact] = count(number, fact) }
    }

    private mutating func add(_ fact: UInt64) { counts[fact, default: 0] += 1 }

    private static func place(
        of node: Int, _ tree: Tree, _ shapes: Shapes, _ id: ShapeID?, _ parent: UInt64, _ component: UInt64
    ) -> UInt64 {
        let name = tree.names.hash(of: tree[node].name)
        guard let id else { return Hashing.mix(Hashing.mix(parent, 3), name) }
        let shape = shapes[id]
        let start = shape.isRoaming ? component : parent
        let here = Hashing.mix(Hashing.mix(start, 5), name)
        guard shape.hasKey, let key = shape.identity(of: node, in: tree) else { return here }
        let bytes = Array(key.utf8)
        return Hashing.mix(here, Hashing.bytes(bytes, 0..<bytes.count))
    }

    /// Where a node of a document stands.
    static func place(of node: Int, in tree: Tree, shape: ShapeID, shapes: Shapes) -> UInt64 {
        var chain: [Int] = []
        var here = node
        while here != Tree.document {
            chain.append(here)
            here = tree.parent(of: here)
        }
        var (place, component, id): (UInt64, UInt64, ShapeID) = (1, 1, shape)
        for node in chain.reversed() {
            if tree[node].kind == .attribute { return Self.place(of: node, tree, shapes, nil, place, component) }
            guard ![.text, .cdata, .comment, .instruction, .doctype].contains(tree[node].kind) else { return place }
            id = shapes.child(tree[node].name, of: id)
            place = Self.place(of: node, tree, shapes, id, place, component)
            if shapes[id].kind != nil { component = place }
        }
        return place
    }

    /// Whether a merge says what both sides said since the base, and no more.
    static func agree(base: Facts, ours: Facts, theirs: Facts, result: Facts) -> Bool {
        var all = Set(result.counts.keys)
        for facts in [base, ours, theirs] { all.formUnion(facts.counts.keys) }
        return all.allSatisfy { fact in
            let before = base.counts[fact] ?? 0
            let (one, other) = ((ours.counts[fact] ?? 0) - before, (theirs.counts[fact] ?? 0) - before)
            let now = (result.counts[fact] ?? 0) - before
            // The same thing done by both is done once, or, where nothing tells two things apart, twice.
            if one > 0 && other > 0 { return now >= max(one, other) && now <= one + other }
            if one < 0 && other < 0 { return now <= min(one, other) && now >= one + other }
            return now == one + other
        }
    }
}
