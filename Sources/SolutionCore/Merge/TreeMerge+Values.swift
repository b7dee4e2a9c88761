// Values that theirs set: taken, decided by a rule, merged inside, or in conflict.

extension TreeMerge {
    mutating func takeValue(_ a: Int, _ b: Int) {
        guard !isContested(a), let our = ours.node(of: a) else { return }
        let isStructure = !base.isPlain(a) || !theirs.tree.isPlain(b)
        if let other = ours.values[a] {
            let isSame =
                isStructure
                ? ours.tree.contentHashes(other) == theirs.tree.contentHashes(b) : ours.tree[other].hash == theirs.tree[b].hash
            return isSame ? () : settle(base: a, ours: other, theirs: b)
        }
        if isStructure, !doubts.opaque.contains(a), ours.touched.contains(a) {
            return contest(.bothChanged, base: a, ours: our, theirs: b)
        }
        plan.values[our] = b
    }

    /// One value that both sides set, differently.
    mutating func settle(base a: Int, ours our: Int, theirs their: Int) {
        if isDecided(base: a, our, their) { return }
        if let text = doubts.opaque.contains(a) ? mergedLines(a, our, their) : mergedInside(a, our, their) {
            plan.texts[our] = text
            return
        }
        contest(.bothChanged, base: a, ours: our, theirs: their)
    }

    /// Whether a rule says which of two values it is.
    mutating func isDecided(base: Int?, _ our: Int, _ their: Int) -> Bool {
        if saysNothing(our, ours.tree), saysNothing(their, theirs.tree) {
            // The shortest, as an element may be marked as empty.
            let (one, other) = (ours.tree.valueBytes(of: our), theirs.tree.valueBytes(of: their))
            let takesTheirs = other.count != one.count ? other.count < one.count : other.lexicographicallyPrecedes(one)
            return choose(takesTheirs, "two spellings of nothing", base, our, their)
        }
        guard let rule = tools.ruling(of: ourAdditions.shape(of: our), at: naming.ours.name(of: our).address) else { return false }
        let takesTheirs = rule.takesTheirs(ours.tree.value(at: our), theirs.tree.value(at: their))
        return choose(takesTheirs, rule.words, base, our, their)
    }

    private mutating func choose(_ takesTheirs: Bool, _ rule: String, _ base: Int?, _ our: Int, _ their: Int) -> Bool {
        let chosen = takesTheirs ? theirs.tree.value(at: their) : ours.tree.value(at: our)
        record.decide(rule, MergeRecord.Thing(base: base, ours: our, theirs: their), chosen: chosen)
        proof.leaveOut(ours: our)
        if takesTheirs { plan.values[our] = their }
        return true
    }

    /// A document of lists without items, or no document.
    private func saysNothing(_ node: Int, _ tree: Tree) -> Bool {
        guard shapes[ours.delta.matching.shape(of: node, in: tree)].holdsLists, tree.isPlain(node) else { return false }
        let value = tree.valueBytes(of: node)
        guard !value.isEmpty else { return true }
        guard let document = tools.parse(value, .json) else { return false }
        return document.nodes.allSatisfy { [.document, .object, .array].contains($0.kind) }
    }

    /// Documents within the values are merged as documents, texts of several lines as git merges lines.
    private mutating func mergedInside(_ a: Int, _ our: Int, _ their: Int) -> [UInt8]? {
        guard base.isPlain(a), ours.tree.isPlain(our), theirs.tree.isPlain(their) else { return nil }
        let values = Sides(
            base: base.valueBytes(of: a), ours: ours.tree.valueBytes(of: our), theirs: theirs.tree.valueBytes(of: their))
        if let documents = Embedded.documents(values, tools.parse) { return mergedDocument(documents, a, our, their) }
        guard values.all.allSatisfy({ $0.contains(0x0A) }), let merged = tools.mergeLines(values) else { return nil }
        return expected(merged, at: our)
    }

    /// What nobody looks into, by its lines: the proof does look into it.
    private func mergedLines(_ a: Int, _ our: Int, _ their: Int) -> [UInt8]? {
        guard !doubts.unmerged.contains(a) else { return nil }
        let texts = Sides(base: base.content(at: a), ours: ours.tree.content(at: our), theirs: theirs.tree.content(at: their))
        guard texts.all.allSatisfy({ $0.contains(0x0A) }) else { return nil }
        return tools.mergeLines(texts)
    }

    /// As a document that is a file is: nothing that is doubtful.
    private mutating func mergedDocument(_ documents: Sides<Tree>, _ a: Int, _ our: Int, _ their: Int) -> [UInt8]? {
        guard let tree = documents.base, let outer = naming.base else { return nil }
        let inner = Sides(
            base: Naming(tree, in: outer, at: a, shapes: shapes), ours: Naming(documents.ours, in: naming.ours, at: our, shapes: shapes),
            theirs: Naming(documents.theirs, in: naming.theirs, at: their, shapes: shapes))
        let shape = ours.delta.matching.shape(of: a, in: base)
        guard let merge = try? ProvenMerge(inner, shape: shape, tools: tools), merge.conflicts.isEmpty,
            let text = expected(merge.bytes, at: our)
        else { return nil }
        record.add(merge.decisions)
        return text
    }

    /// A value that neither side has, as it is to stand at our node, and as the result must say it.
    private mutating func expected(_ value: [UInt8], at our: Int) -> [UInt8]? {
        guard let text = ours.tree.spelled(value, at: our) else { return nil }
        proof.expect(value, atOurs: our)
        return text
    }
}
