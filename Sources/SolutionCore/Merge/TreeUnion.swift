// The merge of two documents that have no state in common: both sides added the file. What is equal or only on one side is kept.

struct TreeUnion {
    private(set) var record: MergeRecord
    private(set) var plan = WeavePlan()
    private(set) var proof = Proof()
    /// Ours is `a`, theirs is `b`.
    private let delta: Delta
    private let naming: Sides<Naming>
    private let tools: MergeTools
    /// Our nodes that are in conflict as a whole.
    private var contested: Set<Int> = []

    private var ours: Naming { naming.ours }

    init(_ delta: Delta, naming: Sides<Naming>, tools: MergeTools) {
        self.tools = tools
        self.delta = delta
        self.naming = naming
        record = MergeRecord(naming)
        contestMoves()
        for difference in delta.differences { take(difference) }
    }

    /// Where an item stands on the one side here and on the other there, the component around it must be decided about.
    private mutating func contestMoves() {
        for difference in delta.differences {
            guard case .moved(let a, let b, _) = difference else { continue }
            var (one, other) = (a, b)
            while one != Tree.document, ours.shape(of: one).kind == nil || delta.matching.inB(one) == nil {
                one = delta.a.parent(of: one)
            }
            if one == Tree.document { one = delta.a.root }
            guard let partner = delta.matching.inB(one), contested.insert(one).inserted else { continue }
            other = partner
            mark(.bothMoved, one, other)
        }
    }

    private func isContested(_ node: Int) -> Bool {
        var here = node
        while true {
            if contested.contains(here) { return true }
            if here == Tree.document { return false }
            here = delta.a.parent(of: here)
        }
    }

    private mutating func take(_ difference: Difference) {
        switch difference {
        case .value(let a, let b):
            guard !isContested(a) else { return }
            settle(a, b)
        case .added(let b, let parent):
            guard !isContested(parent) else { return }
            plan.incoming[parent, default: []].insert(b)
            plan.partners[parent] = delta.b.parent(of: b)
        case .removed, .moved: return
        case .reordered(let a, let b, let name, let hasMeaning):
            guard hasMeaning, !isContested(a) else { return }
            settleOrder(a, b, name)
        }
    }

    private mutating func settle(_ a: Int, _ b: Int) {
        guard let rule = tools.ruling(of: ours.shape(of: a), at: ours.name(of: a).address) else {
            if let text = unitedInside(a, b) { plan.texts[a] = text } else { contest(a, b) }
            return
        }
        let (one, other) = (delta.a.value(at: a), delta.b.value(at: b))
        let takesTheirs = rule.takesTheirs(one, other)
        record.decide(rule.words, MergeRecord.Thing(ours: a, theirs: b), chosen: takesTheirs ? other : one)
        proof.leaveOut(ours: a)
        if takesTheirs { plan.values[a] = b }
    }

    private mutating func contest(_ a: Int, _ b: Int) {
        contested.insert(a)
        mark(.bothAdded, a, b)
    }

    private mutating func mark(_ reason: Conflict.Reason, _ a: Int, _ b: Int) {
        let thing = MergeRecord.Thing(ours: a, theirs: b)
        record.report(reason, thing)
        proof.leaveOut(ours: a)
        let isAttribute = delta.a[a].kind == .attribute
        let (place, partner) = isAttribute ? (delta.a.parent(of: a), delta.b.parent(of: b)) : (a, b)
        let contest = WeavePlan.Contest(theirs: partner, base: [], note: record.note(thing, reason))
        if !isAttribute {
            proof.leaveOut(theirs: b)
            plan.contested[place] = contest
        } else if plan.contestedTags[place] == nil {
            plan.contestedTags[place] = contest
        }
    }

    /// Documents within values, united in the same way; nil where they are none or contradict each other.
    private mutating func unitedInside(_ a: Int, _ b: Int) -> [UInt8]? {
        guard delta.a.isPlain(a), delta.b.isPlain(b) else { return nil }
        let values = Sides(base: nil, ours: delta.a.valueBytes(of: a), theirs: delta.b.valueBytes(of: b))
        guard let documents = Embedded.documents(values, tools.parse) else { return nil }
        let shapes = delta.matching.shapes
        let inner = Sides(
            base: nil, ours: Naming(documents.ours, in: ours, at: a, shapes: shapes),
            theirs: Naming(documents.theirs, in: naming.theirs, at: b, shapes: shapes))
        guard let merge = try? ProvenMerge(inner, shape: delta.matching.shape(of: a, in: delta.a), tools: tools),
            merge.conflicts.isEmpty, let text = delta.a.spelled(merge.bytes, at: a)
        else { return nil }
        proof.expect(merge.bytes, atOurs: a)
        record.add(merge.decisions)
        return text
    }

    /// Neither order came from the other: the one whose items read first, whoever it is of.
    private mutating func settleOrder(_ a: Int, _ b: Int, _ name: NameID) {
        func items(_ tree: Tree, _ parent: Int) -> [Int] { tree.content(of: parent).filter { name == .none || tree[$0].name == name } }
        let (one, other) = (items(delta.a, a), items(delta.b, b))
        let (left, right) = (one.map { delta.a.spelling(of: $0) }, other.map { delta.b.spelling(of: $0) })
        record.decide("order", MergeRecord.Thing(ours: a, theirs: b), chosen: "")
        guard right.lexicographicallyPrecedes(left, by: { $0.precedes($1) }) else { return }
        plan.partners[a] = b
        plan.orders[a, default: []].append(
            other.compactMap { delta.matching.inA($0) }.filter { delta.a.parent(of: $0) == a })
    }
}
