// The impact of importing one state of a solution over another: compares them as `git sol diff` does, and hands what changed to the survey.

internal import Bindings
public import SolutionCore

/// Finds out what an import does.
public struct ImpactReader {
    private let rules: RepositoryRules

    public init(_ rules: RepositoryRules) { self.rules = rules }

    /// Nil for `before`: nothing is there. `solution` is the unique name of the one that is meant in the newer state.
    public func impact(
        _ mode: ImpactMode, of after: any Snapshot, over before: (any Snapshot)?, solution: String
    ) throws(StoreError) -> Impact {
        let newer = try Self.half(after, isManaged: mode.isManaged)
        let older = try before.map { (snapshot) throws(StoreError) in try Self.half(snapshot, isManaged: mode.isManaged) }
        let place = try SolutionPlace.all(in: newer, named: solution)[0]
        let found = try SnapshotComparer(rules, solution: solution).compare(older ?? MemorySnapshot([:], named: "nothing"), newer)
        let comparison = found.first { $0.after != nil }
        if let older, let comparison, comparison.before == nil {
            throw StoreError(
                .notFound, "'\(older.name)' holds no solution '\(place.manifest.parent ?? solution)'",
                hints: ["name the state that is there now, or leave it out"])
        }
        let states = States(
            older: older, olderFolder: comparison?.folder ?? "", newer: newer, newerFolder: place.path, names: rules.shapes.names,
            language: place.manifest.language)
        // Two states that are equal are not among what differs.
        var present = comparison?.before
        if comparison == nil, let older { present = try SolutionPlace.all(in: older, named: solution)[0].manifest }
        let survey = ImpactSurvey(
            mode, before: present, after: place.manifest, changes: comparison?.changes ?? [],
            gone: states.components(of: comparison?.files.filter { $0.after == nil } ?? [], comparison, \.before),
            come: states.components(of: comparison?.files.filter { $0.before == nil } ?? [], comparison, \.after), states: states)
        let needs = try DeploymentNeeds(place, in: newer, rules)
        if let problem = states.problem { throw problem }
        return survey.impact(asks: needs.asks, needs: needs.solutions, values: needs.values)
    }

    /// A folder that holds both halves, as the half that is imported.
    private static func half(_ snapshot: any Snapshot, isManaged: Bool) throws(StoreError) -> any Snapshot {
        var snapshot = snapshot
        for root in SolutionRoots.find(in: try snapshot.paths) {
            guard let manifest = try SolutionPairs.manifest(at: root.folder + root.manifest, in: snapshot), manifest.managed == .both else {
                continue
            }
            snapshot = HalfSnapshot(of: snapshot, isManaged: isManaged, folder: root.folder, manifest: root.manifest)
        }
        return snapshot
    }
}

/// The two states, for what the survey asks.
private final class States: ImpactStates {
    private let older: (any Snapshot)?
    private let olderFolder: String
    private let newer: any Snapshot
    private let newerFolder: String
    private let names: Names
    private let reader: ComponentReader
    private let kinds = Kinds.table
    /// The first file that could not be read.
    private(set) var problem: StoreError?

    init(older: (any Snapshot)?, olderFolder: String, newer: any Snapshot, newerFolder: String, names: Names, language: String?) {
        self.older = older
        self.olderFolder = olderFolder
        self.newer = newer
        self.newerFolder = newerFolder
        self.names = names
        reader = ComponentReader(language: language)
    }

    /// The components of files that came or went whole, with those in them.
    func components(
        of files: [FileComparison], _ comparison: SolutionComparison?, _ bytes: (FileComparison) -> [UInt8]?
    ) -> [Component] {
        files.flatMap { file -> [Component] in
            let path = file.path.inside(comparison?.folder ?? "")
            guard !Twin.isManaged(path) || Twin.other(of: path) != nil, let bytes = bytes(file) else { return [] }
            return components(in: path, bytes)
        }
    }

    private func components(in path: String, _ bytes: [UInt8]) -> [Component] {
        let found = try? reader.components(inFile: path) { () throws(ParseError) in
            try Document(bytes, syntax: .xml, names: names).tree
        }
        return found ?? []
    }

    func newerHolds(_ root: RootComponent) -> Bool {
        let words = Set(exact: kinds.kinds(of: root.code).map(\.word))
        return paths(of: newer, newerFolder).contains { path in
            let places = kinds.places(of: path).filter { words.contains($0.kind.word) }
            // Most files are called after their component, so few need be read.
            let mayHold = places.contains { place in
                place.match["key"].map(root.isCalled) ?? true
            }
            guard mayHold, let bytes = read(newer, newerFolder + path) else { return false }
            var known = KnownComponents()
            for component in components(in: path, bytes) { known.add(kind: component.kind, component.identities) }
            return known.unresolved([root]).isEmpty
        }
    }

    func values(_ path: ValuePath, of kind: Kind, in table: String) -> (before: [String], after: [String]) {
        func all(_ snapshot: (any Snapshot)?, _ folder: String) -> [String] {
            guard let snapshot else { return [] }
            return paths(of: snapshot, folder).flatMap { file -> [String] in
                let places = kinds.places(of: file).filter {
                    $0.kind.word == kind.word && $0.match["owner"]?.lowercased() == table.lowercased()
                }
                guard let place = places.first?.place, let bytes = read(snapshot, folder + file),
                    let tree = try? Document(bytes, syntax: .xml, names: names).tree
                else { return [] }
                return reader.values(path, at: place, in: tree)
            }
        }
        return (all(older, olderFolder), all(newer, newerFolder))
    }

    func values(_ paths: [ValuePath], of gone: Address, _ kind: Kind, file: String) -> [String?] {
        guard let older, let place = kinds.places(of: file.inside(olderFolder)).first(where: { $0.kind.word == kind.word })?.place,
            let bytes = read(older, file), let tree = try? Document(bytes, syntax: .xml, names: names).tree
        else { return paths.map { _ in nil } }
        return reader.values(paths, of: gone, kind, at: place, in: tree)
    }

    private func paths(of snapshot: any Snapshot, _ folder: String) -> [String] {
        do throws(StoreError) {
            return try snapshot.paths.filter { $0.hasPrefix(folder) }.map { $0.inside(folder) }
        } catch {
            problem = problem ?? error
            return []
        }
    }

    private func read(_ snapshot: any Snapshot, _ path: String) -> [UInt8]? {
        do throws(StoreError) {
            return try snapshot.read(path)
        } catch {
            problem = problem ?? error
            return nil
        }
    }
}
