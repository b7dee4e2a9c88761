// What follows where a side of a merge did nothing.

import Testing

@testable import SolutionCore

struct SidesTests {
    @Test(
        arguments: [
            (1, 1, 1, 1), (1, 2, 1, 2), (1, 1, 2, 2), (1, 2, 2, 2), (nil, 1, 1, 1), (1, 2, 3, nil), (nil, 1, 2, nil),
        ] as [(Int?, Int, Int, Int?)])
    func whoeverDidSomethingAloneDecides(base: Int?, ours: Int, theirs: Int, merged: Int?) {
        #expect(Sides(base: base, ours: ours, theirs: theirs).undisputed == merged)
        #expect(Sides(base: base, ours: theirs, theirs: ours).undisputed == merged)
    }

    @Test func allOfThemAreMapped() {
        #expect(Sides(base: 1, ours: 2, theirs: 3).map { $0 * 2 }.all == [2, 4, 6])
        #expect(Sides(base: nil, ours: 2, theirs: 3).map { $0 * 2 }.all == [4, 6])
        #expect(Sides(base: 1, ours: 2, theirs: 3)[.theirs] == 3)
    }
}

struct OrdersTests {
    @Test(
        arguments: [
            // One side's order alone, both the same, and both together.
            ([1, 2, 3], [1, 2, 3], [3, 1, 2], [3, 1, 2]), ([1, 2, 3], [2, 1, 3], [2, 1, 3], [2, 1, 3]),
            ([1, 2, 3, 4], [2, 1, 3, 4], [1, 2, 4, 3], [2, 1, 4, 3]), ([1, 2, 3, 4], [4, 1, 2, 3], [1, 3, 2, 4], [4, 1, 3, 2]),
            // One item to two places, and a circle.
            ([1, 2, 3, 4], [2, 3, 1, 4], [3, 1, 2, 4], nil), ([1, 2, 3], [2, 3, 1], [3, 1, 2], nil),
        ] as [([Int], [Int], [Int], [Int]?)])
    func everyPairThatASideTurnedIsTurned(base: [Int], ours: [Int], theirs: [Int], merged: [Int]?) {
        #expect(Orders.merged(Sides(base: base, ours: ours, theirs: theirs)) == merged)
        #expect(Orders.merged(Sides(base: base, ours: theirs, theirs: ours)) == merged)
    }
}
