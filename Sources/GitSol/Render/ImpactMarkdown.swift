// What an import will do as a comment on a pull request: losses stand open, the rest is folded, and it is never longer than a comment may be.

internal import SolutionCore
internal import SolutionStore

enum ImpactMarkdown {
    static func text(_ impact: Impact) -> Markdown {
        var text: Markdown = "### \(ImpactText.sentence(impact))\n\n"
        for list in ImpactList.allCases where !impact[list].isEmpty {
            text += block(list, impact[list], room: ChangeMarkdown.limit - text.count)
        }
        return text
    }

    private static func block(_ list: ImpactList, _ lines: [ImpactLine], room: Int) -> Markdown {
        let start: Markdown = isOpen(list) ? "<details open>" : "<details>"
        var text: Markdown = "\(start)<summary><b>\(html: list.heading)</b>: \(lines.count)</summary>\n\n"
        var left = lines.count
        for line in lines {
            let next = self.line(line)
            // What follows needs room too.
            guard text.count + next.count < room / 2 else { break }
            text += next
            left -= 1
        }
        if left > 0 { text += "- and \(left) more: see `git sol impact`\n" }
        return text + "\n</details>\n\n"
    }

    private static func line(_ line: ImpactLine) -> Markdown {
        let detail: Markdown = line.detail.isEmpty ? "" : ": \(MessageText.line(line.detail))"
        return "- \(ImpactText.title(line))\(detail) \(code: line.address.description) _\(line.rule.rawValue)_\n"
    }

    private static func isOpen(_ list: ImpactList) -> Bool { [.refusals, .deletedWithData, .risky].contains(list) }
}
