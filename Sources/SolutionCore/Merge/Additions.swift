// What one side put where, found without looking at all that it put there.

/// One side's additions, by the base's node that they came to. Worked out a place at a time, when somebody asks.
final class Additions {
    private struct Place {
        /// By name and key.
        var byKey: [Exact: Int] = [:]
        /// By name and kind.
        var byName: [UInt64: [Int]] = [:]
        /// By the base's node behind which they stand; -1 at the start.
        var byAnchor: [Int: [Int]] = [:]
        /// Containers without a key, by the first items in them.
        var byContent: [[Exact]: Int] = [:]
    }

    private let side: SideChanges
    private let naming: Naming
    private let shapes: Shapes
    private var places: [Int: Place] = [:]
    private var anchors: [Int: [Int: Int]] = [:]
    private var counts: [Int: [UInt64: Int]] = [:]

    init(_ side: SideChanges, naming: Naming, shapes: Shapes) {
        self.side = side
        self.naming = naming
        self.shapes = shapes
    }

    func shape(of node: Int) -> Shape { shapes[side.delta.matching.shape(of: node, in: side.tree)] }

    func key(of node: Int) -> String? {
        let shape = shape(of: node)
        guard side.tree[node].kind == .element || side.tree[node].kind == .object, shape.hasKey else { return nil }
        return shape.identity(of: node, in: side.tree).map { side.tree.name(of: node) + "\u{1F}" + $0 }
    }

    /// What a container without a key is known by.
    func cells(in node: Int) -> [String] {
        side.tree.firstKeyed(in: node, shape: naming.name(of: node).shape, shapes: shapes).map { naming.name(of: $0).address.folded }
    }

    /// Name and kind; members have their names alone.
    func signature(of node: Int) -> UInt64 {
        let record = side.tree[node]
        return UInt64(record.name.raw) << 8 | UInt64(record.traits.contains(.member) ? .max : record.kind.rawValue)
    }

    // MARK: - Finding

    func added(to parent: Int, key: String) -> Int? { place(parent).byKey[key] }

    func added(to parent: Int, signature: UInt64) -> [Int] { place(parent).byName[signature] ?? [] }

    func added(to parent: Int, cells: [String]) -> Int? { place(parent).byContent[cells.map { Exact($0) }] }

    func added(to parent: Int, behind anchor: Int) -> [Int] { place(parent).byAnchor[anchor] ?? [] }

    /// The base's node behind which something stands; -1 at the start.
    func anchor(of node: Int) -> Int {
        let parent = side.tree.parent(of: node)
        if anchors[parent] == nil {
            var last = -1
            var found: [Int: Int] = [:]
            for sibling in side.tree.content(of: parent) {
                found[sibling] = last
                if let base = side.baseNode(of: sibling) { last = base }
            }
            anchors[parent] = found
        }
        return anchors[parent]?[node] ?? -1
    }

    /// Nothing beside it has its name.
    func isSingle(_ node: Int) -> Bool {
        let parent = side.tree.parent(of: node)
        if counts[parent] == nil {
            var found: [UInt64: Int] = [:]
            for sibling in side.tree.children(of: parent) { found[signature(of: sibling), default: 0] += 1 }
            counts[parent] = found
        }
        return counts[parent]?[signature(of: node)] == 1
    }

    private func place(_ parent: Int) -> Place {
        if let known = places[parent] { return known }
        var place = Place()
        for node in side.added[parent] ?? [] {
            place.byName[signature(of: node), default: []].append(node)
            if side.tree[node].kind == .attribute { continue }
            place.byAnchor[anchor(of: node), default: []].append(node)
            if let key = key(of: node), place.byKey[key] == nil { place.byKey[key] = node }
            if side.tree[node].kind == .element, shape(of: node).list == .byContent {
                let cells = cells(in: node).map { Exact($0) }
                if place.byContent[cells] == nil { place.byContent[cells] = node }
            }
        }
        places[parent] = place
        return place
    }
}
