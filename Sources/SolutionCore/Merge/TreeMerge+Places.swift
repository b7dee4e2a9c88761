// What theirs moved, and the orders that they changed.

extension TreeMerge {
    mutating func takeMove(_ a: Int, _ b: Int, _ parent: Int) {
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
                proof.leaveOut(ours: our)
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
    func sameContainer(_ our: Int, _ their: Int) -> Bool {
        let shape = naming.ours.name(of: our).shape
        let one = ours.tree.firstKeyed(in: our, shape: shape, shapes: shapes).map { ours.tree.text(of: $0) }
        return ours.tree[our].hash == theirs.tree[their].hash
            || one == theirs.tree.firstKeyed(in: their, shape: shape, shapes: shapes).map { theirs.tree.text(of: $0) }
    }

    mutating func takeOrder(_ a: Int, _ b: Int, _ name: NameID) {
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
        guard let merged = Orders.merged(Sides(base: before, ours: mine, theirs: other)) else {
            return contest(.bothReordered, base: a, ours: place, theirs: b)
        }
        plan.partners[place] = b
        plan.orders[place, default: []].append(merged.compactMap { ours.node(of: $0) })
    }
}
