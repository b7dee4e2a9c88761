// Which of the siblings of one name are the same thing: by key, by content, by their order.

extension Matching {
    /// Matches siblings of one name.
    func match(_ left: [Int], _ right: [Int], _ parent: ShapeID) {
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
        guard shape.hasKey else { return matchByContent(left, right, id) }
        var byKey: [Exact: [Int]] = [:]
        var keyless: [Int] = []
        for y in right {
            if let key = shape.identity(of: y, in: b) { byKey[key, default: []].append(y) } else { keyless.append(y) }
        }
        var keyed: [Exact: [Int]] = [:]
        var keys: [Exact] = []
        var keylessLeft: [Int] = []
        for x in left {
            guard let key = shape.identity(of: x, in: a) else {
                keylessLeft.append(x)
                continue
            }
            if keyed[key] == nil { keys.append(Exact(key)) }
            keyed[key, default: []].append(x)
        }
        for key in keys {
            guard let nodes = keyed[key], let candidates = byKey[key] else { continue }
            if nodes.count == 1, candidates.count == 1 { join(nodes[0], candidates[0]) } else { matchOfOneKey(nodes, candidates, shape) }
        }
        if !keyless.isEmpty, !keylessLeft.isEmpty { matchByContent(keylessLeft, keyless, id) }
    }

    /// Those that one key names: what is equal, what is equal but for the order of what is in it, then in order. More than one of the last
    /// is a guess.
    private func matchOfOneKey(_ left: [Int], _ right: [Int], _ shape: Shape) {
        func join(by mark: (Tree, Int) -> UInt64) {
            var open: [UInt64: [Int]] = [:]
            for y in right.reversed() where toA[y] < 0 { open[mark(b, y), default: []].append(y) }
            for x in left where toB[x] < 0 { if let y = open[mark(a, x)]?.popLast() { self.join(x, y) } }
        }
        join { tree, node in tree[node].hash }
        join(by: Self.unorderedHash)
        let (open, others) = (left.filter { toB[$0] < 0 }, right.filter { toA[$0] < 0 })
        if !open.isEmpty, !others.isEmpty, open.count + others.count > 2, shape.merge != .derived {
            ambiguous.insert(a.parent(of: left[0]))
        }
        for (x, y) in zip(open, others) { self.join(x, y) }
    }

    /// Of items that are equal in all but their place it is the last ones that are gone, whatever stands around them: so that two
    /// sides that took one of them away took the same.
    func keepTheFirst(of parent: Int, _ shape: ShapeID) {
        var gone: Set<UInt64> = []
        for child in a.children(of: parent) where toB[child] == Self.none && a[child].kind == .element {
            if shapes[shapes.child(a[child].name, of: shape)].hasKey { gone.insert(a[child].hash) }
        }
        if gone.isEmpty { return }
        let home = toB[parent]
        var equals: [UInt64: [Int]] = [:]
        for child in a.children(of: parent) where gone.contains(a[child].hash) && a[child].kind == .element {
            if toB[child] < 0 || b.parent(of: Int(toB[child])) == Int(home) { equals[a[child].hash, default: []].append(child) }
        }
        for nodes in equals.values where nodes.count > 1 {
            let partners = nodes.compactMap { inRoamed($0) }
            for node in nodes { toB[node] = Self.none }
            for (node, partner) in zip(nodes, partners) { join(node, partner) }
        }
    }

    static func unorderedHash(_ tree: Tree, _ node: Int) -> UInt64 {
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

    /// What is equal in the same order; what is equal elsewhere; between those, what stands at the same place.
    private func matchByContent(_ left: [Int], _ right: [Int], _ shape: ShapeID) {
        let pairs = Sequences.common(left.map { a[$0].hash }, right.map { b[$0].hash })
        for (x, y) in pairs { join(left[x], right[y]) }
        var elsewhere: [UInt64: [Int]] = [:]
        for y in right.reversed() where toA[y] < 0 { elsewhere[b[y].hash, default: []].append(y) }
        for x in left where toB[x] < 0 {
            if let y = elsewhere[a[x].hash]?.popLast() { join(x, y) }
        }
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(left.count, right.count)] {
            for (one, other) in zip(left[i..<x].filter { toB[$0] < 0 }, right[j..<y].filter { toA[$0] < 0 })
            where !haveOtherItems(one, other, shape) { join(one, other) }
            (i, j) = (x + 1, y + 1)
        }
    }

    /// Matches children that are equal, in order, between those that were found before: else empty rows would change places with full ones.
    func alignAround(_ x: Int, _ y: Int) {
        let (left, right) = (Array(a.elements(of: x)), Array(b.elements(of: y)))
        guard left.contains(where: { toB[$0] < 0 }), left.contains(where: { toB[$0] >= 0 && b.parent(of: Int(toB[$0])) == y }) else {
            return
        }
        let marks = left.map { toB[$0] >= 0 ? Hashing.mix(UInt64($0), 17) : a[$0].hash }
        let others = right.map { toA[$0] >= 0 ? Hashing.mix(UInt64(toA[$0]), 17) : b[$0].hash }
        for (i, j) in Sequences.common(marks, others) where toB[left[i]] < 0 && toA[right[j]] < 0 && isEqual(left[i], right[j]) {
            join(left[i], right[j])
        }
    }

    /// Two containers that are known by their items, and have none that the other document has too.
    private func haveOtherItems(_ x: Int, _ y: Int, _ shape: ShapeID) -> Bool {
        guard shapes[shape].list == .byContent else { return false }
        let (left, right) = (a.firstKeyed(in: x, shape: shape, shapes: shapes), b.firstKeyed(in: y, shape: shape, shapes: shapes))
        return !left.isEmpty && !right.isEmpty && left.allSatisfy { toB[$0] < 0 } && right.allSatisfy { toA[$0] < 0 }
    }
}

/// Siblings of one kind and name.
struct Group {
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
