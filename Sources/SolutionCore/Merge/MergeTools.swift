// What merging needs from outside.

/// Merges the lines of three texts; nil where they conflict.
public typealias LineMerger = (_ texts: Sides<[UInt8]>) -> [UInt8]?

public struct MergeTools {
    public let shapes: ShapeTable
    public let parse: EmbeddedParser
    public let mergeLines: LineMerger
    /// How many differences a merge goes through.
    public let limit: Int
    /// Of the settings, beside those of the table.
    public let rules: [AddressRule]

    public init(
        shapes: ShapeTable, parse: @escaping EmbeddedParser, mergeLines: @escaping LineMerger, limit: Int, rules: [AddressRule] = []
    ) {
        self.rules = rules
        self.limit = limit
        self.shapes = shapes
        self.parse = parse
        self.mergeLines = mergeLines
    }
}
