// A command as a value: what it is called, what it takes, what it does. Parser, help, manual and completion read the same value.

internal import SolutionCore

/// The headings of the list of commands, in their order.
enum CommandGroup: String, CaseIterable, Sendable {
    case package = "Take exports in, make packages"
    case change = "See and change components"
    case history = "Look into history"
    case merge = "Merge"
    case release = "Release"
    case repository = "Set up a repository"
    case help = "Learn and report"
}

/// One argument that is not a flag.
struct Positional: Sendable {
    enum Count: Sendable { case one, optional, any, atLeastOne }

    /// As the synopsis writes it, in capitals.
    let name: String
    var count = Count.one
    var completion = Completion.none
    let summary: String
}

struct Example: Sendable {
    let purpose: String
    /// The line to type.
    let line: String
}

struct Command: Sendable {
    let name: String
    let group: CommandGroup
    /// What it does in one line: an imperative, lower case, no full stop.
    let summary: String
    /// The ways to write it, without `git sol` and the name.
    var synopsis: [String] = []
    /// Paragraphs. Words in backquotes are set as code.
    let description: [String]
    var flags: [Flag] = []
    var positionals: [Positional] = []
    var examples: [Example] = []
    /// What its exit statuses mean, where they say more than those of all commands.
    var statuses: [(code: Int32, meaning: String)] = []
    /// Left out of lists, manual and completion: called by programs, not by people.
    var isHidden = false
    /// Takes SolutionPackager's switches and `@file`; this is the value of `/action:` that means this command.
    var slashAction: String?
    /// Long output that a person reads: shown in a pager on a terminal.
    var usesPager = false
    let run: @Sendable (Arguments, World) throws -> ExitStatus

    var acceptsSlashSwitches: Bool { slashAction != nil }

    /// What may stand as the argument of a number that is not a flag: optional ones may be left out, so it may be several things.
    func completions(at index: Int) -> [Completion] {
        var found: [Completion] = []
        var needed = 0
        for (place, positional) in positionals.enumerated() {
            let repeats = positional.count == .any || positional.count == .atLeastOne
            if needed <= index, place >= index || repeats, !found.contains(positional.completion) { found.append(positional.completion) }
            if positional.count == .one || positional.count == .atLeastOne { needed += 1 }
        }
        // A release is a revision too, and is offered once.
        if found.contains(.revision) || found.contains(.snapshot) { found.removeAll { $0 == .release } }
        return found.filter { $0 != .none }
    }

    /// Its own flags and those that every command has.
    var allFlags: [Flag] { flags + Flag.common.filter { common in !flags.contains { $0.long == common.long } } }
}
