// Keys for lists that no table knows: what tells the items apart in all states of a merge.

/// Looks for names in the items of unknown lists.
struct KeyInference {
    /// What names a thing, in the order in which it is believed; letter case does not count.
    private static let words = [
        "id", "uniquename", "schemaname", "logicalname", "key", "name", "guid", "languagecode", "lcid", "alias", "path",
    ]

    /// What was seen of the items at one path of names.
    private struct List {
        /// Those that still may be the key; nil before the first item.
        var candidates: [ValuePath]?
        /// Some parent has two.
        var isRepeated = false
    }

    private let shapes: Shapes
    private var lists: [ShapeID: List] = [:]

    /// The lists of documents, with the keys that hold in all of them: by the shape of the items.
    static func rules(_ trees: Sides<Tree>, shape: ShapeID, shapes: Shapes) -> [ShapeID: ListRule] {
        var inference = KeyInference(shapes: shapes)
        for tree in trees.all { inference.visit(Tree.document, tree, shape) }
        return inference.lists.compactMapValues { list in
            list.isRepeated ? list.candidates?.first.map { .sequence([$0]) } : nil
        }
    }

    private init(shapes: Shapes) { self.shapes = shapes }

    private mutating func visit(_ node: Int, _ tree: Tree, _ shape: ShapeID) {
        var items: [ShapeID: [Int]] = [:]
        for child in tree.children(of: node) {
            guard [.element, .object, .array].contains(tree[child].kind) else { continue }
            let id = shapes.child(tree[child].name, of: shape)
            if isUnknown(child, tree, shapes[id]) { items[id, default: []].append(child) }
            visit(child, tree, id)
        }
        for (id, nodes) in items { narrow(id, nodes, tree) }
    }

    private func isUnknown(_ node: Int, _ tree: Tree, _ shape: Shape) -> Bool {
        shape.list == nil && shape.kind == nil && !tree[node].traits.contains(.member) && tree[node].kind != .array
    }

    private mutating func narrow(_ id: ShapeID, _ nodes: [Int], _ tree: Tree) {
        var list = lists[id] ?? List()
        if nodes.count > 1 { list.isRepeated = true }
        let candidates = list.candidates ?? Self.candidates(nodes[0], tree)
        list.candidates = candidates.filter { path in
            var seen: Set<Exact> = []
            return nodes.allSatisfy { node in
                path.value(in: tree, at: node).map { seen.insert(Exact(Key.folded($0))).inserted } ?? false
            }
        }
        lists[id] = list
    }

    /// Attributes, and members or elements that hold nothing but a text.
    private static func candidates(_ node: Int, _ tree: Tree) -> [ValuePath] {
        var found: [(rank: Int, path: ValuePath)] = []
        for child in tree.children(of: node) {
            let name = tree.name(of: child)
            guard let rank = words.firstIndex(of: name.lowercased()), tree.isPlain(child), !name.contains("/") else { continue }
            if name.contains("|") || name.contains("@") || name.contains("[") || name.contains("(") { continue }
            found.append((rank, ValuePath(stringLiteral: (tree[child].kind == .attribute ? "@" : "") + name)))
        }
        return found.indices.sorted { (found[$0].rank, $0) < (found[$1].rank, $1) }.map { found[$0].path }
    }
}
