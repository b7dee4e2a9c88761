// The changes of one file, whatever is in it: a document, lines of text, or bytes.

/// A file before and after, with what changed and the means to take over some of it.
public struct FileChanges {
    public let changes: [Change]
    private let take: ((Change) -> Bool) -> [UInt8]

    /// The text before with the wanted changes in it. UTF-8, whatever the file's encoding.
    public func applied(where isWanted: (Change) -> Bool) -> [UInt8] {
        withoutActuallyEscaping(isWanted) { take($0) }
    }

    /// One side of a comparison.
    public struct Side {
        public let tree: Tree
        let subject: Subject
        let match: FilePattern.Match?
        let language: String?
        /// What other components of the solution are called.
        let nameOf: ComponentName?

        public init(
            _ tree: Tree, subject: Subject, match: FilePattern.Match?, language: String?, nameOf: ComponentName? = nil
        ) {
            self.nameOf = nameOf
            self.tree = tree
            self.subject = subject
            self.match = match
            self.language = language
        }

        /// The same with another document.
        func with(_ tree: Tree) -> Side { Side(tree, subject: subject, match: match, language: language, nameOf: nameOf) }
    }

    /// Two documents; both trees share their names with the shapes.
    public init(
        _ before: Side, _ after: Side, path: String, file: String, shapes: ShapeTable, parse: @escaping EmbeddedParser
    ) {
        let source = before.tree.source
        let before = Self.named(before, as: after, parse)
        let matching = Matching(before.tree, after.tree, path: path, shapes: shapes.shapes)
        func naming(_ side: Side) -> Naming {
            Naming(side, shape: matching.documentShape, shapes: shapes.shapes)
        }
        let document = DocumentChanges(
            Delta(matching), before: naming(before), after: naming(after), file: file, parse: parse)
        changes = document.entries.map(\.change)
        let isRenamed = before.tree.source.count != source.count || before.tree.source != source
        let all = changes
        take = { isWanted in isRenamed && !all.contains(where: isWanted) ? source : document.woven(where: isWanted) }
    }

    /// Steps that a designer numbered anew are no other steps.
    private static func named(_ before: Side, as after: Side, _ parse: EmbeddedParser) -> Side {
        guard before.tree.isWorkflow, after.tree.isWorkflow,
            let text = GeneratedNames.renamed(before.tree.source, as: after.tree.source), let tree = parse(text, .xml)
        else { return before }
        return before.with(tree)
    }

    /// One change, whole or not at all.
    public init(_ change: Change, before: [UInt8], after: [UInt8]) {
        changes = [change]
        take = { $0(change) ? after : before }
    }

    /// Nothing that has a name.
    public init(unchanged bytes: [UInt8]) {
        changes = []
        take = { _ in bytes }
    }
}

/// What the table of kinds says of elements, shared by the comparisons of one run.
public final class ShapeTable {
    let shapes: Shapes
    public var names: Names { shapes.names }

    public init(kinds: Kinds = .table, names: Names = Names(), extra: [ElementRule] = []) {
        shapes = Shapes(kinds: kinds, names: names, extra: extra)
    }
}
