// Documents inside values: XML or JSON that another document holds as a text, and how it is spelled there.

enum Embedded {
    /// Two values read as documents of one grammar; nil where either is none.
    static func pair(_ a: Tree, _ x: Int, _ b: Tree, _ y: Int, _ parse: EmbeddedParser) -> (Tree, Tree)? {
        guard a.isPlain(x), b.isPlain(y) else { return nil }
        let (left, right) = (a.valueBytes(of: x), b.valueBytes(of: y))
        guard let syntax = syntax(of: left), syntax == Self.syntax(of: right), let one = parse(left, syntax),
            let other = parse(right, syntax)
        else { return nil }
        return (one, other)
    }

    /// The values of a merge read as documents of one grammar; nil where any is none.
    static func documents(_ values: Sides<[UInt8]>, _ parse: EmbeddedParser) -> Sides<Tree>? {
        guard let syntax = syntax(of: values.ours), values.all.allSatisfy({ Self.syntax(of: $0) == syntax }) else { return nil }
        let trees = values.map { parse($0, syntax) }
        guard let ours = trees.ours, let theirs = trees.theirs else { return nil }
        if let base = trees.base { return base.map { Sides(base: $0, ours: ours, theirs: theirs) } }
        return Sides(base: nil, ours: ours, theirs: theirs)
    }

    /// The grammar a text looks like. A number or a name in quotes is JSON too, but nothing to look into.
    static func syntax(of text: [UInt8]) -> Syntax? {
        guard let first = text.first(where: { !isSpace($0) }), let last = text.last(where: { !isSpace($0) }) else {
            return nil
        }
        switch (first, last) {
        case (UInt8(ascii: "<"), UInt8(ascii: ">")): return .xml
        case (UInt8(ascii: "{"), UInt8(ascii: "}")), (UInt8(ascii: "["), UInt8(ascii: "]")): return .json
        default: return nil
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
}

extension Tree {
    /// Holds nothing but text: an attribute, a string, or an element without elements and comments.
    func isPlain(_ node: Int) -> Bool {
        switch nodes[node].kind {
        case .attribute, .string, .number, .literal, .text, .cdata: true
        case .element: content(of: node).allSatisfy { nodes[$0].kind == .text || nodes[$0].kind == .cdata }
        default: false
        }
    }

    /// A node's value for people: its text where it is plain, else its spelling.
    func value(at node: Int) -> String {
        switch nodes[node].kind {
        case .comment, .instruction, .doctype: text(of: node)
        case .object, .array: String(decoding: source[nodes[node].inner.range], as: UTF8.self)
        default: isPlain(node) ? text(of: node) : spelling(of: node)
        }
    }

    /// An element with neither attributes nor content.
    func isEmpty(_ node: Int) -> Bool { nodes[node].kind == .element && Int(nodes[node].end) == node + 1 }

    /// What came or went with a node: of a text in one language the text, of a value the value, else all of it.
    func content(spelledAt node: Int) -> String {
        if let translation = Language.text(of: node, in: self) { return translation }
        let isLeafWithoutAttributes =
            nodes[node].kind != .element || isPlain(node) && attributes(of: node).first { _ in true } == nil
        return isLeafWithoutAttributes ? value(at: node) : spelling(of: node)
    }

    /// A text as it is to stand in the place of a node's value, in the node's own manner; nil where that cannot be told.
    func spelled(_ text: [UInt8], at node: Int) -> [UInt8]? {
        let span = nodes[node].inner.range
        let old = Array(source[span])
        switch nodes[node].kind {
        case .string:
            let spelled = JSONText.quote(String(decoding: text, as: UTF8.self))
            return JSONText.quote(self.text(of: node)) == old ? spelled : nil
        case .attribute, .element, .text:
            let isCDATA = nodes[node].kind == .element && source[span].starts(with: Array("<![CDATA[".utf8))
            if isCDATA {
                let isWhole = content(of: node).reduce(0) { count, _ in count + 1 } == 1 && old.suffix(3) == Array("]]>".utf8)[...]
                return isWhole ? Array("<![CDATA[".utf8) + text + Array("]]>".utf8) : nil
            }
            for manner in XMLSpelling.manners where XMLSpelling.spell(valueBytes(of: node), manner) == old {
                return XMLSpelling.spell(text, manner)
            }
            return nil
        default:
            return nil
        }
    }
}

/// The ways in which writers of XML spell the characters that need not stand as references.
enum XMLSpelling {
    struct Manner {
        let greater: Bool
        let quote: Bool
        let apostrophe: Bool
        /// Line ends as references; nil as they are.
        let lines: (cr: String, lf: String)?
    }

    static let manners: [Manner] = [nil, ("&#xD;", "&#xA;"), ("&#13;", "&#10;")].flatMap { lines in
        [
            (true, true, false), (true, false, false), (false, true, false), (false, false, false), (true, true, true),
            (false, true, true), (false, false, true), (true, false, true),
        ]
        .map { Manner(greater: $0.0, quote: $0.1, apostrophe: $0.2, lines: lines) }
    }

    static func spell(_ text: [UInt8], _ manner: Manner) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + text.count / 4)
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">") where manner.greater: result += "&gt;".utf8
            case UInt8(ascii: "\"") where manner.quote: result += "&quot;".utf8
            case UInt8(ascii: "'") where manner.apostrophe: result += "&apos;".utf8
            case UInt8(ascii: "\r"): result += (manner.lines?.cr ?? "&#xD;").utf8
            case UInt8(ascii: "\n"): if let lines = manner.lines { result += lines.lf.utf8 } else { result.append(byte) }
            default: result.append(byte)
            }
        }
        return result
    }
}
