// Where in an element a value stands: the small notation in which the table of kinds names keys and display names.

/// A path from an element to a value below it: `@Name`, `formid`, `EntityInfo/entity@Name`, `.`.
///
/// A step may name several elements that mean the same, `UniqueName|SiteMapUniqueName`. `..` is the
/// element above. `[languagecode]` behind the
/// last step chooses among translations: the solution's own language, else English, else the first.
public struct ValuePath: Hashable, Sendable, ExpressibleByStringLiteral {
    let steps: [[String]]
    let attribute: String?
    /// The attribute that tells the language of each translation.
    let language: String?

    public init(stringLiteral text: String) {
        var rest = text[...]
        var attribute: String?
        if let at = rest.lastIndex(of: "@") {
            attribute = String(rest[rest.index(after: at)...])
            rest = rest[..<at]
        }
        var language: String?
        if rest.hasSuffix("]"), let open = rest.lastIndex(of: "[") {
            language = String(rest[rest.index(after: open)...].dropLast())
            rest = rest[..<open]
        }
        self.attribute = attribute
        self.language = language
        steps = rest.split(separator: "/").filter { $0 != "." }.map { $0.split(separator: "|").map(String.init) }
    }

    /// The value in an element, where there is one that is not empty.
    func value(in tree: Tree, at element: Tree.Index, language preferred: String? = nil) -> String? {
        var here = element
        for (position, names) in steps.enumerated() {
            if names == [".."] {
                here = tree.parent(of: here)
                continue
            }
            let isLast = position == steps.count - 1
            let found =
                isLast && language != nil
                ? translation(names, in: tree, at: here, preferred)
                : names.lazy.compactMap { tree.element($0, of: here) }.first
            guard let found else { return nil }
            here = found
        }
        let value = attribute.map { tree.attribute($0, of: here) } ?? tree.text(of: here)
        return value.flatMap { $0.isEmpty ? nil : $0 }
    }

    private func translation(
        _ names: [String], in tree: Tree, at element: Tree.Index, _ preferred: String?
    ) -> Tree.Index? {
        guard let language else { return nil }
        var best: (rank: Int, index: Tree.Index)?
        for child in tree.elements(of: element) where names.contains(tree.name(of: child)) {
            let code = tree.attribute(language, of: child)
            let isEmpty = attribute.map { tree.attribute($0, of: child) ?? "" }?.isEmpty ?? false
            let rank = isEmpty ? 4 : code == preferred && code != nil ? 0 : code == "1033" ? 1 : 2
            if rank < best?.rank ?? 5 { best = (rank, child) }
        }
        return best?.index
    }
}
