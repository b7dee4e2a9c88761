// Three trees merged and proven, whether they are files or the values of other documents.

/// Why a document is not merged as one.
public enum MergeDoubt: Error, Sendable {
    /// Two things have one key: nobody can say which of them was meant.
    case duplicateKey
    /// More differs than can be gone through in good time.
    case tooMuch
    /// The result does not say exactly what both sides said.
    case unproven
}

/// A merge that nobody gets before it is proven.
struct ProvenMerge {
    let bytes: [UInt8]
    let regions: [MarkedText.Region]
    let conflicts: [Conflict]
    let decisions: [Decision]

    /// Merges what `naming` names. Without a base, what both sides added.
    init(_ naming: Sides<Naming>, shape: ShapeID, tools: MergeTools) throws(MergeDoubt) {
        let (record, plan, proof): (MergeRecord, WeavePlan, Proof)
        let toOurs: (Int) -> Int?
        if let base = naming.base {
            let sides = try Self.changes(since: base.tree, naming, shape, tools)
            let merge = TreeMerge(ours: sides[0], theirs: sides[1], naming: naming, tools: tools)
            (record, plan, proof, toOurs) = (merge.record, merge.plan, merge.proof, merge.our)
        } else {
            let delta = Delta(Matching(naming.ours.tree, naming.theirs.tree, shape: shape, shapes: tools.shapes.shapes))
            guard delta.matching.duplicates.isEmpty else { throw .duplicateKey }
            guard delta.differences.count <= tools.limit else { throw .tooMuch }
            let merge = TreeUnion(delta, naming: naming, tools: tools)
            (record, plan, proof) = (merge.record, merge.plan, merge.proof)
            toOurs = { delta.matching.inA($0) }
        }
        (bytes, regions) = Weave.marked(naming.ours.tree, naming.theirs.tree, plan, oursOf: toOurs)
        (conflicts, decisions) = (record.conflicts, record.decisions)
        guard conflicts.isEmpty || !regions.isEmpty, let result = tools.parse(bytes, naming.ours.tree.syntax),
            proof.holds(of: result, naming.map(\.tree), shape: shape, shapes: tools.shapes.shapes)
        else { throw .unproven }
    }

    /// What each side did, ours first.
    private static func changes(
        since base: Tree, _ naming: Sides<Naming>, _ shape: ShapeID, _ tools: MergeTools
    ) throws(MergeDoubt) -> [SideChanges] {
        let deltas = [naming.ours.tree, naming.theirs.tree].map {
            Delta(Matching(base, $0, shape: shape, shapes: tools.shapes.shapes))
        }
        guard deltas.allSatisfy(\.matching.duplicates.isEmpty) else { throw .duplicateKey }
        guard deltas.reduce(0, { $0 + $1.differences.count }) <= tools.limit else { throw .tooMuch }
        let sides = deltas.map(SideChanges.init)
        guard !sides.contains(where: \.hasDuplicates) else { throw .duplicateKey }
        return sides
    }
}
