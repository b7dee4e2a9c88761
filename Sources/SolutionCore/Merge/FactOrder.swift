// The order of one list in the documents of a merge: every pair that a side turned round is turned round, and no other.

/// The items of the lists at one place, as the result, ours, theirs and the base have them. Lists without a key may be several: a pair of
/// items is compared where both are in one list in all documents.
struct FactOrder {
    private struct Item {
        let mark: UInt64
        /// The list in its document.
        let holder: Int
    }

    private var documents: [[Item]] = [[], [], [], []]

    /// Beyond this many items with two new orders nobody is asked.
    private static let limit = 2000

    mutating func add(_ mark: UInt64, _ holder: Int, _ index: Int) { documents[index].append(Item(mark: mark, holder: holder)) }

    /// The list in the result whose items stand in an order that nobody made.
    var fault: Int? {
        // What stands there once in each document.
        var counts: [UInt64: SIMD4<Int32>] = [:]
        var homes: [UInt64: SIMD4<Int>] = [:]
        for (index, items) in documents.enumerated() {
            for item in items {
                counts[item.mark, default: .zero][index] += 1
                homes[item.mark, default: .zero][index] = item.holder
            }
        }
        let once = counts.filter { $0.value == SIMD4(repeating: 1) }
        var lists: [SIMD4<Int>: [[UInt64]]] = [:]
        for (index, items) in documents.enumerated() {
            for item in items where once[item.mark] != nil {
                guard let home = homes[item.mark] else { continue }
                lists[home, default: [[], [], [], []]][index].append(item.mark)
            }
        }
        return lists.filter { !Self.isRight($0.value) }.keys.map { $0[0] }.min()
    }

    /// Of orders of the same items.
    private static func isRight(_ orders: [[UInt64]]) -> Bool {
        if let order = Sides(base: orders[3], ours: orders[1], theirs: orders[2]).undisputed { return orders[0] == order }
        guard orders[0].count <= limit else { return true }
        // By the place in the base: the places in the others.
        let places = orders[0...2].map { order in
            let found = Dictionary(zip(order, order.indices), uniquingKeysWith: { first, _ in first })
            return orders[3].map { found[$0] ?? 0 }
        }
        return orders[3].indices.allSatisfy { one in
            orders[3].indices[(one + 1)...].allSatisfy { other in
                let isKept = places[1][one] < places[1][other] && places[2][one] < places[2][other]
                return (places[0][one] < places[0][other]) == isKept
            }
        }
    }
}

extension Tree {
    /// What a node holds and whose order means something, with a mark of those among which it does.
    func orderedContent(of node: Int, _ shape: ShapeID, _ shapes: Shapes) -> [(item: Int, group: UInt64)] {
        guard nodes[node].kind != .object else { return [] }
        let items = Array(content(of: node))
        guard items.count > 1 else { return [] }
        let isOrdered = nodes[node].kind == .array || shapes[shape].isOrdered
        var counts: [NameID: Int] = [:]
        if !isOrdered { for item in items { counts[nodes[item].name, default: 0] += 1 } }
        return items.compactMap { item in
            if !isOrdered, counts[nodes[item].name] == 1 || nodes[item].kind != .element { return nil }
            let rule = shapes[shapes.child(nodes[item].name, of: shape)]
            if rule.isSet { return nil }
            if isOrdered { return (item, 0) }
            return rule.isSequence || rule.list == nil ? (item, names.hash(of: nodes[item].name)) : nil
        }
    }
}
