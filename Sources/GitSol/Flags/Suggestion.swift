// Did you mean: the nearest name to one that is not there.

internal import SolutionCore

enum Suggestion {
    /// The names that a slip of the fingers may have turned into this one, nearest first.
    static func nearest(to word: String, among names: [String]) -> [String] {
        let typed = Array(word.lowercased().unicodeScalars)
        let bound = max(1, min(3, typed.count / 3 + (typed.count > 2 ? 1 : 0)))
        let near = names.compactMap { name -> (distance: Int, name: String)? in
            let distance = distance(typed, Array(name.unicodeScalars))
            return distance <= bound || (typed.count > 2 && name.hasPrefix(word)) ? (distance, name) : nil
        }
        return near.sorted { ($0.distance, Exact($0.name)) < ($1.distance, Exact($1.name)) }.prefix(3).map(\.name)
    }

    /// How many letters have to be put in, left out, changed or swapped with their neighbour.
    static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...other.count)
        for row in one.indices {
            var current = [row + 1]
            for column in other.indices {
                var best = min(last[column + 1] + 1, current[column] + 1)
                best = min(best, last[column] + (one[row] == other[column] ? 0 : 1))
                if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
                    best = min(best, beforeLast[column - 1] + 1)
                }
                current.append(best)
            }
            beforeLast = last
            last = current
        }
        return last[other.count]
    }

    /// As a hint, or nil where nothing is near.
    static func hint(for word: String, among names: [String], as show: (String) -> String = { "'\($0)'" }) -> String? {
        let names = nearest(to: word, among: names).map(show)
        guard let last = names.last else { return nil }
        return "did you mean " + (names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " or " + last) + "?"
    }
}
