// JSON into a tree: a strict parser (RFC 8259) that keeps number spelling, key order and duplicates, and every span.

extension Tree {
    /// The tree of a JSON document.
    public init(json source: [UInt8], names: Names, limits: ParseLimits = ParseLimits()) throws(ParseError) {
        var result: Result<ContiguousArray<Node>, ParseError> = .success([])
        source.withUnsafeBufferPointer { buffer in
            do throws(ParseError) {
                var parser = JSONParser(source: buffer, names: names, limits: limits)
                result = .success(try parser.parse())
            } catch {
                result = .failure(error)
            }
        }
        self.init(syntax: .json, source: source, names: names, nodes: try result.get())
    }
}

/// A pushdown parser: no recursion, so depth is a limit and not a crash.
private struct JSONParser {
    let source: UnsafeBufferPointer<UInt8>
    let limits: ParseLimits
    var tree: TreeBuilder
    var here = 0

    init(source: UnsafeBufferPointer<UInt8>, names: Names, limits: ParseLimits) {
        self.source = source
        self.limits = limits
        tree = TreeBuilder(names: names, sourceCount: source.count)
    }

    /// The name of the member whose value comes next, and where its key starts.
    private typealias Key = (name: NameID, start: Int)

    mutating func parse() throws(ParseError) -> ContiguousArray<Node> {
        guard source.count <= limits.size else { throw failure("document is larger than \(limits.size) bytes", .size) }
        tree.open(.document, name: .none, at: 0, innerStart: 0)
        if source.count >= 3, source[0] == 0xEF, source[1] == 0xBB, source[2] == 0xBF { here = 3 }
        skipSpace()
        try value(key: nil)
        while tree.depth > 1 { try step() }
        skipSpace()
        guard here == source.count else { throw failure("unexpected text after the end") }
        tree.close(innerEnd: here, outerEnd: here, source: source)
        return tree.finished
    }

    /// Inside an open object or array: its next value, or its end.
    private mutating func step() throws(ParseError) {
        let container = tree.nodes[tree.current]
        let isObject = container.kind == .object
        let closer = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
        skipSpace()
        let isFirst = tree.count - 1 == tree.current
        guard here < source.count else { throw failure("unexpected end inside \(isObject ? "an object" : "an array")") }
        if source[here] == closer {
            here += 1
            tree.close(innerEnd: here, outerEnd: here, source: source)
            return
        }
        if !isFirst {
            guard source[here] == UInt8(ascii: ",") else {
                throw failure("expected ',' or '\(Character(Unicode.Scalar(closer)))'")
            }
            here += 1
            skipSpace()
        }
        guard isObject else { return try value(key: nil) }
        let start = here
        guard here < source.count, source[here] == UInt8(ascii: "\"") else { throw failure("expected a member name") }
        let isEncoded = try string()
        let name = intern(start + 1, here - 1, isEncoded: isEncoded)
        skipSpace()
        guard here < source.count, source[here] == UInt8(ascii: ":") else { throw failure("expected ':'") }
        here += 1
        skipSpace()
        try value(key: (name, start))
    }

    private mutating func value(key: Key?) throws(ParseError) {
        guard here < source.count else { throw failure("unexpected end, expected a value") }
        guard tree.count <= limits.items else { throw failure("document has more than \(limits.items) values", .items) }
        let start = here
        let name = key?.name ?? .none
        let outerStart = key?.start ?? start
        let member: Node.Traits = key == nil ? [] : .member
        var kind = NodeKind.literal
        var isEncoded = false
        switch source[here] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            guard tree.depth <= limits.depth else { throw failure("nested more than \(limits.depth) deep", .depth) }
            kind = source[here] == UInt8(ascii: "{") ? .object : .array
            here += 1
            tree.open(kind, name: name, at: outerStart, innerStart: start, traits: member)
            return
        case UInt8(ascii: "\""):
            kind = .string
            isEncoded = try string()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            kind = .number
            try number()
        case UInt8(ascii: "t"): try literal("true")
        case UInt8(ascii: "f"): try literal("false")
        case UInt8(ascii: "n"): try literal("null")
        default: throw failure("expected a value")
        }
        tree.add(
            kind, name: name, outer: Span(outerStart, here), inner: Span(start, here),
            traits: isEncoded ? [.encoded, member] : member, source: source)
    }

    private func intern(_ start: Int, _ end: Int, isEncoded: Bool) -> NameID {
        guard isEncoded else { return tree.names.intern(source[start..<end]) }
        var name: [UInt8] = []
        JSONText.unescape(Array(source[start..<end])[...], into: &name)
        return name.withUnsafeBufferPointer { tree.names.intern($0[...]) }
    }

    private mutating func skipSpace() {
        while here < source.count {
            switch source[here] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): here += 1
            default: return
            }
        }
    }

    /// Passes over a string, telling whether it has escapes.
    private mutating func string() throws(ParseError) -> Bool {
        let start = here
        here += 1
        var isEncoded = false
        while here < source.count {
            switch source[here] {
            case UInt8(ascii: "\""):
                here += 1
                guard JSONText.isUTF8(source[start..<here]) else {
                    here = start
                    throw failure("string is not valid UTF-8")
                }
                return isEncoded
            case UInt8(ascii: "\\"):
                isEncoded = true
                here += 1
                try escape()
            case 0..<0x20: throw failure("control character in a string")
            default: here += 1
            }
        }
        here = start
        throw failure("string is not closed")
    }

    private mutating func escape() throws(ParseError) {
        guard here < source.count else { return }
        switch source[here] {
        case UInt8(ascii: "u"):
            for offset in 1...4 {
                guard here + offset < source.count, JSONText.hex(source[here + offset]) != nil else {
                    throw failure("bad \\u escape in a string")
                }
            }
            here += 5
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            here += 1
        default: throw failure("bad escape in a string")
        }
    }

    private mutating func number() throws(ParseError) {
        if source[here] == UInt8(ascii: "-") { here += 1 }
        if here < source.count, source[here] == UInt8(ascii: "0") { here += 1 } else { try digits() }
        if here < source.count, source[here] == UInt8(ascii: ".") {
            here += 1
            try digits()
        }
        if here < source.count, source[here] | 0x20 == UInt8(ascii: "e") {
            here += 1
            if here < source.count, source[here] == UInt8(ascii: "+") || source[here] == UInt8(ascii: "-") { here += 1 }
            try digits()
        }
    }

    private mutating func digits() throws(ParseError) {
        let start = here
        while here < source.count, source[here] >= UInt8(ascii: "0"), source[here] <= UInt8(ascii: "9") { here += 1 }
        guard here > start else { throw failure("bad number") }
    }

    private mutating func literal(_ word: StaticString) throws(ParseError) {
        let length = word.utf8CodeUnitCount
        let matches =
            here + length <= source.count && (0..<length).allSatisfy { source[here + $0] == word.utf8Start[$0] }
        guard matches else { throw failure("expected a value") }
        here += length
    }

    private func failure(_ message: String, _ limit: ParseLimits.Name? = nil) -> ParseError {
        ParseError(at: here, of: source, message: message, limit: limit)
    }
}
