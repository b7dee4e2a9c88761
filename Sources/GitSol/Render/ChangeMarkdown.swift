// Changes as a comment on a pull request: collapsible by component, and never longer than a comment may be.

internal import SolutionCore
internal import SolutionStore

enum ChangeMarkdown {
    /// Hosts refuse comments of more than 65,536 characters.
    static let limit = 60_000
    /// From how many components on each is folded.
    private static let openLimit = 5

    static func text(
        _ comparisons: [SolutionComparison], shows: (Change) -> Bool, matches: (Change) -> Bool
    ) -> Markdown {
        var text: Markdown = ""
        for comparison in comparisons {
            let changes = comparison.changes.filter(shows)
            guard !changes.isEmpty else { continue }
            text += heading(comparison, changes.count) + body(changes, room: limit - text.count)
        }
        if text.isEmpty { text = "No changes to components.\n" }
        let hidden = NoiseCount(comparisons.flatMap(\.changes).filter { matches($0) && !shows($0) })
        if hidden.total > 0 { text += "\n_Not shown: \(hidden.words)._\n" }
        return text
    }

    private static func heading(_ comparison: SolutionComparison, _ count: Int) -> Markdown {
        let name = comparison.manifest?.displayName ?? "Parts of a solution"
        let number = "\(count) change\(count == 1 ? "" : "s")"
        guard let old = comparison.before?.version, let new = comparison.after?.version else { return "### \(name): \(number)\n\n" }
        return old == new ? "### \(name) \(new): \(number)\n\n" : "### \(name) \(old) → \(new): \(number)\n\n"
    }

    private static func body(_ changes: [Change], room: Int) -> Markdown {
        let groups = ChangeGroups(changes)
        var text: Markdown = ""
        var left = groups.groups.count
        for group in groups.groups {
            let block = block(group, isOpen: groups.groups.count <= openLimit)
            guard text.count + block.count < room else { break }
            text += block
            left -= 1
        }
        if left > 0 { text += "_and \(left) more component\(left == 1 ? "" : "s"): see `git sol diff`_\n" }
        for folded in groups.folded {
            let kind = Kinds.table[folded.change.subject.kind]
            let line: Markdown =
                "- \(line(folded.change, showsSubject: false)) in **\(folded.titles.count) \(kind?.plural ?? folded.change.subject.kind)**\n"
            guard text.count + line.count < room else { break }
            text += line
        }
        return text + "\n"
    }

    private static func block(_ group: ChangeGroup, isOpen: Bool) -> Markdown {
        let whole = group.changes.first { $0.isWhole && $0.address == group.address }
        let rest = group.runs
        let state: Markdown = whole.map { " \($0.operation.rawValue)" } ?? ""
        let title: Markdown = "<b>\(html: group.words)</b>\(state) <code>\(html: group.address.description)</code>"
        guard !rest.isEmpty else { return "- \(title)\n" }
        let shown = rest.prefix(200).map { "- \(line($0, in: group))\n" as Markdown }.joined()
        let more: Markdown = rest.count > 200 ? "- and \(rest.count - 200) more\n" : ""
        let start: Markdown = isOpen ? "<details open>" : "<details>"
        return "\(start)<summary>\(title): \(rest.count)</summary>\n\n\(shown)\(more)\n</details>\n\n"
    }

    private static func line(_ run: [Change], in group: ChangeGroup) -> Markdown {
        guard run.count == 1 else { return "\(run[0].operation.rawValue): \(run.runWords)" }
        return line(run[0], showsSubject: run[0].subject.address != group.address)
    }

    private static func line(_ change: Change, showsSubject: Bool) -> Markdown {
        var way = change.trail.map(\.words)
        if showsSubject {
            way.insert(ComponentTitle(change.subject).what, at: 0)
        }
        let what = way.isEmpty ? "content" : way.joined(separator: " › ")
        switch change.operation {
        case .added: return "added: \(what)\(value(change.shownAfter))"
        case .removed: return "removed: \(what)\(value(change.shownBefore))"
        case .moved: return "moved: \(what), from \(code(change.before)) to \(code(change.after))"
        case .reordered: return "reordered: \(what)"
        case .changed:
            if !change.lines.isEmpty {
                let lines = change.lines.flatMap(\.lines)
                let (added, removed) = (lines.count { $0.origin == .added }, lines.count { $0.origin == .removed })
                return "\(what): \(added) line\(added == 1 ? "" : "s") added, \(removed) removed"
            }
            guard change.before != nil || change.after != nil else { return "\(what)" }
            return "\(what): \(code(change.shownBefore)) → \(code(change.shownAfter))"
        }
    }

    private static func value(_ text: String?) -> Markdown {
        guard let text, !text.isEmpty, text.isShort(60), !text.hasPrefix("<"), !text.hasPrefix("{") else { return "" }
        return ": \(code(text))"
    }

    /// A value in one line of code, cut where it is long.
    private static func code(_ text: String?) -> Markdown {
        guard let text else { return "nothing" }
        let line = MessageText.line(text.shortened(to: 120))
        return line.isEmpty ? "empty" : "\(code: line)"
    }
}
