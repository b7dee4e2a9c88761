// What a snapshot holds: its solutions, and the components of each.

public import SolutionCore

/// One solution of a snapshot, with all its components.
public struct SolutionListing: Sendable {
    public let manifest: Manifest
    /// Where in the snapshot it is: "" or a folder with a slash at its end.
    public let path: String
    /// By address; those of the managed half only where the other has none.
    public let components: [Component]
    /// Lines of the manifest that name nothing in it: parts of other solutions or packages, or what is missing. They
    /// are among the components, by what the manifest tells of them.
    public let unresolvedRoots: [RootComponent]
    /// What the manifest calls them.
    public let manifestNames: ManifestNames
    /// Files that do not parse. They are still components where their path says so.
    public let unreadable: [StoreError]
}

/// Reads the solutions of a snapshot.
public struct SolutionLister {
    private let names = Names()
    private let kinds: Kinds

    public init(kinds: Kinds = .table) { self.kinds = kinds }

    /// Every solution of a snapshot. A snapshot without any is an error that says what was found instead.
    public func solutions(in snapshot: some Snapshot) throws(StoreError) -> [SolutionListing] {
        let roots = SolutionRoots.find(in: try snapshot.paths)
        guard !roots.isEmpty else { throw try SolutionRoots.nothingFound(in: snapshot) }
        var listings: [SolutionListing] = []
        for root in roots { listings.append(try listing(of: root, in: snapshot)) }
        return listings
    }

    private func listing(of root: SolutionRoots.Root, in snapshot: some Snapshot) throws(StoreError) -> SolutionListing {
        let manifestPath = root.folder + root.manifest
        let tree = try parse(manifestPath, .xml, snapshot)
        let manifest: Manifest
        do throws(ParseError) {
            manifest = try Manifest(tree)
        } catch {
            throw StoreError(error, file: snapshot.place(of: manifestPath), hints: [Manifest.hint])
        }
        try snapshot.prepare(root.paths.filter { $0 == root.manifest || isDocument($0) }.map { root.folder + $0 })
        var collector = Collector(reader: ComponentReader(kinds: kinds, language: manifest.language))
        collector.add(
            [
                Component(
                    kind: "solution", address: Address("solution"), name: manifest.displayName, file: manifestPath,
                    identities: [manifest.uniqueName.lowercased()])
            ])
        for path in root.paths {
            let full = root.folder + path
            let isCustomizations = path.lowercased() == "customizations.xml"
            if path == root.manifest || !(isCustomizations || isDocument(path)) { continue }
            do throws(StoreError) {
                if isCustomizations {
                    let tree = try parse(full, .xml, snapshot)
                    try Package.checkRoot(of: tree, file: snapshot.place(of: full))
                    collector.addCustomizations(tree, file: full)
                } else {
                    try collector.addFile(path, at: full) { () throws(StoreError) in
                        try parse(full, .xml, snapshot)
                    }
                }
            } catch {
                // A zip is nothing without its customizations; a folder can do without one file.
                if isCustomizations { throw error }
                collector.unreadable.append(error)
            }
        }
        let unresolved = collector.unresolved(manifest.rootComponents, kinds)
        collector.add(unresolved.map { $0.component(kinds: kinds, file: manifestPath) })
        let components = collector.sorted()
        return SolutionListing(
            manifest: manifest, path: root.folder, components: components, unresolvedRoots: unresolved,
            manifestNames: ManifestNames(manifest.rootComponents, of: components, kinds: kinds), unreadable: collector.unreadable)
    }

    /// Whether a file may hold components; everything else is the content of one.
    private func isDocument(_ path: String) -> Bool {
        if kinds.places(of: path).contains(where: { $0.place.elements == nil }) { return true }
        return path.lowercased().hasSuffix(".xml")
            && (!kinds.places(of: path).isEmpty || isShardShaped(path))
    }

    /// `folder/key/element.xml`, as the platform writes the kinds that it adds.
    private func isShardShaped(_ path: String) -> Bool {
        let parts = path.split(separator: "/")
        guard parts.count >= 3, parts.count % 2 == 1 else { return false }
        return !kinds.isKnownFolder(String(parts[0])) || parts[0].beginsSmall
    }

    private func parse(_ path: String, _ syntax: Syntax, _ snapshot: some Snapshot) throws(StoreError) -> Tree {
        let bytes = try snapshot.read(path)
        do throws(ParseError) {
            return try Document(bytes, syntax: syntax, names: names).tree
        } catch {
            throw StoreError(
                error, file: snapshot.place(of: path),
                hints: ["the file is broken or was merged by hand: compare it with an earlier version"])
        }
    }
}

/// Gathers components, each address once.
private struct Collector {
    let reader: ComponentReader
    private var byAddress: [Address: Component] = [:]
    private var order: [Address] = []
    /// Where components of unknown kinds are, for those nested in them.
    private var shards: [Exact: Address] = [:]
    var unreadable: [StoreError] = []

    init(reader: ComponentReader) { self.reader = reader }

    mutating func add(_ components: [Component]) {
        for component in components {
            if let known = byAddress[component.address] {
                if known.isManagedTwin, !component.isManagedTwin { byAddress[component.address] = component }
            } else {
                order.append(component.address)
                byAddress[component.address] = component
            }
        }
    }

    mutating func addCustomizations(_ tree: Tree, file: String) {
        add(reader.components(inCustomizations: tree, file: file))
    }

    mutating func addFile(
        _ path: String, at full: String, parse: () throws(StoreError) -> Tree
    ) throws(StoreError) {
        var found = try reader.components(inFile: path, parse: parse)
        if found.isEmpty, path.split(separator: "/").count % 2 == 1,
            let shard = reader.unknownComponent(inFile: path, tree: try parse(), owner: owner(of: path))
        {
            found = [shard]
        }
        if let first = found.first { shards[directory(of: path)] = first.address }
        add(found.map { $0.moved(to: full) })
    }

    /// The component in whose folder a nested one lies, two folders up.
    private func owner(of path: String) -> Address? { shards[directory(of: directory(of: directory(of: path)))] }

    private func directory(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }

    func sorted() -> [Component] { order.sorted().compactMap { byAddress[$0] } }

    /// The lines of a manifest that name nothing that was found.
    func unresolved(_ roots: [RootComponent], _ kinds: Kinds) -> [RootComponent] {
        var known = KnownComponents()
        for component in byAddress.values { known.add(kind: component.kind, component.identities) }
        return known.unresolved(roots, kinds)
    }
}
