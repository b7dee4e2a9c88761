// One file as checking sees it: markers, whether it can be read, and the facts of its document.

internal import SolutionCore

/// What is to be known of a file, whatever the rest of its solution.
struct FileCheck {
    let path: String
    private(set) var findings: [Finding] = []
    /// Where it is a document that can be read.
    private(set) var facts: DocumentFacts?
    /// It is of the platform, and what it holds is unknown.
    private(set) var isUnread = false
    /// Equal for documents that say the same.
    private(set) var meaning: UInt64?

    init(_ path: String, bytes: [UInt8], finder: SubjectFinder, checker: DocumentChecker) {
        self.path = path
        if Content.isText(bytes), let line = ConflictMarkers.firstLine(in: bytes) {
            isUnread = Self.isOfPlatform(path)
            findings.append(
                Finding(
                    .conflictMarker, finder.subject(of: path, nil).address, called: ComponentTitle(finder.subject(of: path, nil)).words,
                    file: path, line: line,
                    "a merge left its markers here", hint: "settle the conflict: 'git sol resolve', or edit the file"))
            return
        }
        guard let syntax = Syntax(path: path) else { return }
        do throws(ParseError) {
            let tree = try Document(bytes, syntax: syntax, names: checker.shapes.names).tree
            meaning = tree[tree.root].hash
            facts = DocumentFacts(finder.side(path, tree), components: finder.parts(in: path, tree), path: path, checker: checker)
            findings += facts?.findings ?? []
        } catch {
            isUnread = Self.isOfPlatform(path)
            guard isUnread else { return }
            findings.append(
                Finding(
                    .unparsable, finder.subject(of: path, nil).address, called: ComponentTitle(finder.subject(of: path, nil)).words,
                    file: path, line: error.line, error.message,
                    hint: error.limitHint ?? "compare it with an earlier version: 'git log -p' shows when it broke"))
        }
    }

    /// What the platform itself reads. Whether a web resource is well-formed is the maker's affair.
    private static func isOfPlatform(_ path: String) -> Bool {
        !Kinds.table.places(of: path).isEmpty || Kinds.table.isIndex(path)
            || Kinds.table.places(of: path + ".data.xml").contains { $0.kind.word == "workflow" }
    }
}
