// Alignment of two sequences: what stands in both in the same order, and which items of a permutation were moved.

enum Sequences {
    /// Beyond this many cells the exact table is too dear, and items that occur once on each side are used instead.
    private static let tableLimit = 1 << 20

    /// Pairs of equal items, ascending on both sides: a longest common subsequence where that is affordable.
    static func common(_ a: [UInt64], _ b: [UInt64]) -> [(Int, Int)] {
        var pairs: [(Int, Int)] = []
        var start = 0
        while start < a.count, start < b.count, a[start] == b[start] {
            pairs.append((start, start))
            start += 1
        }
        var (endA, endB) = (a.count, b.count)
        while endA > start, endB > start, a[endA - 1] == b[endB - 1] {
            endA -= 1
            endB -= 1
        }
        if endA > start, endB > start {
            let middle =
                (endA - start) * (endB - start) <= tableLimit
                ? byTable(a[start..<endA], b[start..<endB]) : byUniqueItems(a[start..<endA], b[start..<endB])
            pairs += middle
        }
        for offset in 0..<(a.count - endA) { pairs.append((endA + offset, endB + offset)) }
        return pairs
    }

    private static func byTable(_ a: ArraySlice<UInt64>, _ b: ArraySlice<UInt64>) -> [(Int, Int)] {
        let width = b.count + 1
        // lengths[i][j]: of the longest common subsequence of what follows i and j.
        var lengths = [UInt16](repeating: 0, count: (a.count + 1) * width)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                let here = i * width + j
                lengths[here] =
                    a[a.startIndex + i] == b[b.startIndex + j]
                    ? lengths[here + width + 1] + 1 : max(lengths[here + width], lengths[here + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < a.count, j < b.count {
            let here = i * width + j
            if a[a.startIndex + i] == b[b.startIndex + j] {
                pairs.append((a.startIndex + i, b.startIndex + j))
                i += 1
                j += 1
            } else if lengths[here + width] >= lengths[here + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    private static func byUniqueItems(_ a: ArraySlice<UInt64>, _ b: ArraySlice<UInt64>) -> [(Int, Int)] {
        var places: [UInt64: (a: Int, b: Int)] = [:]
        for (index, item) in zip(a.indices, a) { places[item] = places[item] == nil ? (index, -1) : (-2, -2) }
        for (index, item) in zip(b.indices, b) {
            guard let place = places[item], place.a >= 0 else { continue }
            places[item] = place.b == -1 ? (place.a, index) : (-2, -2)
        }
        let found = places.values.filter { $0.a >= 0 && $0.b >= 0 }.sorted { $0.a < $1.a }
        let kept = longestAscending(found.map(\.b))
        return kept.map { (found[$0].a, found[$0].b) }
    }

    /// The places of a longest ascending subsequence of distinct numbers: the items that stayed.
    static func longestAscending(_ numbers: [Int]) -> [Int] {
        /// For each length, the place of the smallest number that ends such a run.
        var ends: [Int] = []
        var before = [Int](repeating: -1, count: numbers.count)
        for (place, number) in numbers.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
            }
            before[place] = low > 0 ? ends[low - 1] : -1
            if low == ends.count { ends.append(place) } else { ends[low] = place }
        }
        var result: [Int] = []
        var here = ends.last ?? -1
        while here >= 0 {
            result.append(here)
            here = before[here]
        }
        return result.reversed()
    }
}
