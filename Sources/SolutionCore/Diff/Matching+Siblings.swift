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
        guard shape.hasKey else { return matchByContent(left, right) }
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
        if !keyless.isEmpty, !keylessLeft.isEmpty { matchByContent(keylessLeft, keyless) }
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
        var gone: [UInt64: Int] = [:]
        for child in a.children(of: parent) where toB[child] == Self.none && a[child].kind == .element && gone[a[child].hash] == nil {
            if shapes[shapes.child(a[child].name, of: shape)].hasKey { gone[a[child].hash] = child }
        }
        if gone.isEmpty { return }
        for child in a.children(of: parent) where toB[child] >= 0 {
            guard let first = gone[a[child].hash], first < child, a[first].name == a[child].name else { continue }
            let other = Int(toB[child])
            guard b.parent(of: other) == Int(toB[parent]) else { continue }
            toB[child] = Self.none
            join(first, other)
            gone[a[child].hash] = a.children(of: parent).first { toB[$0] == Self.none && a[$0].hash == a[child].hash }
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
