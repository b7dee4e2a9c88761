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

    func noteDuplicates(_ left: [Int], _ right: [Int], _ parent: ShapeID) {
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
