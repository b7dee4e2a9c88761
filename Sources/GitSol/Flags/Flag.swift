// A flag as data: how it is written, what it takes, what it is for.

internal import SolutionCore

/// What may stand in a place on the command line, for shells that complete it.
enum Completion: Equatable, Sendable {
    case none, file, directory, zip, revision, address, command, schema
    /// A revision, a folder or a zip.
    case snapshot
    case choices([String])
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
        /// Any word that is no flag, whatever the command.
        case word
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
    let summary: String
    /// What more there is to say: paragraphs for `--help` and the manual.
    var detail: [String] = []

    var takesValue: Bool { value != .none }

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
        case .optional(let name, _) where followers == .word: text += " [" + name + "]"
        case .optional(let name, _): text += "[=" + name + "]"
        }
        return text
    }

    /// The flag as an error names it.
    var quoted: String { "'--\(long)'" }
}
