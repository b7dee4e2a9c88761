// Which nodes of two trees are the same thing: by key where the table knows one, else by name, content and place.

/// A pairing of the nodes of two trees.
///
/// Built from the top. Below nodes that are equal nothing is looked at until somebody asks (`counterpart`).
final class Matching {
    let a: Tree
    let b: Tree
    let shapes: Shapes
    let documentShape: ShapeID
    /// Keys that stand twice in one list, with an item that has them.
    private(set) var duplicates: [(isInA: Bool, node: Int)] = []
    /// Some items of this pair of documents may have moved to another parent.
    private(set) var mayRoam = false
    private var toB: [Int32]
    private var toA: [Int32]
    /// Pairs that were found away from their parents, to be entered when all others are.
    private var roamed: [(Int, Int, ShapeID)] = []

    /// Nothing matches it.
    private static let none: Int32 = -1
    /// Its parent was not entered.
    private static let unknown: Int32 = -2

    convenience init(_ a: Tree, _ b: Tree, path: String, shapes: Shapes) {
        self.init(a, b, shape: shapes.document(at: path), shapes: shapes)
    }

    /// `shape` is that of the documents.
    init(_ a: Tree, _ b: Tree, shape: ShapeID, shapes: Shapes) {
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

    private func join(_ x: Int, _ y: Int) {
        toB[x] = Int32(truncatingIfNeeded: y)
        toA[y] = Int32(truncatingIfNeeded: x)
    }

    /// Matches what is below two nodes that differ.
    private func enter(_ x: Int, _ y: Int, _ shape: ShapeID) {
        guard a[x].hash != b[y].hash, a[x].kind == b[y].kind else { return }
        let holdsRoamers = shapes[shape].kind.map { shapes.kinds.all[$0].elements.contains(where: \.isRoaming) } ?? false
        if holdsRoamers {
            mayRoam = true
            matchRoamers(x, y, shape)
        }
        align(x, y, shape)
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
    private func align(_ x: Int, _ y: Int, _ shape: ShapeID) {
        var (left, right) = (openChildren(x, of: a, &toB), openChildren(y, of: b, &toA))
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
        guard !left.isEmpty, !right.isEmpty else { return noteDuplicates(left, right, shape) }
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

    /// Matches siblings of one name.
    private func match(_ left: [Int], _ right: [Int], _ parent: ShapeID) {
        let kind = a[left[0]].kind
        if kind == .attribute {
            for (x, y) in zip(left, right) { join(x, y) }
            return
        }
        let id = shapes.child(a[left[0]].name, of: parent)
        let shape = shapes[id]
        let isMember = a[left[0]].traits.contains(.member)
        if isMember || kind == .element && shape.list == nil && left.count == 1 && right.count == 1 {
            for (x, y) in zip(left, right) { join(x, y) }
            return
        }
        guard shape.hasKey else { return matchByContent(left, right) }
        var byKey: [Exact: [Int]] = [:]
        var keyless: [Int] = []
        for y in right {
            if let key = shape.identity(of: y, in: b) { byKey[key, default: []].append(y) } else { keyless.append(y) }
        }
        for nodes in byKey.values where nodes.count > 1 { duplicates.append((false, nodes[1])) }
        var keyed: [Exact: [Int]] = [:]
        var keys: [Exact] = []
        var keylessLeft: [Int] = []
        for x in left {
            guard let key = shape.identity(of: x, in: a) else {
                keylessLeft.append(x)
                continue
            }
            let turn = keyed[key]?.count ?? 0
            keyed[key, default: []].append(x)
            if turn == 0 { keys.append(Exact(key)) }
            if turn == 1 { duplicates.append((true, x)) }
        }
        for key in keys {
            guard let nodes = keyed[key], let candidates = byKey[key] else { continue }
            if nodes.count == 1, candidates.count == 1 { join(nodes[0], candidates[0]) } else { matchOfOneKey(nodes, candidates) }
        }
        if !keyless.isEmpty, !keylessLeft.isEmpty { matchByContent(keylessLeft, keyless) }
    }

    /// Those that one key names: what is equal, what is equal but for the order of what is in it, then in order.
    private func matchOfOneKey(_ left: [Int], _ right: [Int]) {
        func join(by mark: (Tree, Int) -> UInt64) {
            var open: [UInt64: [Int]] = [:]
            for y in right.reversed() where toA[y] < 0 { open[mark(b, y), default: []].append(y) }
            for x in left where toB[x] < 0 { if let y = open[mark(a, x)]?.popLast() { self.join(x, y) } }
        }
        join { tree, node in tree[node].hash }
        join(by: Self.unorderedHash)
        for (x, y) in zip(left.filter { toB[$0] < 0 }, right.filter { toA[$0] < 0 }) { self.join(x, y) }
    }

    private static func unorderedHash(_ tree: Tree, _ node: Int) -> UInt64 {
        let parts = tree.children(of: node)
        var sum = UInt64(tree[node].name.raw) &* 0x9E37_79B9_7F4A_7C15
        var isLeaf = true
        for part in parts {
            isLeaf = false
            let hash = unorderedHash(tree, part)
            sum &+= (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        }
        return isLeaf ? tree[node].hash : sum
    }

    private func noteDuplicates(_ left: [Int], _ right: [Int], _ parent: ShapeID) {
        for (nodes, tree, isInA) in [(left, a, true), (right, b, false)] where nodes.count > 1 {
            var seen: Set<Exact> = []
            for node in nodes where tree[node].kind == .element {
                let shape = shapes[shapes.child(tree[node].name, of: parent)]
                guard shape.hasKey, let key = shape.identity(of: node, in: tree) else { continue }
                if !seen.insert(tree.name(of: node) + "\u{1F}" + key).inserted { duplicates.append((isInA, node)) }
            }
        }
    }

    /// What is equal in the same order; what is equal elsewhere; between those, what stands at the same place.
    private func matchByContent(_ left: [Int], _ right: [Int]) {
        let pairs = Sequences.common(left.map { a[$0].hash }, right.map { b[$0].hash })
        for (x, y) in pairs { join(left[x], right[y]) }
        var elsewhere: [UInt64: [Int]] = [:]
        for y in right.reversed() where toA[y] < 0 { elsewhere[b[y].hash, default: []].append(y) }
        for x in left where toB[x] < 0 {
            if let y = elsewhere[a[x].hash]?.popLast() { join(x, y) }
        }
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(left.count, right.count)] {
            for (one, other) in zip(left[i..<x].filter { toB[$0] < 0 }, right[j..<y].filter { toA[$0] < 0 }) { join(one, other) }
            (i, j) = (x + 1, y + 1)
        }
    }

    // MARK: - Items that may move

    /// Matches the items of two components whose keys are unique in them, then the containers that have no key by the
    /// items they hold.
    private func matchRoamers(_ x: Int, _ y: Int, _ shape: ShapeID) {
        let (left, right) = (Roamers(x, of: a, shape, shapes), Roamers(y, of: b, shape, shapes))
        for (key, item) in left.items {
            guard let other = right.items[key], toB[item.node] < 0, toA[other.node] < 0 else { continue }
            join(item.node, other.node)
        }
        roamed = left.order.compactMap { toB[$0.node] >= 0 ? ($0.node, Int(toB[$0.node]), $0.shape) : nil }
        for (x, y) in holderPairs(left, right, root: (x, y)) where toB[x.node] < 0 && toA[y.node] < 0 {
            join(x.node, y.node)
            roamed.append((x.node, y.node, x.shape))
        }
        for node in left.duplicates { duplicates.append((true, node)) }
        for node in right.duplicates { duplicates.append((false, node)) }
    }
}

extension Matching {
    /// Containers that have items in common, the likeliest pairs first: those at home in the same item, with the most
    /// items in common, at the same place.
    private func holderPairs(
        _ left: Roamers, _ right: Roamers, root: (Int, Int)
    ) -> [(x: Roamers.Container, y: Roamers.Container)] {
        var pairs: [(x: Roamers.Container, y: Roamers.Container, score: [Int])] = []
        for x in left.containers {
            var votes: [Int: Int] = [:]
            for item in x.items {
                guard let other = inRoamed(item) else { continue }
                for holder in right.holders[other] ?? [] where right.containers[holder].shape == x.shape { votes[holder, default: 0] += 1 }
            }
            for (holder, count) in votes.sorted(by: { $0.key < $1.key }) {
                let y = right.containers[holder]
                let isHome = x.home == root.0 && y.home == root.1 || inRoamed(x.home) == y.home
                // Where none came or went the place tells which is which, else what stands first in it.
                let isSteady = left.counts[x.home] == right.counts[y.home]
                let isFirst = x.items.first.flatMap(inRoamed) == y.items.first
                let likeness = (x.place == y.place ? isSteady ? 3 : 1 : 0) + (isFirst ? 2 : 0)
                pairs.append((x, y, [isHome ? 1 : 0, count, likeness]))
            }
        }
        // Sorting keeps no order of equals: their places do.
        let order = pairs.indices.sorted { one, other in
            pairs[one].score == pairs[other].score ? one < other : pairs[other].score.lexicographicallyPrecedes(pairs[one].score)
        }
        return order.map { (pairs[$0].x, pairs[$0].y) }
    }

    private func inRoamed(_ node: Int) -> Int? { toB[node] >= 0 ? Int(toB[node]) : nil }
}

/// Siblings of one kind and name.
private struct Group {
    let order: UInt64
    var nodes: [Int]

    static func sorted(_ nodes: [Int], in tree: Tree) -> [Group] {
        var groups: [Group] = []
        var place: [UInt64: Int] = [:]
        for node in nodes {
            let order = order(of: tree[node])
            if let index = place[order] {
                groups[index].nodes.append(node)
            } else {
                place[order] = groups.count
                groups.append(Group(order: order, nodes: [node]))
            }
        }
        return groups.sorted { $0.order < $1.order }
    }

    /// The values of a JSON array are of one group, whatever they are; so are texts and CDATA sections.
    private static func order(of node: Node) -> UInt64 {
        let kind: NodeKind =
            switch node.kind {
            case .cdata: .text
            case .object, .array, .string, .number, .literal: .object
            default: node.kind
            }
        return UInt64(node.name.raw) << 8 | UInt64(kind.rawValue)
    }
}

extension Shape {
    /// What an item is known by among its siblings, made comparable; nil where it has none of its keys.
    func identity(of node: Int, in tree: Tree) -> String? {
        var result = ""
        var isEmpty = true
        for (index, path) in keys.enumerated() {
            if index > 0 { result += "\u{1F}" }
            guard let value = path.value(in: tree, at: node) else { continue }
            isEmpty = false
            result += Key.folded(value)
        }
        return isEmpty ? nil : result
    }

    /// The same, as addresses spell it.
    func key(of node: Int, in tree: Tree) -> String? {
        let values = keys.compactMap { $0.value(in: tree, at: node) }.map(Key.spelled)
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}
