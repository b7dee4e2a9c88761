// The texts of resource files on their way into a package's documents.

/// Translations by key and language, and which of them found their place.
public struct Translations {
    /// By key, then by LCID.
    private var texts: [Exact: [Exact: String]] = [:]
    private var used: Set<Exact> = []

    public init() {}

    /// Whether a file of an unpacked folder holds texts, and is no part of the package itself.
    public static func isResource(_ path: String) -> Bool { ResourceFile.isOne(path) }

    /// Whether it is one of those that are merged: all but the template.
    public static func isTranslation(_ path: String) -> Bool {
        isResource(path) && path.lowercased() != ResourceFile.template.lowercased()
    }

    /// Keys that name no text of the documents.
    public var unused: [String] { texts.keys.filter { !used.contains($0) }.sorted().map(\.text) }

    /// Takes the texts of a resource file. The template is for translators, and says nothing that its language does not.
    public mutating func add(_ tree: Tree, path: String) throws(ParseError) {
        guard Self.isTranslation(path) else { return }
        let file = try ResourceFile(tree, path: path)
        for (key, text) in file.texts { texts[key, default: [:]][file.lcid] = text }
    }

    /// The document with the texts in it: those that differ replaced, those of new languages added behind the others.
    ///
    /// An empty text says nothing: whoever wants a text gone takes it out of the document.
    public mutating func merge(into tree: Tree) -> [UInt8] {
        var edits: [(range: Range<Int>, bytes: [UInt8])] = []
        for list in tree.labelLists().named {
            guard let wanted = texts[list.key], let last = list.rows.last else { continue }
            used.insert(list.key)
            var added: [UInt8] = []
            for (lcid, text) in wanted.map({ ($0.key.text, $0.value) }).sorted(by: { LocalisedTexts.languagePrecedes($0.0, $1.0) }) {
                guard let row = list.rows.first(where: { tree.text(of: $0.language) == lcid }) else {
                    added += tree.copy(of: last, language: lcid, text: text)
                    continue
                }
                // A carriage return does not survive in a resource file, and is no change.
                guard tree.text(of: row.text).withUnixLineEnds != text.withUnixLineEnds else { continue }
                edits.append((tree[row.text].inner.range, Self.escaped(text)))
            }
            let end = Int(tree[last.element].outer.end)
            if !added.isEmpty { edits.append((end..<end, added)) }
        }
        return tree.source.applying(edits)
    }

    fileprivate static func escaped(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        XMLText.escape(Array(text.utf8)[...], attribute: true, into: &bytes)
        return bytes
    }
}

extension Tree {
    /// A row's bytes with the line end and blanks before it, in another language.
    fileprivate func copy(of row: LabelList.Row, language: String, text: String) -> [UInt8] {
        let outer = nodes[row.element].outer.range
        var start = outer.lowerBound
        while start > 0, [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(source[start - 1]) {
            start -= 1
        }
        let edits = [(nodes[row.language].inner.range, Array(language.utf8)), (nodes[row.text].inner.range, Translations.escaped(text))]
            .map { (range: $0.0.lowerBound - start..<$0.0.upperBound - start, bytes: $0.1) }
        return Array(source[start..<outer.upperBound]).applying(edits)
    }
}

extension String {
    fileprivate var withUnixLineEnds: String {
        split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: "\n")
            .split(separator: "\r", omittingEmptySubsequences: false).joined(separator: "\n")
    }
}
