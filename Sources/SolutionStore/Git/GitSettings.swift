// Git's settings as the store asks for them: of the command line, the variables and the files, whoever looked them up.

internal import SolutionCore

/// Settings by name. One that was given several times has the last value.
public struct GitSettings {
    private let one: (String) -> String?
    private let several: (String) -> [String]

    public init(one: @escaping (String) -> String? = { _ in nil }, several: @escaping (String) -> [String] = { _ in [] }) {
        self.one = one
        self.several = several
    }

    public subscript(name: String) -> String? { one(name) }

    /// All values, in the order in which they were given.
    public func all(_ name: String) -> [String] { several(name) }

    /// A yes-or-no setting; nil where it is not set, or neither.
    public func flag(_ name: String) -> Bool? { self[name].flatMap(Self.boolean) }

    /// As git spells yes and no.
    public static func boolean(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on", "1", "auto": true
        case "false", "no", "off", "0", "": false
        default: nil
        }
    }
}
