// Changes in a line for each component, as messages of commits and tags have them.

internal import SolutionCore

enum ComponentLines {
    /// More lines than this nobody reads in a message; deletions are always named.
    private static let limit = 60

    /// `+ form Information of Order`, `~ table Order: 3 changes`.
    static func lines(of changes: [Change]) -> [String] {
        var lines: [String] = []
        for group in ChangeGroups(unfolded: changes).groups {
            let whole = group.changes.first { $0.isWhole && $0.address == group.address }
            let words = MessageText.line(group.words)
            switch whole?.operation {
            case .added: lines.append("+ " + words)
            case .removed: lines.append("- " + words)
            default: lines.append("~ \(words): " + count(group.changes.count, "change"))
            }
        }
        guard lines.count > limit else { return lines }
        let rest = lines.dropFirst(limit).filter { !$0.hasPrefix("- ") }.count
        lines = lines.enumerated().filter { $0.offset < limit || $0.element.hasPrefix("- ") }.map(\.element)
        if rest > 0 { lines.append("… and " + count(rest, "more component")) }
        return lines
    }

    static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
