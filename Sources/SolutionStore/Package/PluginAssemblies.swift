// The assemblies that a package holds, and the names that they really have.

internal import Bindings
internal import SolutionCore

extension PluginTypeNames {
    /// The customizations with the assemblies' own names in them. What is no assembly keeps the name it is registered under.
    mutating func remap(_ customizations: [UInt8], with entries: [(name: String, bytes: [UInt8])]) throws(ParseError) -> [UInt8] {
        let tree = try Document(customizations, syntax: .xml, names: Names()).tree
        for (entry, registered) in Self.assemblies(in: tree) {
            let bytes = entries.first { $0.name.lowercased() == entry.lowercased() }?.bytes ?? []
            add(registered, AssemblyName(assembly: bytes, digest: SHA1.digest) ?? registered)
        }
        return remap(tree)
    }
}
