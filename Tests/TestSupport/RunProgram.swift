// Runs the built program as a person would, and shows all that came of it together.

public import Bindings

public struct ProgramRun: CustomStringConvertible, Sendable {
    public let output: String
    public let errors: String
    /// 128 and the signal, where one ended it.
    public let status: Int32
    /// Seconds that it computed.
    public let work: Double

    public init(output: String, errors: String, status: Int32, work: Double = 0) {
        self.output = output
        self.errors = errors
        self.status = status
        self.work = work
    }

    /// Output, errors and status in one text, for goldens.
    public var description: String {
        "\(output)\(errors.isEmpty ? "" : "[stderr]\n" + errors)[status \(status)]\n"
    }
}

public enum BuiltProgram {
    /// The debug build that the tests were built with.
    public static let path: String = {
        var directory = #filePath
        while let parent = Files.parent(of: directory), parent != "/" {
            let candidate = parent + "/.build/debug/git-sol"
            if Files.exists(candidate) { return candidate }
            directory = parent
        }
        return "git-sol"
    }()

    /// What the program finds around it: no settings of the person who runs the tests.
    public static func environment(home: String = "/nonexistent") -> [String: String] {
        [
            "PATH": Environment.current["PATH"] ?? "/usr/bin:/bin", "HOME": home, "XDG_CONFIG_HOME": home,
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        ]
    }

    public static func run(
        _ arguments: String..., in directory: String? = nil, input: [UInt8] = [], variables: [String: String] = [:]
    ) throws -> ProgramRun {
        try run(arguments, in: directory, input: input, variables: variables)
    }

    public static func run(
        _ arguments: [String], in directory: String? = nil, input: [UInt8] = [], variables: [String: String] = [:],
        within starter: [String] = []
    ) throws -> ProgramRun {
        let all = environment().merging(variables) { $1 }
        let result = try Process.run(
            starter + [path] + arguments, environment: Environment(all), directory: directory, input: .bytes(input))
        let status: Int32 =
            switch result.end {
            case .exited(let status): status
            case .killed(let signal): 128 + signal
            }
        return ProgramRun(
            output: String(decoding: result.output, as: UTF8.self),
            errors: String(decoding: result.errors, as: UTF8.self), status: status, work: result.work)
    }

    /// Runs it until it ends, or is killed without a word after so many seconds. `within`: by what it is started.
    public static func end(
        of arguments: [String], in directory: String, variables: [String: String] = [:], killedAfter seconds: Double,
        within starter: [String] = []
    ) throws -> ProcessEnd {
        let limit = ["timeout", "--foreground", "-s", "KILL", "\(seconds)"]
        let all = environment().merging(variables) { $1 }
        return try Process.run(limit + starter + [path] + arguments, environment: Environment(all), directory: directory).end
    }
}
