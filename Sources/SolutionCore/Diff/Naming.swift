// What the nodes of a document are called: their addresses, and the words a maker has for them.

/// Names the nodes of one document of a solution. Names are made when they are asked for.
final class Naming {
    struct Name {
        let subject: Subject
        let address: Address
        let trail: [Change.Step]
        let shape: ShapeID
        /// How things inside are named, which is shorter where the node says nothing.
        let inside: (address: Address, trail: [Change.Step])

        /// `main form Information of Account › tab General`
        var words: String { Change.words(of: subject, trail) }
    }

    let tree: Tree
    let shapes: Shapes
    private let reader: ComponentReader
    private let language: String?
    private let match: FilePattern.Match?
    private var names: [Int: Name] = [:]
    private var places: [Int: [Int: Place]] = [:]

    /// A file's document. `subject` is what its parts belong to where they are no components themselves.
    init(
        _ side: FileChanges.Side, shape: ShapeID, shapes: Shapes
    ) {
        tree = side.tree
        self.shapes = shapes
        language = side.language
        match = side.match
        reader = ComponentReader(kinds: shapes.kinds, language: language, nameOf: side.nameOf)
        names[Tree.document] = Name(
            subject: side.subject, address: side.subject.address, trail: [], shape: shape, inside: (side.subject.address, []))
    }

    /// A document that is the value of a node of another.
    init(_ tree: Tree, in outer: Naming, at node: Int, shapes: Shapes) {
        self.tree = tree
        self.shapes = shapes
        language = outer.language
        match = outer.match
        reader = outer.reader
        let name = outer.name(of: node)
        names[Tree.document] = Name(
            subject: name.subject, address: name.address, trail: name.trail, shape: name.shape,
            inside: (name.address, shapes[name.shape].isQuiet ? name.inside.trail : name.trail))
    }

    /// The same document, with other keys.
    func keyed(by shape: ShapeID) -> Naming {
        let whole = name(of: Tree.document)
        return Naming(
            tree, shapes: shapes, reader: reader, language: language, match: match,
            document: Name(subject: whole.subject, address: whole.address, trail: whole.trail, shape: shape, inside: whole.inside))
    }

    private init(
        _ tree: Tree, shapes: Shapes, reader: ComponentReader, language: String?, match: FilePattern.Match?, document: Name
    ) {
        self.tree = tree
        self.shapes = shapes
        self.reader = reader
        self.language = language
        self.match = match
        names[Tree.document] = document
    }

    func name(of node: Int) -> Name {
        if let known = names[node] { return known }
        let parent = tree.parent(of: node)
        let name = make(node, below: self.name(of: parent), parent)
        names[node] = name
        return name
    }

    func shape(of node: Int) -> Shape { shapes[name(of: node).shape] }

    private func make(_ node: Int, below above: Name, _ parent: Int) -> Name {
        let record = tree[node]
        if record.kind == .attribute {
            let name = tree.name(of: node)
            // The text of a translation is what it is.
            let isText = Language.isText(name, of: parent, in: tree)
            let id = shapes.attribute(record.name, of: above.shape)
            return Name(
                subject: above.subject, address: Address("\(above.address)/@\(name)"),
                trail: isText ? above.trail : above.trail + [Change.Step(noun: shapes[id].noun ?? name, label: nil)],
                shape: id, inside: above.inside)
        }
        let id = shapes.child(record.name, of: above.shape)
        let shape = shapes[id]
        if record.kind == .element {
            if let kind = shape.kind.map({ shapes.kinds.all[$0] }) {
                let subject = reader.subject(kind, node, of: tree, match: match, owner: owner(of: kind, above.subject))
                return Name(
                    subject: subject, address: subject.address, trail: [], shape: id, inside: (subject.address, []))
            }
            if parent == Tree.document {
                return Name(
                    subject: above.subject, address: above.address, trail: above.trail, shape: id, inside: above.inside)
            }
            if isUnknownSection(node, parent, shape) {
                let name = tree.name(of: node)
                let subject = Subject(
                    kind: PackageNames.unknownSection, address: Address(kind: PackageNames.unknownSection, key: name), name: name)
                return Name(
                    subject: subject, address: subject.address, trail: [], shape: id, inside: (subject.address, []))
            }
        } else if parent == Tree.document, tree.syntax == .json {
            return Name(
                subject: above.subject, address: above.address, trail: above.trail, shape: id, inside: above.inside)
        }
        let segment = segment(of: node, in: parent, shape)
        let address = Address("\(above.inside.address)/\(segment.text)")
        let trail = above.inside.trail + [segment.step]
        return Name(
            subject: above.subject, address: address, trail: trail, shape: id,
            inside: shape.isWrapper ? above.inside : (address, shape.isQuiet ? above.inside.trail : trail))
    }

    private func owner(of kind: Kind, _ enclosing: Subject) -> Subject? { enclosing.kind == kind.owner ? enclosing : nil }

    /// A section of the residue that the table does not know is a component, as `ls` lists it.
    private func isUnknownSection(_ node: Int, _ parent: Int, _ shape: Shape) -> Bool {
        tree.parent(of: parent) == Tree.document && shape.context == nil && !shape.isWrapper && shape.expected.isEmpty
            && tree.name(of: parent) == PackageNames.root && tree.elements(of: node).contains { _ in true }
    }

    // MARK: - Segments

    private struct Segment {
        let text: String
        let step: Change.Step
    }

    /// A child's name and key, and how often they stood before it.
    private struct Place {
        let name: String
        let key: String?
        let turn: Int
        var isAlone = true
    }

    private func segment(of node: Int, in parent: Int, _ shape: Shape) -> Segment {
        if places[parent] == nil { places[parent] = makePlaces(parent) }
        guard let place = places[parent]?[node] else { return Segment(text: "", step: Change.Step(noun: "", label: nil)) }
        let isArray = tree[parent].kind == .array
        let base = place.key.map { place.name + "/" + $0 } ?? place.name
        let text =
            isArray
            ? String(place.turn - 1)
            : place.isAlone || place.key != nil && place.turn == 1 ? base : base + (place.key != nil ? "," : "/") + String(place.turn)
        var label = tree[node].kind == .element ? self.label(of: node) : memberLabel(of: node, shape)
        label = label ?? place.key ?? (isArray || !place.isAlone ? "no. \(place.turn)" : nil)
        return Segment(text: text, step: Change.Step(noun: shape.noun ?? place.name, label: label))
    }

    /// All children at once: some are told apart only by counting.
    private func makePlaces(_ parent: Int) -> [Int: Place] {
        var last: [Exact: (node: Int, turn: Int)] = [:]
        var result: [Int: Place] = [:]
        let parentShape = name(of: parent).shape
        for child in tree.content(of: parent) {
            let shape = shapes[shapes.child(tree[child].name, of: parentShape)]
            let name = spelledName(of: child, in: parent)
            let key = tree[child].kind == .element ? shape.key(of: child, in: tree) : nil
            let base = key.map { name + "/" + $0 } ?? name
            let before = last[base]
            var place = Place(name: name, key: key, turn: (before?.turn ?? 0) + 1)
            if let before {
                place.isAlone = false
                result[before.node]?.isAlone = false
            }
            last[base] = (child, place.turn)
            result[child] = place
        }
        return result
    }

    private func spelledName(of node: Int, in parent: Int) -> String {
        switch tree[node].kind {
        case .text, .cdata: "#text"
        case .comment: "#comment"
        case .instruction, .doctype: "#instruction"
        default: tree[parent].kind == .array ? "item" : tree.name(of: node)
        }
    }

    /// What a maker calls an item of a list.
    private func label(of element: Int) -> String? {
        if let language = Language.name(of: element, in: tree) { return language }
        if let type = tree.attribute("type", of: element) ?? required(of: element).flatMap({ tree.attribute("type", of: $0) }),
            let named = referenceLabel(required(of: element) ?? element, type)
        {
            return named
        }
        return ItemLabels.elements.lazy.compactMap { $0.value(in: self.tree, at: element, language: self.language) }.first
    }

    /// A member that is one of many is called by its name, or as what it holds says where the name is only an id.
    private func memberLabel(of node: Int, _ shape: Shape) -> String? {
        let isNamed = tree[node].traits.contains(.member)
        let name = tree.name(of: node)
        guard isNamed ? shape.noun != nil || GUID(name) != nil : tree[node].kind == .object else { return nil }
        if isNamed, GUID(name) == nil { return shape.noun == nil ? nil : name }
        let told = ItemLabels.members.lazy.compactMap { self.tree.member($0, of: node) }.first { self.tree[$0].kind == .string }
        return told.map { tree.text(of: $0) } ?? (isNamed ? name : nil)
    }

    private func required(of element: Int) -> Int? { tree.element("Required", of: element) }

    /// A line of a list of components says which kind it means by a number.
    private func referenceLabel(_ element: Int, _ type: String) -> String? {
        let names: [ValuePath] = ["@displayName", "@schemaName", "@id"]
        let kinds = shapes.kinds.kinds(of: ComponentCode(type))
        guard let kind = kinds.first, var name = names.lazy.compactMap({ $0.value(in: self.tree, at: element) }).first else { return nil }
        if tree.attribute("displayName", of: element) == nil {
            name = kinds.lazy.compactMap { [key = name] in self.reader.nameOf?($0.word, key) }.first ?? Key.spelled(name)
        }
        let dependent = tree.element("Dependent", of: tree.parent(of: element)).flatMap { dependent in
            names.lazy.compactMap { $0.value(in: self.tree, at: dependent) }.first
        }
        return kind.noun + " " + name + (dependent.map { " for " + $0 } ?? "")
    }
}

extension Tree {
    /// The innermost items with keys that a node without a key is known by: its first cells.
    func firstKeyed(in node: Int, shape: ShapeID, shapes: Shapes) -> [Int] {
        var found: [Int] = []
        for child in elements(of: node) {
            let id = shapes.child(nodes[child].name, of: shape)
            if shapes[id].hasKey, shapes[id].identity(of: child, in: self) != nil {
                found.append(child)
            } else {
                found += firstKeyed(in: child, shape: id, shapes: shapes)
            }
        }
        return found
    }
}
