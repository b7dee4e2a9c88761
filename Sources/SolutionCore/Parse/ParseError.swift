// What is wrong with a document, and where: the one error of Core's parsers.

/// A document that cannot be read as what it claims to be.
public struct ParseError: Error, Equatable, Sendable {
    /// Counted from 1.
    public let line: Int
    /// Counted from 1, in bytes.
    public let column: Int
    /// Lower case, no full stop.
    public let message: String

    public init(line: Int, column: Int, message: String) {
        self.line = line
        self.column = column
        self.message = message
    }

    /// At an offset of a source.
    init(at offset: Int, of source: UnsafeBufferPointer<UInt8>, message: String) {
        var line = 1
        var lineStart = 0
        for i in 0..<min(offset, source.count) where source[i] == UInt8(ascii: "\n") {
            line += 1
            lineStart = i + 1
        }
        self.init(line: line, column: offset - lineStart + 1, message: message)
    }
}

/// What a document may not exceed.
public struct ParseLimits: Sendable {
    /// Elements, objects and arrays inside one another.
    public var depth: Int
    /// Bytes of one document.
    public var size: Int

    public init(depth: Int = 512, size: Int = 1 << 30) {
        self.depth = depth
        self.size = size
    }
}
