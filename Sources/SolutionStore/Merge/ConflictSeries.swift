// Open conflicts as questions: those with the same two answers are asked once.

internal import SolutionCore

/// One question: a conflict, or several in which both sides did the same to the same property.
public struct ConflictSeries {
    /// As `git sol conflicts` numbers them, from 1.
    public let number: Int
    public let items: [OpenMerge.Item]

    public init(number: Int, items: [OpenMerge.Item]) {
        self.number = number
        self.items = items
    }

    /// Questions in the order in which their first conflicts stand.
    public static func all(of items: [OpenMerge.Item]) -> [ConflictSeries] {
        var order: [Exact] = []
        var groups: [Exact: [OpenMerge.Item]] = [:]
        for (place, item) in items.enumerated() {
            let key = key(of: item) ?? Exact("\(place)")
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(item)
        }
        return order.enumerated().compactMap { place, key in groups[key].map { ConflictSeries(number: place + 1, items: $0) } }
    }

    /// What conflicts of one series have in common: why, what of, and both values. Nil for what is always a question of its own.
    private static func key(of item: OpenMerge.Item) -> Exact? {
        let conflict = item.conflict.conflict
        guard item.isInText, let ours = conflict.ours, let theirs = conflict.theirs, let property = conflict.trail.last else { return nil }
        // Each part tells its length: what a value holds cannot make another one of two.
        let parts = [conflict.reason.rawValue, property.noun, conflict.base.map { "=" + $0 } ?? "", ours, theirs]
        return Exact(parts.map { "\($0.utf8.count):" + $0 }.joined())
    }
}
