// Which components there are, by every name a manifest may use, to see what a manifest names and nothing has.

/// The identities of components, by kind.
public struct KnownComponents {
    private var identities: [Exact: Set<Exact>] = [:]

    public init() {}

    /// Adds a component of a kind. One without an identity is the only one of its kind.
    public mutating func add(kind: String, _ names: [String]) {
        identities[kind.lowercased(), default: []].formUnion(names.isEmpty ? [""] : names)
    }

    /// Whether there is one of that folded name.
    func has(kind: String, _ name: String) -> Bool { identities[kind]?.contains(name) ?? false }

    /// The lines of a manifest that name nothing of this.
    public func unresolved(_ roots: [RootComponent], _ kinds: Kinds = .table) -> [RootComponent] {
        roots.filter { !has($0, kinds) }
    }

    /// Whether there is what a line of a manifest names.
    func has(_ root: RootComponent, _ kinds: Kinds = .table) -> Bool {
        let names = root.identities
        let mayBeNameless = root.mayBeNameless(kinds)
        return root.words(kinds).contains { word in
            guard let found = identities[word] else { return false }
            return mayBeNameless && found.contains("") || names.contains { found.contains($0) }
        }
    }
}
