// How much is told, on the screen and in a log file: the levels that SolutionPackager has.

internal import Bindings
internal import SolutionCore

/// How much is told. Each level tells what those before it do.
enum Level: Int, Comparable, CaseIterable, Sendable {
    case off, error, warning, info, verbose

    static func < (one: Level, other: Level) -> Bool { one.rawValue < other.rawValue }

    /// As SolutionPackager writes it.
    var name: String {
        switch self {
        case .off: "Off"
        case .error: "Error"
        case .warning: "Warning"
        case .info: "Info"
        case .verbose: "Verbose"
        }
    }

    init?(_ name: String) {
        guard let level = Self.allCases.first(where: { $0.name.lowercased() == name.lowercased() }) else { return nil }
        self = level
    }
}

extension World {
    /// From here on everything said is also added to the end of a file.
    func startLog(_ path: String) throws(SystemError) {
        log = Screen(try OutputStream(appendingTo: TrustedPath(trusting: path)))
    }

    /// What was done, in a line.
    func say(_ line: Shown) {
        if screenLevel >= .info { err.write("\(line)\n") }
        record(.info, line)
    }

    /// What was done to one file of many: on the screen only where everything is wanted, in the log from `level` on.
    func note(_ level: Level, _ line: Shown) {
        if screenLevel >= .verbose { err.write("\(line)\n") }
        record(level, line)
    }

    /// For the log alone.
    func record(_ level: Level, _ line: Shown) {
        guard logLevel >= level, let log else { return }
        log.write("\(line)\n")
    }
}
