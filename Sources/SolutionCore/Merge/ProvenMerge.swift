// Three trees merged and proven, whether they are files or the values of other documents.

/// Why a document is not merged as one.
public enum MergeDoubt: Error, Sendable {
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

    /// After so many doubts nobody would trust the rest.
    private static let attempts = 12

    /// Merges what `naming` names. Without a base, what both sides added.
    ///
    /// What is left for people is tried once more, with keys that nothing but the documents themselves tell.
    init(_ naming: Sides<Naming>, shape: ShapeID, tools: MergeTools) throws(MergeDoubt) {
        let first = Result { () throws(MergeDoubt) in try ProvenMerge(known: naming, shape: shape, tools: tools) }
        if case .success(let merge) = first, merge.conflicts.isEmpty { self = merge; return }
        if case .failure(.tooMuch) = first { throw .tooMuch }
        // Two states are too few to tell what names a thing and what only looks so.
        guard naming.base != nil else {
            self = try first.get()
            return
        }
        let shapes = tools.shapes.shapes
        let rules = KeyInference.rules(naming.map(\.tree), shape: shape, shapes: shapes)
        if !rules.isEmpty {
            let keyed = shapes.document(shape, inferring: rules)
            if let second = try? ProvenMerge(known: naming.map { $0.keyed(by: keyed) }, shape: keyed, tools: tools),
                (try? first.get()).map({ second.conflicts.count < $0.conflicts.count || second.isSmaller(than: $0) }) ?? true
            {
                self = second
                return
            }
        }
        self = try first.get()
    }

    /// Whether less of the text is in conflict.
    private func isSmaller(than other: ProvenMerge) -> Bool {
        func size(_ merge: ProvenMerge) -> Int { merge.regions.reduce(0) { $0 + $1.range.count + $1.theirs.count } }
        return size(self) * 2 < size(other)
    }

    /// With the keys that the shapes have.
    ///
    /// Where the parts of a list cannot be told apart, or the proof fails, the smallest element around it is one value, and all is
    /// merged again.
    private init(known naming: Sides<Naming>, shape: ShapeID, tools: MergeTools) throws(MergeDoubt) {
        let shapes = tools.shapes.shapes
        let trees = naming.map(\.tree)
        let start = trees.base ?? trees.ours
        var doubts = MergeDoubts()
        for _ in 0..<Self.attempts {
            let attempt = try Attempt(naming, shape, tools, &doubts)
            let (bytes, regions) = Weave.marked(trees.ours, trees.theirs, attempt.plan, oursOf: attempt.toOurs)
            let conflicts = attempt.record.conflicts
            guard conflicts.isEmpty || !regions.isEmpty, let result = tools.parse(bytes, trees.ours.syntax) else { break }
            let faults = attempt.proof.faults(in: result, trees, shape: shape, shapes: shapes)
            if faults.isEmpty {
                (self.bytes, self.regions, self.conflicts, decisions) = (bytes, regions, conflicts, attempt.record.decisions)
                return
            }
            var isNews = false
            for node in Set(faults.map { attempt.start(of: $0) }).sorted() where doubts.add(around: node, in: start) { isNews = true }
            if !isNews { break }
        }
        throw .unproven
    }

    /// One merge, not proven yet.
    private struct Attempt {
        let record: MergeRecord
        let plan: WeavePlan
        let proof: Proof
        /// By their node, ours.
        let toOurs: (Int) -> Int?
        /// By our node, and by theirs, the one of the tree that both are compared with.
        private let origins: Sides<(Int) -> Int?>

        init(_ naming: Sides<Naming>, _ shape: ShapeID, _ tools: MergeTools, _ doubts: inout MergeDoubts) throws(MergeDoubt) {
            let trees = naming.map(\.tree)
            let start = trees.base ?? trees.ours
            var deltas: [Delta]
            repeat {
                deltas = (trees.base == nil ? [trees.theirs] : [trees.ours, trees.theirs]).map { [doubts] tree in
                    Delta(Matching(start, tree, shape: shape, shapes: tools.shapes.shapes, opaque: doubts.opaque))
                }
                guard deltas.reduce(0, { $0 + $1.differences.count }) <= tools.limit else { throw .tooMuch }
            } while doubts.add(opaque: deltas.reduce(into: Set()) { $0.formUnion($1.matching.ambiguous) })
            if deltas.count == 1 {
                let matching = deltas[0].matching
                let merge = TreeUnion(deltas[0], naming: naming, tools: tools)
                (record, plan, proof) = (merge.record, merge.plan, merge.proof)
                toOurs = { matching.inA($0) }
                origins = Sides(base: nil, ours: { $0 }, theirs: { matching.inA($0) })
            } else {
                let sides = Sides(base: nil, ours: SideChanges(deltas[0]), theirs: SideChanges(deltas[1]))
                let merge = TreeMerge(ours: sides.ours, theirs: sides.theirs, naming: naming, tools: tools, doubts: doubts)
                (record, plan, proof, toOurs) = (merge.record, merge.plan, merge.proof, merge.our)
                origins = sides.map { side in { side.baseNode(of: $0) } }
            }
        }

        /// The innermost node around a fault that the tree has with which both are compared.
        func start(of fault: Proof.Fault) -> Int {
            guard let side = fault.side else { return fault.node }
            var here = fault.node
            while here != Tree.document {
                if let node = origins[side](here) { return node }
                here = fault.tree.parent(of: here)
            }
            return Tree.document
        }
    }
}
