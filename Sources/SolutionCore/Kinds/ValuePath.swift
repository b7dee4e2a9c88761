// Where in an element a value stands: the small notation in which the table of kinds names keys and display names.

/// A path from an element to a value below it: `@Name`, `formid`, `EntityInfo/entity@Name`, `.`.
///
/// A step may name several elements that mean the same, `UniqueName|SiteMapUniqueName`. `..` is the
/// element above. `[languagecode]` behind the
/// last step chooses among translations: the solution's own language, else English, else the first.
/// With `(unversioned)` at its end the value is taken without the version in it: `Contoso (1.0)` is `Contoso`.
/// Attributes may stand among the names of the last step, `@Name|name`: the first that has a value counts.
public struct ValuePath: Hashable, Sendable, ExpressibleByStringLiteral {
    let steps: [[String]]
    let attribute: String?
    /// The attribute that tells the language of each translation.
    let language: String?
    /// The version in the value is no part of it.
    private let isUnversioned: Bool
    /// Asked in turn where this has no value.
    private let others: [ValuePath]
    /// As it was written: an inferred key holds names of a document, so bytes decide which paths are equal.
    private let whole: Exact

    public static func == (one: ValuePath, other: ValuePath) -> Bool { one.whole == other.whole }

    public func hash(into hasher: inout Hasher) { hasher.combine(whole) }

    public init(stringLiteral whole: String) {
        self.whole = Exact(whole)
        let mark = "(unversioned)"
        isUnversioned = whole.hasSuffix(mark)
        let text = isUnversioned ? String(whole.dropLast(mark.count)) : whole
        let start = text.lastIndex(of: "/").map { text.index(after: $0) } ?? text.startIndex
        let names = text[start...].split(separator: "|")
        let isMixed = names.count > 1 && names.contains { $0.hasPrefix("@") }
        others = isMixed ? names.dropFirst().map { ValuePath(stringLiteral: String(text[..<start] + $0)) } : []
        var rest = isMixed ? String(text[..<start] + names[0])[...] : text[...]
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

    /// As it is written.
    var description: String {
        (steps.map { $0.joined(separator: "|") }.joined(separator: "/") + (attribute.map { "@" + $0 } ?? ""))
    }

    /// The value in an element or an object, where there is one that is not empty.
    func value(in tree: Tree, at element: Tree.Index, language preferred: String? = nil) -> String? {
        if let value = ownValue(in: tree, at: element, preferred) { return value }
        return others.lazy.compactMap { $0.ownValue(in: tree, at: element, preferred) }.first
    }

    private func ownValue(in tree: Tree, at element: Tree.Index, _ preferred: String?) -> String? {
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
                : names.lazy.compactMap { tree.element($0, of: here) ?? tree.member($0, of: here) }.first
            guard let found else { return nil }
            here = found
        }
        let value = attribute.map { tree.attribute($0, of: here) } ?? tree.text(of: here)
        return value.flatMap { $0.isEmpty ? nil : isUnversioned ? Stamps.unversioned($0) : $0 }
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
