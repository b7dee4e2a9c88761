// What the program is called and which version it is.

enum Program {
    static let version = "0.1.0"
    /// Of the manual pages.
    static let date = "2026"
}
