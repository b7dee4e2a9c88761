// Two changed orders of one list made one: every pair that a side turned round is turned round, and no other.

enum Orders {
    /// Beyond this many items a list with two new orders is left to people.
    private static let limit = 2000

    /// The order in which `ours` and `theirs`, both orders of the items of `base`, are both carried out; nil where that
    /// contradicts itself.
    static func merged(base: [Int], ours: [Int], theirs: [Int]) -> [Int]? {
        if ours == theirs || theirs == base { return ours }
        if ours == base { return theirs }
        guard base.count <= limit else { return nil }
        let places = [base, ours, theirs].map { order in
            Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
        }
        func precedes(_ one: Int, _ other: Int) -> Bool {
            let before = places.map { ($0[one] ?? 0) < ($0[other] ?? 0) }
            // Who differs from the base has said something.
            return before[1] == before[0] ? before[2] : before[1]
        }
        // If the pairs are an order, the number of those before an item is its place.
        var result = [Int?](repeating: nil, count: base.count)
        for item in base {
            let place = base.count { $0 != item && precedes($0, item) }
            guard result[place] == nil else { return nil }
            result[place] = item
        }
        return result.compactMap(\.self)
    }
}
