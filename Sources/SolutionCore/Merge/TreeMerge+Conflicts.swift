// How a conflict of a merge is told, and where its markers go.

extension TreeMerge {
    func isDerived(_ node: Int, in tree: Tree) -> Bool {
        var here = node
        while here != Tree.document {
            if shapes[ours.delta.matching.shape(of: here, in: tree)].merge == .derived { return true }
            here = tree.parent(of: here)
        }
        return false
    }

    func isNoise(_ node: Int) -> Bool { theirAdditions.shape(of: node).noise != nil }

    mutating func contest(_ reason: Conflict.Reason, base node: Int, ours our: Int, theirs their: Int) {
        guard contested.insert(node).inserted else { return }
        let thing = MergeRecord.Thing(base: node, ours: our, theirs: their)
        mark(our, base: node, their: their, "\(report(reason, thing)): \(reason.rawValue)")
    }

    /// Where markers go: around an element, a member or an item; for an attribute around the tag that it stands in.
    mutating func mark(_ our: Int, base node: Int?, their: Int?, _ note: String) {
        proof.leaveOut(ours: our)
        guard ours.tree[our].kind == .attribute else {
            if let their { proof.leaveOut(theirs: their) }
            plan.contested[our] = WeavePlan.Contest(theirs: their, base: node.map { base.spelled($0) } ?? [], note: note)
            return
        }
        let element = ours.tree.parent(of: our)
        let other = ours.baseNode(of: element)
        let partner = their.map { theirs.tree.parent(of: $0) } ?? other.flatMap { theirs.node(of: $0) }
        guard plan.contestedTags[element] == nil else { return }
        plan.contestedTags[element] = WeavePlan.Contest(theirs: partner, base: other.map { base.startTag($0) } ?? [], note: note)
    }

    /// Gives the address under which it is reported.
    @discardableResult
    mutating func report(_ reason: Conflict.Reason, _ thing: MergeRecord.Thing) -> Address {
        let holder: Int?
        if let node = thing.base {
            holder = node == Tree.document ? nil : base.parent(of: node)
        } else {
            holder = thing.ours.flatMap { ours.baseNode(of: ours.tree.parent(of: $0)) }
        }
        var name = record.name(of: thing)
        if reason == .bothMoved, let node = thing.base, let names = naming.base {
            // Each side has it elsewhere; and a row is to people the field in it.
            name = names.name(of: node)
            let isRow = shapes[name.shape].list == .byContent
            let inside = isRow ? base.firstKeyed(in: node, shape: name.shape, shapes: shapes).first : nil
            if let inside { name = names.name(of: inside) }
        }
        record.report(reason, thing, named: name, holder: holder)
        return name.address
    }
}

extension Tree {
    /// A node as it is spelled.
    func spelled(_ node: Int) -> [UInt8] { Array(source[nodes[node].outer.range]) }

    /// What a node holds, as it is spelled.
    func content(at node: Int) -> [UInt8] { Array(source[nodes[node].inner.range]) }

    /// An element's tag with its attributes.
    func startTag(_ element: Int) -> [UInt8] {
        let node = nodes[element]
        return Array(source[Int(node.outer.start)..<Int(node.traits.contains(.selfClosing) ? node.outer.end : node.inner.start)])
    }
}
