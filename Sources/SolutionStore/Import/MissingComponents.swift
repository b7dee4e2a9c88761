// What becomes of components that an export does not hold: gone from the solution, or only left out of this export.

internal import SolutionCore

/// Decides about what is missing, by what the two manifests say.
struct MissingComponents {
    private let policy: MissingPolicy
    private let after: Manifest
    private let folder: String
    /// Tables of which the export holds less than the repository was given: what it lacks of them is not gone.
    private let partTables: Set<Exact>

    init(_ before: Manifest, _ after: Manifest, folder: String, policy: MissingPolicy) {
        self.policy = policy
        self.folder = folder
        self.after = after
        let old = Self.tables(before)
        partTables = Set(Self.tables(after).filter { name, extent in old[name].map { $0 < extent } ?? false }.keys)
    }

    /// How little of each table belongs to the solution: 0 is all of it.
    private static func tables(_ manifest: Manifest) -> [Exact: Int] {
        var tables: [Exact: Int] = [:]
        for root in manifest.rootComponents where root.code == 1 {
            if let name = root.schemaName { tables[name.lowercased()] = root.behavior.flatMap { Int($0) } ?? 0 }
        }
        return tables
    }

    /// Whether a component stays that the export does not hold. `others`: what it holds of the same kind.
    func keeps(kind: String, address: Address, identities: [String], others: [Component] = []) -> Bool {
        switch policy {
        case .keepAll: return true
        case .deleteAll: return false
        case .delete: return isPart(address) || isNamed(kind, identities, others)
        }
    }

    /// Whether this change takes away what stays.
    func keeps(_ change: Change) -> Bool {
        guard change.operation == .removed else { return false }
        if change.isWhole {
            let key = change.address.folded.split(separator: "/").last.map(String.init)
            return keeps(kind: change.subject.kind, address: change.address, identities: key.map { [$0] } ?? [])
        }
        // A component that stays is still listed.
        guard policy == .keepAll else { return false }
        return Kinds.table.isIndex(change.file.inside(folder))
            || change.isRootComponent
    }

    private func isPart(_ address: Address) -> Bool {
        let parts = address.folded.split(separator: "/", maxSplits: 2)
        return parts.count == 3 && parts[0] == "entity" && partTables.contains(String(parts[1]))
    }

    /// The export's manifest says that it belongs to the solution still. A line that means one of the others, as one of the same name with
    /// a new id, says nothing of it.
    private func isNamed(_ kind: String, _ identities: [String], _ others: [Component]) -> Bool {
        guard !identities.isEmpty else { return false }
        var (known, there) = (KnownComponents(), KnownComponents())
        known.add(kind: kind, identities)
        for other in others { there.add(kind: other.kind, other.identities) }
        return after.rootComponents.contains { root in
            known.unresolved([root]).isEmpty && (others.isEmpty || !there.unresolved([root]).isEmpty)
        }
    }
}

extension Change {
    /// Whether it is about a line of the manifest's list of components.
    var isRootComponent: Bool { subject.kind == "solution" && trail.first?.noun == "root component" }
}
