// The items of a component that may move within it, and the keyless containers that are known by such items.

/// One component's items with keys that are unique in it: the tabs, sections and cells of a form.
struct Roamers {
    struct Item {
        let node: Int
        let shape: ShapeID
    }
    struct Container {
        let node: Int
        let shape: ShapeID
        /// The item around it, or the component.
        let home: Int
        /// Among the containers of its home.
        let place: Int
        var items: [Int] = []
    }

    /// By name and key; those that stand twice are left out.
    private(set) var items: [Exact: Item] = [:]
    private(set) var order: [Item] = []
    private(set) var containers: [Container] = []
    /// The containers around an item, up to the next item around it.
    private(set) var holders: [Int: [Int]] = [:]
    /// How many containers an item has.
    private(set) var counts: [Int: Int] = [:]
    private(set) var duplicates: [Int] = []

    init(_ root: Int, of tree: Tree, _ shape: ShapeID, _ shapes: Shapes) {
        visit(root, tree, shape, shapes, home: root, around: [])
        let twice = Set(exact: duplicates.compactMap { Self.key(of: $0, tree, shapes[itemShape[$0] ?? shape]) })
        for key in twice { items[key] = nil }
        order.removeAll { item in Self.key(of: item.node, tree, shapes[item.shape]).map { twice.contains($0) } ?? true }
    }

    private var itemShape: [Int: ShapeID] = [:]

    private mutating func visit(_ node: Int, _ tree: Tree, _ shape: ShapeID, _ shapes: Shapes, home: Int, around: [Int]) {
        for child in tree.elements(of: node) {
            let id = shapes.child(tree[child].name, of: shape)
            let childShape = shapes[id]
            var (inside, innerHome) = (around, home)
            if childShape.isRoaming, let key = Self.key(of: child, tree, childShape) {
                itemShape[child] = id
                order.append(Item(node: child, shape: id))
                if items.updateValue(Item(node: child, shape: id), forKey: Exact(key)) != nil { duplicates.append(child) }
                for index in around { containers[index].items.append(child) }
                holders[child] = around
                (inside, innerHome) = ([], child)
            } else if childShape.list == .byContent {
                inside.append(containers.count)
                containers.append(Container(node: child, shape: id, home: home, place: counts[home, default: 0]))
                counts[home, default: 0] += 1
            }
            visit(child, tree, id, shapes, home: innerHome, around: inside)
        }
    }

    private static func key(of node: Int, _ tree: Tree, _ shape: Shape) -> String? {
        shape.identity(of: node, in: tree).map { tree.name(of: node) + "\u{1F}" + $0 }
    }
}
