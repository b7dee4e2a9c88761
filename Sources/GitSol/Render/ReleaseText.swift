// A release in words: the message of its tag, and what is told of it.

internal import SolutionCore
internal import SolutionStore

/// What the message of a release tag is made of.
struct ReleaseText {
    let manifest: Manifest
    /// What somebody said with `-m`.
    var message: String?
    /// The last release before this one, and what changed since then.
    var previous: (version: String, changes: [Change])?
    /// The numbers of the two exports, where both were set to one.
    var aligned: (unmanaged: String, managed: String)?
    /// What is lawful between the halves and worth knowing.
    var notes: [PairNote] = []
    /// Differences that somebody allowed.
    var differences: [Finding] = []
    var record = ReleaseRecord()
    /// What the packager's layout has no place for, and so no half that is made again.
    var losses: [String] = []

    /// More lines than this nobody reads.
    private static let limit = 40

    var subject: String { MessageText.start("\(manifest.displayName) \(manifest.version)") }

    /// The paragraphs of the message.
    var paragraphs: [String] {
        var paragraphs = [subject]
        if let message { paragraphs.append(message) }
        if let previous {
            let lines = ComponentLines.lines(of: previous.changes.filter { $0.noise == nil })
            paragraphs.append(
                ([
                    lines.isEmpty
                        ? "No component changed since \(MessageText.line(previous.version))."
                        : "Since \(MessageText.line(previous.version)):"
                ] + lines).joined(separator: "\n"))
        } else {
            paragraphs.append("The first release.")
        }
        if let aligned {
            paragraphs.append(
                "The exports were numbered differently, unmanaged \(aligned.unmanaged) and managed \(aligned.managed); both halves have \(manifest.version) here."
            )
        }
        if !notes.isEmpty {
            paragraphs.append(
                Self.cut(notes.map { "  " + MessageText.line("\($0.what): \($0.message) (\($0.file))") }).joined(separator: "\n"))
        }
        if !differences.isEmpty {
            let lines = differences.map { "  " + MessageText.line("\($0.what): \($0.message)") }
            paragraphs.append((["The halves differ more than exports make them differ:"] + Self.cut(lines)).joined(separator: "\n"))
        }
        if !losses.isEmpty {
            let lines = losses.map { "  " + MessageText.line($0) }
            paragraphs.append(
                (["SolutionPackager's layout has no place for all of the exports. The halves go without:"] + Self.cut(lines)).joined(
                    separator: "\n"))
        }
        if !record.isEmpty {
            paragraphs.append(
                (["The folder of the commit cannot carry all of both halves. This tag carries the rest:"] + Self.lines(of: record)).joined(
                    separator: "\n"))
        }
        return paragraphs
    }

    /// What the folder of a commit cannot carry: a line for each file.
    static func lines(of record: ReleaseRecord) -> [String] {
        cut(
            record.entries.map { entry in
                let what =
                    switch entry.content {
                    case .gone: "is not in it"
                    case .whole(let bytes): "\(bytes.count) bytes"
                    case .edits(let edits): ComponentLines.count(edits.count, "edit")
                    }
                return "  " + MessageText.line("\(entry.isManaged ? "managed" : "unmanaged") \(entry.path): \(what)")
            })
    }

    private static func cut(_ lines: [String]) -> [String] {
        lines.count <= limit ? lines : lines.prefix(limit) + ["  … and \(lines.count - limit) more"]
    }
}
