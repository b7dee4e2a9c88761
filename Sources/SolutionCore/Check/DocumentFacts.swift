// What checking must know of one document: the components in it, what they name, and what is wrong with it by itself.

/// The facts of one document. They depend on its path in the solution and on its content, on nothing else.
public struct DocumentFacts: Sendable {
    public private(set) var inventory = Inventory()
    /// Components in it, in their order.
    public private(set) var components: [Component] = []
    /// Their elements.
    private var nodes: [Address: Int] = [:]
    /// The same, each time that one stands there.
    private(set) var places: [(subject: Subject, node: Int)] = []
    private(set) var references: [Reference] = []
    /// What it lists, where it is only a list of what other files hold.
    private(set) var listed: [(kind: String, key: String, node: Int)] = []
    /// Without the folder of the solution.
    public private(set) var findings: [Finding] = []

    /// Reads a document. `components` are those that its file holds.
    public init(_ side: FileChanges.Side, components: [Component], path: String, checker: DocumentChecker) {
        self.components = components
        for component in components { inventory.add(component) }
        var walk = Walk(side, path: path, checker: checker)
        walk.run()
        references = walk.references
        places = walk.components
        nodes = Dictionary(places.map { ($0.subject.address, $0.node) }) { first, _ in first }
        for (name, other) in walk.tableNames { inventory.addTable(name, alsoCalled: other) }
        for table in walk.wholeTables { inventory.addWhole(table) }
        if let kind = checker.kinds.kind(listedIn: path) {
            let tree = side.tree
            listed = tree.elements(of: tree.root).compactMap { line in
                kind.key.first?.value(in: tree, at: line).map { (kind.word, $0, line) }
            }
        }
        let naming = checker.naming(side, path: path)
        var lines = LineNumbers(side.tree)
        let isPartial = !walk.duplicates.isEmpty && side.tree.isPartial
        for (node, key) in walk.duplicates {
            let kind = naming.shape(of: node).kind.map { checker.kinds.all[$0] }
            guard !isPartial || kind != nil else { continue }
            let name = naming.name(of: node)
            let noun = kind?.noun ?? name.trail.last?.noun ?? side.tree.name(of: node)
            findings.append(
                Finding(
                    .duplicateKey, name.address, called: name.words, file: path, line: lines.line(of: node),
                    "the \(noun) '\(key)' stands twice", hint: "keep one of the two"))
        }
        findings += EnvironmentValues.findings(in: side.tree, naming: naming, path: path)
    }

    /// The element that a component of it is.
    func node(of component: Address) -> Int? { nodes[component] }
}

/// What the checks of documents share in one run.
public final class DocumentChecker {
    public let shapes: ShapeTable
    let kinds: Kinds
    private var rules: [ShapeID: Rules] = [:]

    /// What is to be known of each element of a shape. One object, as it is asked for at every element.
    final class Rules {
        let shape: Shape
        let kind: Kind?
        /// Two of one key are one too many.
        let isKeyed: Bool
        fileprivate(set) var own: [ReferenceRule] = []
        fileprivate(set) var attributes: [(name: String, rule: ReferenceRule)] = []

        init(_ shape: Shape, _ kinds: Kinds) {
            self.shape = shape
            kind = shape.kind.map { kinds.all[$0] }
            isKeyed = shape.hasKey && !shape.mayRepeat
        }
    }

    public init(shapes: ShapeTable) {
        self.shapes = shapes
        kinds = shapes.shapes.kinds
    }

    /// The places in a document, in the words of addresses. Ask one for all of a document: what stands beside each other is told apart once.
    public func addresses(in side: FileChanges.Side, path: String) -> NodeAddresses { NodeAddresses(naming: naming(side, path: path)) }

    func naming(_ side: FileChanges.Side, path: String) -> Naming {
        Naming(side, shape: shapes.shapes.document(at: path), shapes: shapes.shapes)
    }

    /// What an element of a shape names.
    func rules(for id: ShapeID) -> Rules {
        if let known = rules[id] { return known }
        let shape = shapes.shapes[id]
        let found = Rules(shape, kinds)
        var kind = shape.context.map { kinds.all[$0] }
        while let here = kind {
            for rule in here.references where Self.ends(shape.path, with: rule.names) {
                if let attribute = rule.attribute { found.attributes.append((attribute, rule)) } else { found.own.append(rule) }
            }
            kind = here.owner.flatMap { kinds[$0] }
        }
        rules[id] = found
        return found
    }

    private static func ends(_ path: [String], with names: [String]) -> Bool {
        names.count <= path.count && zip(path.suffix(names.count), names).allSatisfy { $1 == "*" || $0 == $1 }
    }
}

/// What the nodes of one document are called.
public struct NodeAddresses {
    fileprivate let naming: Naming

    public subscript(node: Int) -> Address { naming.name(of: node).address }

    /// In the words of diffs.
    public func words(of node: Int) -> String { naming.name(of: node).words }
}

/// One walk over a document.
private struct Walk {
    let tree: Tree
    let match: FilePattern.Match?
    let checker: DocumentChecker
    let start: ShapeID
    private let reader = ComponentReader(language: nil)
    private let subject: Subject
    var references: [Reference] = []
    var components: [(subject: Subject, node: Int)] = []
    var duplicates: [(node: Int, key: String)] = []
    var tableNames: [(name: String, other: String)] = []
    var wholeTables: [String] = []

    init(_ side: FileChanges.Side, path: String, checker: DocumentChecker) {
        tree = side.tree
        match = side.match
        subject = side.subject
        self.checker = checker
        start = checker.shapes.shapes.document(at: path)
    }

    /// Keys that were met in one component: those of items that may move inside it stand once in all of it.
    private final class Scope {
        var roaming: Set<Exact> = []
    }

    mutating func run() {
        visit(Tree.document, start, subject, table: match?["owner"]?.lowercased(), Scope())
    }

    private mutating func visit(_ parent: Int, _ parentShape: ShapeID, _ enclosing: Subject, table: String?, _ scope: Scope) {
        var keys: Set<Exact> = []
        for child in tree.children(of: parent) {
            switch tree[child].kind {
            case .element, .object, .array, .string, .number, .literal: break
            default: continue
            }
            let id = checker.shapes.shapes.child(tree[child].name, of: parentShape)
            let rules = checker.rules(for: id)
            var (inside, own, around) = (enclosing, table, scope)
            if let kind = rules.kind, tree[child].kind == .element {
                inside = reader.subject(kind, child, of: tree, match: match, owner: enclosing.kind == kind.owner ? enclosing : nil)
                components.append((inside, child))
                around = Scope()
                if kind.role == .table { own = kind.key.first?.value(in: tree, at: child)?.lowercased() }
                if let own, let mark = kind.wholeMark, mark.value.value(in: tree, at: child) == mark.text {
                    wholeTables.append(own)
                }
            }
            if tree[child].kind == .element, rules.isKeyed, let key = rules.shape.identity(of: child, in: tree) {
                let marked = "\(id) \(key)"
                let isNew = rules.shape.isRoaming ? scope.roaming.insert(marked).inserted : keys.insert(marked).inserted
                if !isNew { duplicates.append((child, rules.shape.key(of: child, in: tree) ?? key)) }
            }
            read(child, rules, own, inside.address)
            if Int(tree[child].end) > child + 1 { visit(child, id, inside, table: own, around) }
        }
    }

    // MARK: - References

    private mutating func read(_ node: Int, _ rules: DocumentChecker.Rules, _ own: String?, _ holder: Address) {
        for rule in rules.own where tree[node].kind != .array && tree[node].kind != .object {
            if case .member = rule.spelling {
                add(rule, tree.name(of: node), at: node, below: node, own, holder)
            } else if tree.isPlain(node) {
                add(rule, tree.text(of: node), at: node, below: node, own, holder)
            }
        }
        for (name, rule) in rules.attributes {
            for value in tree.attributes(of: node) where tree.name(of: value) == name {
                add(rule, tree.text(of: value), at: value, below: node, own, holder)
            }
        }
    }

    private mutating func add(
        _ rule: ReferenceRule, _ text: String, at value: Int, below element: Int, _ own: String?, _ holder: Address
    ) {
        guard !text.isEmpty, rule.unless?.value(in: tree, at: element) == nil else { return }
        var kinds: [String]
        switch rule.target {
        case .kinds(let words): kinds = words
        case .coded(let path):
            guard let code = path.value(in: tree, at: element) else { return }
            kinds = checker.kinds.kinds(of: ComponentCode(code)).map(\.word)
        }
        var table: String?
        if kinds == [KindRole.column.word] {
            table = self.table(rule.scope, element, own)?.lowercased()
            guard table != nil else { return }
        }
        for name in rule.spelled(in: text) where !name.isEmpty && !kinds.isEmpty {
            let folded = Key.folded(name)
            if rule.isMaking {
                tableNames.append((own ?? folded, folded))
            } else if Self.isName(folded) {
                references.append(
                    Reference(
                        kinds: kinds, name: folded, table: table, node: element, value: value, holder: holder, rule: rule))
            }
        }
    }

    /// Expressions, addresses of columns through others, and the like are no names that could be looked up. Paths are.
    private static func isName(_ name: String) -> Bool {
        !name.utf8.contains { byte in
            switch byte {
            case UInt8(ascii: "@"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("), UInt8(ascii: " "), UInt8(ascii: ":"): true
            default: false
            }
        }
    }

    private func table(_ scope: ReferenceRule.Scope, _ element: Int, _ own: String?) -> String? {
        switch scope {
        case .own: return own
        case .here(let path): return path.value(in: tree, at: element)
        case .beside(let name):
            let parent = tree.parent(of: element)
            return (tree.element(name, of: parent) ?? tree.member(name, of: parent)).map { tree.text(of: $0) }
        case .around(let names, let path):
            var here = tree.parent(of: element)
            while here != Tree.document {
                if names.contains(tree.name(of: here)) { return path.value(in: tree, at: here) }
                here = tree.parent(of: here)
            }
            return nil
        }
    }
}
