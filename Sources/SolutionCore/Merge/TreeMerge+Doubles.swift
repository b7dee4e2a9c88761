// The same new thing in two places: both sides added what there may be only once in a component.

extension TreeMerge {
    /// Asks about what comes with an addition of theirs and is new on our side too, in another place. Gives whether all of the addition
    /// is there already.
    mutating func contestDoubles(in b: Int) -> Bool {
        guard theirs.delta.matching.mayRoam, ours.delta.matching.mayRoam else { return false }
        var end = 0
        for (key, their) in singles(in: b, of: theirs) where their >= end {
            guard let our = ourNewSingles[key] else { continue }
            let (mine, other) = (holder(of: our, ours), holder(of: their, theirs))
            guard plan.contested[mine] == nil, twins[other] == nil else { continue }
            end = Int(theirs.tree[other].end)
            if isSameButForItsKey(mine, other), isOnly(other, in: b), isAtOnePlace(mine, b) {
                settleKeys(mine, other)
                return true
            }
            let thing = MergeRecord.Thing(ours: our, theirs: their)
            // The same name from whichever side one looks.
            let names = [naming.ours.name(of: our), naming.theirs.name(of: their)]
            let name = names[1].address.folded < names[0].address.folded ? names[1] : names[0]
            record.report(
                .twoPlaces, thing, named: name,
                saying: Sides(base: nil, ours: place(of: our, naming.ours), theirs: place(of: their, naming.theirs)))
            let note = "\(name.address): \(Conflict.Reason.twoPlaces.rawValue)"
            proof.leaveOut(ours: mine)
            proof.leaveOut(theirs: other)
            plan.contested[mine] = WeavePlan.Contest(theirs: nil, base: [], note: note)
            plan.contestedIncoming[other] = WeavePlan.Contest(theirs: other, base: [], note: note)
        }
        return false
    }

    /// One new thing under two keys that somebody's designer made up: either will do, and whoever merges takes the same.
    private mutating func settleKeys(_ our: Int, _ their: Int) {
        let (one, other) = (ours.tree.spelling(of: our), theirs.tree.spelling(of: their))
        let takesTheirs = other < one
        record.decide("one of two new keys", MergeRecord.Thing(ours: our, theirs: their), chosen: takesTheirs ? other : one)
        proof.leaveOut(ours: our)
        proof.leaveOut(theirs: their)
        twins[their] = our
        if takesTheirs { plan.replaced[our] = their }
    }

    private func isSameButForItsKey(_ our: Int, _ their: Int) -> Bool {
        let keys = Set(exact: ourAdditions.shape(of: our).keys.compactMap(\.attribute))
        func parts(_ tree: Tree, _ node: Int) -> [UInt64] {
            tree.attributes(of: node).filter { !keys.contains(tree.name(of: $0)) }.map { tree[$0].hash }.sorted() + tree.contentHashes(node)
        }
        return !keys.isEmpty && ours.tree[our].name == theirs.tree[their].name && parts(ours.tree, our) == parts(theirs.tree, their)
    }

    /// Nothing comes with it.
    private func isOnly(_ item: Int, in b: Int) -> Bool {
        item == b
            || theirs.tree.firstKeyed(in: b, shape: theirs.delta.matching.shape(of: b, in: theirs.tree), shapes: shapes) == [item]
                && theirAdditions.shape(of: b).list == .byContent
    }

    /// Whether something of ours was put where an addition of theirs was.
    private func isAtOnePlace(_ our: Int, _ b: Int) -> Bool {
        var here = our
        while ourAdditions.shape(of: here).list != theirAdditions.shape(of: b).list, here != Tree.document {
            here = ours.tree.parent(of: here)
        }
        guard let home = theirs.baseNode(of: theirs.tree.parent(of: b)), ours.baseNode(of: ours.tree.parent(of: here)) == home else {
            return false
        }
        return ourAdditions.anchor(of: here) == theirAdditions.anchor(of: b)
    }

    /// By their marks, the new things of a side that there may be only once.
    func newSingles(of side: SideChanges) -> [UInt64: Int] {
        var found: [UInt64: Int] = [:]
        for node in side.added.values.joined().sorted() {
            for (mark, item) in singles(in: node, of: side) where found[mark] == nil { found[mark] = item }
        }
        return found
    }

    /// New things at and below a node that there may be only once in their component, in their order.
    private func singles(in node: Int, of side: SideChanges) -> [(mark: UInt64, node: Int)] {
        let (tree, matching) = (side.tree, side.delta.matching)
        guard tree[node].kind == .element else { return [] }
        return (node..<Int(tree[node].end)).compactMap { item in
            guard tree[item].kind == .element, side.baseNode(of: item) == nil else { return nil }
            let shape = shapes[matching.shape(of: item, in: tree)]
            guard shape.isRoaming || shape.isUnique, let key = shape.identity(of: item, in: tree) else { return nil }
            var component = tree.parent(of: item)
            while component != Tree.document, shapes[matching.shape(of: component, in: tree)].kind == nil {
                component = tree.parent(of: component)
            }
            let home = Facts.place(of: component, in: tree, shape: matching.documentShape, shapes: shapes)
            let bytes = Array(key.utf8)
            let mark = Hashing.mix(tree.names.hash(of: tree[item].name), Hashing.bytes(bytes, 0..<bytes.count, seed: tree.names.seed))
            return (Hashing.mix(home, mark), item)
        }
    }

    /// What goes with a thing: the innermost new item around it that could stand elsewhere.
    private func holder(of item: Int, _ side: SideChanges) -> Int {
        var here = item
        while here != Tree.document, side.baseNode(of: here) == nil {
            if shapes[side.delta.matching.shape(of: here, in: side.tree)].isRoaming { return here }
            here = side.tree.parent(of: here)
        }
        return item
    }

    /// In words.
    private func place(of node: Int, _ naming: Naming) -> String {
        naming.name(of: naming.tree.parent(of: node)).inside.trail.map(\.words).joined(separator: " › ")
    }
}
