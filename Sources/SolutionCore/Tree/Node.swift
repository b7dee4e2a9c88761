// One node of a parsed document: what it is, its name, and the span of source bytes it came from.

/// A half-open range of bytes of a document's source.
public struct Span: Equatable, Hashable, Sendable {
    public var start: UInt32
    public var end: UInt32

    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = UInt32(truncatingIfNeeded: start)
        self.end = UInt32(truncatingIfNeeded: end)
    }

    @inlinable public var range: Range<Int> { Int(start)..<Int(end) }
    @inlinable public var count: Int { Int(end) - Int(start) }
    @inlinable public var isEmpty: Bool { start == end }
}

/// What a node is. XML and JSON share one tree; the first group is XML's, the second JSON's.
public enum NodeKind: UInt8, Sendable {
    /// The whole source; always node 0.
    case document

    case element, attribute, text, cdata, comment
    /// A processing instruction, the XML declaration among them.
    case instruction
    /// A document type declaration without entity declarations.
    case doctype

    case object, array, string, number
    /// `true`, `false` or `null`.
    case literal
}

/// One node of a `Tree`: 40 bytes, in preorder, so that the nodes below it are the range `index + 1 ..< end`.
public struct Node: Sendable {
    /// Everything that belongs to the node: `<a b="c">…</a>`, `b="c"`, `"key": value`.
    public internal(set) var outer: Span
    /// What the node holds: between the tags, between the quotes; of a JSON member its value as spelled.
    public internal(set) var inner: Span
    /// Interned: the element or attribute name as spelled with its prefix, the member name unescaped, else `Names.none`.
    public internal(set) var name: NameID
    /// The index after the last node below this one.
    public internal(set) var end: UInt32
    /// The node that holds this one; the document holds itself.
    public internal(set) var parent: UInt32
    public internal(set) var kind: NodeKind
    public internal(set) var traits: Traits
    /// Covers kind, name and meaning of everything below: equal for equal content whatever its layout.
    public internal(set) var hash: UInt64

    /// What must be known of the spelling to read the value from `inner`.
    public struct Traits: OptionSet, Sendable {
        public let rawValue: UInt8
        @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
        /// References, escapes or line ends stand in `inner`: it is not its own value.
        public static let encoded = Traits(rawValue: 1)
        /// Spelled `<a/>`: `inner` is empty and lies at the end of `outer`.
        public static let selfClosing = Traits(rawValue: 2)
        /// A member of a JSON object: `outer` holds the name as well.
        public static let member = Traits(rawValue: 4)
    }
}

extension Node {
    /// The XML declaration: it tells how the text is encoded, and is no part of what the document says.
    func isDeclaration(in source: UnsafeBufferPointer<UInt8>) -> Bool {
        kind == .instruction && inner.count >= 4 && source[Int(inner.start)] == UInt8(ascii: "x")
            && source[Int(inner.start) + 1] == UInt8(ascii: "m") && source[Int(inner.start) + 2] == UInt8(ascii: "l")
            && source[Int(inner.start) + 3] <= UInt8(ascii: " ")
    }
}
