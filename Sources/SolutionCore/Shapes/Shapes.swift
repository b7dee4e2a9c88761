// The table of kinds as an automaton over element names: from the shape of an element to those of its children.

/// Finds shapes. Every path is worked out once, however many elements stand there.
///
/// Not for use by several threads at once.
final class Shapes {
    let kinds: Kinds
    let names: Names
    /// What the repository's settings add to the table.
    private let extra: [ElementRule]
    private var shapes: [Shape] = []
    private var children: [[NameID: ShapeID]] = []
    private var attributes: [[NameID: ShapeID]] = []
    private var roots: [Exact: ShapeID] = [:]
    /// Per context: its rules by the last name of their places.
    private var rules: [Int: RuleIndex] = [:]

    init(kinds: Kinds = .table, names: Names, extra: [ElementRule] = []) {
        self.kinds = kinds
        self.names = names
        self.extra = extra
    }

    subscript(id: ShapeID) -> Shape { shapes[id] }

    /// The shape of the document in a file of a solution.
    func document(at path: String) -> ShapeID {
        let shape = Shape()
        var signature = ""
        for (kind, place, _) in kinds.places(of: path) {
            guard let elements = place.elements, let index = kinds.index(of: kind) else { continue }
            shape.expected.append((index, elements[...]))
            // Some tools write the component alone, without the list around it.
            if elements.count > 1, !Kind.isPackage(elements) { shape.expected.append((index, elements.suffix(1))) }
            signature += "\(index):\(elements.joined(separator: "/")) "
        }
        if PackageNames.isWhole(path) || PackageNames.isResidue(path) {
            signature += "all"
            for kind in kinds.kinds(in: nil) where !kind.path.isEmpty {
                guard let index = kinds.index(of: kind) else { continue }
                shape.expected.append((index, ([PackageNames.root] + kind.path)[...]))
            }
        }
        // What a file is content of says what its parts are called: the actions of a flow.
        if shape.expected.isEmpty, let described = kinds.places(of: path + ".data.xml").first {
            shape.context = kinds.index(of: described.kind)
            signature += "in \(described.kind.word) "
        }
        shape.isOrdered = shape.expected.isEmpty && !Self.isShard(path)
        signature += shape.isOrdered ? "ordered" : ""
        if let known = roots[signature] { return known }
        let id = add(shape)
        roots[signature] = id
        return id
    }

    /// The shape of the same documents, with keys for the lists that have none: by the shapes of their items.
    func document(_ id: ShapeID, inferring rules: [ShapeID: ListRule]) -> ShapeID {
        let shape = shapes[id].copy()
        shape.inferred = InferredKeys(rules)
        shape.origin = id
        return add(shape)
    }

    /// `folder/key/element.xml`, as the platform writes the kinds that it adds: settings, whose order means nothing.
    private static func isShard(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        return parts.count >= 3 && parts.count % 2 == 1 && path.hasSuffix(".xml") && parts[0].beginsSmall
    }

    /// The shape of a child element, member or array item.
    func child(_ name: NameID, of parent: ShapeID) -> ShapeID {
        if let known = children[parent][name] { return known }
        let shape = makeChild(names[name], of: shapes[parent])
        if let inferred = shapes[parent].inferred, let origin = shapes[parent].origin {
            let known = child(name, of: origin)
            shape.inferred = inferred
            shape.origin = known
            if shape.list == nil, let rule = inferred.rules[known] { (shape.list, shape.isInferred) = (rule, true) }
        }
        let id = add(shape)
        children[parent][name] = id
        return id
    }

    /// The shape of an attribute.
    func attribute(_ name: NameID, of element: ShapeID) -> ShapeID {
        if let known = attributes[element][name] { return known }
        let owner = shapes[element]
        let shape = Shape()
        shape.context = owner.context
        shape.path = owner.path + ["@" + names[name]]
        for rule in index(of: owner.context).attributes[names[name]] ?? [] where Self.ends(owner.path, with: rule.parents) {
            shape.noise = shape.noise ?? rule.rule.noise
            shape.merge = shape.merge ?? rule.rule.merge
            shape.noun = shape.noun ?? rule.rule.noun
            if shape.values.isEmpty { shape.values = rule.rule.values }
        }
        shape.platformDefault = Self.platformDefault(at: owner.path, attribute: names[name])
        let id = add(shape)
        attributes[element][name] = id
        return id
    }

    private func add(_ shape: Shape) -> ShapeID {
        shapes.append(shape)
        children.append([:])
        attributes.append([:])
        return shapes.count - 1
    }

    private func makeChild(_ name: String, of parent: Shape) -> Shape {
        let shape = Shape()
        // Values of arrays, and the one in a document, have no name.
        shape.path = name.isEmpty ? parent.path : parent.path + [name]
        shape.context = parent.context
        shape.isOrdered = parent.isOrdered
        for (kind, path) in parent.expected where path.first == name {
            if path.count > 1 {
                shape.expected.append((kind, path.dropFirst()))
                shape.isWrapper = true
            } else if shape.kind == nil {
                shape.kind = kind
                shape.context = kind
                shape.isOrdered = false
            }
        }
        if let kind = shape.kind {
            shape.isWrapper = false
            let key = kinds.all[kind].key
            if !key.isEmpty { shape.list = .set(key) }
            for inner in kinds.kinds(in: kinds.all[kind].word) where !inner.path.isEmpty {
                if let index = kinds.index(of: inner) { shape.expected.append((index, inner.path[...])) }
            }
        }
        let index = index(of: shape.context)
        for rule in (index.elements[name] ?? []) + (index.elements["*"] ?? [])
        where Self.ends(parent.path, with: rule.parents) && (!rule.isRooted || rule.parents.count == parent.path.count) {
            if shape.list == nil { shape.mayRepeat = rule.rule.mayRepeat }
            shape.list = shape.list ?? rule.rule.list
            shape.isRoaming = shape.isRoaming || rule.rule.isRoaming
            shape.isUnique = shape.isUnique || rule.rule.isUnique
            shape.holdsLists = shape.holdsLists || rule.rule.holdsLists
            shape.isWrapper = shape.isWrapper || rule.rule.isWrapper
            shape.isQuiet = shape.isQuiet || rule.rule.isQuiet
            shape.noun = shape.noun ?? rule.rule.noun
            if shape.values.isEmpty { shape.values = rule.rule.values }
            shape.noise = shape.noise ?? rule.rule.noise
            shape.merge = shape.merge ?? rule.rule.merge
        }
        if shape.list == .byContent { shape.isWrapper = true }
        if shape.list == nil, shape.kind == nil, isWrapper(shape.path, index) {
            shape.isWrapper = true
        }
        shape.platformDefault = Self.platformDefault(at: shape.path, attribute: nil)
        return shape
    }

    private func isWrapper(_ path: [String], _ index: RuleIndex) -> Bool {
        guard let last = path.last else { return false }
        func holds(_ name: String) -> Bool { index.wrappers[name]?.contains { Self.ends(path, with: $0) } ?? false }
        return holds(last) || holds("*")
    }

    /// Whether a path's last names are these; `*` is any.
    private static func ends(_ path: [String], with names: [String]) -> Bool {
        guard names.count <= path.count else { return false }
        return zip(path.suffix(names.count), names).allSatisfy { $1 == "*" || $0 == $1 }
    }

    private static func platformDefault(at path: [String], attribute: String?) -> String? {
        guard let last = path.last, defaultedNames.contains(attribute ?? last) else { return nil }
        let place = attribute.map { last + "@" + $0 } ?? path.suffix(2).joined(separator: "/")
        return platformDefaults[place]
    }

    private static let platformDefaults = Dictionary(exact: ElementRule.platformDefaults.map { ($0.place, $0.value) }) { first, _ in first }

    /// The last names of their places.
    private static let defaultedNames = Set(
        exact: ElementRule.platformDefaults.compactMap {
            $0.place.utf8.split { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "@") }.last.map { String(Substring($0)) }
        })

    // MARK: - Rules

    private struct PlacedRule {
        let rule: ElementRule
        /// The names before the last one.
        let parents: [String]
        /// They are all that may stand there.
        var isRooted: Bool { rule.place.utf8.first == UInt8(ascii: "/") }
    }

    /// The rules that hold in one kind of component: its own first, then those of the kinds around it, then the common ones.
    private struct RuleIndex {
        var elements: [Exact: [PlacedRule]] = [:]
        var attributes: [Exact: [PlacedRule]] = [:]
        /// Lists around items, by the last names of their places.
        var wrappers: [Exact: [[String]]] = [:]

        mutating func add(_ rule: ElementRule) {
            let parts = rule.place.split(separator: "@", omittingEmptySubsequences: false)
            let names = parts[0].split(separator: "/").map(String.init)
            if parts.count > 1 {
                attributes[String(parts[1]), default: []].append(PlacedRule(rule: rule, parents: names))
                return
            }
            guard let last = names.last else { return }
            elements[last, default: []].append(PlacedRule(rule: rule, parents: Array(names.dropLast())))
            if rule.list != nil, names.count > 1 { wrappers[names[names.count - 2], default: []].append(Array(names.dropLast())) }
        }
    }

    private func index(of context: Int?) -> RuleIndex {
        let number = context ?? -1
        if let known = rules[number] { return known }
        var index = RuleIndex()
        for rule in extra { index.add(rule) }
        var kind = context.map { kinds.all[$0] }
        while let here = kind {
            for rule in here.elements { index.add(rule) }
            kind = here.owner.flatMap { kinds[$0] }
        }
        for rule in ElementRule.common { index.add(rule) }
        rules[number] = index
        return index
    }
}
