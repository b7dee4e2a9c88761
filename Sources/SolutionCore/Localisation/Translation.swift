// The texts that elements hold in one language.

extension Language {
    /// What an element that is a text in one language is called: `de-DE (1031)`.
    static func name(of element: Int, in tree: Tree) -> String? {
        guard let code = code(of: element, in: tree) else { return nil }
        let name = name(code)
        return name == code ? code : "\(name) (\(code))"
    }

    /// The text of such an element.
    static func text(of element: Int, in tree: Tree) -> String? {
        guard tree[element].kind == .element, code(of: element, in: tree) != nil else { return nil }
        return tree.attribute("description", of: element) ?? tree.attribute("Title", of: element)
            ?? tree.attribute("Description", of: element)
    }

    /// Whether an attribute is the text of an element that is a text in one language.
    static func isText(_ attribute: String, of element: Int, in tree: Tree) -> Bool {
        ["description", "Title", "Description"].contains(attribute) && code(of: element, in: tree) != nil
    }

    private static func code(of element: Int, in tree: Tree) -> String? {
        let code = tree.attribute("languagecode", of: element) ?? tree.attribute("LCID", of: element)
        return code.flatMap { $0.isEmpty ? nil : $0 }
    }
}
