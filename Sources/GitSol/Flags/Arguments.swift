// What a command line says once the parser has read it: flags with their values, and the rest in order.

internal import SolutionCore

struct Arguments: Sendable {
    /// How much help was asked for.
    enum Help: Sendable { case short, long }

    /// By long name, in the order given. Nil says that the flag was taken back.
    private var values: [Exact: [String?]] = [:]
    var positionals: [String] = []
    /// How many positionals came before `--`; nil without one.
    var separator: Int?
    var help: Help?

    mutating func set(_ flag: Flag, _ value: String) {
        values[flag.long, default: []].append(value)
    }

    mutating func unset(_ flag: Flag) {
        values[flag.long, default: []].append(nil)
    }

    /// Whether it was given and not taken back.
    func has(_ flag: Flag) -> Bool { choice(flag) == true }

    /// Given, taken back, or neither.
    func choice(_ flag: Flag) -> Bool? {
        values[flag.long]?.last.map { $0 != nil }
    }

    /// The last value.
    func value(_ flag: Flag) -> String? {
        values[flag.long]?.last ?? nil
    }

    /// All values since the flag was last taken back.
    func values(_ flag: Flag) -> [String] {
        let all = values[flag.long] ?? []
        let start = all.lastIndex(of: nil).map { $0 + 1 } ?? 0
        return all[start...].compactMap { $0 }
    }

    /// The positionals before `--`, and those after it; all are before it when there is none.
    var parts: (before: [String], after: [String]) {
        let end = separator ?? positionals.count
        return (Array(positionals[..<end]), Array(positionals[end...]))
    }
}
