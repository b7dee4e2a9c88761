// The texts of a package on their way into resource files.

/// The texts of one half or of both, by key and language.
public struct LocalisedTexts {
    private struct Text: Equatable {
        var comment: String
        /// By LCID, the empty ones left out.
        var texts: [Exact: String] = [:]

        static func == (one: Text, other: Text) -> Bool {
            one.texts.count == other.texts.count && one.texts.allSatisfy { other.texts[$0.key] == $0.value }
        }
    }

    private var texts: [Exact: Text] = [:]
    private var halves = 0
    private var managed = false
    /// Texts without a key of their own: they stay in the documents alone.
    public private(set) var unnamed = 0
    /// Keys whose texts differ between the halves: one resource file cannot hold both, so they stay in the documents alone.
    public private(set) var disputed: Set<Exact> = []
    /// The language that the solution was made in.
    public private(set) var base: String?

    public init() {}

    /// All languages, by number.
    public var languages: [String] {
        Set(texts.values.flatMap { $0.texts.keys }).texts.sorted(by: Self.languagePrecedes)
    }

    /// By number; what is none by its bytes.
    static func languagePrecedes(_ one: String, _ other: String) -> Bool {
        (Int(one) ?? 0, Exact(one)) < (Int(other) ?? 0, Exact(other))
    }

    public mutating func add(_ half: PackageHalf, isManaged: Bool) {
        halves += 1
        var unnamed = 0
        managed = managed || isManaged
        for tree in [half.manifest, half.customizations] {
            base = base ?? tree.attribute("languagecode", of: tree.root)
            let lists = tree.labelLists()
            unnamed += lists.unnamed
            for list in lists.named {
                var text = Text(comment: list.comment)
                for row in list.rows {
                    let value = tree.text(of: row.text)
                    if !value.isEmpty { text.texts[tree.text(of: row.language)] = value }
                }
                if let other = texts[list.key], other != text { disputed.insert(list.key) }
                texts[list.key] = texts[list.key] ?? text
            }
        }
        // The halves hold mostly the same.
        self.unnamed = max(self.unnamed, unnamed)
    }

    /// One resource file for each language.
    public func files(solution: String, usesNumbers: Bool) -> [(path: String, bytes: [UInt8])] {
        languages.map { lcid in
            (ResourceFile.path(lcid, usesNumbers: usesNumbers), document(lcid, solution))
        }
    }

    /// The file from which translators start; nil where the solution has no text in that language.
    public func template(_ lcid: String, solution: String) -> (path: String, bytes: [UInt8])? {
        guard languages.contains(lcid) else { return nil }
        return (ResourceFile.template, document(lcid, solution))
    }

    private func document(_ lcid: String, _ solution: String) -> [UInt8] {
        let keys = texts.keys.filter { !disputed.contains($0) }.map { (Exact($0.text.uppercased()), $0) }.sorted { $0 < $1 }
        let entries = keys.compactMap { _, key in
            texts[key].map { (key: key.text, text: $0.texts[lcid] ?? "", comment: $0.comment) }
        }
        let type = halves > 1 ? "Both" : managed ? "Managed" : "Unmanaged"
        return ResourceFile.document(lcid: lcid, solution: solution, type: type, entries)
    }
}
