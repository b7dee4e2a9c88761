// The manifest of a solution that holds only some components of another: the same publisher and version, another name, other lists.

/// A component that something in the solution needs and that it does not hold.
public struct MissingNeed: Sendable {
    public let dependent: Component
    public let required: Component

    public init(dependent: Component, required: Component) {
        self.dependent = dependent
        self.required = required
    }
}

public enum PartialManifest {
    /// `tree` has no lines any more but those that stay.
    public static func bytes(
        _ tree: Tree, name: String, shells: [(name: String, behavior: Int)], needs: [MissingNeed], from solution: String
    ) -> [UInt8]? {
        guard let manifest = tree.element("SolutionManifest", of: tree.root), let unique = tree.element("UniqueName", of: manifest) else {
            return nil
        }
        var edits: [(range: Range<Int>, bytes: [UInt8])] = [(tree[unique].inner.range, Array(name.utf8))]
        if let names = tree.element("LocalizedNames", of: manifest) {
            for item in tree.elements(of: names) {
                for value in tree.attributes(of: item) where tree.name(of: value) == "description" {
                    edits.append((tree[value].inner.range, Array(name.utf8)))
                }
            }
        }
        var lines: [String] = []
        for shell in shells {
            guard let line = line(of: shell.name, in: tree, manifest) else {
                lines.append("<RootComponent type=\"1\" schemaName=\"\(escaped(shell.name))\" behavior=\"\(shell.behavior)\" />")
                continue
            }
            for value in tree.attributes(of: line) where tree.name(of: value) == "behavior" {
                edits.append((tree[value].inner.range, Array(String(shell.behavior).utf8)))
            }
        }
        for (list, items) in [("RootComponents", lines), ("MissingDependencies", needs.map { text(of: $0, from: solution) })]
        where !items.isEmpty {
            guard let edit = insertion(of: items, into: list, tree, manifest) else { return nil }
            edits.append(edit)
        }
        return tree.source.applying(edits)
    }

    private static func line(of table: String, in tree: Tree, _ manifest: Int) -> Int? {
        guard let list = tree.element("RootComponents", of: manifest) else { return nil }
        return tree.elements(of: list).first { item in
            let root = RootComponent(tree, item)
            return root.code == .number(1) && root.schemaName?.lowercased() == table.lowercased()
        }
    }

    /// At the end of a list, which may be there without anything in it, or not at all.
    private static func insertion(
        of items: [String], into name: String, _ tree: Tree, _ manifest: Int
    ) -> (range: Range<Int>, bytes: [UInt8])? {
        let text = items.map { "  " + $0 + "\n    " }.joined()
        guard let list = tree.element(name, of: manifest) else {
            let end = Int(tree[manifest].inner.end)
            return (end..<end, Array("  <\(name)>\n    \(text)</\(name)>\n  ".utf8))
        }
        if tree[list].traits.contains(.selfClosing) {
            return (tree[list].outer.range, Array("<\(name)>\n    \(text)</\(name)>".utf8))
        }
        let end = Int(tree[list].inner.end)
        let isEmpty = tree.elements(of: list).first { _ in true } == nil && tree[list].inner.range.isEmpty
        return (end..<end, Array(((isEmpty ? "\n    " : "") + text).utf8))
    }

    private static func text(of need: MissingNeed, from solution: String) -> String {
        let required = attributes(of: need.required) + " solution=\"\(escaped(solution))\""
        return "<MissingDependency><Required\(required) /><Dependent\(attributes(of: need.dependent)) /></MissingDependency>"
    }

    private static func attributes(of component: Component) -> String {
        let code =
            switch Kinds.table[component.kind]?.codes.first {
            case .number(let number): String(number)
            case .word(let word): word
            case nil: component.kind
            }
        var text = " type=\"\(escaped(code))\""
        // The manifest tells all names of a component; the first is what it is called everywhere.
        if let name = component.identities.first {
            text += GUID(name) == nil ? " schemaName=\"\(escaped(name))\"" : " id=\"{\(name)}\""
        }
        text += " displayName=\"\(escaped(component.name))\""
        let parts = component.address.description.split(separator: "/")
        if parts.count > 2, parts[0] == KindRole.table.word { text += " parentSchemaName=\"\(escaped(String(parts[1])))\"" }
        return text
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        XMLText.escape(Array(text.utf8)[...], attribute: true, into: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}
