// What is wrong with a document, and where: the one error of Core's parsers.

/// A document that cannot be read as what it claims to be.
public struct ParseError: Error, Equatable, Sendable {
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in bytes.
    public let column: Int
    /// Lower case, no full stop.
    public let message: String
    /// The one that it is beyond.
    public let limit: ParseLimits.Name?

    public init(line: Int, column: Int, message: String, limit: ParseLimits.Name? = nil) {
        self.line = line
        self.column = column
        self.message = message
        self.limit = limit
    }

    /// At an offset of a source.
    init(at offset: Int, of source: UnsafeBufferPointer<UInt8>, message: String, limit: ParseLimits.Name? = nil) {
        var line = 1
        var lineStart = 0
        for i in 0..<min(offset, source.count) where source[i] == UInt8(ascii: "\n") {
            line += 1
            lineStart = i + 1
        }
        self.init(line: line, column: offset - lineStart + 1, message: message, limit: limit)
    }
}

/// What a document may not exceed. A tree takes up to twenty times the memory of its text, so what is
/// many small things is limited by their number.
public struct ParseLimits: Sendable, Equatable {
    /// Elements, objects and arrays inside one another.
    public var depth: Int
    /// Bytes of one document. The largest real ones have thirty million.
    public var size: Int
    /// Elements and attributes, or values: real documents have one for every twenty to forty bytes.
    public var items: Int
    /// Attributes of one element, and namespaces in force at one place.
    public var attributes: Int

    public init(depth: Int = 512, size: Int = 256 << 20, items: Int = 4 << 20, attributes: Int = 1000) {
        self.depth = depth
        self.size = size
        self.items = items
        self.attributes = attributes
    }

    public enum Name: String, Sendable, CaseIterable {
        case depth, size, items, attributes
    }
}
