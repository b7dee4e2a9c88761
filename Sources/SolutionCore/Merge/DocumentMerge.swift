// The merge of one file that is a document, with what is left for people.

public struct DocumentMerge {
    public let conflicts: [Conflict]
    public let decisions: [Decision]
    private let bytes: [UInt8]
    private let regions: [MarkedText.Region]
    private let isJSON: Bool

    public var isClean: Bool { conflicts.isEmpty }

    /// The merged text; what is in conflict stands between markers.
    public func text(_ style: MarkerStyle) -> [UInt8] {
        regions.isEmpty ? bytes : MarkedText.text(bytes, regions, style, isJSON: isJSON)
    }

    /// Merges the states of a document; without a base, two that were added by both sides.
    ///
    /// In doubt there is none: the proof is made before anybody gets it.
    public init(_ sides: Sides<FileChanges.Side>, path: String, tools: MergeTools) throws(MergeDoubt) {
        let shapes = tools.shapes.shapes
        let shape = shapes.document(at: path)
        let naming = Self.aligned(sides, tools).map { side in
            Naming(side, shape: shape, shapes: shapes)
        }
        let merge = try ProvenMerge(naming, shape: shape, tools: tools)
        (conflicts, decisions, bytes, regions) = (merge.conflicts, merge.decisions, merge.bytes, merge.regions)
        isJSON = sides.ours.tree.syntax == .json
    }

    /// Workflows with the same names for the same steps.
    private static func aligned(_ sides: Sides<FileChanges.Side>, _ tools: MergeTools) -> Sides<FileChanges.Side> {
        guard sides.ours.tree.isWorkflow, let texts = GeneratedNames.aligned(sides.map(\.tree.source)), let base = sides.base,
            let before = texts.base.flatMap({ tools.parse($0, .xml) }), let theirs = tools.parse(texts.theirs, .xml)
        else { return sides }
        return Sides(base: base.with(before), ours: sides.ours, theirs: sides.theirs.with(theirs))
    }

    /// Whether a text that somebody else merged says what both sides said since the base, and no more.
    public static func isProven(_ result: Tree, _ sides: Sides<FileChanges.Side>, path: String, shapes: ShapeTable) -> Bool {
        Proof().holds(of: result, sides.map(\.tree), shape: shapes.shapes.document(at: path), shapes: shapes.shapes)
    }
}
