// XML into a tree: takes the tags that the XML parser found and accounts for every byte between and inside them.

/// A tag of a well-formed document, as the XML parser reported it.
public struct XMLTag: Sendable {
    public enum Kind: UInt8, Sendable {
        case start, end, empty
    }
    public let kind: Kind
    /// The offset of `<`.
    public let start: UInt32
    /// The offset after `>`.
    public let end: UInt32

    @inlinable
    public init(kind: Kind, start: UInt32, end: UInt32) {
        self.kind = kind
        self.start = start
        self.end = end
    }
}

extension Tree {
    /// The tree of a well-formed XML document, from its bytes and the tags in it.
    ///
    /// Blank text with a line break in it, and blank text outside the root, is layout and becomes no node; so does
    /// all blank text next to elements that stand on lines of their own.
    public init(xml source: [UInt8], tags: [XMLTag], names: Names) {
        let nodes = source.withUnsafeBufferPointer { buffer in
            var builder = XMLTreeBuilder(source: buffer, names: names)
            builder.build(tags)
            return builder.tree.finished
        }
        self.init(syntax: .xml, source: source, names: names, nodes: nodes)
    }
}

private struct XMLTreeBuilder {
    let source: UnsafeBufferPointer<UInt8>
    var tree: TreeBuilder
    /// Everything before it is accounted for.
    var position = 0

    init(source: UnsafeBufferPointer<UInt8>, names: Names) {
        self.source = source
        tree = TreeBuilder(names: names, sourceCount: source.count)
    }

    mutating func build(_ tags: [XMLTag]) {
        tree.open(.document, name: .none, at: 0, innerStart: 0)
        for tag in tags {
            let start = Int(tag.start)
            let end = Int(tag.end)
            between(position, start)
            switch tag.kind {
            case .start, .empty:
                startTag(start, end, isEmpty: tag.kind == .empty)
            case .end:
                tree.close(innerEnd: start, outerEnd: end, source: source)
            }
            position = end
        }
        between(position, source.count)
        tree.close(innerEnd: source.count, outerEnd: source.count, source: source)
    }

    // MARK: - Between tags

    /// Text, CDATA sections, comments, instructions and the document type, up to the next tag.
    private mutating func between(_ start: Int, _ end: Int) {
        var here = start
        while here < end {
            if source[here] != UInt8(ascii: "<") {
                var stop = here
                while stop < end, source[stop] != UInt8(ascii: "<") { stop += 1 }
                text(here, stop)
                here = stop
            } else if starts(with: "<!--", at: here) {
                here = markup(.comment, from: here, opener: 4, closer: "-->", before: end)
            } else if starts(with: "<![CDATA[", at: here) {
                here = markup(.cdata, from: here, opener: 9, closer: "]]>", before: end)
            } else if starts(with: "<?", at: here) {
                here = markup(.instruction, from: here, opener: 2, closer: "?>", before: end)
            } else {
                here = doctype(from: here, before: end)
            }
        }
    }

    private mutating func text(_ start: Int, _ end: Int) {
        guard tree.depth > 1 else { return }
        var isBlank = true
        var hasLineBreak = false
        var isEncoded = false
        for i in start..<end {
            switch source[i] {
            case UInt8(ascii: "\n"): hasLineBreak = true
            case UInt8(ascii: "\r"):
                hasLineBreak = true
                isEncoded = true
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "&"):
                isBlank = false
                isEncoded = true
            default: isBlank = false
            }
        }
        if isBlank, hasLineBreak { return }
        let span = Span(start, end)
        tree.add(.text, outer: span, inner: span, traits: isEncoded ? .encoded : [], source: source)
    }

    /// One piece of markup with a fixed opener and closer, giving the offset after it.
    private mutating func markup(
        _ kind: NodeKind, from start: Int, opener: Int, closer: StaticString, before end: Int
    ) -> Int {
        let length = closer.utf8CodeUnitCount
        var stop = start + opener
        var isEncoded = false
        while stop + length <= end, !starts(with: closer, at: stop) {
            if source[stop] == UInt8(ascii: "\r") { isEncoded = true }
            stop += 1
        }
        let outerEnd = min(stop + length, end)
        tree.add(
            kind, outer: Span(start, outerEnd), inner: Span(start + opener, stop), traits: isEncoded ? .encoded : [],
            source: source)
        return outerEnd
    }

    /// A document type declaration; its internal subset, if any, is in square brackets.
    private mutating func doctype(from start: Int, before end: Int) -> Int {
        var stop = start
        var quote: UInt8 = 0
        var brackets = 0
        while stop < end {
            let byte = source[stop]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                brackets += 1
            } else if byte == UInt8(ascii: "]") {
                brackets -= 1
            } else if byte == UInt8(ascii: ">"), brackets == 0 {
                stop += 1
                break
            }
            stop += 1
        }
        tree.add(.doctype, outer: Span(start, stop), inner: Span(start, stop), source: source)
        return stop
    }

    private func starts(with literal: StaticString, at offset: Int) -> Bool {
        let length = literal.utf8CodeUnitCount
        guard offset + length <= source.count else { return false }
        let bytes = literal.utf8Start
        for i in 0..<length where source[offset + i] != bytes[i] { return false }
        return true
    }

    // MARK: - Tags

    private mutating func startTag(_ start: Int, _ end: Int, isEmpty: Bool) {
        var here = start + 1
        while !XMLText.endsName(source[here]) { here += 1 }
        let name = tree.names.intern(source[(start + 1)..<here])
        tree.open(.element, name: name, at: start, innerStart: end, traits: isEmpty ? .selfClosing : [])
        let last = end - (isEmpty ? 2 : 1)
        while here < last {
            if XMLText.isSpace(source[here]) {
                here += 1
            } else {
                here = attribute(from: here)
            }
        }
        if isEmpty { tree.close(innerEnd: end, outerEnd: end, source: source) }
    }

    private mutating func attribute(from start: Int) -> Int {
        var here = start
        while !XMLText.endsName(source[here]) { here += 1 }
        let name = tree.names.intern(source[start..<here])
        while source[here] != UInt8(ascii: "\""), source[here] != UInt8(ascii: "'") { here += 1 }
        let quote = source[here]
        let valueStart = here + 1
        here = valueStart
        var isEncoded = false
        while source[here] != quote {
            switch source[here] {
            case UInt8(ascii: "&"), UInt8(ascii: "\r"), UInt8(ascii: "\n"), UInt8(ascii: "\t"): isEncoded = true
            default: break
            }
            here += 1
        }
        tree.add(
            .attribute, name: name, outer: Span(start, here + 1), inner: Span(valueStart, here),
            traits: isEncoded ? .encoded : [], source: source)
        return here + 1
    }
}

extension XMLText {
    static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || byte == UInt8(ascii: "\t")
    }

    /// What comes after the name of an element or attribute.
    static func endsName(_ byte: UInt8) -> Bool {
        isSpace(byte) || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }
}
