// How one tree became another: the differences between matched trees, node by node, before anybody gives them names.

/// One difference between two trees, `a` before and `b` after.
enum Difference {
    /// A value was replaced: an attribute's, a leaf element's, a scalar's, a comment's.
    case value(a: Int, b: Int)
    case added(b: Int, parent: Int)
    case removed(a: Int)
    /// It stands below another parent; `parent` is that one, in `b`.
    case moved(a: Int, b: Int, parent: Int)
    /// Children of a pair stand in another order. Without meaning where the table says so.
    case reordered(a: Int, b: Int, name: NameID, hasMeaning: Bool)
}

/// All differences between two documents.
struct Delta {
    let matching: Matching
    private(set) var differences: [Difference] = []

    var a: Tree { matching.a }
    var b: Tree { matching.b }

    init(_ a: Tree, _ b: Tree, path: String, shapes: Shapes) {
        self.init(Matching(a, b, path: path, shapes: shapes))
    }

    init(_ matching: Matching) {
        self.matching = matching
        compare(Tree.document, Tree.document, matching.documentShape)
    }

    /// Only what differs below two nodes.
    init(_ matching: Matching, below roots: (a: Int, b: Int)) {
        self.matching = matching
        compare(roots.a, roots.b, matching.shape(of: roots.a, in: matching.a))
    }

    // MARK: - Walk

    private mutating func compare(_ x: Int, _ y: Int, _ shape: ShapeID) {
        guard a[x].hash != b[y].hash else { return }
        guard a[x].kind == b[y].kind,
            a[x].kind == .element || a[x].kind == .object || a[x].kind == .array
                || a[x].kind == .document
        else { return differences.append(.value(a: x, b: y)) }
        if matching.opaque.contains(x) {
            if a[x].kind == .element { compareAttributes(x, y) }
            if a.contentHashes(x) != b.contentHashes(y) { differences.append(.value(a: x, b: y)) }
            return
        }
        if a[x].kind == .element {
            compareAttributes(x, y)
            let (leafX, leafY) = (a.isLeaf(x), b.isLeaf(y))
            let (before, after) = (a.leafValue(x), b.leafValue(y))
            // Text among elements is one value with them: what moves in it would take the wrong spaces along.
            let isMixed = !leafX && !before.isEmpty || !leafY && !after.isEmpty
            if isMixed ? a.contentHashes(x) != b.contentHashes(y) : (leafX || leafY) && before != after {
                return differences.append(.value(a: x, b: y))
            }
            if isMixed { return }
            compareChildren(x, y, shape, besidesText: leafX && leafY)
        } else {
            compareChildren(x, y, shape)
        }
    }

    private mutating func compareAttributes(_ x: Int, _ y: Int) {
        for attribute in a.attributes(of: x) {
            if let other = matching.inB(attribute) {
                if a[attribute].hash != b[other].hash { differences.append(.value(a: attribute, b: other)) }
            } else {
                differences.append(.removed(a: attribute))
            }
        }
        for attribute in b.attributes(of: y) where matching.inA(attribute) == nil {
            differences.append(.added(b: attribute, parent: x))
        }
    }

    private mutating func compareChildren(_ x: Int, _ y: Int, _ shape: ShapeID, besidesText: Bool = false) {
        func counts(_ node: Node) -> Bool { !(besidesText && (node.kind == .text || node.kind == .cdata)) }
        for child in a.content(of: x) where matching.inB(child) == nil && counts(a[child]) {
            differences.append(.removed(a: child))
        }
        var stayed: [(a: Int, b: Int)] = []
        for child in b.content(of: y) where counts(b[child]) {
            guard let other = matching.inA(child) else {
                differences.append(.added(b: child, parent: x))
                if matching.mayRoam { compareMoved(in: child, matching.shapes.child(b[child].name, of: shape)) }
                continue
            }
            if a.parent(of: other) == x {
                stayed.append((other, child))
            } else {
                differences.append(.moved(a: other, b: child, parent: y))
            }
            compare(other, child, matching.shapes.child(b[child].name, of: shape))
        }
        compareOrder(stayed, x, y, shape)
    }

    /// What moved into something that is new.
    private mutating func compareMoved(in added: Int, _ shape: ShapeID) {
        for child in b.content(of: added) {
            let childShape = matching.shapes.child(b[child].name, of: shape)
            if let other = matching.inA(child) {
                differences.append(.moved(a: other, b: child, parent: added))
                compare(other, child, childShape)
            } else {
                compareMoved(in: child, childShape)
            }
        }
    }

    private mutating func compareOrder(_ stayed: [(a: Int, b: Int)], _ x: Int, _ y: Int, _ shape: ShapeID) {
        guard a[x].kind != .object, !Self.isAscending(stayed.map(\.a)) else { return }
        if matching.shapes[shape].isOrdered || a[x].kind == .array {
            let ordered = stayed.filter { !matching.shapes[matching.shapes.child(a[$0.a].name, of: shape)].isSet }
            let hasMeaning = !Self.isAscending(ordered.map(\.a))
            differences.append(.reordered(a: x, b: y, name: .none, hasMeaning: hasMeaning))
            return
        }
        var names: [NameID] = []
        for (child, _) in stayed where !names.contains(a[child].name) { names.append(a[child].name) }
        var hasMeaning = false
        for name in names {
            let item = matching.shapes[matching.shapes.child(name, of: shape)]
            let places = stayed.filter { a[$0.a].name == name }.map(\.a)
            // Of a list that the table does not know the order may mean something.
            guard item.isSequence || item.list == nil && places.count > 1, !Self.isAscending(places) else { continue }
            hasMeaning = true
            differences.append(.reordered(a: x, b: y, name: name, hasMeaning: true))
        }
        if !hasMeaning { differences.append(.reordered(a: x, b: y, name: .none, hasMeaning: false)) }
    }

    private static func isAscending(_ numbers: [Int]) -> Bool {
        zip(numbers, numbers.dropFirst()).allSatisfy { $0 < $1 }
    }
}

extension Tree {
    /// What a node holds: everything below it but attributes and the XML declaration.
    func content(of index: Index) -> some Sequence<Index> {
        children(of: index).lazy.filter { child in
            switch nodes[child].kind {
            case .attribute: false
            case .instruction: !isDeclaration(child)
            default: true
            }
        }
    }

    func contentHashes(_ index: Index) -> [UInt64] { content(of: index).map { nodes[$0].hash } }

    func isDeclaration(_ index: Index) -> Bool {
        nodes[index].kind == .instruction && source.withUnsafeBufferPointer { nodes[index].isDeclaration(in: $0) }
    }

    /// An element that holds text or nothing.
    func isLeaf(_ index: Index) -> Bool {
        nodes[index].kind == .element && !children(of: index).contains { nodes[$0].kind == .element }
    }

    /// A leaf's text, or the text beside an element's children.
    func leafValue(_ index: Index) -> [UInt8] {
        var result: [UInt8] = []
        for child in children(of: index) where nodes[child].kind == .text || nodes[child].kind == .cdata {
            appendValue(of: child, to: &result)
        }
        return result
    }
}
