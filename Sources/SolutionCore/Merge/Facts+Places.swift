// Where a node of a document stands: a path of names and keys, as one number.

extension Facts {
    /// The place of a child, made of its parent's.
    static func place(
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
}
