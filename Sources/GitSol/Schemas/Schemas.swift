// The published forms of our JSON output, as JSON Schema.

internal import SolutionCore

struct Schema: Sendable {
    /// The `<name>` of `"format": "git-sol.<name>/1"`.
    let name: String
    let summary: String
    let text: String

    static let all: [Schema] = [
        unpack, importing, ls, deps, status, diff, show, log, blame, restore, remove, move, mergeTree, conflicts, check, tag, impact, place,
        settings, doctor, version,
    ]

    static func named(_ name: String) -> Schema? {
        all.first { $0.name == name }
    }
}
