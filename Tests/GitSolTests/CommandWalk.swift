// A walk through commands as a person types them, with what each prints, for goldens.

import Bindings
import SolutionCore
import TestSupport

/// Runs commands in the user's folder, and writes down what they print.
final class CommandWalk {
    let directory = TemporaryDirectory()
    private(set) var text = ""
    private let environment: Environment

    init() {
        var environment = GitRun.environment(home: directory.path)
        environment.variables["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
        self.environment = environment
    }

    /// A line as a shell would take it; words with blanks stand in single quotes.
    @discardableResult
    func type(_ line: String) throws -> ProgramRun {
        let result = try Process.run(["sh", "-c", line], environment: environment, directory: directory.path)
        guard case .exited(let status) = result.end else { throw GitRun.Failure("\(line): \(result.end)") }
        let run = ProgramRun(
            output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self),
            status: status)
        text += "$ \(line)\n\(run.output)\(run.errors)" + (status == 0 ? "" : "[status \(status)]\n") + "\n"
        return run
    }

    /// A command of which nobody is told.
    func quietly(_ line: String) throws -> ProgramRun {
        let before = text
        defer { text = before }
        return try type(line)
    }

    func say(_ words: String) { text += "# \(words)\n" }

    /// The walk so far, with a word for what differs from run to run.
    var story: String {
        let here = text.split(separator: directory.path, omittingEmptySubsequences: false).joined(separator: "~")
        return here.lines.map { Self.folded(String($0)) }.joined(separator: "\n")
    }

    /// Ids of commits, and digests.
    private static func folded(_ line: String) -> String {
        line.split(separator: " ", omittingEmptySubsequences: false).map { word in
            let edges: Set<Character> = ["[", "]", "'", "(", ")", ",", "."]
            var bare = word.drop { edges.contains($0) }
            while let last = bare.last, edges.contains(last) { bare.removeLast() }
            if bare.hasPrefix("sha256:") { bare = bare.dropFirst(7) }
            let isID = bare.utf8.count >= 7 && bare.allSatisfy(\.isHexDigit) && bare.contains(where: \.isNumber)
            return isID ? word.split(separator: bare, omittingEmptySubsequences: false).joined(separator: "<id>") : String(word)
        }.joined(separator: " ")
    }

    /// Replaces a text in a file, once.
    func edit(_ file: String, _ old: String, _ new: String) throws {
        let path = directory.path + "/" + file
        let text = String(decoding: try Files.read(path), as: UTF8.self)
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw GitRun.Failure("'\(file)' has no '\(old)'") }
        try directory.write(parts.joined(separator: new), to: file)
    }
}
