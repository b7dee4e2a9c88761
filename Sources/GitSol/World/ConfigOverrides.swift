// Git's settings that come from the command line and the variables: ours, and those of a `git -c` that called us.

internal import Bindings
internal import SolutionCore

struct ConfigOverrides {
    /// By name as git compares it; the last one given counts.
    private var values: [Exact: String] = [:]
    /// Every one given, in order.
    private var given: [(key: String, value: String)] = []

    init(flags: [String], environment: Environment) {
        if let count = environment["GIT_CONFIG_COUNT"].flatMap({ Int($0) }) {
            for index in 0..<max(0, min(count, 1000)) {
                guard let key = environment["GIT_CONFIG_KEY_\(index)"] else { continue }
                set(key, environment["GIT_CONFIG_VALUE_\(index)"] ?? "")
            }
        }
        for setting in Self.unquoted(environment["GIT_CONFIG_PARAMETERS"] ?? "") + flags { add(setting) }
    }

    subscript(key: String) -> String? { values[Self.folded(key)] }

    private mutating func add(_ setting: String) {
        let (key, value) = Parser.divide(setting[...], at: "=")
        set(key, value ?? "true")
    }

    private mutating func set(_ key: String, _ value: String) {
        values[Self.folded(key)] = value
        given.append((Self.folded(key), value))
    }

    /// All values of a setting that may have several.
    func all(_ key: String) -> [String] { given.filter { $0.key == Self.folded(key) }.map(\.value) }

    /// Section and name are the same in either case; what stands between them is not.
    static func folded(_ key: String) -> String {
        guard let first = key.firstIndex(of: "."), let last = key.lastIndex(of: ".") else { return key.lowercased() }
        return key[..<first].lowercased() + key[first..<last] + key[last...].lowercased()
    }

    /// The settings in git's own variable: `'key=value'` of older versions, `'key'='value'` of newer.
    static func unquoted(_ text: String) -> [String] {
        var settings: [[UInt8]] = []
        var setting: [UInt8]?
        var isQuoted = false
        var isEscaped = false
        for byte in text.utf8 {
            if isEscaped {
                setting = (setting ?? []) + [byte]
                isEscaped = false
            } else if byte == UInt8(ascii: "'") {
                isQuoted.toggle()
                setting = setting ?? []
            } else if byte == UInt8(ascii: "\\"), !isQuoted {
                isEscaped = true
            } else if byte == UInt8(ascii: " "), !isQuoted {
                if let done = setting { settings.append(done) }
                setting = nil
            } else {
                setting = (setting ?? []) + [byte]
            }
        }
        if let setting { settings.append(setting) }
        return settings.map { String(decoding: $0, as: UTF8.self) }
    }
}
