// How a command ends. Few, named, and the same for all commands.

struct ExitStatus: Hashable, Sendable {
    let code: Int32

    /// Done, and where something was compared: no difference.
    static let done = ExitStatus(code: 0)
    /// Differences, conflicts or findings, where the command reports them by its status.
    static let findings = ExitStatus(code: 1)
    /// It could not be done, or was asked for in a way that means nothing.
    static let trouble = ExitStatus(code: 2)
}
