// The one mapper from errors to words. An error type of another module gets its words by conforming to `Describable`, here.

internal import Bindings
internal import SolutionCore

/// An error that knows what to tell a person.
protocol Describable: Error {
    var described: [CommandError] { get }
}

/// Never fails: what nobody has words for is shown as it is.
func describe(_ error: any Error) -> [CommandError] {
    (error as? any Describable)?.described ?? [CommandError("unexpected failure", reason: String(describing: error))]
}

extension CommandError: Describable {
    var described: [CommandError] { [self] }
}

extension CommandErrors: Describable {
    var described: [CommandError] { all }
}

extension UsageError: Describable {
    var described: [CommandError] { [CommandError(message, hints: hints)] }
}

extension SystemError: Describable {
    var described: [CommandError] {
        // The system's words start with a capital; ours do not.
        let words = reason
        let rest = words.dropFirst()
        let lowered = rest.beginsSmall || rest.hasPrefix(" ") ? words.prefix(1).lowercased() + words.dropFirst() : words
        return [CommandError(cannot: action, path, reason: lowered)]
    }
}

extension TranscodingError: Describable {
    var described: [CommandError] {
        switch reason {
        case .unknownEncoding: [CommandError("the encoding '\(encoding)' is not known")]
        case .badSequence: [CommandError("byte \(offset) is not '\(encoding)' text")]
        }
    }
}
