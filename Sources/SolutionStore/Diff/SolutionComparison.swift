// Two snapshots compared: their solutions paired, of each the files that differ, of each file the changes.

public import SolutionCore

/// What changed in one solution.
public struct SolutionComparison {
    /// Nil where the solution is only on the other side.
    public let before: Manifest?
    public let after: Manifest?
    /// Where it is in the snapshot before, or would be: "" or a folder with a slash at its end.
    public let folder: String
    public let files: [FileComparison]

    public var manifest: Manifest? { after ?? before }
    public var changes: [Change] { files.flatMap(\.changes) }
}

/// Compares snapshots of solutions.
public struct SnapshotComparer {
    let shapes: ShapeTable
    private let only: String?

    /// `solution` is the unique name of the only one that is wanted.
    public init(_ rules: RepositoryRules, solution: String? = nil) {
        shapes = rules.shapes
        only = solution
    }

    /// All solutions of two snapshots that differ. What `reach` leaves out is not read.
    public func compare(
        _ before: any Snapshot, _ after: any Snapshot, reach: AddressReach = AddressReach([])
    ) throws(StoreError) -> [SolutionComparison] {
        var comparisons: [SolutionComparison] = []
        for pair in try SolutionPairs(before, after).pairs {
            let name = (pair.after?.manifest ?? pair.before?.manifest)?.uniqueName
            if let only, name?.lowercased() != only.lowercased() { continue }
            comparisons.append(try compare(pair, reach))
        }
        return comparisons.sorted {
            (Exact($0.folder), Exact($0.manifest?.uniqueName ?? "")) < (Exact($1.folder), Exact($1.manifest?.uniqueName ?? ""))
        }
    }

    func compare(_ pair: SolutionPair, _ reach: AddressReach) throws(StoreError) -> SolutionComparison {
        let comparer = comparer(of: pair)
        var files: [FileComparison] = []
        let wanted = pair.files.filter { reach.includes($0.old ?? $0.new ?? "") }
        if let side = pair.before { try side.snapshot.prepare(wanted.compactMap { $0.old.map { side.folder + $0 } }) }
        if let side = pair.after { try side.snapshot.prepare(wanted.compactMap { $0.new.map { side.folder + $0 } }) }
        for (old, new) in comparer.withRenames(wanted).told(.comparing) {
            if let file = try comparer.compare(old, new) { files.append(file) }
        }
        return SolutionComparison(
            before: pair.before?.manifest, after: pair.after?.manifest, folder: comparer.folder, files: files.told(in: comparer.folder))
    }

    /// Compares the files of two sides of one solution.
    func comparer(of pair: SolutionPair) -> FileComparer {
        func finder(_ side: SolutionPair.Side?) -> SubjectFinder? {
            side.map {
                SubjectFinder($0.snapshot, folder: $0.folder, language: $0.manifest?.language, names: shapes.names)
            }
        }
        return FileComparer(
            shapes: shapes, before: finder(pair.before), after: finder(pair.after),
            folder: pair.before?.folder ?? pair.after?.folder ?? "")
    }
}

extension [FileComparison] {
    /// Each change told once, in the order of paths. They are of the solution in this folder.
    func told(in folder: String) -> [FileComparison] {
        var files = self
        let places = Dictionary(exact: files.enumerated().map { ($1.path, $0) }) { first, _ in first }
        for index in files.indices where Twin.isManaged(files[index].path) {
            let path = files[index].path.inside(folder)
            if let twin = Twin.other(of: path).flatMap({ places[folder + $0] }) { files[index].hideEchoes(of: files[twin]) }
        }
        let whole = files.flatMap(\.changes).filter(\.isWhole)
        let arrivals = Set(exact: whole.map { "\($0.operation) \(ComponentFiles.divide($0.address.folded).name)" })
        for index in files.indices where Kinds.table.isIndex(files[index].path.inside(folder)) {
            files[index].hideListed(arrivals)
        }
        return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }
}

extension FileComparer {
    /// Files that went and files that came are one where they are the same file of the same component.
    func withRenames(_ files: [(old: String?, new: String?)]) -> [(old: String?, new: String?)] {
        let gone = files.compactMap { $0.new == nil ? $0.old : nil }
        let come = files.compactMap { $0.old == nil ? $0.new : nil }
        guard !gone.isEmpty, !come.isEmpty, let before, let after else { return files }
        let renamed = SubjectFinder.renames(of: gone, before, among: come, after)
        let taken = Set(exact: renamed.values)
        return files.compactMap { old, new in
            if new == nil, let old, let other = renamed[old] { return (old, other) }
            if old == nil, let new, taken.contains(new) { return nil }
            return (old, new)
        }
    }
}
