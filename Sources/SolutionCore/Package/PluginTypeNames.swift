// The assembly's name in the full names of plug-in types: after a new build they all have to say the same.

/// Puts the names that assemblies have into what a package says of their types.
public struct PluginTypeNames {
    /// What the assemblies are called, by the folded name that they are registered under.
    private var names: [Exact: AssemblyName] = [:]
    /// What was replaced, old and new, each once.
    public private(set) var changes: [(old: String, new: String)] = []

    public init() {}

    /// The assemblies that a document registers, with the entry that holds each and the name the document has for it.
    public static func assemblies(in customizations: Tree) -> [(entry: String, name: AssemblyName)] {
        let tree = customizations
        guard let section = tree.element("SolutionPluginAssemblies", of: tree.root) else { return [] }
        return tree.elements(of: section).compactMap { element in
            guard let name = tree.attribute("FullName", of: element).flatMap({ AssemblyName($0) }) else { return nil }
            let file = tree.element("FileName", of: element).map { tree.text(of: $0) } ?? ""
            return (file.hasPrefix("/") ? String(file.dropFirst()) : file, name)
        }
    }

    /// From here on the assembly that is registered under one name is called by the other.
    public mutating func add(_ registered: AssemblyName, _ name: AssemblyName) { names[registered.name.lowercased()] = name }

    /// The document with the names of assemblies, of their types and of the types that steps run put right.
    public mutating func remap(_ tree: Tree) -> [UInt8] {
        var edits: [(range: Range<Int>, bytes: [UInt8])] = []
        let assembly = tree.names.find("FullName")
        let types = ["AssemblyQualifiedName", "PluginTypeName"].compactMap(tree.names.find)
        for index in tree.nodes.indices {
            let node = tree[index]
            guard node.kind == .attribute || node.kind == .element else { continue }
            let isType = types.contains(node.name)
            guard isType || (node.name == assembly && tree.name(of: tree.parent(of: index)) == "PluginAssembly"),
                let new = renamed(tree.text(of: index), isType: isType)
            else { continue }
            var bytes: [UInt8] = []
            XMLText.escape(Array(new.utf8)[...], attribute: node.kind == .attribute, into: &bytes)
            edits.append((node.inner.range, bytes))
        }
        return tree.source.applying(edits)
    }

    /// The name with its assembly's part put right; nil where nothing is to be done. A type's own name may hold commas in brackets.
    private mutating func renamed(_ text: String, isType: Bool) -> String? {
        var type = ""
        var assembly = text[...]
        if isType {
            var depth = 0
            guard
                let comma = text.unicodeScalars.firstIndex(where: { letter in
                    if letter == "[" { depth += 1 } else if letter == "]" { depth -= 1 }
                    return letter == "," && depth == 0
                })
            else { return nil }
            type = text[..<comma] + ", "
            assembly = text[text.index(after: comma)...].withoutBlanks
        }
        guard let old = AssemblyName(String(assembly)), let new = names[old.name.lowercased()], new != old else { return nil }
        if !changes.contains(where: { $0.old == old.description }) { changes.append((old.description, new.description)) }
        return type + new.description
    }
}
