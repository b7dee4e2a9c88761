// Words for the errors of the repository and of solution files.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension StoreError: Describable {
    var described: [CommandError] {
        guard let file else { return [CommandError(message, line: line, column: column, hints: hints)] }
        return [CommandError(cannot: "read", file, line: line, column: column, reason: message, hints: hints)]
    }
}

extension GitError: Describable {
    var described: [CommandError] {
        var hints: [String] = []
        if isUnsafeOwner {
            hints = ["the repository belongs to somebody else; to trust it: git config --global --add safe.directory DIR"]
        } else if isLocked {
            hints = ["another git process is at work; if there is none, remove the lock file that the message names"]
        } else if isNotFound, message.contains("repository") {
            hints = ["go to a repository, or name one with -C or --git-dir"]
        }
        return [CommandError(message, hints: hints)]
    }
}

extension PathRefusal: Describable {
    var described: [CommandError] {
        [CommandError("'\(path)' \(problem): such a path is never written", hints: ["nothing was written"])]
    }
}

extension ParseError: Describable {
    var described: [CommandError] { [CommandError(message, line: line, column: column, hints: limitHint.map { [$0] } ?? [])] }
}
