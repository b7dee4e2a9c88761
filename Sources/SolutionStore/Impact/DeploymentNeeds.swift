// What one solution of a snapshot asks for and needs where it is imported: only the few files that say so are read.

internal import Bindings
public import SolutionCore

/// What an import of a solution asks for, needs and brings.
public struct DeploymentNeeds {
    public let place: SolutionPlace
    /// Connection references in the order of the package, then variables in the order of their folders.
    public private(set) var asks: [DeploymentAsk] = []
    public private(set) var values: [Finding] = []
    public let solutions: [RequiredSolution]

    public init(_ place: SolutionPlace, in snapshot: any Snapshot, _ rules: RepositoryRules) throws(StoreError) {
        self.place = place
        let names = rules.shapes.names
        let reader = ComponentReader(language: place.manifest.language)
        let finder = SubjectFinder(snapshot, folder: place.path, language: place.manifest.language, names: names)
        let checker = DocumentChecker(shapes: rules.shapes)
        let inside = try snapshot.paths.filter { $0.hasPrefix(place.path) }.map { $0.inside(place.path) }
        let wanted = inside.filter { ComponentReader.mayAsk($0) || EnvironmentValues.mayBeIn($0) }
        try snapshot.prepare(wanted.map { place.path + $0 })
        for path in wanted {
            let bytes = try snapshot.read(place.path + path)
            if EnvironmentValues.mayBeIn(path) {
                values += FileCheck(path, bytes: bytes, finder: finder, checker: checker).findings.filter { $0.code == .environmentValue }
            }
            guard ComponentReader.mayAsk(path), let tree = try? Document(bytes, syntax: .xml, names: names).tree else { continue }
            asks += reader.asks(inFile: path, tree)
        }
        asks = asks.knowing(values: values.map(\.address))
        let manifest = SolutionPath.manifests.first { inside.contains($0) }
        let bytes = try manifest.map { (path) throws(StoreError) in try snapshot.read(place.path + path) }
        let tree = bytes.flatMap { try? Document($0, syntax: .xml, names: names).tree }
        solutions = tree.map { RequiredSolution.all(in: $0) } ?? []
    }
}
