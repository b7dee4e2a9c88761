// A document taken apart into facts, to prove a merge: nothing that a side said is lost, invented or said twice.

/// How often each of some documents says each thing: a value at a place, an element at a place, an item in its container.
///
/// Places are paths of names and keys. What may move is placed in its component, and where it stands is one fact more.
/// What stands in all documents equally often at the same place says nothing of the merge, and is not looked into.
struct Facts {
    private var counts: [UInt64: SIMD4<Int32>] = [:]
    /// Facts about what a key or a name tells from everything else: what both sides added is there once.
    private var unique: Set<UInt64> = []
    private let shapes: Shapes
    /// The places where a decision was made, or a conflict is.
    private let excluded: Set<UInt64>
    /// What the result is to say at places that both sides had a part in. Those that do are taken out.
    private var expected: [UInt64: [UInt8]]
    /// Where something is expected.
    private let places: Set<UInt64>

    /// Something that was found to be there, with what its children's places are made of.
    private struct Holder {
        let node: Int
        let shape: ShapeID
        let place: UInt64
        let component: UInt64
        /// A member of members, all the way up.
        var isNamed = true
    }

    /// The result comes first.
    private init(
        _ trees: [Tree], shape: ShapeID, shapes: Shapes, excluding excluded: Set<UInt64>, expecting expected: [UInt64: [UInt8]]
    ) {
        self.shapes = shapes
        self.excluded = excluded
        self.expected = expected
        places = Set(expected.keys)
        var holders = trees.map { _ in [Holder(node: Tree.document, shape: shape, place: 1, component: 1)] }
        while !holders.allSatisfy(\.isEmpty) { holders = level(below: holders, trees) }
    }

    /// Takes the next level of all documents; gives what is to be looked into.
    private mutating func level(below holders: [[Holder]], _ trees: [Tree]) -> [[Holder]] {
        var parts: [UInt64: SIMD4<Int32>] = [:]
        var children: [[(node: Int, part: UInt64, parent: Int)]] = []
        for (index, tree) in trees.enumerated() {
            var below: [(node: Int, part: UInt64, parent: Int)] = []
            for (number, holder) in holders[index].enumerated() {
                for child in tree.children(of: holder.node) {
                    switch tree[child].kind {
                    case .attribute:
                        let there = Self.place(of: child, tree, shapes, nil, holder.place, holder.component)
                        if !leavesOut(child, tree, index, at: there) { add(Hashing.mix(there, tree[child].hash), index) }
                    case .element, .object, .array, .string, .number, .literal:
                        // Name, key and all content are in the hash.
                        let part = Hashing.mix(
                            Hashing.mix(holder.place, holder.component),
                            Hashing.mix(tree.names.hash(of: tree[child].name), tree[child].hash))
                        parts[part, default: .zero][index] += 1
                        below.append((child, part, number))
                    case .instruction where tree.isDeclaration(child), .document: continue
                    default:
                        if !tree[child].inner.isEmpty { add(Hashing.mix(holder.place, tree[child].hash), index) }
                    }
                }
            }
            children.append(below)
        }
        return trees.enumerated().map { index, tree in
            children[index].compactMap { child, part, parent in
                let count = parts[part] ?? .zero
                if (1..<trees.count).allSatisfy({ count[$0] == count[0] }) { return nil }
                return visit(child, tree, index, in: holders[index][parent])
            }
        }
    }

    private mutating func visit(_ node: Int, _ tree: Tree, _ index: Int, in parent: Holder) -> Holder? {
        let id = shapes.child(tree[node].name, of: parent.shape)
        let there = Self.place(of: node, tree, shapes, id, parent.place, parent.component)
        if leavesOut(node, tree, index, at: there) { return nil }
        let shape = shapes[id]
        let isNamed = parent.isNamed && (tree[node].traits.contains(.member) || parent.node == Tree.document)
        if isNamed && tree.syntax == .json || shape.hasKey && shape.identity(of: node, in: tree) != nil { unique.insert(there) }
        if shape.list != .byContent { add(there, index) }
        if shape.isRoaming { add(Hashing.mix(Hashing.mix(there, 7), parent.place), index) }
        if tree[node].kind == .string || tree[node].kind == .number || tree[node].kind == .literal {
            add(Hashing.mix(there, tree[node].hash), index)
        }
        return Holder(node: node, shape: id, place: there, component: shape.kind == nil ? parent.component : there, isNamed: isNamed)
    }

    /// Whether nothing is asked about a place, or something of its own.
    private mutating func leavesOut(_ node: Int, _ tree: Tree, _ index: Int, at place: UInt64) -> Bool {
        if excluded.contains(place) { return true }
        guard places.contains(place) else { return false }
        // Line ends are the document's affair.
        if index == 0, let text = expected[place], tree.valueBytes(of: node).filter({ $0 != 0x0D }) == text.filter({ $0 != 0x0D }) {
            expected[place] = nil
        }
        return true
    }

    private mutating func add(_ fact: UInt64, _ index: Int) { counts[fact, default: .zero][index] += 1 }

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
        return Hashing.mix(here, Hashing.bytes(bytes, 0..<bytes.count, seed: tree.names.seed))
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

    /// Whether a merge says what both sides said since the base, and no more. Without a base: what either says.
    static func prove(
        _ result: Tree, _ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes, excluding excluded: Set<UInt64> = [],
        expecting expected: [UInt64: [UInt8]] = [:]
    ) -> Bool {
        let facts = Facts(
            [result, trees.ours, trees.theirs] + (trees.base.map { [$0] } ?? []), shape: shape, shapes: shapes, excluding: excluded,
            expecting: expected)
        return facts.expected.isEmpty && facts.counts.allSatisfy { facts.isRight($0, $1, hasBase: trees.base != nil) }
    }

    private func isRight(_ fact: UInt64, _ count: SIMD4<Int32>, hasBase: Bool) -> Bool {
        let before = hasBase ? count[3] : min(count[1], count[2])
        let (one, other) = (count[1] - before, count[2] - before)
        let now = count[0] - before
        // The same thing done by both is done once, or, where nothing tells two things apart, twice.
        if one > 0 && other > 0 { return now >= max(one, other) && now <= (unique.contains(fact) ? max(one, other) : one + other) }
        if one < 0 && other < 0 { return now <= min(one, other) && now >= one + other }
        return now == one + other
    }
}
