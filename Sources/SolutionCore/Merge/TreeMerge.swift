// The three-way merge of one document: theirs' differences from the base put into ours, as far as ours allows.

/// Merges the lines of three texts; nil where they conflict.
public typealias LineMerger = (_ base: [UInt8], _ ours: [UInt8], _ theirs: [UInt8]) -> [UInt8]?

/// What merging needs from outside.
public struct MergeTools {
    public let shapes: ShapeTable
    public let parse: EmbeddedParser
    public let mergeLines: LineMerger
    /// How many differences a merge goes through.
    public let limit: Int
    /// Of the settings, beside those of the table.
    public let rules: [AddressRule]

    public init(
        shapes: ShapeTable, parse: @escaping EmbeddedParser, mergeLines: @escaping LineMerger, limit: Int, rules: [AddressRule] = []
    ) {
        self.rules = rules
        self.limit = limit
        self.shapes = shapes
        self.parse = parse
        self.mergeLines = mergeLines
    }
}

/// A merge under way, and then done.
struct TreeMerge {
    let ours: SideChanges
    let theirs: SideChanges
    let tools: MergeTools
    let naming: (base: Naming, ours: Naming, theirs: Naming)
    private(set) var conflicts: [Conflict] = []
    private(set) var decisions: [Decision] = []
    var plan = WeavePlan()
    /// Base nodes that are in conflict as a whole: what else happened in them is part of it.
    private var contested: Set<Int> = []
    /// For each conflict the base's node around it; nil around the document.
    private var surroundings: [Int?] = []
    /// What both sides added, ours by theirs.
    private var twins: [Int: Int] = [:]

    private let additions: (ours: Additions, theirs: Additions)
    /// Of what both sides added, the parts that are the same.
    private var added: Matching?

    var base: Tree { ours.delta.a }
    private var shapes: Shapes { tools.shapes.shapes }

    init(ours: SideChanges, theirs: SideChanges, naming: (base: Naming, ours: Naming, theirs: Naming), tools: MergeTools) {
        self.ours = ours
        self.theirs = theirs
        self.naming = naming
        self.tools = tools
        additions = (
            Additions(ours, naming: naming.ours, shapes: tools.shapes.shapes),
            Additions(theirs, naming: naming.theirs, shapes: tools.shapes.shapes)
        )
        mergeDeletions()
        for difference in theirs.delta.differences { take(difference) }
        dropInnerConflicts()
    }

    /// Ours with theirs' changes, and where markers go.
    func woven() -> (bytes: [UInt8], regions: [MarkedText.Region]) {
        Weave.marked(ours.tree, theirs.tree, plan) { our(of: $0) }
    }

    /// Our node that is the same thing as one of theirs.
    func our(of their: Int) -> Int? {
        if let twin = twins[their] { return twin }
        return theirs.baseNode(of: their).flatMap { ours.node(of: $0) }
    }

    // MARK: - Deletions

    /// What one side deleted and the other worked on is one conflict, whatever was done inside.
    private mutating func mergeDeletions() {
        plan.dropped = ours.removed.filter { theirs.stirred.contains($0) }.union(theirs.removed.filter { ours.stirred.contains($0) })
        for node in theirs.removed where ours.deletion(above: node) == nil {
            guard let our = ours.node(of: node) else { continue }
            let isWorkedOn = ours.touched.contains(node)
            if isWorkedOn, isDerived(node, in: base) { decide(MergeRule.derived.rawValue, base: node, ours: our, theirs: nil, chosen: nil) }
            if isWorkedOn, !isDerived(node, in: base) {
                contested.insert(node)
                let reason: Conflict.Reason = ours.moved[node] == nil ? .deletedAndChanged : .deletedAndMoved
                report(reason, base: node, ours: our, theirs: nil)
                mark(our, base: node, their: nil, note(our, reason, naming.ours))
            } else if isKeptFor(node) {
                continue
            } else {
                plan.removed.insert(our)
                let parent = ours.tree.parent(of: our)
                if let base = ours.baseNode(of: parent), let their = theirs.node(of: base) { plan.partners[parent] = their }
            }
        }
        for node in ours.removed where theirs.deletion(above: node) == nil {
            guard let their = theirs.node(of: node), theirs.touched.contains(node) else { continue }
            if isDerived(node, in: base) {
                decide(MergeRule.derived.rawValue, base: node, ours: nil, theirs: their, chosen: nil)
                continue
            }
            contested.insert(node)
            let reason: Conflict.Reason = theirs.moved[node] == nil ? .deletedAndChanged : .deletedAndMoved
            report(reason, base: node, ours: nil, theirs: their)
            let parent = base.parent(of: node)
            guard let place = ours.node(of: parent), let partner = theirs.node(of: parent) else { continue }
            let contest = WeavePlan.Contest(theirs: their, base: base.spelled(node), note: note(their, reason, naming.theirs))
            if base[node].kind == .attribute {
                plan.lostAttributes.insert(their)
                plan.contestedTags[place] = WeavePlan.Contest(theirs: partner, base: base.startTag(parent), note: contest.note)
                continue
            }
            plan.incoming[place, default: []].insert(their)
            plan.partners[place] = partner
            plan.contestedIncoming[their] = contest
        }
    }

    /// A row that one side emptied stays where the other put something into it.
    private func isKeptFor(_ node: Int) -> Bool {
        shapes[theirs.delta.matching.shape(of: node, in: base)].list == .byContent && ours.touched.contains(node)
    }

    private func isContested(_ node: Int) -> Bool {
        var here = node
        while true {
            if contested.contains(here) { return true }
            if here == Tree.document { return false }
            here = base.parent(of: here)
        }
    }

    // MARK: - Theirs' differences

    private mutating func take(_ difference: Difference) {
        switch difference {
        case .removed: return
        case .value(let a, let b): takeValue(a, b)
        case .added(let b, let parent): takeAddition(b, parent)
        case .moved(let a, let b, let parent): takeMove(a, b, parent)
        case .reordered(let a, let b, let name, let hasMeaning): if hasMeaning { takeOrder(a, b, name) }
        }
    }

    private mutating func takeValue(_ a: Int, _ b: Int) {
        guard !isContested(a), let our = ours.node(of: a) else { return }
        let isStructure = !base.isPlain(a) || !theirs.tree.isPlain(b)
        if let other = ours.values[a] {
            guard ours.tree[other].hash != theirs.tree[b].hash else { return }
            return settle(base: a, ours: other, theirs: b)
        }
        if isStructure, ours.touched.contains(a) {
            return contest(.bothChanged, base: a, ours: our, theirs: b)
        }
        plan.values[our] = b
    }

    /// One value that both sides set, differently.
    private mutating func settle(base a: Int, ours our: Int, theirs their: Int) {
        if isDecided(base: a, our, their) { return }
        if let text = mergedInside(a, our, their) {
            plan.texts[our] = text
            return
        }
        contest(.bothChanged, base: a, ours: our, theirs: their)
    }

    /// Whether a rule says which of two values it is.
    private mutating func isDecided(base: Int?, _ our: Int, _ their: Int) -> Bool {
        guard let rule = tools.ruling(of: additions.ours.shape(of: our), at: naming.ours.name(of: our).address) else { return false }
        let (one, other) = (ours.tree.value(at: our), theirs.tree.value(at: their))
        let takesTheirs = rule.takesTheirs(one, other)
        decide(rule.words, base: base, ours: our, theirs: their, chosen: takesTheirs ? other : one)
        plan.settled.insert(our)
        if takesTheirs { plan.values[our] = their }
        return true
    }

    /// Documents within the values are merged as documents, texts of several lines as git merges lines.
    private mutating func mergedInside(_ a: Int, _ our: Int, _ their: Int) -> [UInt8]? {
        guard base.isPlain(a), ours.tree.isPlain(our), theirs.tree.isPlain(their) else { return nil }
        if let (one, left) = Embedded.pair(base, a, ours.tree, our, tools.parse),
            let (_, right) = Embedded.pair(base, a, theirs.tree, their, tools.parse)
        {
            let shape = ours.delta.matching.shape(of: a, in: base)
            let sides = (
                SideChanges(Delta(Matching(one, left, shape: shape, shapes: shapes))),
                SideChanges(Delta(Matching(one, right, shape: shape, shapes: shapes)))
            )
            let inner = TreeMerge(
                ours: sides.0, theirs: sides.1,
                naming: (
                    Naming(one, in: naming.base, at: a, shapes: shapes), Naming(left, in: naming.ours, at: our, shapes: shapes),
                    Naming(right, in: naming.theirs, at: their, shapes: shapes)
                ), tools: tools)
            guard inner.conflicts.isEmpty, let text = ours.tree.spelled(inner.woven().bytes, at: our) else { return nil }
            decisions += inner.decisions
            return text
        }
        let values = [base.valueBytes(of: a), ours.tree.valueBytes(of: our), theirs.tree.valueBytes(of: their)]
        guard values.allSatisfy({ $0.contains(0x0A) }), let merged = tools.mergeLines(values[0], values[1], values[2]) else {
            return nil
        }
        return ours.tree.spelled(merged, at: our)
    }

    private mutating func takeAddition(_ b: Int, _ parent: Int) {
        if isContested(parent) { return }
        guard let place = ours.node(of: parent) else {
            // Ours deleted the place; what is derived is not worth a question.
            if isDerived(b, in: theirs.tree) || isNoise(b) { return }
            let gone = ours.deletion(above: parent) ?? parent
            contested.insert(gone)
            return report(.addedToDeleted, base: gone, ours: nil, theirs: theirs.node(of: gone))
        }
        if let twin = twin(of: b, parent) {
            twins[b] = twin
            if ours.tree[twin].hash == theirs.tree[b].hash { return }
            return settleAddition(twin, b)
        }
        if let rival = rival(of: b, parent) {
            if ours.tree[rival].hash == theirs.tree[b].hash {
                twins[b] = rival
                return
            }
            return contestParent(parent, place, b)
        }
        plan.incoming[place, default: []].insert(b)
        if let partner = theirs.node(of: parent) { plan.partners[place] = partner }
    }

    /// Both added one thing, with different content.
    private mutating func settleAddition(_ our: Int, _ their: Int) {
        if ours.tree.isValue(our), theirs.tree.isValue(their), isDecided(base: nil, our, their) { return }
        if let rule = additions.ours.shape(of: our).merge {
            // The same from whichever side one looks.
            let takesTheirs = ours.tree.spelling(of: our).utf8.lexicographicallyPrecedes(theirs.tree.spelling(of: their).utf8)
            decide(
                rule.rawValue, base: nil, ours: our, theirs: their,
                chosen: takesTheirs ? theirs.tree.value(at: their) : ours.tree.value(at: our))
            plan.settled.insert(our)
            if takesTheirs { plan.replaced[our] = their }
            return
        }
        let values = differingValues(our, their) ?? []
        let stamps = values.filter { additions.ours.shape(of: $0.ours).noise != nil || additions.ours.shape(of: $0.ours).merge != nil }
        // Where more than one value differs, people want to see the whole.
        let isSmall = !values.isEmpty && values.count - stamps.count < 2
        for stamp in stamps where isSmall { _ = isDecided(base: nil, stamp.ours, stamp.theirs) }
        if isSmall, values.count == stamps.count { return }
        let open = isSmall ? values.first { pair in !stamps.contains { $0.ours == pair.ours } } : nil
        let (one, other) = open ?? (our, their)
        report(.bothAdded, base: nil, ours: one, theirs: other)
        mark(one, base: nil, their: other, note(one, .bothAdded, naming.ours))
    }

    /// The values in which two things differ that both added; nil where they differ in more than values.
    private mutating func differingValues(_ our: Int, _ their: Int) -> [(ours: Int, theirs: Int)]? {
        if ours.tree[our].kind != theirs.tree[their].kind { return nil }
        let matching: Matching
        if let added {
            matching = added
            added.match(below: (our, their))
        } else {
            matching = Matching(ours.tree, theirs.tree, below: (our, their), shape: ours.delta.matching.documentShape, shapes: shapes)
            added = matching
        }
        guard matching.duplicates.isEmpty else { return nil }
        var values: [(ours: Int, theirs: Int)] = []
        for difference in Delta(matching, below: (our, their)).differences {
            switch difference {
            case .value(let a, let b):
                guard ours.tree.isPlain(a), theirs.tree.isPlain(b) else { return nil }
                values.append((a, b))
            case .reordered(_, _, _, false): continue
            case .added, .removed, .moved, .reordered: return nil
            }
        }
        return values
    }

    private mutating func takeMove(_ a: Int, _ b: Int, _ parent: Int) {
        guard !isContested(a), let our = ours.node(of: a) else { return }
        if let move = ours.moved[a] {
            let (one, other) = (ours.baseNode(of: move.parent), theirs.baseNode(of: parent))
            if one != nil, one == other { return }
            if one == nil, other == nil, sameContainer(move.parent, parent) { return }
            return contest(.bothMoved, base: a, ours: our, theirs: b)
        }
        if let destination = theirs.baseNode(of: parent) {
            if isContested(destination) {
                // Theirs' version of what is in conflict has it; until somebody decides, it stays where it is.
                plan.settled.insert(our)
                return
            }
            guard let place = ours.node(of: destination) else {
                return contest(.deletedAndMoved, base: a, ours: our, theirs: b)
            }
            plan.incoming[place, default: []].insert(b)
            plan.partners[place] = parent
        }
        plan.moved.insert(our)
        plan.counterparts[b] = our
        let old = ours.tree.parent(of: our)
        if plan.partners[old] == nil, let base = ours.baseNode(of: old), let partner = theirs.node(of: base) {
            plan.partners[old] = partner
        }
    }

    /// Two new rows that hold the same cells.
    private func sameContainer(_ our: Int, _ their: Int) -> Bool {
        let shape = naming.ours.name(of: our).shape
        let one = ours.tree.firstKeyed(in: our, shape: shape, shapes: shapes).map { ours.tree.text(of: $0) }
        return ours.tree[our].hash == theirs.tree[their].hash
            || one == theirs.tree.firstKeyed(in: their, shape: shape, shapes: shapes).map { theirs.tree.text(of: $0) }
    }

    private mutating func takeOrder(_ a: Int, _ b: Int, _ name: NameID) {
        guard !isContested(a), let place = ours.node(of: a) else { return }
        /// The base's items that all three still have there, in one side's order.
        func items(_ tree: Tree, _ parent: Int, _ toBase: (Int) -> Int?) -> [Int] {
            tree.content(of: parent).compactMap { child in
                guard name == .none || tree[child].name == name, let node = toBase(child), base.parent(of: node) == a,
                    let our = ours.node(of: node), ours.tree.parent(of: our) == place,
                    let their = theirs.node(of: node), theirs.tree.parent(of: their) == b
                else { return nil }
                return node
            }
        }
        let before = items(base, a) { $0 }
        let mine = items(ours.tree, place) { ours.baseNode(of: $0) }
        let other = items(theirs.tree, b) { theirs.baseNode(of: $0) }
        guard let merged = Orders.merged(base: before, ours: mine, theirs: other) else {
            return contest(.bothReordered, base: a, ours: place, theirs: b)
        }
        plan.partners[place] = b
        plan.orders[place, default: []].append(merged.compactMap { ours.node(of: $0) })
    }

    // MARK: - The same thing added by both

    /// What ours added to the same parent with the same name and key.
    private func twin(of b: Int, _ parent: Int) -> Int? {
        let tree = theirs.tree
        let signature = additions.theirs.signature(of: b)
        if tree[b].kind == .attribute || tree[b].traits.contains(.member) {
            return additions.ours.added(to: parent, signature: signature).first
        }
        guard tree[b].kind == .element else { return nil }
        if let key = additions.theirs.key(of: b) { return additions.ours.added(to: parent, key: key) }
        let shape = additions.theirs.shape(of: b)
        if shape.list == .byContent {
            let cells = additions.theirs.cells(in: b)
            return cells.isEmpty ? nil : additions.ours.added(to: parent, cells: cells)
        }
        // One of a kind, where its siblings are too.
        let candidates = additions.ours.added(to: parent, signature: signature)
        guard shape.list == nil, candidates.count == 1, additions.theirs.isSingle(b), additions.ours.isSingle(candidates[0]) else {
            return nil
        }
        return candidates[0]
    }

    /// What ours added at the very place where theirs added something, where neither has a key.
    private func rival(of b: Int, _ parent: Int) -> Int? {
        let tree = theirs.tree
        if tree[b].kind == .attribute || tree[b].traits.contains(.member) || additions.theirs.key(of: b) != nil { return nil }
        if additions.theirs.shape(of: b).list == .byContent, !additions.theirs.cells(in: b).isEmpty { return nil }
        let candidates = additions.ours.added(to: parent, behind: additions.theirs.anchor(of: b))
        let isText = tree[b].kind != .element && tree.syntax == .xml
        if isText || tree.syntax == .json { return candidates.first }
        // Different names in an order without meaning stand beside each other.
        let isOrdered = shapes[theirs.delta.matching.shape(of: tree.parent(of: b), in: tree)].isOrdered
        return candidates.first { isOrdered || ours.tree[$0].name == tree[b].name }
    }

    private mutating func contestParent(_ parent: Int, _ place: Int, _ b: Int) {
        guard let their = theirs.node(of: parent) else { return }
        contest(.samePlace, base: parent, ours: place, theirs: their)
    }

    // MARK: - Reporting

    private func isDerived(_ node: Int, in tree: Tree) -> Bool {
        var here = node
        while here != Tree.document {
            if shapes[ours.delta.matching.shape(of: here, in: tree)].merge == .derived { return true }
            here = tree.parent(of: here)
        }
        return false
    }

    private func isNoise(_ node: Int) -> Bool { additions.theirs.shape(of: node).noise != nil }

    private mutating func contest(_ reason: Conflict.Reason, base node: Int, ours our: Int, theirs their: Int) {
        guard contested.insert(node).inserted else { return }
        report(reason, base: node, ours: our, theirs: their)
        mark(our, base: node, their: their, "\(conflicts.last?.address ?? naming.ours.name(of: our).address): \(reason.rawValue)")
    }

    /// Where markers go: around an element, a member or an item; for an attribute around the tag that it stands in.
    private mutating func mark(_ our: Int, base node: Int?, their: Int?, _ note: String) {
        guard ours.tree[our].kind == .attribute else {
            plan.contested[our] = WeavePlan.Contest(theirs: their, base: node.map { base.spelled($0) } ?? [], note: note)
            return
        }
        let element = ours.tree.parent(of: our)
        plan.contestedAttributes.insert(our)
        let other = ours.baseNode(of: element)
        let partner = their.map { theirs.tree.parent(of: $0) } ?? other.flatMap { theirs.node(of: $0) }
        guard plan.contestedTags[element] == nil else { return }
        plan.contestedTags[element] = WeavePlan.Contest(theirs: partner, base: other.map { base.startTag($0) } ?? [], note: note)
    }

    /// What is in a place that turned out to be in conflict as a whole is no conflict of its own.
    private mutating func dropInnerConflicts() {
        conflicts = zip(conflicts, surroundings).filter { !($1.map(isContested) ?? false) }.map(\.0)
    }

    private mutating func report(_ reason: Conflict.Reason, base: Int?, ours our: Int?, theirs their: Int?) {
        surroundings.append(
            base.map { $0 == Tree.document ? nil : self.base.parent(of: $0) }
                ?? our.flatMap { ours.baseNode(of: ours.tree.parent(of: $0)) })
        var name = name(base: base, ours: our, theirs: their)
        if reason == .bothMoved, let base {
            // Each side has it elsewhere; and a row is to people the field in it.
            let whole = naming.base.name(of: base)
            let isRow = shapes[whole.shape].list == .byContent
            let inside = isRow ? self.base.firstKeyed(in: base, shape: whole.shape, shapes: shapes).first : nil
            name = inside.map { naming.base.name(of: $0) } ?? whole
        }
        conflicts.append(
            Conflict(
                reason: reason, address: name.address, subject: name.subject, trail: name.trail,
                base: base.map { self.base.value(at: $0) }, ours: our.map { ours.tree.value(at: $0) },
                theirs: their.map { theirs.tree.value(at: $0) }))
    }

    private mutating func decide(_ rule: String, base: Int?, ours our: Int?, theirs their: Int?, chosen: String?) {
        let name = name(base: base, ours: our, theirs: their)
        decisions.append(
            Decision(
                rule: rule, address: name.address, subject: name.subject, trail: name.trail,
                base: base.map { self.base.value(at: $0) }, ours: our.map { ours.tree.value(at: $0) },
                theirs: their.map { theirs.tree.value(at: $0) }, chosen: chosen))
    }

    /// What a thing is called that is in some of the states.
    private func name(base: Int?, ours our: Int?, theirs their: Int?) -> Naming.Name {
        our.map { naming.ours.name(of: $0) } ?? their.map { naming.theirs.name(of: $0) }
            ?? naming.base.name(of: base ?? Tree.document)
    }

    private func note(_ node: Int, _ reason: Conflict.Reason, _ naming: Naming) -> String {
        "\(naming.name(of: node).address): \(reason.rawValue)"
    }
}

extension Tree {
    /// A plain value, and nothing beside it.
    fileprivate func isValue(_ node: Int) -> Bool { isPlain(node) && attributes(of: node).first { _ in true } == nil }

    /// A node as it is spelled.
    fileprivate func spelled(_ node: Int) -> [UInt8] { Array(source[nodes[node].outer.range]) }

    /// An element's tag with its attributes.
    func startTag(_ element: Int) -> [UInt8] {
        let node = nodes[element]
        return Array(source[Int(node.outer.start)..<Int(node.traits.contains(.selfClosing) ? node.outer.end : node.inner.start)])
    }
}
