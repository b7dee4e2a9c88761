// Twins, and the halves of a pair: a file of the managed half says what the file of the unmanaged half says, but for what an export itself
// makes different.

/// How two halves of one thing are called where they differ.
public enum HalfWords: Sendable {
    /// Two files of one folder.
    case twins(managedPath: String)
    /// One file of two exports.
    case exports
}

extension DocumentChecker {
    /// Where the documents of two halves disagree beyond that. The findings are in the unmanaged file.
    public func differences(
        _ unmanaged: FileChanges.Side, _ managed: FileChanges.Side, path: String, words: HalfWords, parse: @escaping EmbeddedParser
    ) -> [Finding] {
        guard unmanaged.tree[unmanaged.tree.root].hash != managed.tree[managed.tree.root].hash else { return [] }
        if case .twins = words, managed.tree.isPartial { return [] }
        let delta = Delta(unmanaged.tree, managed.tree, path: path, shapes: shapes.shapes)
        let law = HalfLaw(unmanaged.tree, managed.tree)
        guard !delta.differences.allSatisfy(law.allows) else { return [] }
        let document = DocumentChanges(
            delta, before: naming(unmanaged, path: path), after: naming(managed, path: path), file: path, parse: parse)
        var found: [Finding] = []
        var seen: Set<Address> = []
        var lines = LineNumbers(delta.a)
        for entry in document.entries where entry.change.noise == nil {
            guard let first = entry.inner?.difference ?? entry.differences.first(where: { !law.allows(delta.differences[$0]) }),
                seen.insert(entry.change.address).inserted
            else { continue }
            found.append(words.finding(of: entry.change, path: path, line: lines.line(of: delta.place(of: delta.differences[first]))))
        }
        return found
    }
}

extension HalfWords {
    /// What a person is told of a difference.
    func finding(of change: Change, path: String, line: Int?) -> Finding {
        let (code, other, here, hint) = parts
        let message =
            switch change.operation {
            case .changed:
                "the \(other) has \(quoted(change.after)) where \(here) has \(quoted(change.before))"
            case .removed: "the \(other) does not have this"
            case .added: "only the \(other) has this"
            case .moved: "the \(other) has this in another place"
            case .reordered: "the \(other) has another order here"
            }
        return Finding(
            code, change.address, called: Change.words(of: change.subject, change.trail), file: path, line: line, message, hint: hint)
    }

    private var parts: (code: Finding.Code, other: String, here: String, hint: String) {
        switch self {
        case .twins(let path):
            (
                .twinDiffers, "managed twin", "this file",
                "make '\(path)' and this file the same: 'git sol diff --no-index' shows how they differ"
            )
        case .exports:
            (.halvesDiffer, "managed half", "the unmanaged half", "export both halves again, one right after the other")
        }
    }

    private func quoted(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "nothing" }
        return text.count > 60 ? "another value" : "'\(text)'"
    }
}

extension Delta {
    /// Where a difference is in the document before: for what came, where it would be.
    fileprivate func place(of difference: Difference) -> Int {
        switch difference {
        case .value(let a, _), .removed(let a), .moved(let a, _, _), .reordered(let a, _, _, _): a
        case .added(_, let parent): parent == Tree.document ? a.root : parent
        }
    }
}
