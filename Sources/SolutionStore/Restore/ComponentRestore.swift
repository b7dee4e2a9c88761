// Brings components back as they were in another state of their solution: their files, and their places in files that others share.

public import SolutionCore

/// What a solution is with some components as another state of it has them.
public struct ComponentRestore {
    /// The components that were asked for and are in the other state.
    public let components: [Component]
    /// Patterns that mean something which is in no file of the other state.
    public let unknown: [AddressPattern]
    public let edits: [FileEdit]
    /// What somebody may have worked on that is in the way: the components, and those of which a part comes back.
    public let wanted: ComponentSet

    public init(
        of patterns: [AddressPattern], from source: IndexedSolution, into target: IndexedSolution, comparer: SnapshotComparer
    ) throws(StoreError) {
        var named: [Address: Component] = [:]
        var inner: [AddressPattern] = []
        for pattern in patterns {
            let found = source.components(matching: pattern)
            for component in found { named[component.address] = component }
            if found.isEmpty { inner.append(pattern) }
        }
        components = named.values.sorted { $0.address < $1.address }
        var builder = Builder(source, target, source.index.bound(to: ComponentSet(named.keys)), comparer)
        try builder.addComponents()
        unknown = try builder.addParts(inner)
        edits = builder.edits.sorted { $0.key < $1.key }.map(\.value)
        wanted = builder.touched
    }

    private struct Builder {
        let source: IndexedSolution
        let target: IndexedSolution
        let wanted: ComponentSet
        let comparer: FileComparer
        private let there: Set<Exact>
        private(set) var touched: ComponentSet
        var edits: [Exact: FileEdit] = [:]

        init(_ source: IndexedSolution, _ target: IndexedSolution, _ wanted: ComponentSet, _ comparer: SnapshotComparer) {
            self.source = source
            self.target = target
            self.wanted = wanted
            touched = wanted
            self.comparer = comparer.comparer(of: SolutionPair(before: target.side, after: source.side, files: []))
            there = Set(exact: target.root.paths)
        }

        // MARK: - Whole components

        mutating func addComponents() throws(StoreError) {
            let theirs = source.index.belongings(of: wanted)
            let ours = target.index.belongings(of: wanted)
            let inSource = Set(exact: source.root.paths)
            for (path, share) in theirs.sortedPairs {
                if there.contains(path), share != .whole || ours[path] != .whole {
                    try take(path, theirs: share, ours: ours[path])
                } else if share == .whole {
                    try put(path, try source.snapshot.read(source.folder + path))
                } else {
                    try put(path, try onlyWanted(path))
                }
            }
            for (path, share) in ours.sortedPairs where theirs[path] == nil {
                if share != .whole, inSource.contains(path) {
                    try take(path, theirs: nil, ours: share)
                } else {
                    try put(path, try target.bytes(of: path, without: share))
                }
            }
        }

        /// Of a file that both have, what differs in the wanted components.
        private mutating func take(_ path: String, theirs: ComponentShare?, ours: ComponentShare?) throws(StoreError) {
            let places = try source.addresses(of: theirs, in: path) + target.addresses(of: ours, in: path)
            let (wanted, carried) = (wanted, ComponentSet(places))
            try take(path) { wanted.contains($0.address) || carried.contains($0.address) }
        }

        private mutating func take(_ path: String, where isWanted: (Change) -> Bool) throws(StoreError) {
            guard let comparison = try comparer.compare(path, path) else { return }
            let isAll = comparison.applied { !isWanted($0) } == comparison.before
            try put(path, isAll ? comparison.after : comparison.applied(where: isWanted))
        }

        /// A file of several components, of which only some come back.
        private func onlyWanted(_ path: String) throws(StoreError) -> [UInt8]? {
            let others = ComponentSet(source.index.held(by: path).filter { !wanted.contains($0) })
            guard let share = source.index.belongings(of: others)[path], share != .whole else {
                let owner = source.index.held(by: path).first.map { "'\($0)'" } ?? "it"
                throw StoreError(
                    .notFound, "\(owner) is not there, of which something is to come back", file: target.folder + path,
                    hints: ["bring \(owner) back, with all that is in it"])
            }
            return try source.bytes(of: path, without: share)
        }

        private mutating func put(_ path: String, _ bytes: [UInt8]?) throws(StoreError) {
            let isThere = there.contains(path)
            let old = isThere ? try target.snapshot.read(target.folder + path) : nil
            guard bytes != old else { return }
            edits[path] = FileEdit(target.folder + path, bytes, isNew: !isThere)
        }

        // MARK: - Parts of components

        /// Takes what differs at addresses that mean no component; gives those that nothing has.
        mutating func addParts(_ patterns: [AddressPattern]) throws(StoreError) -> [AddressPattern] {
            guard !patterns.isEmpty else { return [] }
            // A component that only the target has is none to bring back.
            var gone = patterns.filter { !target.components(matching: $0).isEmpty }
            let patterns = patterns.filter { pattern in !gone.contains { $0.text == pattern.text } }
            var unknown = patterns
            let reach = AddressReach(patterns)
            for path in source.root.paths where there.contains(path) && reach.includes(path) {
                guard let comparison = try comparer.compare(path, path) else { continue }
                var found: [Address] = []
                _ = comparison.applied { change in
                    for pattern in patterns where pattern.matches(change.address) {
                        found.append(change.address)
                        unknown.removeAll { $0.text == pattern.text }
                    }
                    return false
                }
                found.forEach { touched.insert($0) }
                if !found.isEmpty { try take(path) { change in patterns.contains { $0.matches(change.address) } } }
            }
            for pattern in unknown where !(try isInSource(pattern)) { gone.append(pattern) }
            return gone
        }

        /// Whether the other state has something at such an address, which is then as it is here.
        private func isInSource(_ pattern: AddressPattern) throws(StoreError) -> Bool {
            let reach = AddressReach([pattern])
            for path in source.root.paths where reach.includes(path) {
                if try source.outline(path)?.lines.contains(where: { pattern.matches($0.address) }) == true { return true }
            }
            return false
        }
    }
}

extension IndexedSolution {
    fileprivate var side: SolutionPair.Side { SolutionPair.Side(snapshot: snapshot, folder: folder, manifest: manifest) }

    /// How the changes of a file name the places in it.
    fileprivate func addresses(of share: ComponentShare?, in path: String) throws(StoreError) -> [Address] {
        guard case .places(let nodes) = share, let tree = try document(path)?.tree else { return [] }
        let addresses = checker.addresses(in: finder.side(path, tree), path: path)
        return nodes.map { addresses[$0] }
    }

    /// The addresses of all values of a document.
    fileprivate func outline(_ path: String) throws(StoreError) -> Outline? {
        guard let tree = try document(path)?.tree else { return nil }
        return Outline(finder.side(path, tree), path: path, shapes: checker.shapes) { [names = checker.shapes.names] text, syntax in
            try? Document(text, syntax: syntax, names: names).tree
        }
    }
}
