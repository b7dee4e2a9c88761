// The merge of one document, proven before anybody gets it.

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
    /// Nil where it cannot be done with certainty: keys that stand twice, or a result that does not pass the proof.
    public init?(
        base: FileChanges.Side?, ours: FileChanges.Side, theirs: FileChanges.Side, path: String, tools: MergeTools
    ) {
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
            guard deltas.0.matching.duplicates.isEmpty, deltas.1.matching.duplicates.isEmpty else { return nil }
            let merge = TreeMerge(
                ours: SideChanges(deltas.0), theirs: SideChanges(deltas.1),
                naming: (naming(base), naming(ours), naming(theirs)), tools: tools)
            (conflicts, decisions, plan, toOurs) = (merge.conflicts, merge.decisions, merge.plan, merge.our)
        } else {
            let delta = Delta(Matching(ours.tree, theirs.tree, shape: shape, shapes: shapes))
            guard delta.matching.duplicates.isEmpty else { return nil }
            let merge = TreeUnion(delta, ours: naming(ours), theirs: naming(theirs))
            (conflicts, decisions, plan) = (merge.conflicts, merge.decisions, merge.plan)
            toOurs = { delta.matching.inA($0) }
        }
        (bytes, regions) = Weave.marked(ours.tree, theirs.tree, plan, oursOf: toOurs)
        guard conflicts.isEmpty || !regions.isEmpty, let result = tools.parse(bytes, ours.tree.syntax) else { return nil }

        func places(_ nodes: some Sequence<Int>, in tree: Tree) -> [UInt64] {
            nodes.map { Facts.place(of: $0, in: tree, shape: shape, shapes: shapes) }
        }
        let excluded = Set(
            places(plan.settled, in: ours.tree) + places(plan.contested.keys, in: ours.tree)
                + places(plan.contestedIncoming.keys, in: theirs.tree) + places(plan.texts.keys, in: ours.tree)
                + places(plan.replaced.keys, in: ours.tree) + places(plan.contestedAttributes, in: ours.tree)
                + places(plan.lostAttributes, in: theirs.tree)
                + (base.map { places(plan.dropped, in: $0.tree) } ?? []))
        func facts(_ tree: Tree) -> Facts { Facts(tree, shape: shape, shapes: shapes, excluding: excluded) }
        let (one, other) = (facts(ours.tree), facts(theirs.tree))
        guard Facts.agree(base: base.map { facts($0.tree) } ?? one.common(other), ours: one, theirs: other, result: facts(result))
        else { return nil }
    }

    /// Whether a text that somebody else merged says what both sides said since the base, and no more.
    public static func isProven(
        _ result: Tree, base: FileChanges.Side, ours: FileChanges.Side, theirs: FileChanges.Side, path: String, shapes: ShapeTable
    ) -> Bool {
        let shape = shapes.shapes.document(at: path)
        func facts(_ tree: Tree) -> Facts { Facts(tree, shape: shape, shapes: shapes.shapes, excluding: []) }
        return Facts.agree(base: facts(base.tree), ours: facts(ours.tree), theirs: facts(theirs.tree), result: facts(result))
    }
}
