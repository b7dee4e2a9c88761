// Help as a list of blocks, before it becomes text for a screen or a manual page.

internal import SolutionCore

enum HelpBlock: Sendable {
    case heading(String)
    /// Words in backquotes are code.
    case paragraph(String)
    /// A line to type, after its purpose if there is one.
    case example(purpose: String, line: String)
    /// The ways to write a command, each without `git sol`.
    case usage([String])
    /// A list of terms, each with what it means: the first paragraph beside it, the rest below.
    case terms([(term: String, meaning: [String])])
}

extension String {
    /// With spaces behind it, at least one where it is too long.
    func padded(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(width - count, 1))
    }
}
