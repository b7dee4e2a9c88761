// Reads a command line by a list of flags, with git's habits: clusters, abbreviations, `--`, flags anywhere.

internal import SolutionCore

/// A command line that means nothing.
struct UsageError: Error, Equatable {
    let message: String
    var hints: [String] = []
}

struct Parser {
    let flags: [Flag]
    /// Flags before a command: what is not a flag ends them.
    var stopsAtFirstPositional = false
    var acceptsSlashSwitches = false

    /// Reads the words; the second value is how many were used.
    ///
    /// Asking for help ends the reading at once, whatever follows.
    func parse(_ words: [String]) throws(UsageError) -> (arguments: Arguments, used: Int) {
        var arguments = Arguments()
        var index = 0
        while index < words.count, arguments.help == nil {
            let word = words[index]
            let next = index + 1 < words.count ? words[index + 1] : nil
            if arguments.separator != nil || word == "-" || !isFlag(word) {
                if stopsAtFirstPositional { break }
                arguments.positionals.append(word)
            } else if word == "--" {
                if stopsAtFirstPositional { break }
                arguments.separator = arguments.positionals.count
            } else if word.hasPrefix("--") {
                if try readLong(word, next: next, into: &arguments) { index += 1 }
            } else if let (flag, name, given) = dashSwitch(word) {
                if try read(flag, as: "-" + name, given, next: next, into: &arguments) { index += 1 }
            } else if word.hasPrefix("-") {
                if try readCluster(word, next: next, into: &arguments) { index += 1 }
            } else {
                try readSlash(word, into: &arguments)
            }
            index += 1
        }
        return (arguments, index)
    }

    private func isFlag(_ word: String) -> Bool {
        word.hasPrefix("-") || (acceptsSlashSwitches && slashSwitch(word) != nil)
    }

    /// Reads `--name`, `--name=value` or `--no-name`; says whether the next word was used.
    private func readLong(
        _ word: String, next: String?, into arguments: inout Arguments
    ) throws(UsageError) -> Bool {
        let (name, given) = Self.divide(word.dropFirst(2), at: "=")
        let (flag, isNegation) = try find(name, word: word)
        if isNegation {
            if given != nil { throw UsageError(message: "'--\(name)' takes no value") }
            arguments.unset(flag)
            return false
        }
        return try read(flag, as: "--" + name, given, next: next, into: &arguments)
    }

    /// Reads a flag written by its name, with the value behind `=`, if any; says whether the next word was used.
    private func read(
        _ flag: Flag, as name: String, _ given: String?, next: String?, into arguments: inout Arguments
    ) throws(UsageError) -> Bool {
        let follower = given == nil ? next.flatMap { follows($0, flag) ? $0 : nil } : nil
        switch flag.value {
        case .none:
            if let word = given ?? follower, follows(word, flag) {
                if word.lowercased() == "true" { set(flag, "", long: true, in: &arguments) } else { arguments.unset(flag) }
                return follower != nil
            }
            if given != nil { throw UsageError(message: "'\(name)' takes no value") }
            set(flag, "", long: true, in: &arguments)
        case .optional(_, let implied):
            guard let value = given ?? follower else {
                arguments.set(flag, implied)
                return false
            }
            arguments.set(flag, try checked(value, for: flag, as: "--" + flag.long))
            return follower != nil
        case .required:
            if let given {
                arguments.set(flag, try checked(given, for: flag, as: "--" + flag.long))
                return false
            }
            guard let next else { throw UsageError(message: "'\(name)' needs a value") }
            arguments.set(flag, try checked(next, for: flag, as: "--" + flag.long))
            return true
        }
        return false
    }

    /// Whether a word behind a flag that needs no value is its value all the same.
    private func follows(_ word: String, _ flag: Flag) -> Bool {
        if flag.followers == .word { return !word.hasPrefix("-") }
        guard acceptsSlashSwitches else { return false }
        let word = word.lowercased()
        switch flag.followers {
        case .none, .word: return false
        case .truth:
            if word == "true" || word == "false" { return true }
            guard case .choices(let choices) = flag.completion else { return false }
            return choices.contains { $0.lowercased() == word }
        case .language:
            if word == "auto" || word.isDigits { return true }
            let parts = word.split(separator: "-", omittingEmptySubsequences: false)
            return parts.count > 1 && (2...3).contains(parts[0].count)
                && parts.allSatisfy { part in
                    !part.isEmpty && part.utf8.allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == UInt8(ascii: "_") }
                }
        }
    }

    /// A switch as `pac` shortens it, `-src`: a letter only where no flag of our own has it.
    private func dashSwitch(_ word: String) -> (flag: Flag, name: String, value: String?)? {
        guard acceptsSlashSwitches, word.hasPrefix("-"), !word.hasPrefix("--") else { return nil }
        let (name, value) = Self.divide(word.dropFirst(), at: "=")
        if name.count == 1, flags.contains(where: { $0.short.map(String.init) == name }) { return nil }
        return flags.first { $0.slashNames.contains(name) }.map { ($0, name, value) }
    }

    /// Reads `-a`, `-abc`, `-ovalue` or `-o value`; says whether the next word was used.
    private func readCluster(
        _ word: String, next: String?, into arguments: inout Arguments
    ) throws(UsageError) -> Bool {
        if let flag = flags.first(where: \.takesDashNumber), String(Substring(word.utf8.dropFirst())).isDigits {
            arguments.set(flag, String(Substring(word.utf8.dropFirst())))
            return false
        }
        var rest = word.unicodeScalars.dropFirst()
        while let letter = rest.popFirst() {
            guard let flag = flags.first(where: { $0.short == letter }) else {
                let place = word.count > 2 ? " in '\(word)'" : ""
                throw UsageError(message: "unknown flag '-\(letter)'\(place)")
            }
            switch flag.value {
            case .none: set(flag, "", long: false, in: &arguments)
            case .optional(_, let implied):
                arguments.set(flag, rest.isEmpty ? implied : try checked(String(rest), for: flag, as: "-\(letter)"))
                return false
            case .required:
                guard let value = rest.isEmpty ? next : String(rest) else {
                    throw UsageError(message: "'-\(letter)' needs a value")
                }
                arguments.set(flag, try checked(value, for: flag, as: "-\(letter)"))
                return rest.isEmpty
            }
        }
        return false
    }

    /// Reads `/name`, `/name:value`, as SolutionPackager's command line has them.
    private func readSlash(_ word: String, into arguments: inout Arguments) throws(UsageError) {
        guard let (name, given) = slashSwitch(word) else { return }
        guard let flag = flags.first(where: { $0.slashNames.contains { $0.lowercased() == name.lowercased() } }) else {
            let names = flags.flatMap(\.slashNames)
            throw UsageError(
                message: "unknown switch '/\(name)'",
                hints: Suggestion.hint(for: name, among: names) { "'/\($0)'" }.map { [$0] } ?? [])
        }
        switch flag.value {
        case .none:
            if let given, follows(given, flag) {
                if given.lowercased() == "false" { return arguments.unset(flag) }
            } else if let given, !given.isEmpty {
                throw UsageError(message: "'/\(name)' takes no value")
            }
            set(flag, "", long: true, in: &arguments)
        case .required:
            guard let given, !given.isEmpty else { throw UsageError(message: "'/\(name)' needs a value: '/\(name):…'") }
            arguments.set(flag, try checked(given, for: flag, as: "/" + name))
        case .optional(_, let implied):
            let value = given.flatMap { $0.isEmpty ? nil : $0 } ?? implied
            arguments.set(flag, try checked(value, for: flag, as: "/" + name))
        }
    }

    /// The two halves of a switch, or nil for what may be a path: only a known name may stand without a colon.
    private func slashSwitch(_ word: String) -> (name: String, value: String?)? {
        guard word.hasPrefix("/") else { return nil }
        let (name, value) = Self.divide(word.dropFirst(), at: ":")
        guard !name.isEmpty, name.utf8.allSatisfy({ ($0 | 0x20) &- 0x61 < 26 || $0 == UInt8(ascii: "?") }) else { return nil }
        let isKnown = flags.contains { $0.slashNames.contains { $0.lowercased() == name.lowercased() } }
        return isKnown || value != nil ? (name, value) : nil
    }

    private func set(_ flag: Flag, _ value: String, long: Bool, in arguments: inout Arguments) {
        arguments.set(flag, value)
        if flag.long == Flag.help.long { arguments.help = long ? .long : .short }
    }

    /// The flag of a long name, or of the only one that begins so.
    private func find(_ name: String, word: String) throws(UsageError) -> (flag: Flag, isNegation: Bool) {
        var begun: [(flag: Flag, spelling: String, isNegation: Bool)] = []
        for flag in flags {
            for spelling in flag.spellings {
                if spelling.name == name { return (flag, spelling.isNegation) }
                // `pac` reads its options whatever their letter case.
                if acceptsSlashSwitches, spelling.name.lowercased() == name.lowercased() { return (flag, spelling.isNegation) }
                if !name.isEmpty, spelling.name.hasPrefix(name), !flag.isHidden {
                    begun.append((flag, spelling.name, spelling.isNegation))
                }
            }
        }
        if let first = begun.first {
            if begun.allSatisfy({ $0.flag.long == first.flag.long && $0.isNegation == first.isNegation }) {
                return (first.flag, first.isNegation)
            }
            let names = begun.map { "'--\($0.spelling)'" }
            throw UsageError(
                message: "'--\(name)' may mean several flags",
                hints: ["it is the beginning of " + names.joined(separator: " and ")])
        }
        let names = flags.filter { !$0.isHidden }.flatMap(\.spellings).map(\.name)
        let hint = Suggestion.hint(for: name, among: names) { "'--\($0)'" }
        throw UsageError(message: "unknown flag '--\(name)'", hints: hint.map { [$0] } ?? [])
    }

    /// A value as its flag spells it, or an error where only some are allowed.
    private func checked(_ value: String, for flag: Flag, as name: String) throws(UsageError) -> String {
        guard case .choices(let choices) = flag.completion else { return value }
        if let choice = choices.first(where: { $0.lowercased() == value.lowercased() }) { return choice }
        let words: [Exact: String] = ["true": "yes", "false": "no"]
        if flag.followers == .truth, let truth = words[value.lowercased()], choices.contains(truth) {
            return truth
        }
        let quoted = choices.map { "'\($0)'" }
        let list = quoted.dropLast().joined(separator: ", ") + (quoted.count > 1 ? " or " : "") + (quoted.last ?? "")
        throw UsageError(message: "'\(name)' takes \(list), not '\(value)'")
    }

    static func divide(_ text: Substring, at divider: String) -> (before: String, after: String?) {
        guard let index = text.firstIndex(of: divider) else { return (String(text), nil) }
        return (String(text[..<index]), String(text[text.index(after: index)...]))
    }
}
