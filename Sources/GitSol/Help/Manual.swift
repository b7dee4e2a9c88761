// The manual pages: the same blocks as help, in the language of man.

internal import SolutionCore

enum Manual {
    static var pages: [(name: String, text: String)] {
        [(name: "git-sol.1", text: program)]
            + Commands.visible.map { (name: "git-sol-\($0.name).1", text: page(of: $0)) }
    }

    static func page(of command: Command) -> String {
        let blocks = Array(HelpPage.command(command, .long).dropFirst(2))
        return top("git-sol-" + command.name, command.summary, HelpPage.synopses(of: command)) + render(blocks)
            + seeAlso(["git-sol(1)"] + related(to: command))
    }

    /// The commands of the same purpose, those that its page speaks of, and git's own of the same name.
    private static func related(to command: Command) -> [String] {
        let text = Manual.render(Array(HelpPage.command(command, .long)))
        let others = Commands.visible.filter { other in
            other.name != command.name
                && (other.group == command.group || text.split(separator: "git sol \(escaped(other.name))", maxSplits: 1).count > 1)
        }
        let ofGit = gitsOwn.filter { $0 == command.name }.map { "git-\($0)(1)" }
        return others.map { "git-sol-\($0.name)(1)" } + ofGit
    }

    /// What git has under the same name, and a reader may want beside it.
    private static let gitsOwn = [
        "apply", "blame", "diff", "help", "init", "log", "merge", "merge-tree", "mv", "restore", "rm", "show", "status", "tag",
    ]

    static var program: String {
        var blocks = Array(HelpPage.overview(.long).dropFirst(2).dropLast())
        for topic in Topic.all { blocks += topic.page }
        return top("git-sol", "Power Platform and Dynamics 365 solutions at home in git", ["[<options>] COMMAND [<arguments>]"])
            + render(blocks) + seeAlso(["git(1)"] + Commands.visible.map { "git-sol-\($0.name)(1)" })
    }

    private static func top(_ name: String, _ summary: String, _ forms: [String]) -> String {
        var text = ".TH \"\(name.uppercased())\" \"1\" \"\(Program.date)\" \"git-sol \(Program.version)\" \"git sol\"\n"
        // Neither hyphens nor full justification: code must stay as it is.
        text += ".nh\n.ad l\n"
        text += ".SH \"NAME\"\n\(escaped(name)) \\- \(escaped(summary))\n.SH \"SYNOPSIS\"\n.nf\n"
        for form in forms { text += "git sol " + escaped(form) + "\n" }
        return text + ".fi\n"
    }

    private static func seeAlso(_ names: [String]) -> String {
        ".SH \"SEE ALSO\"\n" + line(names.joined(separator: ", "))
    }

    static func render(_ blocks: [HelpBlock]) -> String {
        var text = ""
        for block in blocks {
            switch block {
            case .heading(let title): text += ".SH \"\(escaped(title.uppercased()))\"\n"
            case .paragraph(let words): text += ".PP\n" + line(words)
            case .usage(let forms): text += forms.map { ".PP\n" + line("`git sol \($0)`") }.joined()
            case .example(let purpose, let command):
                text += ".PP\n" + line(purpose) + ".RS 4\n.nf\n" + "$ " + escaped(command) + "\n.fi\n.RE\n"
            case .terms(let terms):
                for (term, meaning) in terms {
                    text += ".TP\n" + line("`" + term + "`") + line(meaning.first ?? "")
                    for more in meaning.dropFirst() { text += ".IP\n" + line(more) }
                }
            }
        }
        return text
    }

    /// One line of text; code in bold.
    private static func line(_ words: String) -> String {
        var text = ""
        for (index, part) in words.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            text += index % 2 == 1 ? "\\fB" + escaped(String(part)) + "\\fR" : escaped(String(part))
        }
        // A line that starts with a full stop or a quote is a command to man.
        let isCommand = text.hasPrefix(".") || text.hasPrefix("'")
        return (isCommand ? "\\&" : "") + text + "\n"
    }

    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\e"
            case "-": result += "\\-"
            case "'": result += "\\(aq"
            case "…": result += "..."
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
