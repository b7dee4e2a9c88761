// Components compared, and not solutions: what an export holds against what another state says of the same, whatever the solutions are called.

public import SolutionCore

/// The components that an export holds: of what it does not hold it says nothing.
public struct CommonComponents {
    private let held: Set<Address>
    /// Tables of which it holds nothing of their own.
    private let bare: Set<Address>
    /// Exporting a managed half empties labels.
    private let isAgainstManaged: Bool

    public init(in after: any Snapshot, againstManaged: Bool) throws(StoreError) {
        var held: Set<Address> = []
        var bare: Set<Address> = []
        for listing in try SolutionLister().solutions(in: after) {
            for component in listing.components where !component.isOnlyNamed { held.insert(component.address) }
            for root in listing.manifest.rootComponents where root.code == .number(1) && root.behavior == "2" {
                if let name = root.schemaName { bare.insert(Address(kind: "entity", key: name)) }
            }
        }
        (self.held, self.bare, isAgainstManaged) = (held, bare, againstManaged)
    }

    /// Whether a change is about what the export holds.
    public func concern(_ change: Change) -> Bool {
        let subject = change.subject
        guard subject.kind != "solution", held.contains(subject.address), !(change.isWhole && change.operation == .removed) else {
            return false
        }
        if change.operation == .removed, bare.contains(subject.address) { return false }
        return !(isAgainstManaged && change.operation == .changed && change.before == "" && change.address.folded.hasSuffix("@description"))
    }
}

extension SnapshotComparer {
    /// Every file of `after` with that of the same place in any solution of `before`.
    public func compareCommon(_ before: any Snapshot, _ after: any Snapshot) throws(StoreError) -> [SolutionComparison] {
        let (left, right) = (SolutionRoots.find(in: try before.paths), SolutionRoots.find(in: try after.paths))
        if left.isEmpty { throw try SolutionRoots.nothingFound(in: before) }
        if right.isEmpty { throw try SolutionRoots.nothingFound(in: after) }
        var comparisons: [SolutionComparison] = []
        for new in right {
            var rest = Set(exact: new.paths)
            for (number, old) in left.enumerated() {
                let there = Set(exact: old.paths)
                var files: [(old: String?, new: String?)] = rest.intersection(there).texts.map { ($0, $0) }
                let others = rest.subtracting(there)
                // Others may be the same under another name; what is nowhere is new.
                files += there.subtracting(new.paths).texts.map { ($0, nil) } + others.texts.map { (nil, $0) }
                let isLast = number == left.count - 1
                let pair = SolutionPair(before: try side(old, before), after: try side(new, after), files: [])
                let known = comparer(of: pair).withRenames(files).filter { $0.new != nil && (isLast || $0.old != nil) }
                rest = rest.subtracting(known.compactMap(\.new))
                let comparison = try compare(SolutionPair(before: pair.before, after: pair.after, files: known), AddressReach([]))
                if !comparison.files.isEmpty { comparisons.append(comparison) }
            }
        }
        return comparisons
    }

    private func side(_ root: SolutionRoots.Root, _ snapshot: any Snapshot) throws(StoreError) -> SolutionPair.Side {
        SolutionPair.Side(
            snapshot: snapshot, folder: root.folder, manifest: try SolutionPairs.manifest(at: root.folder + root.manifest, in: snapshot))
    }
}
