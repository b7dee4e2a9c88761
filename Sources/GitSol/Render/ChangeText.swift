// Changes on a terminal: grouped by component, names first, before and after beside each other.

internal import SolutionCore
internal import SolutionStore

/// How much of a text that changed is marked.
enum WordMarks: String {
    case none, plain, color
}

struct ChangeText {
    let world: World
    /// Nil: where a value is too long to stand beside the other.
    let words: WordMarks?

    func write(_ comparison: SolutionComparison, _ changes: [Change], isFirst: Bool) {
        if !isFirst { line("") }
        line(heading(comparison))
        write(ChangeGroups(changes))
    }

    func write(_ groups: ChangeGroups) {
        for group in groups.groups { write(group) }
        for folded in groups.folded { write(folded) }
    }

    private func line(_ text: Shown) { world.out.write("\(text)\n") }

    private func heading(_ comparison: SolutionComparison) -> Shown {
        guard let manifest = comparison.manifest else {
            return world.paint(comparison.folder.isEmpty ? "Parts of a solution" : "\(comparison.folder)", .bold)
        }
        var text = world.paint("\(manifest.displayName)", .bold)
        if manifest.displayName != manifest.uniqueName { text += " (\(manifest.uniqueName))" }
        switch (comparison.before, comparison.after) {
        case (nil, let new?): text += " \(new.version), new"
        case (let old?, nil): text += " \(old.version), removed"
        case (let old?, let new?): text += old.version == new.version ? " \(new.version)" : " \(old.version) → \(new.version)"
        default: break
        }
        return text
    }

    private func write(_ group: ChangeGroup) {
        let whole = group.changes.first { $0.isWhole && $0.address == group.address }
        let sign: Shown = whole.map { "\(self.sign($0.operation)) " } ?? ""
        var title: Shown = group.title.name == group.title.noun ? "" : "\(group.title.noun) "
        if let oldName = group.oldName { title += "\(world.paint("\(oldName)", .bold)) → " }
        title += world.paint("\(group.title.name)", .bold)
        if let owner = group.title.owner { title += " of \(owner)" }
        if !group.partWords.isEmpty { title += ", with \(group.partWords)" }
        line("\(sign)\(title)  \(world.paint("\(group.address)", .dim))")
        for run in group.runs {
            if run.count > 1 {
                line("  \(self.sign(run[0].operation)) \(run.runWords)\(note(run[0]))")
            } else {
                write(run[0], in: group)
            }
        }
    }

    private func write(_ change: Change, in group: ChangeGroup) {
        let indent: Shown = "  "
        var subject = change.trail.map(\.words)
        if change.subject.address != group.address {
            subject.insert(ComponentTitle(change.subject).what, at: 0)
        }
        let what = subject.isEmpty ? (change.noise == .layout ? "file" : "content") : subject.joined(separator: " › ")
        let note = self.note(change)
        if !change.lines.isEmpty {
            line("\(indent)\(sign(change.operation)) \(what)\(note)")
            return write(change.lines)
        }
        write(value(change, what), sign(change.operation), indent, note)
    }

    private func note(_ change: Change) -> Shown { change.noise.map { world.paint("  (\($0.rawValue))", .dim) } ?? "" }

    private func write(_ lines: [Shown], _ sign: Shown, _ indent: Shown, _ note: Shown) {
        line("\(indent)\(sign) \(lines[0])\(note)")
        for rest in lines.dropFirst() { line("\(indent)    \(rest)") }
    }

    private func write(_ folded: FoldedChange) {
        let change = folded.change
        let kind = Kinds.table[change.subject.kind]
        let what = change.trail.map(\.words).joined(separator: " › ")
        var names = folded.titles.map(\.name)
        if Set(exact: names).count < names.count { names = folded.titles.map { $0.owner ?? $0.name } }
        let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", …" : "")
        let count = "in \(names.count) \(kind?.plural ?? change.subject.kind + "s")"
        write(value(change, what), sign(change.operation), "", "  \(world.paint("\(count)", .bold))\(world.paint(": \(shown)", .dim))")
    }

    // MARK: - Values

    private func sign(_ operation: Change.Operation) -> Shown {
        switch operation {
        case .added: world.paint("+", .green)
        case .removed: world.paint("-", .red)
        case .changed: world.paint("~", .yellow)
        case .moved: world.paint(">", .cyan)
        case .reordered: world.paint("↕", .cyan)
        }
    }

    /// What happened in as many lines as it needs.
    private func value(_ change: Change, _ what: String) -> [Shown] {
        switch change.operation {
        case .added: return ["\(what)\(short(change.shownAfter))"]
        case .removed: return ["\(what)\(short(change.shownBefore))"]
        case .moved:
            if change.before == change.after { return ["\(what): moved within \(change.after ?? "")"] }
            return ["\(what): moved from \(change.before ?? "") to \(change.after ?? "")"]
        case .changed, .reordered:
            guard let before = change.shownBefore, let after = change.shownAfter else {
                return ["\(what)\(change.operation == .reordered ? ": reordered" : "")"]
            }
            if words == WordMarks.none || words == nil && Self.isShort(before) && Self.isShort(after) {
                return ["\(what): \(Self.shown(before)) → \(Self.shown(after))"]
            }
            return ["\(what):"] + marked(before, after)
        }
    }

    private static let shortLength = 60

    private static func isShort(_ text: String) -> Bool {
        text.isShort(shortLength) && !text.hasLineEnd
    }

    private static func shown(_ text: String) -> String {
        text.isEmpty || text.hasPrefix(" ") || text.hasSuffix(" ") ? "\"\(text)\"" : text
    }

    /// A value that came or went, where it says something in a few words.
    private func short(_ value: String?) -> String {
        guard let value, Self.isShort(value), !value.isEmpty, !value.hasPrefix("<"), !value.hasPrefix("{") else { return "" }
        return ": " + value
    }

    /// Long values with the words marked that differ, and the equal ones between them folded.
    private func marked(_ before: String, _ after: String) -> [Shown] {
        var lines: [Shown] = [""]
        func add(_ text: String, _ paint: (Shown) -> Shown) {
            for (number, part) in text.lines.enumerated() {
                if number > 0 { lines.append("") }
                if !part.isEmpty { lines[lines.count - 1] += paint(Shown(content: part)) }
            }
        }
        let isColored = world.usesColor && words != .plain
        for piece in Folding.pieces(before, after) {
            switch piece {
            case .same(let same): add(same) { $0 }
            case .removed(let old): add(old) { isColored ? world.paint($0, .red) : "[-\($0)-]" }
            case .added(let new): add(new) { isColored ? world.paint($0, .green) : "{+\($0)+}" }
            }
        }
        return lines
    }

    private func write(_ hunks: [LineHunk]) {
        for hunk in hunks {
            line("    \(world.paint("\(hunk.header)", .cyan))")
            for (part, content) in zip(hunk.lines, Shown.content(hunk.lines.map(\.text))) {
                let text: Shown = "\(part.origin.rawValue)\(content)"
                switch part.origin {
                case .added: line("    \(world.paint(text, .green))")
                case .removed: line("    \(world.paint(text, .red))")
                case .context: line("    \(text)")
                }
            }
        }
    }
}

/// Long texts cut down to what changed and a few words around it.
enum Folding {
    private static let context = 40

    static func pieces(_ before: String, _ after: String) -> [WordDiff.Piece] {
        let pieces = WordDiff.pieces(before, after)
        return pieces.enumerated().map { index, piece in
            guard case .same(let text) = piece, !text.isShort(2 * context + 10) else { return piece }
            let head = index == 0 ? "" : String(text.prefix(context))
            let tail = index == pieces.count - 1 ? "" : String(text.suffix(context))
            return .same(head + " … " + tail)
        }
    }
}
