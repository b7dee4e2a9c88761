// Conflicts in words, and for programs.

internal import SolutionCore
internal import SolutionStore

enum ConflictText {
    /// `(both changed it): column Industry of account › RequiredLevel, in Entities/Account/Entity.xml`.
    static func line(_ open: OpenConflict) -> String {
        "(\(open.conflict.reason.rawValue)): \(what(open.conflict)), in \(open.file)"
    }

    /// The thing that is in conflict.
    static func what(_ conflict: Conflict) -> String {
        let title = ComponentTitle(conflict.subject).words
        return ([title] + conflict.trail.map(\.words)).joined(separator: " › ")
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
    }
}

extension World {
    /// How conflict markers are to be written, as git's settings say.
    func markers(ours: String, base: String = "base", theirs: String, size: Int = 7) -> MarkerStyle {
        let style = config("merge.conflictStyle")?.lowercased() ?? "merge"
        var markers = MarkerStyle(size: size, showsBase: style == "diff3" || style == "zdiff3", ours: ours, base: base, theirs: theirs)
        markers.trimsLines = style == "zdiff3"
        return markers
    }
}
