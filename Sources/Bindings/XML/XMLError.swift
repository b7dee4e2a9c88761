// What the XML parser found wrong, and where.

/// A document that is not well-formed, or that the limits refuse.
public struct XMLError: Error, Equatable, Sendable {
    /// Counted from 1; 0 where the parser could not tell.
    public let line: Int
    public let column: Int
    /// Lower case, no full stop.
    public let message: String
    /// The limit that it is beyond.
    public let excess: Excess?

    public enum Excess: Sendable { case depth, items, attributes }

    public init(line: Int, column: Int, message: String, excess: Excess? = nil) {
        self.line = line
        self.column = column
        self.message = message
        self.excess = excess
    }
}
