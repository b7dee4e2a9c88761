// What went wrong between the files and the core, in words for people: which file, which line, why, what to do.

public import Bindings
internal import SolutionCore

/// A failure to read or write a solution. Its parts are rendered by the program; nothing here prints.
public struct StoreError: Error, Equatable, Sendable {
    public enum Kind: Sendable {
        /// The input is not what it should be.
        case badInput
        /// There is no such thing.
        case notFound
        /// The system or git would not.
        case failed
    }
    public let kind: Kind
    /// Lower case, no full stop, the failure first: `cannot read 'x.xml'`.
    public let message: String
    public let file: String?
    public let line: Int?
    public let column: Int?
    /// What to do next.
    public let hints: [String]

    public init(
        _ kind: Kind, _ message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
        hints: [String] = []
    ) {
        self.kind = kind
        self.message = message
        self.file = file
        self.line = line
        self.column = column
        self.hints = hints
    }

    init(_ error: ParseError, file: String, hints: [String] = []) {
        self.init(
            .badInput, error.message, file: file, line: error.line, column: error.column,
            hints: error.limitHint.map { [$0] } ?? hints)
    }

    public init(_ error: SystemError) {
        guard !error.isLinkInTheWay else {
            self.init(
                .failed, "'\(error.path)' is a symbolic link: what is done through it would be done elsewhere",
                hints: ["remove the link, or name another folder"])
            return
        }
        self.init(
            .failed, "cannot \(error.action) '\(error.path)': \(error.reason.lowercasedFirst)", file: nil)
    }

    init(_ refusal: PathRefusal) {
        self.init(.badInput, "'\(refusal.path)' \(refusal.problem): such a path is never written", hints: ["nothing was written"])
    }

    init(_ error: GitError, doing action: String, hints: [String] = []) {
        self.init(.failed, "cannot \(action): \(error.message)", hints: hints)
    }

    public init(_ error: GitError) { self.init(error.isNotFound ? .notFound : .failed, error.message, hints: error.hints) }
}

/// What the gate lets pass, or an error in the words of this module.
func gated(_ path: String, as rule: PathGate.Rule = .content) throws(StoreError) -> CheckedPath {
    do throws(PathRefusal) { return try PathGate.check(path, as: rule) } catch { throw StoreError(error) }
}

/// Refuses paths whose bytes are no text: written back they would be other files.
func checkNames(_ paths: some Sequence<String>, doing action: String) throws(StoreError) {
    guard let path = paths.first(where: { $0.unicodeScalars.contains("\u{FFFD}") }) else { return }
    throw StoreError(
        .badInput, "cannot \(action): the name of '\(path)' is not UTF-8",
        hints: ["'git mv' gives it another name; git itself can do this with it"])
}

/// Calls of the system, in the words of this module.
public func ofSystem<Result>(_ body: () throws(SystemError) -> Result) throws(StoreError) -> Result {
    do throws(SystemError) { return try body() } catch { throw StoreError(error) }
}

/// Calls of libgit2, in its own words or after what was to be done.
public func ofGit<Result>(doing action: String? = nil, _ body: () throws(GitError) -> Result) throws(StoreError) -> Result {
    do throws(GitError) { return try body() } catch {
        guard let action else { throw StoreError(error) }
        throw StoreError(error, doing: action)
    }
}

extension GitError {
    /// What to do about it.
    public var hints: [String] {
        if isUnsafeOwner {
            let parts = message.split(separator: "'", maxSplits: 1)
            let directory = parts.count == 2 && parts[1].hasSuffix("'") ? ShellText.word(String(parts[1].dropLast())) : "DIR"
            return ["to add an exception for this directory, call: git config --global --add safe.directory \(directory)"]
        }
        if isLocked { return ["another git process is at work; if there is none, remove the lock file that the message names"] }
        guard isNotFound, message.contains("repository") else { return [] }
        return ["go to a repository, or name one with -C or --git-dir"]
    }
}

extension String {
    /// With a small first letter, unless the first word is an abbreviation.
    var lowercasedFirst: String {
        guard dropFirst().beginsSmall else { return self }
        return prefix(1).lowercased() + dropFirst()
    }
}
