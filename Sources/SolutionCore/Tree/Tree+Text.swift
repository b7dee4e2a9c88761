// Reading values out of spans: references, escapes and line ends resolved, only when asked.

extension Tree {
    /// The value of a node: an element's text, an attribute's or a JSON string's value, a comment's words.
    public func text(of index: Index) -> String {
        switch nodes[index].kind {
        case .element, .document:
            // Nearly every leaf is one plain text.
            let first = index + 1
            if first < Int(nodes[index].end), nodes[first].kind == .text, Int(nodes[first].end) == Int(nodes[index].end) {
                return text(of: first)
            }
            return String(decoding: valueBytes(of: index), as: UTF8.self)
        default:
            if nodes[index].traits.contains(.encoded) || nodes[index].kind == .string {
                return String(decoding: valueBytes(of: index), as: UTF8.self)
            }
            return String(decoding: source[nodes[index].inner.range], as: UTF8.self)
        }
    }

    /// The bytes of the value that `text(of:)` gives.
    public func valueBytes(of index: Index) -> [UInt8] {
        var result: [UInt8] = []
        appendValue(of: index, to: &result)
        return result
    }

    func appendValue(of index: Index, to result: inout [UInt8]) {
        let node = nodes[index]
        switch node.kind {
        case .element, .document:
            for child in children(of: index) {
                switch nodes[child].kind {
                case .text, .cdata, .element: appendValue(of: child, to: &result)
                default: break
                }
            }
        case .string:
            JSONText.unescape(source[unquoted(node)], into: &result)
        case .attribute where node.traits.contains(.encoded):
            XMLText.decode(source[node.inner.range], attribute: true, references: true, into: &result)
        case .text where node.traits.contains(.encoded):
            XMLText.decode(source[node.inner.range], attribute: false, references: true, into: &result)
        case .cdata where node.traits.contains(.encoded), .comment where node.traits.contains(.encoded):
            XMLText.decode(source[node.inner.range], attribute: false, references: false, into: &result)
        default:
            result.append(contentsOf: source[node.inner.range])
        }
    }

    private func unquoted(_ node: Node) -> Range<Int> {
        let range = node.inner.range
        return range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : range
    }
}

/// XML's references and line ends.
public enum XMLText {
    /// Appends what `bytes` mean: references resolved where asked, CR and CRLF as LF, in attributes all of them as spaces.
    ///
    /// The input is known to be well formed; a reference that is not stays as it is.
    static func decode(_ bytes: ArraySlice<UInt8>, attribute: Bool, references: Bool, into result: inout [UInt8]) {
        var i = bytes.startIndex
        let end = bytes.endIndex
        while i < end {
            let byte = bytes[i]
            switch byte {
            case UInt8(ascii: "&") where references:
                if let next = reference(bytes, at: i, into: &result) {
                    i = next
                    continue
                }
                result.append(byte)
            case UInt8(ascii: "\r"):
                if i + 1 < end, bytes[i + 1] == UInt8(ascii: "\n") { i += 1 }
                result.append(attribute ? UInt8(ascii: " ") : UInt8(ascii: "\n"))
            case UInt8(ascii: "\n") where attribute, UInt8(ascii: "\t") where attribute:
                result.append(UInt8(ascii: " "))
            default:
                result.append(byte)
            }
            i += 1
        }
    }

    /// Appends a value with what must be a reference as one.
    public static func escape(_ bytes: ArraySlice<UInt8>, attribute: Bool, into result: inout [UInt8]) {
        bytes.withUnsafeBufferPointer { escape($0, attribute: attribute, into: &result) }
    }

    static func escape(_ bytes: UnsafeBufferPointer<UInt8>, attribute: Bool, into result: inout [UInt8]) {
        var start = bytes.startIndex
        for i in bytes.indices {
            let replacement: StaticString
            switch bytes[i] {
            case UInt8(ascii: "&"): replacement = "&amp;"
            case UInt8(ascii: "<"): replacement = "&lt;"
            case UInt8(ascii: ">"): replacement = "&gt;"
            case UInt8(ascii: "\"") where attribute: replacement = "&quot;"
            case UInt8(ascii: "\t") where attribute: replacement = "&#x9;"
            case UInt8(ascii: "\n") where attribute: replacement = "&#xA;"
            case UInt8(ascii: "\r") where attribute: replacement = "&#xD;"
            case UInt8(ascii: "\r"):
                // A line end in text becomes the platform's.
                let isPair = i + 1 < bytes.endIndex && bytes[i + 1] == UInt8(ascii: "\n")
                replacement = isPair ? "" : "\n"
            default: continue
            }
            result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<i]))
            result += UnsafeBufferPointer(start: replacement.utf8Start, count: replacement.utf8CodeUnitCount)
            start = i + 1
        }
        result.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...]))
    }

    /// Resolves the reference that starts at `start`, giving the index after its semicolon.
    private static func reference(_ bytes: ArraySlice<UInt8>, at start: Int, into result: inout [UInt8]) -> Int? {
        guard let semicolon = bytes[start...].prefix(32).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = bytes[(start + 1)..<semicolon]
        if name.first == UInt8(ascii: "#") {
            let isHex = name.dropFirst().first == UInt8(ascii: "x")
            let digits = String(decoding: name.dropFirst(isHex ? 2 : 1), as: UTF8.self)
            guard let value = UInt32(digits, radix: isHex ? 16 : 10), let scalar = Unicode.Scalar(value) else { return nil }
            result.append(contentsOf: UTF8.bytes(of: scalar))
            return semicolon + 1
        }
        switch String(decoding: name, as: UTF8.self) {
        case "amp": result.append(UInt8(ascii: "&"))
        case "lt": result.append(UInt8(ascii: "<"))
        case "gt": result.append(UInt8(ascii: ">"))
        case "quot": result.append(UInt8(ascii: "\""))
        case "apos": result.append(UInt8(ascii: "'"))
        default: return nil
        }
        return semicolon + 1
    }
}

extension UTF8 {
    /// The bytes of one scalar.
    static func bytes(of scalar: Unicode.Scalar) -> [UInt8] { Array(String(Character(scalar)).utf8) }
}
