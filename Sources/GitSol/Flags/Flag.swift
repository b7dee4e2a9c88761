// A flag as data: how it is written, what it takes, what it is for.

internal import SolutionCore

/// What may stand in a place on the command line, for shells that complete it.
enum Completion: Equatable, Sendable {
    case none, file, directory, zip, revision, address, conflict, release, solution, kind, command, schema
    /// A revision, a folder or a zip.
    case snapshot
    case choices([String])

    /// The words that may stand there, where they are known beforehand.
    var words: [String] {
        switch self {
        case .choices(let words): words
        case .command: Commands.visible.map(\.name) + Topic.all.map(\.name)
        case .kind: Kinds.table.all.map(\.word)
        case .schema: Schema.all.map(\.name)
        default: []
        }
    }

    /// What `git sol offer` is asked for, where only the repository knows the words.
    var offer: String? {
        switch self {
        case .address: "address"
        case .conflict: "conflict"
        case .release: "release"
        case .revision, .snapshot: "revision"
        case .solution: "solution"
        default: nil
        }
    }
}

struct Flag: Sendable {
    enum Value: Equatable, Sendable {
        /// It is there or not.
        case none
        /// The name of the value as help writes it, in capitals.
        case required(String)
        /// Only `--flag=value` gives one; without it the second is meant.
        case optional(String, implied: String)
    }

    /// Which words behind it are its value though it needs none, as `pac` writes its switches: `--clobber true`.
    enum Followers: Sendable {
        case none
        /// `true` and `false`, and the flag's choices.
        case truth
        /// `auto` and what looks like a language.
        case language
    }

    /// Without the dashes.
    let long: String
    var short: Unicode.Scalar?
    var value = Value.none
    /// Other values are refused; compared without regard to letter case.
    var completion = Completion.none
    /// `-3` is its value 3.
    var takesDashNumber = false
    /// `--no-…` takes it back.
    var isNegatable = false
    /// All its values count, not only the last.
    var isRepeatable = false
    /// Further long names.
    var aliases: [String] = []
    /// The names that SolutionPackager gives it, without the slash; `pac` writes the short ones with a dash.
    var slashNames: [String] = []
    /// Heeded only by commands that take SolutionPackager's switches.
    var followers = Followers.none
    var isHidden = false
    /// One line: lower case, no full stop.
    var summary: String
    /// What more there is to say: paragraphs for `--help` and the manual.
    var detail: [String] = []

    var takesValue: Bool { value != .none }

    /// The same flag, as a command explains it that does something else with it.
    func saying(_ summary: String, _ detail: [String] = []) -> Flag {
        var flag = self
        flag.summary = summary
        flag.detail = detail
        return flag
    }

    /// The same, taken by a command where it means nothing.
    var hidden: Flag {
        var flag = self
        flag.isHidden = true
        return flag
    }

    /// The name of its value.
    var valueName: String? {
        switch value {
        case .none: nil
        case .required(let name), .optional(let name, _): name
        }
    }

    /// Every long spelling with whether it takes the flag back.
    var spellings: [(name: String, isNegation: Bool)] {
        let names = [long] + aliases
        return names.map { ($0, false) } + (isNegatable ? names.map { ("no-" + $0, true) } : [])
    }

    /// As help lists it: `-o, --output ZIP`.
    var usage: String {
        var text = short.map { "-\($0), " } ?? ""
        text += isNegatable ? "--[no-]\(long)" : "--\(long)"
        switch value {
        case .none: break
        case .required(let name): text += " " + name
        case .optional(let name, _): text += "[=" + name + "]"
        }
        return text
    }

    /// The flag as an error names it.
    var quoted: String { "'--\(long)'" }
}
