// Items that may move within a component, and the containers without a key that are known by them.

extension Matching {
    /// Matches the items of two components whose keys are unique in them, then the containers that have no key by the
    /// items they hold.
    func matchRoamers(_ x: Int, _ y: Int, _ shape: ShapeID) {
        let (left, right) = (Roamers(x, of: a, shape, shapes), Roamers(y, of: b, shape, shapes))
        for (key, item) in left.items {
            guard let other = right.items[key], toB[item.node] < 0, toA[other.node] < 0 else { continue }
            join(item.node, other.node)
        }
        roamed = left.order.compactMap { toB[$0.node] >= 0 ? ($0.node, Int(toB[$0.node]), $0.shape) : nil }
        for (x, y) in holderPairs(left, right, root: (x, y)) where toB[x.node] < 0 && toA[y.node] < 0 {
            join(x.node, y.node)
            roamed.append((x.node, y.node, x.shape))
        }
    }

    /// Containers that have items in common, the likeliest pairs first: those at home in the same item, with the most
    /// items in common, at the same place.
    private func holderPairs(
        _ left: Roamers, _ right: Roamers, root: (Int, Int)
    ) -> [(x: Roamers.Container, y: Roamers.Container)] {
        var pairs: [(x: Roamers.Container, y: Roamers.Container, score: [Int])] = []
        for x in left.containers {
            var votes: [Int: Int] = [:]
            for item in x.items {
                guard let other = inRoamed(item) else { continue }
                for holder in right.holders[other] ?? [] where right.containers[holder].shape == x.shape { votes[holder, default: 0] += 1 }
            }
            for (holder, count) in votes.sorted(by: { $0.key < $1.key }) {
                let y = right.containers[holder]
                let isHome = x.home == root.0 && y.home == root.1 || inRoamed(x.home) == y.home
                // Where none came or went the place tells which is which, else what stands first in it.
                let isSteady = left.counts[x.home] == right.counts[y.home]
                let isFirst = x.items.first.flatMap(inRoamed) == y.items.first
                let likeness = (x.place == y.place ? isSteady ? 3 : 1 : 0) + (isFirst ? 2 : 0)
                pairs.append((x, y, [isHome ? 1 : 0, count, likeness]))
            }
        }
        // Sorting keeps no order of equals: their places do.
        let order = pairs.indices.sorted { one, other in
            pairs[one].score == pairs[other].score ? one < other : pairs[other].score.lexicographicallyPrecedes(pairs[one].score)
        }
        return order.map { (pairs[$0].x, pairs[$0].y) }
    }

    func inRoamed(_ node: Int) -> Int? { toB[node] >= 0 ? Int(toB[node]) : nil }
}
