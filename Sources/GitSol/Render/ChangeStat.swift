// The numbers of a diff: a line for each component.

internal import SolutionCore
internal import SolutionStore

struct ChangeStat {
    let world: World

    /// A line for each component, and one with the sums unless there is little to add up.
    func write(_ comparisons: [SolutionComparison], shows: (Change) -> Bool, hasTotal: Bool = true) {
        var rows: [(title: Shown, counts: [Change.Operation: Int])] = []
        for comparison in comparisons {
            for group in ChangeGroups(unfolded: comparison.changes.filter(shows)).groups {
                var counts: [Change.Operation: Int] = [:]
                for change in group.changes { counts[change.operation, default: 0] += 1 }
                rows.append((Shown(group.words), counts))
            }
        }
        let width = min(rows.map(\.title.width).max() ?? 0, max(20, world.width - 30))
        var total: [Change.Operation: Int] = [:]
        for (title, counts) in rows {
            world.out.write(" \(title.padded(to: width)) | \(words(counts))\n")
            total.merge(counts, uniquingKeysWith: +)
        }
        guard !rows.isEmpty, hasTotal else { return }
        let sum = total.values.reduce(0, +)
        world.out.write(
            " \(rows.count) component\(rows.count == 1 ? "" : "s") changed, \(sum) change\(sum == 1 ? "" : "s"): \(words(total))\n")
    }

    private func words(_ counts: [Change.Operation: Int]) -> Shown {
        let signs: [(Change.Operation, Shown, Style)] = [
            (.added, "+", .green), (.removed, "-", .red), (.changed, "~", .yellow), (.moved, ">", .cyan), (.reordered, "↕", .cyan),
        ]
        return signs.compactMap { operation, sign, style in
            counts[operation].map { world.paint("\(sign)\($0)", style) }
        }.joined(separator: " ")
    }
}
