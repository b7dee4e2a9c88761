// What theirs added: put in, or recognised as what ours added too.

extension TreeMerge {
    mutating func takeAddition(_ b: Int, _ parent: Int) {
        if isContested(parent) { return }
        guard let place = ours.node(of: parent) else {
            // Ours deleted the place; what is derived is not worth a question.
            if isDerived(b, in: theirs.tree) || isNoise(b) { return }
            let gone = ours.deletion(above: parent) ?? parent
            contested.insert(gone)
            report(.addedToDeleted, MergeRecord.Thing(base: gone, theirs: theirs.node(of: gone)))
            return
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
        if contestDoubles(in: b) { return }
        plan.incoming[place, default: []].insert(b)
        if let partner = theirs.node(of: parent) { plan.partners[place] = partner }
    }

    /// Both added one thing, with different content.
    mutating func settleAddition(_ our: Int, _ their: Int) {
        if ours.tree.isValue(our), theirs.tree.isValue(their), isDecided(base: nil, our, their) { return }
        if let rule = ourAdditions.shape(of: our).merge {
            // The same from whichever side one looks.
            let takesTheirs = ours.tree.spelling(of: our).utf8.lexicographicallyPrecedes(theirs.tree.spelling(of: their).utf8)
            record.decide(
                rule.rawValue, MergeRecord.Thing(ours: our, theirs: their),
                chosen: takesTheirs ? theirs.tree.value(at: their) : ours.tree.value(at: our))
            proof.leaveOut(ours: our)
            if takesTheirs { plan.replaced[our] = their }
            return
        }
        let values = differingValues(our, their) ?? []
        let stamps = values.filter { ourAdditions.shape(of: $0.ours).noise != nil || ourAdditions.shape(of: $0.ours).merge != nil }
        // Where more than one value differs, people want to see the whole.
        let isSmall = !values.isEmpty && values.count - stamps.count < 2
        for stamp in stamps where isSmall { _ = isDecided(base: nil, stamp.ours, stamp.theirs) }
        if isSmall, values.count == stamps.count { return }
        let open = isSmall ? values.first { pair in !stamps.contains { $0.ours == pair.ours } } : nil
        let (one, other) = (open?.ours ?? our, open?.theirs ?? their)
        report(.bothAdded, MergeRecord.Thing(ours: one, theirs: other))
        mark(one, base: nil, their: other, record.note(MergeRecord.Thing(ours: one), .bothAdded))
    }

    /// One thing that both added, as it is numbered in either tree.
    struct Twin {
        let ours: Int
        let theirs: Int
    }

    /// The values in which two things differ that both added; nil where they differ in more than values.
    mutating func differingValues(_ our: Int, _ their: Int) -> [Twin]? {
        if ours.tree[our].kind != theirs.tree[their].kind { return nil }
        let matching: Matching
        if let added {
            matching = added
            added.match(below: (our, their))
        } else {
            matching = Matching(ours.tree, theirs.tree, below: (our, their), shape: ours.delta.matching.documentShape, shapes: shapes)
            added = matching
        }
        guard matching.ambiguous.isEmpty else { return nil }
        var values: [Twin] = []
        for difference in Delta(matching, below: (our, their)).differences {
            switch difference {
            case .value(let a, let b):
                guard ours.tree.isPlain(a), theirs.tree.isPlain(b) else { return nil }
                values.append(Twin(ours: a, theirs: b))
            case .reordered(_, _, _, false): continue
            case .added, .removed, .moved, .reordered: return nil
            }
        }
        return values
    }

    /// What ours added to the same parent with the same name and key.
    func twin(of b: Int, _ parent: Int) -> Int? {
        let tree = theirs.tree
        let signature = theirAdditions.signature(of: b)
        if tree[b].kind == .attribute || tree[b].traits.contains(.member) {
            return ourAdditions.added(to: parent, signature: signature).first
        }
        guard tree[b].kind == .element || tree[b].kind == .object else { return nil }
        if let key = theirAdditions.key(of: b) { return ourAdditions.added(to: parent, key: key) }
        let shape = theirAdditions.shape(of: b)
        if shape.list == .byContent {
            let cells = theirAdditions.cells(in: b)
            return cells.isEmpty ? nil : ourAdditions.added(to: parent, cells: cells)
        }
        // One of a kind, where its siblings are too.
        let candidates = ourAdditions.added(to: parent, signature: signature)
        guard shape.list == nil, candidates.count == 1, theirAdditions.isSingle(b), ourAdditions.isSingle(candidates[0]) else {
            return nil
        }
        return candidates[0]
    }

    /// What ours added at the very place where theirs added something, where neither has a key.
    func rival(of b: Int, _ parent: Int) -> Int? {
        let tree = theirs.tree
        if tree[b].kind == .attribute || tree[b].traits.contains(.member) || theirAdditions.key(of: b) != nil { return nil }
        if theirAdditions.shape(of: b).list == .byContent, !theirAdditions.cells(in: b).isEmpty { return nil }
        let candidates = ourAdditions.added(to: parent, behind: theirAdditions.anchor(of: b))
        let isText = tree[b].kind != .element && tree.syntax == .xml
        if isText || tree.syntax == .json { return candidates.first }
        // Different names in an order without meaning stand beside each other.
        let isOrdered = shapes[theirs.delta.matching.shape(of: tree.parent(of: b), in: tree)].isOrdered
        return candidates.first { isOrdered || ours.tree[$0].name == tree[b].name }
    }

    mutating func contestParent(_ parent: Int, _ place: Int, _ b: Int) {
        guard let their = theirs.node(of: parent) else { return }
        contest(.samePlace, base: parent, ours: place, theirs: their)
    }
}

extension Tree {
    /// A plain value, and nothing beside it.
    fileprivate func isValue(_ node: Int) -> Bool { isPlain(node) && attributes(of: node).first { _ in true } == nil }
}
