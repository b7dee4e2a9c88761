// Git itself as the referee, in an environment of our own making.

public import Bindings

public struct GitRun: Sendable {
    public let directory: String

    public init(in directory: String) { self.directory = directory }

    public struct Failure: Error, CustomStringConvertible {
        public let description: String

        public init(_ description: String) { self.description = description }
    }

    /// Runs git and gives what it printed, without the last line end. A status other than 0 is an error.
    @discardableResult
    public func callAsFunction(_ arguments: String...) throws -> String { try run(arguments) }

    @discardableResult
    public func run(_ arguments: [String]) throws -> String {
        let result = try Process.run(["git"] + arguments, environment: Self.environment(home: directory), directory: directory)
        guard result.end == .exited(0) else {
            let words = String(decoding: result.errors, as: UTF8.self)
            throw Failure("git \(arguments.joined(separator: " ")): \(result.end) \(words)")
        }
        var output = String(decoding: result.output, as: UTF8.self)
        if output.hasSuffix("\n") { output.removeLast() }
        return output
    }

    /// Nothing of the machine's settings, and always the same people and times.
    public static func environment(home: String) -> Environment {
        Environment([
            "PATH": Environment.current["PATH"] ?? "/usr/bin:/bin", "HOME": home, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C", "TZ": "UTC",
            "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com", "GIT_AUTHOR_DATE": "2026-01-02T03:04:05Z",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
            "GIT_COMMITTER_DATE": "2026-01-02T03:04:05Z",
        ])
    }
}
