// A document as lines: each value that a maker can set with its address, in an order of our own where the document's means nothing.

/// The values of one document, noise left out.
public final class Outline {
    public struct Line: Sendable {
        public let subject: Subject
        public let address: Address
        public let trail: [Change.Step]
        /// Nil where the thing is there and says nothing more.
        public let value: String?
        /// The value as a maker knows it.
        public let shownValue: String?
        fileprivate let node: Int
        /// Its place in the outline of the document that is the node's value.
        fileprivate let inner: Int?
    }

    public private(set) var lines: [Line] = []
    private let naming: Naming
    private let shape: ShapeID
    private let parse: EmbeddedParser
    private var embedded: [Int: Outline] = [:]
    private var tree: Tree { naming.tree }
    private var shapes: Shapes { naming.shapes }

    /// The document of a file; `path` is in the solution's folder.
    public convenience init(_ side: FileChanges.Side, path: String, shapes: ShapeTable, parse: @escaping EmbeddedParser) {
        let shape = shapes.shapes.document(at: path)
        self.init(Naming(side, shape: shape, shapes: shapes.shapes), shape: shape, parse)
    }

    private init(_ naming: Naming, shape: ShapeID, _ parse: @escaping EmbeddedParser) {
        self.naming = naming
        self.shape = shape
        self.parse = parse
        addChildren(of: Tree.document)
    }

    // MARK: - Lines

    private func add(_ node: Int, _ value: String?, inner: (place: Int, line: Line)? = nil) {
        let name = naming.name(of: node)
        lines.append(
            Line(
                subject: inner?.line.subject ?? name.subject, address: inner?.line.address ?? name.address,
                trail: inner?.line.trail ?? name.trail, value: inner.map(\.line.value) ?? value,
                shownValue: inner.map(\.line.shownValue) ?? value.map { naming.shape(of: node).values[$0] ?? $0 }, node: node,
                inner: inner?.place))
    }

    private func addChildren(of parent: Int) {
        for child in ordered(parent) { add(child, below: parent) }
    }

    private func add(_ node: Int, below parent: Int) {
        let record = tree[node]
        let shape = naming.shape(of: node)
        if shape.noise != nil || isDefault(node, shape) { return }
        switch record.kind {
        case .attribute: if !isKey(node, of: parent) { addValue(node) }
        case .instruction, .doctype: break
        case .comment, .text, .cdata: add(node, tree.text(of: node))
        case .string, .number, .literal: addValue(node)
        case .object, .array, .element, .document:
            let before = lines.count
            if record.kind == .element, tree.isPlain(node) {
                for attribute in ordered(node) where tree[attribute].kind == .attribute { add(attribute, below: node) }
                let text = tree.text(of: node)
                let isKeyed = shape.keys.contains { $0.value(in: tree, at: node) == text }
                if !text.isEmpty, !isKeyed { return addValue(node) }
            } else {
                addChildren(of: node)
            }
            // A list that holds nothing says nothing.
            if lines.count == before, !shape.isWrapper || record.kind != .element { add(node, nil) }
        }
    }

    /// A value, or what is in it where it is a document itself.
    private func addValue(_ node: Int) {
        if embedded[node] == nil, let syntax = Embedded.syntax(of: tree.valueBytes(of: node)),
            let inner = parse(tree.valueBytes(of: node), syntax)
        {
            let shape = naming.name(of: node).shape
            embedded[node] = Outline(Naming(inner, in: naming, at: node, shapes: shapes), shape: shape, parse)
        }
        guard let inside = embedded[node], !inside.lines.isEmpty else { return add(node, tree.value(at: node)) }
        for (place, line) in inside.lines.enumerated() { add(node, nil, inner: (place, line)) }
    }

    /// What the platform adds by itself is as good as not there.
    private func isDefault(_ node: Int, _ shape: Shape) -> Bool {
        shape.platformDefault.map { tree.isPlain(node) && tree.text(of: node) == $0 } ?? false
    }

    /// The address says it already, or it only says how names are written.
    private func isKey(_ attribute: Int, of element: Int) -> Bool {
        guard tree[element].kind == .element else { return false }
        let name = tree.name(of: attribute)
        if name == "xmlns" || name.hasPrefix("xmlns:") { return true }
        return naming.shape(of: element).keys.contains { $0.steps.isEmpty && $0.attribute == name }
    }

    /// The children in an order that means something: that of the document, or else by names and keys.
    private func ordered(_ parent: Int) -> [Int] {
        let attributes = tree.attributes(of: parent).sorted { tree.name(of: $0) < tree.name(of: $1) }
        let content = tree.content(of: parent).filter { tree[$0].kind != .attribute && !tree.isDeclaration($0) }
        let isObject = tree[parent].kind == .object
        if parent == Tree.document || tree[parent].kind == .array || !isObject && naming.shape(of: parent).isOrdered {
            return attributes + content
        }
        let keyed = content.enumerated().map { place, node in
            let shape = naming.shape(of: node)
            let isSet = tree[node].kind == .element && shape.hasKey && !shape.isSequence
            return (name: tree.name(of: node), key: isSet ? shape.identity(of: node, in: tree) ?? "" : "", place: place, node: node)
        }
        return attributes
            + keyed.sorted { (Exact($0.name), Exact($0.key), $0.place) < (Exact($1.name), Exact($1.key), $1.place) }.map(\.node)
    }

    // MARK: - Descent

    /// For each line the one of an earlier state of the document that says the same of the same thing.
    public func origins(in earlier: Outline) -> [Int?] {
        let matching = Matching(earlier.tree, tree, shape: shape, shapes: shapes)
        var places: [Int: Int] = [:]
        var starts: [Int: Int] = [:]
        for (place, line) in earlier.lines.enumerated() {
            if line.inner == nil { places[line.node] = place } else if line.inner == 0 { starts[line.node] = place }
        }
        var inside: [Int: [Int?]] = [:]
        return lines.map { line in
            guard let node = matching.inA(line.node) else { return nil }
            guard let inner = line.inner else {
                return places[node].flatMap { earlier.lines[$0].value == line.value ? $0 : nil }
            }
            guard let new = embedded[line.node], let old = earlier.embedded[node], let start = starts[node] else { return nil }
            let origins = inside[line.node] ?? new.origins(in: old)
            inside[line.node] = origins
            return origins[inner].map { start + $0 }
        }
    }
}
