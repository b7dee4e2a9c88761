// What went wrong, in words for a person: what failed, where, why, and what to do next.

internal import SolutionCore

struct CommandError: Error, Equatable {
    /// What failed: lower case, no full stop, subjects in single quotes.
    let message: String
    var line: Int?
    var column: Int?
    /// Why, where the message does not say it.
    var reason: String?
    /// What it is about, a line each below the message.
    var list: [String] = []
    /// What to do next.
    var hints: [String] = []

    init(_ message: String, line: Int? = nil, column: Int? = nil, reason: String? = nil, hints: [String] = []) {
        self.message = message
        self.line = line
        self.column = column
        self.reason = reason
        self.hints = hints
    }

    /// Something that cannot be done with a file: `cannot read 'x.xml': line 3: unexpected end`.
    init(
        cannot action: String, _ subject: String, line: Int? = nil, column: Int? = nil, reason: String? = nil,
        hints: [String] = []
    ) {
        self.init("cannot \(action) '\(subject)'", line: line, column: column, reason: reason, hints: hints)
    }

    /// The message with place and reason, without the word before it.
    var text: String {
        var text = message
        if let line, line > 0 {
            text += ": line \(line)"
            if let column, column > 0 { text += ", column \(column)" }
        }
        if let reason { text += ": " + reason }
        return text
    }
}

/// Several reasons at once, each an error of its own.
struct CommandErrors: Error {
    let all: [CommandError]

    init(_ all: [CommandError]) {
        self.all = all
    }
}
