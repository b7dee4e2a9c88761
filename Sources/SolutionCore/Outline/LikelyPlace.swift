// Where a document would lie in a solution's folder, told by its content alone: git hands files to programs under other names.

extension Tree {
    /// A path at which the table of kinds knows such a document; nil where no kind has one.
    public func likelyPath(kinds: Kinds = .table) -> String? {
        guard syntax == .xml else { return nil }
        let name = self.name(of: root)
        var best: (depth: Int, path: String)?
        for kind in kinds.all {
            for place in kind.places {
                guard let elements = place.elements, elements.first == name, elements.count > best?.depth ?? 0,
                    element(at: Array(elements.dropFirst()), of: root) != nil
                else { continue }
                let captures = place.pattern.captures.reduce(into: [String: String]()) { $0[$1] = "x" }
                if let path = place.pattern.fill(captures) { best = (elements.count, path) }
            }
        }
        // A whole solution's customizations hold every kind.
        if name == PackageNames.root, element("SolutionManifest", of: root) == nil { return PackageNames.residue }
        return best?.path
    }
}

extension Kinds {
    /// The files of solutions that are documents, as git's attributes name them: `**/Entities/*/Entity.xml`.
    public var attributePatterns: [String] {
        // Flows are content of a process, whose place is that of its description; so are the parts of a connector.
        var patterns: Set<Exact> = [
            "**/customizations.xml", "**/solution.xml", "**/Workflows/*.json", "**/Workflows/*.xaml", "**/Connectors/*.json",
        ]
        for kind in all {
            for place in kind.places where place.pattern.folder != nil {
                let glob = place.pattern.glob
                if let index = place.index { patterns.insert("**/" + index) }
                if place.elements != nil || glob.hasSuffix(".json") || glob.hasSuffix(".xaml") { patterns.insert("**/" + glob) }
            }
        }
        return patterns.texts
    }
}

extension FilePattern {
    /// The paths that it may match, in the notation of git's attributes.
    var glob: String {
        var text = ""
        for part in parts {
            switch part {
            case .literal(let bytes): text += String(decoding: bytes, as: UTF8.self)
            case .capture(_, let isDeep): text += isDeep && (text.isEmpty || text.hasSuffix("/")) ? "**/*" : "*"
            case .twin: if !text.hasSuffix("*") { text += "*" }
            }
        }
        return text
    }
}
