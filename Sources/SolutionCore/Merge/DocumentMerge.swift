// The merge of one document, proven before anybody gets it.

/// Why a document is not merged as one.
public enum MergeDoubt: Error, Sendable {
    /// Two things have one key: nobody can say which of them was meant.
    case duplicateKey
    /// More differs than can be gone through in good time.
    case tooMuch
    /// The result does not say exactly what both sides said.
    case unproven
}

/// A document merged, with what is left for people.
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

    /// Merges three states of a document; without a base, two that were added by both sides.
    ///
    /// In doubt there is none: the proof is made before anybody gets it.
    public init(
        base: FileChanges.Side?, ours: FileChanges.Side, theirs: FileChanges.Side, path: String, tools: MergeTools
    ) throws(MergeDoubt) {
        let shapes = tools.shapes.shapes
        let shape = shapes.document(at: path)
        func naming(_ side: FileChanges.Side) -> Naming {
            Naming(
                side.tree, shape: shape, shapes: shapes, subject: side.subject, match: side.match, language: side.language)
        }
        isJSON = ours.tree.syntax == .json
        let plan: WeavePlan
        let toOurs: (Int) -> Int?
        if let base {
            let deltas = (
                Delta(Matching(base.tree, ours.tree, shape: shape, shapes: shapes)),
                Delta(Matching(base.tree, theirs.tree, shape: shape, shapes: shapes))
            )
            guard deltas.0.matching.duplicates.isEmpty, deltas.1.matching.duplicates.isEmpty else { throw .duplicateKey }
            guard deltas.0.differences.count + deltas.1.differences.count <= tools.limit else { throw .tooMuch }
            let sides = (SideChanges(deltas.0), SideChanges(deltas.1))
            guard !sides.0.hasDuplicates, !sides.1.hasDuplicates else { throw .duplicateKey }
            let merge = TreeMerge(
                ours: sides.0, theirs: sides.1,
                naming: (naming(base), naming(ours), naming(theirs)), tools: tools)
            (conflicts, decisions, plan, toOurs) = (merge.conflicts, merge.decisions, merge.plan, merge.our)
        } else {
            let delta = Delta(Matching(ours.tree, theirs.tree, shape: shape, shapes: shapes))
            guard delta.matching.duplicates.isEmpty else { throw .duplicateKey }
            guard delta.differences.count <= tools.limit else { throw .tooMuch }
            let merge = TreeUnion(delta, ours: naming(ours), theirs: naming(theirs), tools: tools)
            (conflicts, decisions, plan) = (merge.conflicts, merge.decisions, merge.plan)
            toOurs = { delta.matching.inA($0) }
        }
        (bytes, regions) = Weave.marked(ours.tree, theirs.tree, plan, oursOf: toOurs)
        guard conflicts.isEmpty || !regions.isEmpty, let result = tools.parse(bytes, ours.tree.syntax) else { throw .unproven }

        func places(_ nodes: some Sequence<Int>, in tree: Tree) -> [UInt64] {
            nodes.map { Facts.place(of: $0, in: tree, shape: shape, shapes: shapes) }
        }
        let excluded = Set(
            places(plan.settled, in: ours.tree) + places(plan.contested.keys, in: ours.tree)
                + places(plan.contestedIncoming.keys, in: theirs.tree) + places(plan.texts.keys, in: ours.tree)
                + places(plan.replaced.keys, in: ours.tree) + places(plan.contestedAttributes, in: ours.tree)
                + places(plan.lostAttributes, in: theirs.tree)
                + places(plan.contested.values.compactMap(\.theirs), in: theirs.tree)
                + (base.map { places(plan.dropped, in: $0.tree) } ?? []))
        guard
            Facts.prove(
                result, base: base?.tree, ours: ours.tree, theirs: theirs.tree, shape: shape, shapes: shapes, excluding: excluded)
        else { throw .unproven }
    }

    /// Whether a text that somebody else merged says what both sides said since the base, and no more.
    public static func isProven(
        _ result: Tree, base: FileChanges.Side, ours: FileChanges.Side, theirs: FileChanges.Side, path: String, shapes: ShapeTable
    ) -> Bool {
        Facts.prove(
            result, base: base.tree, ours: ours.tree, theirs: theirs.tree, shape: shapes.shapes.document(at: path),
            shapes: shapes.shapes, excluding: [])
    }
}
