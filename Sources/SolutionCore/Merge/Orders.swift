// Two changed orders of one list made one: every pair that a side turned round is turned round, and no other.

enum Orders {
    /// Beyond this many items a list with two new orders is left to people.
    private static let limit = 2000

    /// The order in which both sides' orders of the base's items are carried out; nil where that contradicts itself.
    static func merged(_ orders: Sides<[Int]>) -> [Int]? {
        if let order = orders.undisputed { return order }
        guard let base = orders.base, base.count <= limit else { return nil }
        // By the place in the base: the places in the others.
        func places(_ order: [Int]) -> [Int] {
            let found = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
            return base.map { found[$0] ?? 0 }
        }
        let (left, right) = (places(orders.ours), places(orders.theirs))
        guard !haveMovedTheSame(left, right) else { return nil }
        func precedes(_ one: Int, _ other: Int) -> Bool {
            // Who differs from the base has said something.
            (left[one] < left[other]) == (one < other) ? right[one] < right[other] : left[one] < left[other]
        }
        // If the pairs are an order, the number of those before an item is its place.
        var result = [Int?](repeating: nil, count: base.count)
        for index in base.indices {
            let place = base.indices.count { $0 != index && precedes($0, index) }
            guard result[place] == nil else { return nil }
            result[place] = base[index]
        }
        return result.compactMap(\.self)
    }

    /// Whether both sides moved one item, to different places: they turned round a pair that it is in, and not the same pairs.
    private static func haveMovedTheSame(_ left: [Int], _ right: [Int]) -> Bool {
        var isShared = [Bool](repeating: false, count: left.count)
        for one in left.indices {
            for other in left.indices[(one + 1)...] where left[one] > left[other] && right[one] > right[other] {
                isShared[one] = true
                isShared[other] = true
            }
        }
        return left.indices.contains { one in
            isShared[one] && left.indices.contains { (left[one] < left[$0]) != (right[one] < right[$0]) }
        }
    }
}
