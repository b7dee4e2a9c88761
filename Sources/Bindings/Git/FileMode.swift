// The mode of a tree or index entry.

/// What an entry of a tree or index is, as git's octal number; unknown numbers survive.
public struct FileMode: RawRepresentable, Hashable, Sendable {
    public let rawValue: UInt32

    public init(rawValue: UInt32) { self.rawValue = rawValue }

    public static let file = FileMode(rawValue: 0o100644)
    public static let executable = FileMode(rawValue: 0o100755)
    public static let symlink = FileMode(rawValue: 0o120000)
    public static let directory = FileMode(rawValue: 0o040000)
    public static let submodule = FileMode(rawValue: 0o160000)

    /// Whether the entry is a file with content of its own, of any permissions (old repositories have 100664).
    public var isFile: Bool { rawValue & 0o170000 == 0o100000 }
    public var isDirectory: Bool { self == .directory }

    /// The digits as a tree holds them, without a leading zero.
    var octal: String { String(rawValue, radix: 8) }
}

extension FileMode: CustomStringConvertible {
    /// Six digits, as git prints them.
    public var description: String { octal.filled(to: 6) }
}
