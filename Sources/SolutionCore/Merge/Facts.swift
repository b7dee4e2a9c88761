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

    /// Of lists whose order means something: by their place, the items of each document in their order.
    private var lists: [UInt64: FactOrder] = [:]
    /// Facts that are wrong, to be found again: who says them?
    private let wanted: Set<UInt64>
    private var found: [(index: Int, node: Int)] = []

    /// The result comes first, then ours and theirs, then the base where there is one.
    private init(_ question: Question, wanted: Set<UInt64> = []) {
        shapes = question.shapes
        excluded = question.excluded
        expected = question.expected
        self.wanted = wanted
        places = Set(expected.keys)
        let trees = question.trees
        var holders = trees.map { _ in [Holder(node: Tree.document, shape: question.shape, place: 1, component: 1)] }
        while !holders.allSatisfy(\.isEmpty) { holders = level(below: holders, trees) }
    }

    /// Takes the next level of all documents; gives what is to be looked into.
    private mutating func level(below holders: [[Holder]], _ trees: [Tree]) -> [[Holder]] {
        var parts: [UInt64: SIMD4<Int32>] = [:]
        var children: [[(node: Int, part: UInt64, parent: Int)]] = []
        for (index, tree) in trees.enumerated() {
            var below: [(node: Int, part: UInt64, parent: Int)] = []
            for (number, holder) in holders[index].enumerated() {
                noteOrder(holder, tree, index)
                for child in tree.children(of: holder.node) {
                    switch tree[child].kind {
                    case .attribute:
                        let there = Self.place(of: child, tree, shapes, nil, holder.place, holder.component)
                        if !leavesOut(child, tree, index, at: there) { add(Hashing.mix(there, tree[child].hash), index, child) }
                    case .element, .object, .array, .string, .number, .literal:
                        // Name, key and all content are in the hash.
                        let part = Hashing.mix(
                            Hashing.mix(holder.place, holder.component),
                            Hashing.mix(tree.names.hash(of: tree[child].name), tree[child].hash))
                        parts[part, default: .zero][index] += 1
                        below.append((child, part, number))
                    case .instruction where tree.isDeclaration(child), .document: continue
                    default:
                        if !tree[child].inner.isEmpty { add(Hashing.mix(holder.place, tree[child].hash), index, child) }
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
        if shape.list != .byContent { add(there, index, node) }
        if shape.isUnique, let key = shape.identity(of: node, in: tree) {
            // Both may have put it somewhere: it is there once.
            let bytes = Array(key.utf8)
            let mark = Hashing.mix(
                Hashing.mix(Hashing.mix(parent.component, 13), tree.names.hash(of: tree[node].name)),
                Hashing.bytes(bytes, 0..<bytes.count, seed: tree.names.seed))
            unique.insert(mark)
            add(mark, index, node)
        }
        if shape.isRoaming { add(Hashing.mix(Hashing.mix(there, 7), parent.place), index, node) }
        if tree[node].kind == .string || tree[node].kind == .number || tree[node].kind == .literal {
            add(Hashing.mix(there, tree[node].hash), index, node)
        }
        return Holder(node: node, shape: id, place: there, component: shape.kind == nil ? parent.component : there, isNamed: isNamed)
    }

    /// The items of a list whose order means something.
    private mutating func noteOrder(_ holder: Holder, _ tree: Tree, _ index: Int) {
        for (item, group) in tree.orderedContent(of: holder.node, holder.shape, shapes) {
            let id = shapes.child(tree[item].name, of: holder.shape)
            let hasKey = shapes[id].hasKey && shapes[id].identity(of: item, in: tree) != nil
            let mark = hasKey ? Self.place(of: item, tree, shapes, id, holder.place, holder.component) : tree[item].hash
            lists[Hashing.mix(Hashing.mix(holder.place, 11), group), default: FactOrder()].add(mark, holder.node, index)
        }
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

    private mutating func add(_ fact: UInt64, _ index: Int, _ node: Int) {
        counts[fact, default: .zero][index] += 1
        if wanted.contains(fact) { found.append((index, node)) }
    }

    // MARK: - The question

    /// What is asked of a merge.
    struct Question {
        /// The result, ours, theirs, and the base where there is one.
        let trees: [Tree]
        let shape: ShapeID
        let shapes: Shapes
        /// The places where a decision was made, or a conflict is.
        var excluded: Set<UInt64> = []
        /// By place: what the result must say there.
        var expected: [UInt64: [UInt8]] = [:]

        init(_ result: Tree, _ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes) {
            self.trees = [result, trees.ours, trees.theirs] + (trees.base.map { [$0] } ?? [])
            self.shape = shape
            self.shapes = shapes
        }
    }

    /// Where a merge does not say what both sides said since the base, or says more: a tree, by its number, and a node of it. Without a
    /// base: what either says.
    static func faults(_ question: Question) -> [(index: Int, node: Int)] {
        let facts = Facts(question)
        let hasBase = question.trees.count > 3
        let wrong = Set(facts.counts.filter { !facts.isRight($0.key, $0.value, hasBase: hasBase) }.keys)
        var found = facts.expected.isEmpty ? [] : [(index: 0, node: Tree.document)]
        if hasBase { found += facts.lists.values.compactMap(\.fault).map { (index: 0, node: $0) } }
        return wrong.isEmpty ? found : found + Facts(question, wanted: wrong).found
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
