// Values of one environment that are in the source: they would be imported into every other.

public enum EnvironmentValues {
    /// Whether a file of a solution is one of the few that can hold such values.
    public static func mayBeIn(_ path: String) -> Bool { isValues(path) || isConnections(path) }

    private static func isValues(_ path: String) -> Bool { path.lowercased().hasSuffix("/environmentvariablevalues.json") }

    private static func isConnections(_ path: String) -> Bool { PackageNames.isResidue(path) || PackageNames.isWhole(path) }

    /// What a document holds of one environment. The rules are few, so they stand here and not in the table of kinds.
    static func findings(in tree: Tree, naming: Naming, path: String) -> [Finding] {
        if isValues(path) { return variableValues(tree, naming, path) }
        if isConnections(path) { return connections(tree, naming, path) }
        return []
    }

    /// One for each value; a file without a value says nothing.
    private static func variableValues(_ tree: Tree, _ naming: Naming, _ path: String) -> [Finding] {
        var found: [Finding] = []
        for node in tree.nodes.indices where tree[node].traits.contains(.member) && tree.name(of: node) == "value" {
            guard tree.isPlain(node), !tree.text(of: node).isEmpty else { continue }
            found.append(
                Finding(
                    .environmentValue, naming.name(of: Tree.document).address, called: naming.name(of: Tree.document).words,
                    file: path, line: tree.line(of: node),
                    "the value that an environment variable has in one environment is in the source",
                    hint: "remove the file, and set the value where the solution is imported; what holds everywhere is a default value"))
        }
        return found
    }

    private static func connections(_ tree: Tree, _ naming: Naming, _ path: String) -> [Finding] {
        guard let list = tree.element("connectionreferences", of: tree.root) else { return [] }
        var found: [Finding] = []
        for reference in tree.elements(of: list) {
            guard let id = tree.element("connectionid", of: reference), !tree.text(of: id).isEmpty else { continue }
            found.append(
                Finding(
                    .environmentValue, naming.name(of: reference).address, called: naming.name(of: reference).words, file: path,
                    line: tree.line(of: id),
                    "the connection of one environment is in the source",
                    hint: "remove the 'connectionid': the import asks for a connection, or takes it from deployment settings"))
        }
        return found
    }
}
