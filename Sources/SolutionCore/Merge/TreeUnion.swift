// The merge of two documents that have no state in common: both sides added the file. What is equal or only on one side is kept.

struct TreeUnion {
    private(set) var conflicts: [Conflict] = []
    private(set) var decisions: [Decision] = []
    private(set) var plan = WeavePlan()
    private let delta: Delta
    private let ours: Naming
    private let theirs: Naming
    private let tools: MergeTools
    private var contested: Set<Int> = []

    init(_ delta: Delta, ours: Naming, theirs: Naming, tools: MergeTools) {
        self.tools = tools
        self.delta = delta
        self.ours = ours
        self.theirs = theirs
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
            report(.bothMoved, one, other)
            plan.contested[one] = WeavePlan.Contest(theirs: other, base: [], note: note(one, .bothMoved))
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
        decide(rule.words, a, b, takesTheirs ? other : one)
        plan.settled.insert(a)
        if takesTheirs { plan.values[a] = b }
    }

    private mutating func contest(_ a: Int, _ b: Int) {
        contested.insert(a)
        report(.bothAdded, a, b)
        let note = note(a, .bothAdded)
        guard delta.a[a].kind == .attribute else {
            plan.contested[a] = WeavePlan.Contest(theirs: b, base: [], note: note)
            return
        }
        plan.contestedAttributes.insert(a)
        let element = delta.a.parent(of: a)
        if plan.contestedTags[element] == nil {
            plan.contestedTags[element] = WeavePlan.Contest(theirs: delta.b.parent(of: b), base: [], note: note)
        }
    }

    /// Documents within values, united in the same way; nil where they are none or contradict each other.
    private mutating func unitedInside(_ a: Int, _ b: Int) -> [UInt8]? {
        guard let (one, other) = Embedded.pair(delta.a, a, delta.b, b, tools.parse) else { return nil }
        let shapes = delta.matching.shapes
        let inner = Delta(Matching(one, other, shape: delta.matching.shape(of: a, in: delta.a), shapes: shapes))
        guard inner.matching.duplicates.isEmpty else { return nil }
        let union = TreeUnion(
            inner, ours: Naming(one, in: ours, at: a, shapes: shapes), theirs: Naming(other, in: theirs, at: b, shapes: shapes),
            tools: tools)
        guard union.conflicts.isEmpty else { return nil }
        let woven = Weave.marked(one, other, union.plan) { inner.matching.inA($0) }
        guard let text = delta.a.spelled(woven.bytes, at: a) else { return nil }
        decisions += union.decisions
        return text
    }

    /// Neither order came from the other: the one whose items read first, whoever it is of.
    private mutating func settleOrder(_ a: Int, _ b: Int, _ name: NameID) {
        func items(_ tree: Tree, _ parent: Int) -> [Int] { tree.content(of: parent).filter { name == .none || tree[$0].name == name } }
        let (one, other) = (items(delta.a, a), items(delta.b, b))
        let (left, right) = (one.map { delta.a.spelling(of: $0) }, other.map { delta.b.spelling(of: $0) })
        decide("order", a, b, "")
        guard right.lexicographicallyPrecedes(left, by: { $0.precedes($1) }) else { return }
        plan.partners[a] = b
        plan.orders[a, default: []].append(
            other.compactMap { delta.matching.inA($0) }.filter { delta.a.parent(of: $0) == a })
    }

    private mutating func report(_ reason: Conflict.Reason, _ a: Int, _ b: Int) {
        let name = ours.name(of: a)
        conflicts.append(
            Conflict(
                reason: reason, address: name.address, subject: name.subject, trail: name.trail, base: nil,
                ours: delta.a.value(at: a), theirs: delta.b.value(at: b)))
    }

    private mutating func decide(_ rule: String, _ a: Int, _ b: Int, _ chosen: String) {
        let name = ours.name(of: a)
        decisions.append(
            Decision(
                rule: rule, address: name.address, subject: name.subject, trail: name.trail, base: nil,
                ours: delta.a.value(at: a), theirs: delta.b.value(at: b), chosen: chosen))
    }

    private func note(_ node: Int, _ reason: Conflict.Reason) -> String {
        "\(ours.name(of: node).address): \(reason.rawValue)"
    }
}
