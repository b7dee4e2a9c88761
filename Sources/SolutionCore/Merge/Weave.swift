// Writes one document with another's differences put in: pieces of both, everything that nobody changed byte for byte.

/// What is to be put into a document, told by its own nodes.
struct WeavePlan {
    /// Values that are replaced, by the other document's node.
    var values: [Int: Int] = [:]
    /// Values that neither document spells: what came out of merging two of them. As they stand in the source.
    var texts: [Int: [UInt8]] = [:]
    var removed: Set<Int> = []
    /// Nodes that leave their parent, and stand where the other document has them.
    var moved: Set<Int> = []
    /// By parent: the other document's nodes that come in, new ones and moved ones.
    var incoming: [Int: Set<Int>] = [:]
    /// By parent: children in the order they are to have.
    var orders: [Int: [[Int]]] = [:]
    /// By the other document's node, this document's node that stands for it. Everything that moves must be in it.
    var counterparts: [Int: Int] = [:]
    /// The other document's node that is the same thing as a parent whose children come, go or change places.
    var partners: [Int: Int] = [:]
    /// Both sides' versions of a node, where nobody can say which one is meant.
    struct Contest {
        /// Theirs' node; nil where they deleted it.
        let theirs: Int?
        let base: [UInt8]
        let note: String
    }
    /// By our node.
    var contested: [Int: Contest] = [:]
    /// By our element: only its tag is in conflict.
    var contestedTags: [Int: Contest] = [:]
    /// Attributes in whose tags a conflict is.
    var contestedAttributes: Set<Int> = []
    /// Theirs' attributes that we deleted, and that are in conflict.
    var lostAttributes: Set<Int> = []
    /// The base's nodes that one side deleted while the other changed nothing in them but noise.
    var dropped: Set<Int> = []
    /// Our nodes about which a rule decided.
    var settled: Set<Int> = []
    /// By theirs' node, where ours is not there any more.
    var contestedIncoming: [Int: Contest] = [:]
    /// Our nodes in whose place theirs' stand.
    var replaced: [Int: Int] = [:]
}

/// Weaves two documents.
struct Weave {
    private let ours: Tree
    private let theirs: Tree
    private let plan: WeavePlan
    private let oursOf: (Int) -> Int?
    private var dirty: Set<Int> = []
    /// Nodes of the other document that have something of ours inside.
    private var mixed: Set<Int> = []
    private let convertsLineEnds: LineEnds?
    private var out: [UInt8] = []
    private var regions: [MarkedText.Region] = []
    private var isInRegion = false
    /// What joins the next region to the other items of its list, where only one side has it.
    private var comma = Comma.none

    private enum LineEnds { case toCRLF, toLF }

    private enum Comma { case none, before, after }

    private init(_ ours: Tree, _ theirs: Tree, _ plan: WeavePlan, oursOf: @escaping (Int) -> Int?) {
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
        for (their, node) in plan.counterparts where plan.moved.contains(node) {
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

    private mutating func soil(_ node: Int) {
        var here = node
        while dirty.insert(here).inserted, here != Tree.document { here = ours.parent(of: here) }
    }

    // MARK: - Nodes

    private mutating func write(_ node: Int) {
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
    private mutating func region(_ contest: WeavePlan.Contest, theirs range: Range<Int>?, _ ours: (inout Weave) -> Void) {
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
    private mutating func writeValue(_ node: Int, _ value: ArraySlice<UInt8>) {
        let node = ours[node]
        out.append(contentsOf: ours.source[Int(node.outer.start)..<Int(node.inner.start)])
        append(value)
        out.append(contentsOf: ours.source[Int(node.inner.end)..<Int(node.outer.end)])
    }

    /// Something of theirs, with what is ours in it.
    private mutating func writeTheirs(_ node: Int) {
        guard mixed.contains(node) else { return copy(theirs[node].outer.range) }
        var position = Int(theirs[node].outer.start)
        for child in theirs.children(of: node) {
            copy(position..<Int(theirs[child].outer.start))
            if let counterpart = plan.counterparts[child], plan.moved.contains(counterpart) {
                write(counterpart)
            } else {
                writeTheirs(child)
            }
            position = Int(theirs[child].outer.end)
        }
        copy(position..<Int(theirs[node].outer.end))
    }

    /// Copies from theirs, in our line ends.
    private mutating func copy(_ range: Range<Int>) { append(theirs.source[range]) }

    private mutating func append(_ bytes: ArraySlice<UInt8>) {
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

    // MARK: - Elements

    private mutating func writeElement(_ node: Int) {
        let element = ours[node]
        if let contest = plan.contestedTags[node], !isInRegion, !hasContentChange(node) {
            let tag = contest.theirs.map { theirs.startTag($0).count }
            let start = contest.theirs.map { Int(theirs[$0].outer.start) }
            let range = start.flatMap { start in tag.map { start..<start + $0 } }
            region(contest, theirs: range) { weave in
                let end = weave.writeTagStart(node)
                let isShort = element.traits.contains(.selfClosing)
                weave.out.append(contentsOf: weave.ours.source[end..<Int(isShort ? element.outer.end : element.inner.start)])
            }
            if !element.traits.contains(.selfClosing) {
                writeContent(node, until: Int(element.inner.end))
                out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
            }
            return
        }
        let tagEnd = writeTagStart(node)
        let tail = ours.source[tagEnd..<Int(element.traits.contains(.selfClosing) ? element.outer.end : element.inner.start)]
        if let text = plan.texts[node] {
            out.append(UInt8(ascii: ">"))
            append(text[...])
            return writeEndTag(node)
        }
        if let value = plan.values[node] {
            if isSpelledEmpty(value) { return writeEmpty(node, as: value) }
            out.append(UInt8(ascii: ">"))
            copy(theirs[value].inner.range)
            return writeEndTag(node)
        }
        guard plan.partners[node] != nil, hasOtherContent(node) else {
            out.append(contentsOf: tail)
            if !element.traits.contains(.selfClosing) {
                writeContent(node, until: Int(element.inner.end))
                out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
            }
            return
        }
        let items = arranged(node)
        if items.isEmpty, let partner = plan.partners[node], theirs.content(of: partner).first(where: { _ in true }) == nil {
            return writeEmpty(node, as: partner)
        }
        out.append(UInt8(ascii: ">"))
        for item in items { write(item) }
        if element.traits.contains(.selfClosing) || element.inner.isEmpty {
            if let partner = plan.partners[node] { copy(closingGap(partner, in: theirs)) }
        } else {
            out.append(contentsOf: ours.source[closingGap(node, in: ours)])
        }
        writeEndTag(node)
    }

    /// Whether what is between the tags is written anew.
    private func hasContentChange(_ node: Int) -> Bool {
        plan.texts[node] != nil || plan.values[node] != nil || ours[node].traits.contains(.selfClosing) && hasOtherContent(node)
    }

    private func isSpelledEmpty(_ node: Int) -> Bool {
        theirs[node].inner.isEmpty || theirs[node].traits.contains(.selfClosing)
    }

    /// Nothing inside, written as they write it.
    private mutating func writeEmpty(_ node: Int, as their: Int) {
        let element = theirs[their]
        guard element.traits.contains(.selfClosing) else {
            out.append(UInt8(ascii: ">"))
            copy(element.inner.range)
            return writeEndTag(node)
        }
        let last = theirs.attributes(of: their).reduce(nil) { $1 } as Int?
        let start = last.map { Int(theirs[$0].outer.end) } ?? Int(element.outer.start) + 1 + theirs.names.spelling(of: element.name).count
        copy(start..<Int(element.outer.end))
    }

    private mutating func writeEndTag(_ node: Int) {
        let element = ours[node]
        if element.traits.contains(.selfClosing) {
            out.append(contentsOf: [UInt8(ascii: "<"), UInt8(ascii: "/")])
            out.append(contentsOf: ours.names.spelling(of: element.name))
            out.append(UInt8(ascii: ">"))
        } else {
            out.append(contentsOf: ours.source[Int(element.inner.end)..<Int(element.outer.end)])
        }
    }

    /// `<name` and the attributes; gives the place behind the last one in our source.
    private mutating func writeTagStart(_ node: Int) -> Int {
        var position = Int(ours[node].outer.start) + 1 + ours.names.spelling(of: ours[node].name).count
        out.append(contentsOf: ours.source[Int(ours[node].outer.start)..<position])
        var written: Set<Int> = []
        let incoming = plan.incoming[node] ?? []
        func news(after place: Int?) -> [Int] {
            guard let partner = plan.partners[node], !incoming.isEmpty else { return [] }
            var run: [Int] = []
            var isAfter = place == nil
            for attribute in theirs.attributes(of: partner) {
                if incoming.contains(attribute) {
                    if isAfter { run.append(attribute) }
                } else if let counterpart = oursOf(attribute), !plan.removed.contains(counterpart) {
                    isAfter = counterpart == place
                }
            }
            return run
        }
        // Of two that came to one place the lesser is first, so that it does not matter whose are ours.
        var waiting = news(after: nil)
        func writeNews(before name: String?) {
            let due = waiting.filter { attribute in name.map { theirs.name(of: attribute) < $0 } ?? true }
            waiting.removeAll { due.contains($0) }
            for attribute in due where written.insert(attribute).inserted {
                out.append(UInt8(ascii: " "))
                copy(theirs[attribute].outer.range)
            }
        }
        let shared = incoming.isEmpty ? [] : Set(plan.partners[node].map { theirs.attributes(of: $0).compactMap { oursOf($0) } } ?? [])
        for attribute in ours.attributes(of: node) {
            defer { position = Int(ours[attribute].outer.end) }
            if plan.removed.contains(attribute) { continue }
            if !waiting.isEmpty { writeNews(before: shared.contains(attribute) ? nil : ours.name(of: attribute)) }
            out.append(contentsOf: ours.source[position..<Int(ours[attribute].outer.start)])
            write(attribute)
            if shared.contains(attribute) { waiting += news(after: attribute) }
        }
        writeNews(before: nil)
        return position
    }

    /// The content with its dirty parts rewritten, where nothing comes, goes or changes places.
    private mutating func writeContent(_ node: Int, until end: Int) {
        if plan.partners[node] != nil, hasOtherContent(node) {
            if node == Tree.document { out.append(contentsOf: ours.source[..<ours.prologEnd]) }
            for item in arranged(node) { write(item) }
            return out.append(contentsOf: ours.source[closingGap(node, in: ours)])
        }
        var position = Int(ours[node].inner.start)
        for child in ours.content(of: node) where dirty.contains(child) {
            out.append(contentsOf: ours.source[position..<Int(ours[child].outer.start)])
            write(child)
            position = Int(ours[child].outer.end)
        }
        out.append(contentsOf: ours.source[position..<end])
    }

    // MARK: - JSON

    private mutating func writeContainer(_ node: Int) {
        let container = ours[node]
        guard plan.partners[node] != nil && hasOtherContent(node) || hasOneSided(node) else {
            var position = Int(container.inner.start)
            for child in ours.children(of: node) where dirty.contains(child) {
                out.append(contentsOf: ours.source[position..<Int(ours[child].outer.start)])
                write(child)
                position = Int(ours[child].outer.end)
            }
            return out.append(contentsOf: ours.source[position..<Int(container.inner.end)])
        }
        let items = arranged(node)
        if items.isEmpty, let partner = plan.partners[node], theirs.content(of: partner).first(where: { _ in true }) == nil {
            return copy(theirs[partner].inner.range)
        }
        out.append(ours.source[Int(container.inner.start)])
        // Whichever side is taken, a comma stands between two items and nowhere else: one that only one side has brings its own.
        let last = (isInRegion ? items.indices.last : items.lastIndex { !isOneSided($0) }) ?? -1
        for (index, item) in items.enumerated() {
            if !isInRegion, isOneSided(item) {
                comma = index < last ? .after : last >= 0 || index > 0 ? .before : .none
                write(item)
            } else {
                write(item)
                if index < last { out.append(UInt8(ascii: ",")) }
            }
        }
        if !items.isEmpty {
            let wasEmpty = ours.children(of: node).first { _ in true } == nil
            if wasEmpty, let partner = plan.partners[node] {
                copy(closingGap(partner, in: theirs))
            } else {
                out.append(contentsOf: ours.source[closingGap(node, in: ours)])
            }
        }
        out.append(ours.source[Int(container.inner.end) - 1])
    }

    // MARK: - Children

    /// A child as it is to stand, with the place where the layout before it begins.
    private struct Item {
        let node: Int
        let gap: Int
        /// New, or moved here: then our node stands for it.
        let isTheirs: Bool
    }

    /// Where the layout before each child begins.
    private static func gaps(_ node: Int, in tree: Tree) -> [Int: Int] {
        let isContainer = tree[node].kind == .object || tree[node].kind == .array
        var gaps: [Int: Int] = [:]
        var start = node == Tree.document ? tree.prologEnd : Int(tree[node].inner.start) + (isContainer ? 1 : 0)
        for child in tree.content(of: node) {
            // In JSON what stands before the comma is nobody's.
            var gap = start
            if isContainer {
                var here = start
                while here < Int(tree[child].outer.start) {
                    if tree.source[here] == UInt8(ascii: ",") { gap = here + 1 }
                    here += 1
                }
            }
            gaps[child] = gap
            start = Int(tree[child].outer.end)
        }
        return gaps
    }

    private func hasOtherContent(_ node: Int) -> Bool {
        if plan.orders[node] != nil { return true }
        if let incoming = plan.incoming[node], incoming.contains(where: { theirs[$0].kind != .attribute }) { return true }
        return ours.content(of: node).contains { plan.removed.contains($0) || plan.moved.contains($0) }
    }

    /// In conflict, and there on one side only.
    private func isOneSided(_ item: Item) -> Bool {
        item.isTheirs ? plan.contestedIncoming[item.node] != nil : plan.contested[item.node].map { $0.theirs == nil } ?? false
    }

    private func hasOneSided(_ node: Int) -> Bool {
        dirty.contains(node) && ours.content(of: node).contains { plan.contested[$0].map { $0.theirs == nil } ?? false }
    }

    private mutating func write(_ item: Item) {
        let node = item.node
        guard item.isTheirs else {
            out.append(contentsOf: ours.source[item.gap..<Int(ours[node].outer.start)])
            return write(node)
        }
        copy(item.gap..<Int(theirs[node].outer.start))
        if let contest = plan.contestedIncoming[node], !isInRegion {
            return region(contest, theirs: theirs[node].outer.range) { _ in }
        }
        if let counterpart = plan.counterparts[node], plan.moved.contains(counterpart) {
            write(counterpart)
        } else {
            writeTheirs(node)
        }
    }

    /// The layout after the last child.
    private func closingGap(_ node: Int, in tree: Tree) -> Range<Int> {
        let isContainer = tree[node].kind == .object || tree[node].kind == .array
        let end = Int(tree[node].inner.end) - (isContainer ? 1 : 0)
        var start = node == Tree.document ? tree.prologEnd : Int(tree[node].inner.start) + (isContainer ? 1 : 0)
        for child in tree.content(of: node) { start = Int(tree[child].outer.end) }
        return start..<max(start, end)
    }

    /// The children as they are to stand.
    private func arranged(_ node: Int) -> [Item] {
        var kept = ours.content(of: node).filter { !plan.removed.contains($0) && !plan.moved.contains($0) }
        for order in plan.orders[node] ?? [] { kept = Self.reordered(kept, order) }
        let gaps = Self.gaps(node, in: ours)
        let items = kept.map { Item(node: $0, gap: gaps[$0] ?? 0, isTheirs: false) }
        guard let partner = plan.partners[node], let incoming = plan.incoming[node] else { return items }
        return inserted(incoming, of: partner, among: items)
    }

    /// The items in another order; what is not among them stays behind the one it stood behind.
    private static func reordered(_ items: [Int], _ order: [Int]) -> [Int] {
        let members = Set(order)
        var blocks: [Int: [Int]] = [:]
        var head: [Int] = []
        var current: Int?
        for item in items {
            if members.contains(item) { current = item }
            if let current { blocks[current, default: []].append(item) } else { head.append(item) }
        }
        return head + order.flatMap { blocks[$0] ?? [] }
    }

    /// Puts what comes in behind the neighbour that it has on the other side, or at the start.
    private func inserted(_ incoming: Set<Int>, of partner: Int, among kept: [Item]) -> [Item] {
        let gaps = Self.gaps(partner, in: theirs)
        let places = Dictionary(kept.enumerated().map { ($1.node, $0) }) { first, _ in first }
        /// What comes in behind each of ours; -1 for the start.
        var runs: [Int: [Item]] = [:]
        /// Ours that have a neighbour's place on the other side too.
        var anchors: Set<Int> = []
        var anchor = -1
        for sibling in theirs.content(of: partner) {
            if incoming.contains(sibling) {
                // In the midst of a conflict our version is ours alone.
                if isInRegion, plan.contestedIncoming[sibling] != nil { continue }
                runs[anchor, default: []].append(Item(node: sibling, gap: gaps[sibling] ?? 0, isTheirs: true))
            } else if let counterpart = oursOf(sibling), let place = places[counterpart] {
                anchor = place
                anchors.insert(place)
            }
        }
        var items: [Item] = []
        var index = -1
        while index < kept.count {
            if index >= 0 { items.append(kept[index]) }
            if let run = runs[index] {
                // What we put at the same place goes first if it is less, so that it doesn't matter who is who.
                var end = index
                while end + 1 < kept.count, !anchors.contains(end + 1) { end += 1 }
                if end > index, comesFirst(kept[index + 1].node, before: run[0].node) {
                    items += kept[index + 1...end]
                    index = end
                }
                items += run
            }
            index += 1
        }
        return items
    }

    private func comesFirst(_ our: Int, before their: Int) -> Bool {
        let (one, other) = (ours.source[ours[our].outer.range], theirs.source[theirs[their].outer.range])
        return one.lexicographicallyPrecedes(other)
    }
}

extension Tree {
    /// Behind the byte order mark and the XML declaration, which stay where they are.
    fileprivate var prologEnd: Int {
        let declaration = children(of: Tree.document).first { isDeclaration($0) }
        if let declaration { return Int(nodes[declaration].outer.end) }
        return source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}

extension [UInt8] {
    /// Whether lines end as on Windows; what the first line end says.
    var hasCRLF: Bool {
        guard let end = firstIndex(of: UInt8(ascii: "\n")), end > 0 else { return false }
        return self[end - 1] == UInt8(ascii: "\r")
    }
}
