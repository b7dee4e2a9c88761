// What a manifest calls the components that are there: not always what their addresses say.

/// The names in a manifest's list of what belongs to the solution, by the components that they mean.
public struct ManifestNames: Sendable {
    private var names: [Address: [String]] = [:]

    public init(_ roots: [RootComponent], of components: [Component], kinds: Kinds = .table) {
        var known: [Exact: [(component: Component, identities: Set<Exact>)]] = [:]
        let words = Set(exact: roots.flatMap { $0.words(kinds) })
        for component in components where words.contains(component.kind.lowercased()) {
            known[component.kind.lowercased(), default: []].append((component, Set(exact: component.identities)))
        }
        var byName: [Exact: [Address]] = [:]
        for (word, candidates) in known {
            for (component, identities) in candidates {
                for identity in identities.isEmpty ? [""] : identities {
                    byName[Exact(word.text + "/" + identity.text), default: []].append(component.address)
                }
            }
        }
        for root in roots {
            let meant = root.words(kinds).flatMap { word in
                (root.identities + (root.mayBeNameless(kinds) ? [""] : [])).flatMap { byName[word + "/" + $0] ?? [] }
            }
            for address in Set(meant) {
                for name in root.names where names[address]?.contains(name) != true { names[address, default: []].append(name) }
            }
        }
    }

    /// As spelled there. Empty for a component that it does not list.
    public subscript(address: Address) -> [String] { names[address] ?? [] }

    /// Those that the address does not say.
    public func others(of component: Component) -> [String] {
        self[component.address].filter { name in !component.address.folded.hasSuffix("/" + Key.folded(name)) }
    }

    /// What the component's address would be with each of its names as the key.
    public func addresses(of component: Component) -> [Address] {
        self[component.address].map { Address(kind: component.kind, key: Key.spelled($0)) }
    }
}

extension RootComponent {
    /// As spelled.
    var names: [String] { [id, schemaName].compactMap(\.self) + others }

    /// The words of the kinds that it may mean.
    func words(_ kinds: Kinds) -> [String] {
        let words = kinds.kinds(of: code).map(\.word)
        if words.isEmpty, case .word(let word) = code { return [word] }
        return words
    }

    /// Whether it may mean a component without a name: a name means none that has none, where kinds of that number have names.
    func mayBeNameless(_ kinds: Kinds) -> Bool { identities.isEmpty || !kinds.kinds(of: code).contains { !$0.key.isEmpty } }
}
