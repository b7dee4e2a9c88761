// An error number of the operating system with what was being done and to which file: the only shape in which errno leaves this module.

internal import Glibc

/// A failed call to the operating system.
public struct SystemError: Error, Equatable, Sendable {
    /// The raw error number; unknown values survive.
    public let number: Int32
    /// What failed, as a verb phrase: "open", "rename".
    public let action: String
    /// The file it failed on, where there is one.
    public let path: String

    public init(number: Int32, action: String, path: String) {
        self.number = number
        self.action = action
        self.path = path
    }

    /// The system's own words for the number.
    public var reason: String { String(cString: strerror(number)) }
}
