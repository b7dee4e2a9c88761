// A file's bytes as a tree, whatever encoding they are in: where the XML parser, the converters and Core's trees meet.

internal import Bindings
public import SolutionCore

/// A parsed file, with what is needed to write it again in its own encoding.
public struct Document {
    public let tree: Tree
    public let encoding: TextEncoding

    /// Reads a file's bytes.
    ///
    /// A file whose bytes would not come back exactly from its text is refused, never approximated.
    public init(
        _ bytes: [UInt8], syntax: Syntax, names: Names, limits: ParseLimits = Limits.ofThisRun.parse
    ) throws(ParseError) {
        guard bytes.count <= limits.size else {
            throw ParseError(line: 1, column: 1, message: "document is larger than \(limits.size) bytes", limit: .size)
        }
        guard LargeFile(pointer: bytes) == nil else { throw ParseError(line: 1, column: 1, message: "it \(LargeFile.problem)") }
        let encoding = TextEncoding.detect(bytes)
        let source = try encoding.text(of: bytes)
        self.encoding = encoding
        switch syntax {
        case .json:
            tree = try Tree(json: source, names: names, limits: limits)
        case .xml:
            tree = Tree(xml: source, tags: try Self.tags(in: source, limits), names: names)
        }
    }

    /// The bytes of a text made of pieces of this document, in the document's encoding.
    public func encode(_ text: [UInt8]) throws(ParseError) -> [UInt8] { try encoding.bytes(of: text) }

    private static func tags(in source: [UInt8], _ limits: ParseLimits) throws(ParseError) -> [XMLTag] {
        do throws(XMLError) {
            return try XMLScanner.tags(
                in: source, limits: XMLLimits(depth: limits.depth, items: limits.items, attributes: limits.attributes)
            ).map(XMLTag.init)
        } catch {
            let limit: ParseLimits.Name? =
                switch error.excess {
                case .depth: .depth
                case .items: .items
                case .attributes: .attributes
                case nil: nil
                }
            throw ParseError(line: error.line, column: error.column, message: error.message, limit: limit)
        }
    }
}

extension XMLTag {
    fileprivate init(_ tag: XMLScanner.Tag) {
        let kind: Kind =
            switch tag.kind {
            case .start: .start
            case .end: .end
            case .empty: .empty
            }
        self.init(kind: kind, start: tag.start, end: tag.end)
    }
}

extension Syntax {
    /// The grammar of a file, as its name tells; nil where it is no document.
    public init?(path: String) {
        let folded = path.utf8.suffix(8).map { $0 | 0x20 }
        func ends(_ suffix: String) -> Bool { folded.reversed().starts(with: suffix.utf8.reversed()) }
        if ends(".json") {
            self = .json
        } else if [".xml", ".xaml", ".resx", ".rdl"].contains(where: ends) {
            self = .xml
        } else {
            return nil
        }
    }
}
