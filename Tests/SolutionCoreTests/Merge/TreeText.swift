// Documents as texts for the tests of merging: parsed with one table of names, and shown again.

import Bindings

@testable import SolutionCore

/// Parses small documents that are compared with each other.
struct TreeReader {
    let names: Names
    let shapes: Shapes

    init(seed: UInt64? = nil) {
        names = seed.map(Names.init(seed:)) ?? Names()
        shapes = Shapes(names: names)
    }

    func xml(_ text: String) throws -> Tree {
        let source = Array(text.utf8)
        let tags = try XMLScanner.tags(in: source, limits: XMLLimits(depth: 100, items: 10_000, attributes: 100)).map { tag in
            let kind: XMLTag.Kind =
                switch tag.kind {
                case .start: .start
                case .end: .end
                case .empty: .empty
                }
            return XMLTag(kind: kind, start: tag.start, end: tag.end)
        }
        return Tree(xml: source, tags: tags, names: names)
    }

    func json(_ text: String) throws -> Tree { try Tree(json: Array(text.utf8), names: names) }

    /// The documents of a merge; no base where it is empty.
    func xml(_ texts: Sides<String>) throws -> Sides<Tree> { try texts.map { try xml($0) } }
}

extension Tree {
    /// The element of a name whose first attribute or text has a value.
    func node(_ name: String, _ value: String? = nil) -> Int {
        nodes.indices.first { node in
            nodes[node].kind != .text && self.name(of: node) == name
                && (value.map { value in text(of: node) == value || attributes(of: node).contains { text(of: $0) == value } } ?? true)
        } ?? Tree.document
    }
}
