// A parsed document: its source bytes and an arena of nodes in preorder. XML and JSON are the same tree to everything above.

/// Which grammar a document was read with.
public enum Syntax: String, Sendable {
    case xml, json
}

/// A document, parsed once.
///
/// The source is UTF-8, whatever encoding the file had (see `TextEncoding`); spans are offsets into it. Nothing of it is
/// copied into the nodes, so that what is written later can be made of pieces of it.
public struct Tree {
    public typealias Index = Int

    public let syntax: Syntax
    public let source: [UInt8]
    public let names: Names
    public internal(set) var nodes: ContiguousArray<Node>

    /// The document node.
    public static var document: Index { 0 }

    /// The root element or the JSON value.
    public var root: Index {
        for child in children(of: Tree.document) {
            switch nodes[child].kind {
            case .comment, .instruction, .doctype, .text: continue
            default: return child
            }
        }
        return Tree.document
    }

    public subscript(index: Index) -> Node { nodes[index] }

    /// The nodes directly below one, attributes first, in the order of the source.
    public func children(of index: Index) -> Children {
        Children(nodes: nodes, next: index + 1, end: Int(nodes[index].end))
    }

    /// The elements directly below one.
    public func elements(of index: Index) -> some Sequence<Index> {
        children(of: index).lazy.filter { nodes[$0].kind == .element }
    }

    /// The attributes of an element.
    public func attributes(of index: Index) -> some Sequence<Index> {
        children(of: index).lazy.prefix { nodes[$0].kind == .attribute }
    }

    public func parent(of index: Index) -> Index { Int(nodes[index].parent) }

    public func name(of index: Index) -> String { names[nodes[index].name] }

    /// The source bytes of a span.
    public func bytes(_ span: Span) -> ArraySlice<UInt8> { source[span.range] }

    /// A node's whole spelling as text.
    public func spelling(of index: Index) -> String {
        String(decoding: source[nodes[index].outer.range], as: UTF8.self)
    }

    /// A walk over the nodes directly below one.
    public struct Children: Sequence, IteratorProtocol {
        let nodes: ContiguousArray<Node>
        var index: Index
        let end: Index

        init(nodes: ContiguousArray<Node>, next: Index, end: Index) {
            self.nodes = nodes
            self.index = next
            self.end = end
        }

        public mutating func next() -> Index? {
            guard index < end else { return nil }
            defer { index = Int(nodes[index].end) }
            return index
        }
    }
}

extension Tree {
    /// The first element of that name directly below a node.
    public func element(_ name: String, of index: Index) -> Index? {
        guard let id = names.find(name) else { return nil }
        return element(id, of: index)
    }

    public func element(_ name: NameID, of index: Index) -> Index? {
        children(of: index).first { nodes[$0].kind == .element && nodes[$0].name == name }
    }

    /// The element at the end of a path of names.
    public func element(at path: [String], of index: Index) -> Index? {
        var here = index
        for name in path {
            guard let below = element(name, of: here) else { return nil }
            here = below
        }
        return here
    }

    /// The value of an attribute.
    public func attribute(_ name: String, of index: Index) -> String? {
        guard let id = names.find(name) else { return nil }
        return attribute(id, of: index)
    }

    public func attribute(_ name: NameID, of index: Index) -> String? {
        for child in children(of: index) {
            guard nodes[child].kind == .attribute else { return nil }
            if nodes[child].name == name { return text(of: child) }
        }
        return nil
    }

    /// The member of that name of a JSON object.
    public func member(_ name: String, of index: Index) -> Index? {
        guard nodes[index].kind == .object, let id = names.find(name) else { return nil }
        return children(of: index).first { nodes[$0].name == id }
    }
}
