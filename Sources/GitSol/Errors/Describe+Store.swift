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
