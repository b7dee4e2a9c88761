// What the process was started with: its variables, its arguments, its directory. A value, so that tests can make their own.

// The variables are read once at the start, by the only thread there is then.
@preconcurrency internal import Glibc

public struct Environment: Sendable {
    public var variables: [String: String]

    public init(_ variables: [String: String]) {
        self.variables = variables
    }

    public subscript(name: String) -> String? { variables[name] }

    /// As they are now; of names given twice the first counts.
    public static var current: Environment {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                let name = String(text[..<equals])
                if variables[name] == nil { variables[name] = String(text[text.utf8.index(after: equals)...]) }
            }
            next += 1
        }
        return Environment(variables)
    }

    /// The arguments after the program's own name.
    public static var arguments: [String] { Array(CommandLine.arguments.dropFirst()) }

    /// The directory the process stands in.
    public static var directory: String {
        get throws(SystemError) {
            guard let path = getcwd(nil, 0) else {
                throw SystemError(number: errno, action: "find", path: "current directory")
            }
            defer { free(path) }
            return String(cString: path)
        }
    }

    /// Makes another directory the one that relative paths start from.
    public static func change(directory: String) throws(SystemError) {
        try systemCall("change to", directory) { chdir(directory) }
    }

    /// Ends the process.
    public static func exit(_ status: Int32) -> Never {
        Glibc.exit(status)
    }
}
