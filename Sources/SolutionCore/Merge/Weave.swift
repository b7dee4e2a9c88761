// Writes one document with another's differences put in: pieces of both, everything that nobody changed byte for byte.

/// Weaves two documents.
struct Weave {
    let ours: Tree
    let theirs: Tree
    let plan: WeavePlan
    /// By their node, ours that is the same.
    let oursOf: (Int) -> Int?
    /// Our nodes in which something is put.
    var dirty: Set<Int> = []
    /// Their nodes that have something of ours inside, or something in conflict.
    var mixed: Set<Int> = []
    let convertsLineEnds: LineEnds?
    var out: [UInt8] = []
    var regions: [MarkedText.Region] = []
    var isInRegion = false
    /// What joins the next region to the other items of its list, where only one side has it.
    var comma = Comma.none

    enum LineEnds { case toCRLF, toLF }

    enum Comma { case none, before, after }

    init(_ ours: Tree, _ theirs: Tree, _ plan: WeavePlan, oursOf: @escaping (Int) -> Int?) {
        self.ours = ours
        self.theirs = theirs
        self.plan = plan
        self.oursOf = oursOf
        let (crlf, otherCRLF) = (ours.source.hasCRLF, theirs.source.hasCRLF)
        convertsLineEnds = crlf == otherCRLF ? nil : crlf ? .toCRLF : .toLF
        for node in plan.values.keys { soil(node) }
        for node in plan.texts.keys { soil(node) }
        for node in plan.removed.union(plan.moved) { soil(ours.parent(of: node)) }
        for node in plan.incoming.keys { soil(node) }
        for node in plan.orders.keys { soil(node) }
        for node in plan.contested.keys { soil(node) }
        for node in plan.contestedTags.keys { soil(node) }
        for node in plan.replaced.keys { soil(node) }
        let carried = plan.counterparts.filter { plan.moved.contains($0.value) }.map(\.key)
        for their in carried + plan.contestedIncoming.keys {
            var here = theirs.parent(of: their)
            while here != Tree.document, mixed.insert(here).inserted { here = theirs.parent(of: here) }
        }
    }

    /// The bytes of `ours` with the plan carried out. `oursOf` tells which of our nodes is the same as one of theirs.
    static func bytes(_ ours: Tree, _ theirs: Tree, _ plan: WeavePlan, oursOf: @escaping (Int) -> Int?) -> [UInt8] {
        marked(ours, theirs, plan, oursOf: oursOf).bytes
    }

    /// The same, with the places where the sides are in conflict; ours stands there.
    static func marked(
        _ ours: Tree, _ theirs: Tree, _ plan: WeavePlan, oursOf: @escaping (Int) -> Int?
    ) -> (bytes: [UInt8], regions: [MarkedText.Region]) {
        var weave = Weave(ours, theirs, plan, oursOf: oursOf)
        weave.out.reserveCapacity(ours.source.count + 1024)
        weave.write(Tree.document)
        return (weave.out, weave.regions)
    }

    mutating func soil(_ node: Int) {
        var here = node
        while dirty.insert(here).inserted, here != Tree.document { here = ours.parent(of: here) }
    }

    mutating func write(_ node: Int) {
        guard dirty.contains(node) else { return out.append(contentsOf: ours.source[ours[node].outer.range]) }
        if let their = plan.replaced[node] { return copy(theirs[their].outer.range) }
        if let contest = plan.contestedTags[node], !isInRegion, hasContentChange(node) {
            // The tag cannot be shown alone where the content changes with it.
            return region(contest, theirs: contest.theirs.map { theirs[$0].outer.range }) { $0.write(node) }
        }
        if let contest = plan.contested[node], !isInRegion {
            return region(contest, theirs: contest.theirs.map { theirs[$0].outer.range }) { $0.write(node) }
        }
        switch ours[node].kind {
        case .element: writeElement(node)
        case .object, .array:
            if let value = plan.values[node] { return writeValue(node, theirs.source[theirs[value].inner.range]) }
            if let text = plan.texts[node] { return writeValue(node, text[...]) }
            out.append(contentsOf: ours.source[Int(ours[node].outer.start)..<Int(ours[node].inner.start)])
            writeContainer(node)
        case .document: writeContent(node, until: ours.source.count)
        default:
            if let text = plan.texts[node] { return writeValue(node, text[...]) }
            guard let value = plan.values[node] else { return out.append(contentsOf: ours.source[ours[node].outer.range]) }
            if ours.syntax == .xml {
                let their = theirs[value].outer.range
                if ours[node].kind != .attribute { return copy(their) }
                // The spelling of the name stays, the quotes come with the value.
                let before = Int(theirs[value].inner.start) - 1
                out.append(contentsOf: ours.source[Int(ours[node].outer.start)..<Int(ours[node].inner.start) - 1])
                out.append(contentsOf: theirs.source[before..<their.upperBound])
            } else {
                writeValue(node, theirs.source[theirs[value].inner.range])
            }
        }
    }

    /// A part in conflict: our version of it, with theirs beside it.
    mutating func region(_ contest: WeavePlan.Contest, theirs range: Range<Int>?, _ ours: (inout Weave) -> Void) {
        let comma = self.comma
        self.comma = .none
        let start = out.count
        isInRegion = true
        ours(&self)
        isInRegion = false
        if comma == .before, out.count > start { out.insert(UInt8(ascii: ","), at: start) }
        if comma == .after, out.count > start { out.append(UInt8(ascii: ",")) }
        let end = out.count
        /// What was written behind our version, which does not stay.
        func version(_ write: () -> Void) -> [UInt8] {
            write()
            let bytes = Array(out[end...])
            out.removeSubrange(end...)
            if bytes.isEmpty { return [] }
            return (comma == .before ? [UInt8(ascii: ",")] : []) + bytes + (comma == .after ? [UInt8(ascii: ",")] : [])
        }
        let their = version { if let range { copy(range) } }
        let base = version { append(contest.base[...]) }
        regions.append(MarkedText.Region(range: start..<end, base: base, theirs: their, note: contest.note))
    }

    /// What is around a value, with another value inside.
    mutating func writeValue(_ node: Int, _ value: ArraySlice<UInt8>) {
        let node = ours[node]
        out.append(contentsOf: ours.source[Int(node.outer.start)..<Int(node.inner.start)])
        append(value)
        out.append(contentsOf: ours.source[Int(node.inner.end)..<Int(node.outer.end)])
    }

    /// Something of theirs, with what is ours in it.
    mutating func writeTheirs(_ node: Int) {
        guard mixed.contains(node) else { return copy(theirs[node].outer.range) }
        var position = Int(theirs[node].outer.start)
        for child in theirs.children(of: node) {
            copy(position..<Int(theirs[child].outer.start))
            if let contest = plan.contestedIncoming[child], !isInRegion {
                region(contest, theirs: theirs[child].outer.range) { _ in }
            } else if let counterpart = plan.counterparts[child], plan.moved.contains(counterpart) {
                write(counterpart)
            } else {
                writeTheirs(child)
            }
            position = Int(theirs[child].outer.end)
        }
        copy(position..<Int(theirs[node].outer.end))
    }

    /// Copies from theirs, in our line ends.
    mutating func copy(_ range: Range<Int>) { append(theirs.source[range]) }

    mutating func append(_ bytes: ArraySlice<UInt8>) {
        switch convertsLineEnds {
        case nil: out.append(contentsOf: bytes)
        case .toLF?:
            for byte in bytes where byte != UInt8(ascii: "\r") { out.append(byte) }
        case .toCRLF?:
            for byte in bytes {
                if byte == UInt8(ascii: "\n"), out.last != UInt8(ascii: "\r") { out.append(UInt8(ascii: "\r")) }
                out.append(byte)
            }
        }
    }
}

extension [UInt8] {
    /// Whether lines end as on Windows; what the first line end says.
    var hasCRLF: Bool {
        guard let end = firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return false }
        return self[end - 1] == UInt8(ascii: "\r")
    }
}
