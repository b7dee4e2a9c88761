// One file of a solution, as far as it carries components: what it holds, what it lists, what it is content of.

public struct CarrierFile: Sendable {
    /// A place that says a component's name and is nothing without it: a line of the manifest, of a list beside the files.
    struct Line {
        let node: Int
        let kinds: [String]
        /// Folded.
        let names: [String]
        /// Of a part of a table, the table.
        var table: String?
        /// Kinds in whose content it may be.
        var carriers: [String] = []
    }

    public let path: String
    /// The components that it holds on its own, without their parts; none where it is content of one.
    let holds: [Address]
    /// Those with what is inside them.
    let parts: [Component]
    /// What it is content of.
    let contentOf: Address?
    /// Components in its document, and the nodes of each.
    private(set) var places: [(address: Address, nodes: Range<Int>)] = []
    /// Places that list a component which another file holds.
    private(set) var lines: [Line] = []
    /// Content that a component refers to, by folded path.
    private(set) var content: [(address: Address, path: String)] = []
    /// What the components in it name.
    private(set) var references: [Reference] = []
    /// Other names of tables that it makes.
    private(set) var tableNames: [Exact: String] = [:]
    /// What components need that the solution does not have, as its manifest says.
    private(set) var needs: [(dependent: Line, required: Line, solution: String?)] = []

    /// A file that is no document, or none that could be read.
    public init(_ path: String, holds: [Component], contentOf owner: Address?) {
        self.path = path
        self.holds = holds.map(\.address)
        parts = holds
        contentOf = holds.isEmpty ? owner : nil
    }

    /// A document; `parts` are the components in it with those inside them.
    public init(
        _ path: String, _ side: FileChanges.Side, holds: [Component], parts: [Component], contentOf owner: Address?,
        checker: DocumentChecker
    ) {
        self.path = path
        self.holds = holds.map(\.address)
        self.parts = parts
        contentOf = holds.isEmpty ? owner : nil
        let facts = DocumentFacts(side, components: parts, path: path, checker: checker)
        places = facts.places.filter { $0.subject.kind != KindRole.solution.word }.map { subject, node in
            (subject.address, node..<Int(side.tree[node].end))
        }
        places += Self.sections(parts, side.tree)
        lines = Self.lines(side.tree, path, checker.kinds)
        content = facts.places.flatMap { Self.content(of: $0.subject, $0.node, side, checker.kinds) }
        references = facts.references
        tableNames = facts.inventory.tableNames
        needs = Self.needs(side.tree, checker.kinds)
    }

    /// Sections that the table does not know are components and have no shape.
    private static func sections(_ parts: [Component], _ tree: Tree) -> [(address: Address, nodes: Range<Int>)] {
        parts.filter { $0.kind == PackageNames.unknownSection }.compactMap { section in
            tree.element(section.name, of: tree.root).map { (section.address, $0..<Int(tree[$0].end)) }
        }
    }

    private static func content(
        of subject: Subject, _ node: Int, _ side: FileChanges.Side, _ kinds: Kinds
    ) -> [(address: Address, path: String)] {
        guard let kind = kinds[subject.kind] else { return [] }
        let texts = kind.texts.compactMap { $0.target(in: side.tree, node) }.map { (subject.address, $0.lowercased()) }
        return texts
            + kind.payloads.flatMap { payload in
                payload.references(in: side.tree, node).compactMap { reference in
                    payload.target(of: reference, in: side.tree, node, owner: side.match?["owner"] ?? side.match?["key"])
                        .map { (subject.address, $0.lowercased()) }
                }
            }
    }

    // MARK: - Lines

    private static func lines(_ tree: Tree, _ path: String, _ kinds: Kinds) -> [Line] {
        if let kind = kinds.kind(listedIn: path) {
            return tree.elements(of: tree.root).compactMap { element in
                kind.key.first?.value(in: tree, at: element).map { Line(node: element, kinds: [kind.word], names: [Key.folded($0)]) }
            }
        }
        guard let manifest = tree.element("SolutionManifest", of: tree.root) else { return [] }
        func items(_ list: String) -> [Int] { tree.element(list, of: manifest).map { Array(tree.elements(of: $0)) } ?? [] }
        let roots = items("RootComponents").map { line($0, saying: $0, tree, kinds) }
        // What a component needs of other solutions goes with the component.
        return roots
            + items("MissingDependencies").compactMap { item in
                tree.element("Dependent", of: item).map { line(item, saying: $0, tree, kinds) }
            }
    }

    private static func needs(_ tree: Tree, _ kinds: Kinds) -> [(dependent: Line, required: Line, solution: String?)] {
        guard let list = tree.element(at: ["SolutionManifest", "MissingDependencies"], of: tree.root) else { return [] }
        return tree.elements(of: list).compactMap { item in
            guard let required = tree.element("Required", of: item), let dependent = tree.element("Dependent", of: item) else { return nil }
            // Behind the name stands the version.
            let solution = tree.attribute("solution", of: required)?.split(separator: " ").first.map(String.init)
            return (line(dependent, saying: dependent, tree, kinds), line(required, saying: required, tree, kinds), solution)
        }
    }

    private static func line(_ element: Int, saying teller: Int, _ tree: Tree, _ kinds: Kinds) -> Line {
        let root = RootComponent(tree, teller)
        let possible = kinds.kinds(of: root.code)
        let words = possible.map(\.word)
        return Line(
            node: element, kinds: words.isEmpty ? [root.type] : words, names: root.identities,
            table: tree.attribute("parentSchemaName", of: teller)?.lowercased(), carriers: possible.compactMap(\.carrier))
    }
}
