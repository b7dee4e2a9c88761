// Writing settings: at one level, or to one file. libgit2 rewrites the file under a lock, keeping comments and order.

internal import CGit2

/// Which file a setting stands in.
public struct ConfigurationLevel: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    public static let system = ConfigurationLevel(rawValue: 2)
    public static let xdg = ConfigurationLevel(rawValue: 3)
    public static let global = ConfigurationLevel(rawValue: 4)
    public static let local = ConfigurationLevel(rawValue: 5)
    /// `config.worktree`, only there with `extensions.worktreeConfig`.
    public static let worktree = ConfigurationLevel(rawValue: 6)

    /// Whether only the person or the machine writes there, and never a repository.
    public var isProtected: Bool { (1...Self.global.rawValue).contains(rawValue) }
}

/// A setting and where it stands.
public struct ConfigurationEntry: Equatable, Sendable {
    /// The name with section and variable in lower case.
    public let name: String
    /// The value; nil for a name without "=".
    public let value: String?
    public let level: ConfigurationLevel
}

extension Configuration {
    /// The one file of a level, to read or write it alone. Throws `isNotFound` where there is none.
    public func level(_ level: ConfigurationLevel) throws(GitError) -> Configuration {
        Configuration(
            owning: try owned { git_config_open_level($0, handle, git_config_level_t(rawValue: level.rawValue)) })
    }

    /// Sets the one value of a name in the highest file of this view; take a `level` first to say which.
    public func set(_ name: String, to value: String) throws(GitError) {
        try check(git_config_set_string(handle, name, value))
    }

    /// Adds a value to those that the name has.
    public func add(_ name: String, value: String) throws(GitError) {
        // No value fits this expression, so none is replaced.
        try check(git_config_set_multivar(handle, name, "^$.", value))
    }

    /// Removes the value of a name; true if there was one. Throws where the name has several.
    @discardableResult
    public func unset(_ name: String) throws(GitError) -> Bool {
        try found(git_config_delete_entry(handle, name))
    }
}
