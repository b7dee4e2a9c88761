// Help for a screen: wrapped to its width, terms in a column.

internal import SolutionCore

enum HelpText {
    /// Lines longer than this are hard to read, however wide the screen.
    static let widest = 100

    static func render(_ blocks: [HelpBlock], width: Int) -> String {
        let width = max(40, min(width, widest))
        var text = ""
        for (index, block) in blocks.enumerated() {
            if index > 0, !isHeading(blocks[index - 1]) { text += "\n" }
            switch block {
            case .heading(let title): text += title + "\n"
            case .paragraph(let words): text += wrap(plain(words), indent: 0, width: width)
            case .usage(let forms): text += usage(forms, width: width)
            case .example(let purpose, let line):
                text += wrap("# " + plain(purpose), indent: 4, width: width)
                text += "    $ " + line + "\n"
            case .terms(let terms): text += list(terms, width: width)
            }
        }
        return text
    }

    private static func isHeading(_ block: HelpBlock) -> Bool {
        if case .heading = block { true } else { false }
    }

    private static func usage(_ forms: [String], width: Int) -> String {
        var text = ""
        for (index, form) in forms.enumerated() {
            let start = index == 0 ? "usage: git sol " : "   or: git sol "
            let lines = wrap(form, indent: 0, width: width - 18).split(separator: "\n")
            for (number, line) in lines.enumerated() {
                text += (number == 0 ? start : String(repeating: " ", count: start.count + 4)) + line + "\n"
            }
        }
        return text
    }

    private static func list(_ terms: [(term: String, meaning: [String])], width: Int) -> String {
        // Wider terms get a line of their own.
        let column = min(28, (terms.map(\.term.count).max() ?? 0) + 6)
        var text = ""
        for (term, meaning) in terms {
            let isShort = term.count + 6 <= column
            var first = "    " + term
            if !isShort { first += "\n" }
            let body = meaning.map { wrap(plain($0), indent: column, width: width) }.joined()
            if isShort {
                text += first.padded(to: column) + body.withoutBlanks
                if body.isEmpty { text += "\n" }
            } else {
                text += first + body
            }
        }
        return text
    }

    /// Without the marks of code.
    static func plain(_ text: String) -> String { text.split(separator: "`").joined() }

    static func wrap(_ text: String, indent: Int, width: Int) -> String {
        let margin = String(repeating: " ", count: indent)
        var lines = ""
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, indent + line.count + 1 + word.count > width {
                lines += margin + line + "\n"
                line = ""
            }
            line += (line.isEmpty ? "" : " ") + word
        }
        return line.isEmpty ? lines : lines + margin + line + "\n"
    }
}
