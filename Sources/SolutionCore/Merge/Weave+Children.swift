// The children of a woven document as they are to stand, with the layout between them.

extension Weave {
    /// A child as it is to stand, with the place where the layout before it begins.
    struct Item {
        let node: Int
        let gap: Int
        /// New, or moved here: then our node stands for it.
        let isTheirs: Bool
    }

    /// Where the layout before each child begins.
    static func gaps(_ node: Int, in tree: Tree) -> [Int: Int] {
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

    func hasOtherContent(_ node: Int) -> Bool {
        if plan.orders[node] != nil { return true }
        if let incoming = plan.incoming[node], incoming.contains(where: { theirs[$0].kind != .attribute }) { return true }
        return ours.content(of: node).contains { plan.removed.contains($0) || plan.moved.contains($0) }
    }

    /// In conflict, and there on one side only.
    func isOneSided(_ item: Item) -> Bool {
        item.isTheirs ? plan.contestedIncoming[item.node] != nil : plan.contested[item.node].map { $0.theirs == nil } ?? false
    }

    func hasOneSided(_ node: Int) -> Bool {
        dirty.contains(node) && ours.content(of: node).contains { plan.contested[$0].map { $0.theirs == nil } ?? false }
    }

    mutating func write(_ item: Item) {
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
    func closingGap(_ node: Int, in tree: Tree) -> Range<Int> {
        let isContainer = tree[node].kind == .object || tree[node].kind == .array
        let end = Int(tree[node].inner.end) - (isContainer ? 1 : 0)
        var start = node == Tree.document ? tree.prologEnd : Int(tree[node].inner.start) + (isContainer ? 1 : 0)
        for child in tree.content(of: node) { start = Int(tree[child].outer.end) }
        return start..<max(start, end)
    }

    /// The children as they are to stand.
    func arranged(_ node: Int) -> [Item] {
        var kept = ours.content(of: node).filter { !plan.removed.contains($0) && !plan.moved.contains($0) }
        for order in plan.orders[node] ?? [] { kept = Self.reordered(kept, order) }
        let gaps = Self.gaps(node, in: ours)
        let items = kept.map { Item(node: $0, gap: gaps[$0] ?? 0, isTheirs: false) }
        guard let partner = plan.partners[node], let incoming = plan.incoming[node] else { return items }
        return inserted(incoming, of: partner, among: items)
    }

    /// The items in another order; what is not among them stays behind the one it stood behind.
    static func reordered(_ items: [Int], _ order: [Int]) -> [Int] {
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
    func inserted(_ incoming: Set<Int>, of partner: Int, among kept: [Item]) -> [Item] {
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

    func comesFirst(_ our: Int, before their: Int) -> Bool {
        let (one, other) = (ours.source[ours[our].outer.range], theirs.source[theirs[their].outer.range])
        return one.lexicographicallyPrecedes(other)
    }
}

extension Tree {
    /// Behind the byte order mark and the XML declaration, which stay where they are.
    var prologEnd: Int {
        let declaration = children(of: Tree.document).first { isDeclaration($0) }
        if let declaration { return Int(nodes[declaration].outer.end) }
        return source.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
}
