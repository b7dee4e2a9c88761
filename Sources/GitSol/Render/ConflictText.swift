// Conflicts in words, and for programs.

internal import SolutionCore
internal import SolutionStore

enum ConflictText {
    /// `(both changed it): column Industry of account › RequiredLevel, in Entities/Account/Entity.xml`.
    static func line(_ open: OpenConflict) -> String {
        "(\(open.conflict.reason.rawValue)): \(open.conflict.what), in \(open.file)"
    }

    static func write(_ open: OpenConflict, _ writer: inout JSONWriter) {
        let conflict = open.conflict
        writer.field("address", conflict.address.description)
        writer.field("label", conflict.label)
        writer.field("kind", conflict.subject.kind)
        writer.field("component", conflict.subject.address.description)
        writer.field("reason", conflict.reason.rawValue)
        writer.field("file", open.file)
        writer.field("files", open.files)
        writer.field("base", conflict.base)
        writer.field("ours", conflict.ours)
        writer.field("theirs", conflict.theirs)
        if case .lines(let places, let line) = conflict.extent {
            writer.field("places", places)
            writer.field("line", line)
        }
    }
}
