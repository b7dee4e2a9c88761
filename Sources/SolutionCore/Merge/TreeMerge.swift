// The three-way merge of one document: theirs' differences from the base put into ours, as far as ours allows.

/// A merge under way, and then done.
///
/// Nodes are told apart by their names: `base`, `a` and `node` number the base's tree, `our` ours, `their` and `b` theirs.
struct TreeMerge {
    let ours: SideChanges
    let theirs: SideChanges
    let tools: MergeTools
    /// The base's nodes that nobody looks into, and what may be done with them.
    let doubts: MergeDoubts
    let naming: Sides<Naming>
    var record: MergeRecord
    var plan = WeavePlan()
    var proof = Proof()
    /// The base's nodes that are in conflict as a whole: what else happened in them is part of it.
    var contested: Set<Int> = []
    /// What both sides added: by their node, ours.
    var twins: [Int: Int] = [:]

    /// By their marks, our new nodes of which there may be only one in their component. Worked out when somebody asks.
    lazy var ourNewSingles = newSingles(of: ours)
    let ourAdditions: Additions
    let theirAdditions: Additions
    /// Of what both sides added, the parts that are the same: ours are `a`, theirs `b`.
    var added: Matching?

    var base: Tree { ours.delta.a }
    var shapes: Shapes { tools.shapes.shapes }

    init(ours: SideChanges, theirs: SideChanges, naming: Sides<Naming>, tools: MergeTools, doubts: MergeDoubts) {
        self.ours = ours
        self.theirs = theirs
        self.naming = naming
        self.tools = tools
        self.doubts = doubts
        record = MergeRecord(naming)
        ourAdditions = Additions(ours, naming: naming.ours, shapes: tools.shapes.shapes)
        theirAdditions = Additions(theirs, naming: naming.theirs, shapes: tools.shapes.shapes)
        mergeDeletions()
        for difference in theirs.delta.differences { take(difference) }
        tellInferredKeys()
        // What is in a place that turned out to be in conflict as a whole is no conflict of its own.
        record.dropConflicts(in: isContested)
    }

    /// Lists in which both sides did something, and whose keys only the documents tell.
    private mutating func tellInferredKeys() {
        for node in ours.stirred.intersection(theirs.stirred).sorted() {
            let shape = ours.delta.matching.shape(of: node, in: base)
            var told: Set<NameID> = []
            for child in base.content(of: node) where told.insert(base[child].name).inserted {
                let item = shapes[shapes.child(base[child].name, of: shape)]
                if item.isInferred, let key = item.keys.first { record.follow("key \(key.description), inferred", in: node) }
            }
        }
    }

    /// Our node that is the same thing as one of theirs.
    func our(of their: Int) -> Int? {
        if let twin = twins[their] { return twin }
        return theirs.baseNode(of: their).flatMap { ours.node(of: $0) }
    }

    // MARK: - Deletions

    /// What one side deleted and the other worked on is one conflict, whatever was done inside.
    mutating func mergeDeletions() {
        // What one side deleted while the other changed nothing in it but noise.
        proof.leaveOut(base: ours.removed.filter { theirs.stirred.contains($0) })
        proof.leaveOut(base: theirs.removed.filter { ours.stirred.contains($0) })
        for node in theirs.removed.sorted() where ours.deletion(above: node) == nil {
            guard let our = ours.node(of: node) else { continue }
            let isWorkedOn = ours.touched.contains(node)
            let thing = MergeRecord.Thing(base: node, ours: our)
            if isWorkedOn, isDerived(node, in: base) { record.decide(MergeRule.derived.rawValue, thing, chosen: nil) }
            if isWorkedOn, !isDerived(node, in: base) {
                contested.insert(node)
                let reason: Conflict.Reason = ours.moved[node] == nil ? .deletedAndChanged : .deletedAndMoved
                report(reason, thing)
                mark(our, base: node, their: nil, record.note(MergeRecord.Thing(ours: our), reason))
                proof.leaveOut(base: movedOut(of: node, by: ours))
            } else if isKeptFor(node) {
                continue
            } else {
                plan.removed.insert(our)
                let parent = ours.tree.parent(of: our)
                if let base = ours.baseNode(of: parent), let their = theirs.node(of: base) { plan.partners[parent] = their }
            }
        }
        for node in ours.removed.sorted() where theirs.deletion(above: node) == nil {
            guard let their = theirs.node(of: node), theirs.touched.contains(node) else { continue }
            let thing = MergeRecord.Thing(base: node, theirs: their)
            if isDerived(node, in: base) {
                record.decide(MergeRule.derived.rawValue, thing, chosen: nil)
                continue
            }
            contested.insert(node)
            let reason: Conflict.Reason = theirs.moved[node] == nil ? .deletedAndChanged : .deletedAndMoved
            report(reason, thing)
            let parent = base.parent(of: node)
            guard let place = ours.node(of: parent), let partner = theirs.node(of: parent) else { continue }
            let note = record.note(MergeRecord.Thing(theirs: their), reason)
            proof.leaveOut(theirs: their)
            if base[node].kind == .attribute {
                plan.contestedTags[place] = WeavePlan.Contest(theirs: partner, base: base.startTag(parent), note: note)
                continue
            }
            plan.incoming[place, default: []].insert(their)
            plan.partners[place] = partner
            bringOut(of: node)
            plan.contestedIncoming[their] = WeavePlan.Contest(theirs: their, base: base.spelled(node), note: note)
        }
    }

    /// The base's nodes that a side moved out of one that the other side deleted, though not of something in it that moved too.
    private func movedOut(of node: Int, by side: SideChanges) -> [Int] {
        let end = Int(base[node].end)
        return side.moved.keys.filter { $0 > node && $0 < end }.sorted()
    }

    /// What theirs moved out of something before it is asked whether that stays: it is where they put it, as it would be if they were us.
    private mutating func bringOut(of node: Int) {
        for moved in movedOut(of: node, by: theirs) where ours.node(of: moved) == nil {
            proof.leaveOut(base: [moved])
            guard let (their, parent) = theirs.moved[moved], let home = theirs.baseNode(of: parent), let place = ours.node(of: home) else {
                continue
            }
            plan.incoming[place, default: []].insert(their)
            plan.partners[place] = parent
        }
    }

    /// A row that one side emptied stays where the other put something into it.
    func isKeptFor(_ node: Int) -> Bool {
        shapes[theirs.delta.matching.shape(of: node, in: base)].list == .byContent && ours.touched.contains(node)
    }

    func isContested(_ node: Int) -> Bool {
        var here = node
        while true {
            if contested.contains(here) { return true }
            if here == Tree.document { return false }
            here = base.parent(of: here)
        }
    }

    // MARK: - Theirs' differences

    mutating func take(_ difference: Difference) {
        switch difference {
        case .removed: return
        case .value(let a, let b): takeValue(a, b)
        case .added(let b, let parent): takeAddition(b, parent)
        case .moved(let a, let b, let parent): takeMove(a, b, parent)
        case .reordered(let a, let b, let name, let hasMeaning): if hasMeaning { takeOrder(a, b, name) }
        }
    }
}
