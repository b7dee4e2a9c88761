// What an XML document may not exceed, and what the parser would take too long for before it could be asked to stop.

internal import Glibc

public struct XMLLimits: Sendable {
    /// Elements inside one another.
    public var depth: Int
    /// Elements, attributes, comments and the like.
    public var items: Int
    /// Attributes of one element; namespaces in force at one place. libxml2 compares each with each.
    public var attributes: Int

    public init(depth: Int, items: Int = .max, attributes: Int = 1000) {
        self.depth = depth
        self.items = items
        self.attributes = attributes
    }

    var tooManyAttributes: String { "an element has more than \(attributes) attributes or namespaces" }

    /// Where a tag begins that has more attributes than the limit; nil for nearly all documents. `<` stands in no tag, so only what is long
    /// between two of them is looked into.
    func crowdedTag(in bytes: [UInt8]) -> Int? {
        // A space, a name of one letter, an equals sign and two quotes.
        let shortest = 5 * attributes
        return bytes.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return nil }
            var start = 0
            while start < bytes.count {
                let found = memchr(base + start + 1, 0x3C, bytes.count - start - 1)
                let next = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? bytes.count
                if next - start > shortest, quotedValues(in: bytes[start..<next]) > attributes { return start }
                start = next
            }
            return nil
        }
    }

    /// How many values in quotes stand in a tag, which what follows it is no part of.
    private func quotedValues(in stretch: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        guard stretch.first == UInt8(ascii: "<"), let second = stretch.dropFirst().first, !"!?".utf8.contains(second) else { return 0 }
        var count = 0
        var quote: UInt8?
        for byte in stretch {
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
                count += 1
            } else if byte == UInt8(ascii: ">") {
                break
            }
        }
        return count
    }
}
