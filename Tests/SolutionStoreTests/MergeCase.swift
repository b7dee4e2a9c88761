// One case of merging, told by the three texts and by what must come of them.

import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeCase: Sendable, CustomTestStringConvertible {
    enum Outcome: Sendable {
        /// These bytes, and no question.
        case clean(String)
        case bytes([UInt8])
        /// One question, about this.
        case conflict(String, Conflict.Reason)
        /// One question, about something that stands here and there.
        case conflictInTwoPlaces(String)
        /// What git itself makes of the lines.
        case asGit
        /// Ours stays, and a person must choose.
        case binary
    }

    let name: String
    let path: String
    let base: [UInt8]?
    let ours: [UInt8]
    let theirs: [UInt8]
    let outcome: Outcome

    var testDescription: String { name }

    init(_ name: String, _ path: String, base: String?, ours: String, theirs: String, _ outcome: Outcome) {
        self.init(name, path, bytes: base.map { Array($0.utf8) }, ours: Array(ours.utf8), theirs: Array(theirs.utf8), outcome)
    }

    init(_ name: String, _ path: String, bytes base: [UInt8]?, ours: [UInt8], theirs: [UInt8], _ outcome: Outcome) {
        self.name = name
        self.path = path
        self.base = base
        self.ours = ours
        self.theirs = theirs
        self.outcome = outcome
    }

    /// A base in which words are exchanged for each side and for the result: the cases differ in few places.
    init(
        _ name: String, _ path: String, _ base: String, ours: [String: String], theirs: [String: String], _ result: [String: String]
    ) {
        self.init(
            name, path, base: base, ours: base.exchanging(ours), theirs: base.exchanging(theirs), .clean(base.exchanging(result)))
    }

    init(
        _ name: String, _ path: String, _ base: String, ours: [String: String], theirs: [String: String],
        conflict address: String, _ reason: Conflict.Reason
    ) {
        self.init(
            name, path, base: base, ours: base.exchanging(ours), theirs: base.exchanging(theirs), .conflict(address, reason))
    }
}

extension String {
    /// Every word that stands exactly once, exchanged; a word that does not makes the case wrong.
    func exchanging(_ words: [String: String]) -> String {
        var result = self
        for (old, new) in words.sorted(by: { $0.key < $1.key }) {
            let parts = result.split(separator: old, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return "'\(old)' stands \(parts.count - 1) times" }
            result = parts[0] + new + parts[1]
        }
        return result
    }

    /// The text as UTF-16 with a byte order mark.
    var utf16Bytes: [UInt8] { [0xFF, 0xFE] + utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
}
