// Which folders of a snapshot are meant by a solution's name. Manifests that cannot be read have none, and are still checked.

internal import SolutionCore

extension SolutionPlace {
    /// The folders of the solutions of that name; nil where none is asked for. No solution at all is an error.
    public static func folders(in snapshot: any Snapshot, named name: String?) throws(StoreError) -> [String]? {
        guard !SolutionRoots.find(in: try snapshot.paths).isEmpty else { throw try SolutionRoots.nothingFound(in: snapshot) }
        return try name.map { (name) throws(StoreError) in try all(in: snapshot, named: name).map(\.path) }
    }

    /// The solutions of a snapshot, those of that name where one is asked for. None is an error.
    public static func all(in snapshot: any Snapshot, named name: String?) throws(StoreError) -> [SolutionPlace] {
        let all = try all(in: snapshot)
        guard let name else { return all }
        let found = all.filter { $0.manifest.uniqueName.lowercased() == name.lowercased() }
        guard found.isEmpty else { return found }
        throw StoreError(
            .notFound, "'\(snapshot.name)' holds no solution '\(name)'",
            hints: ["it holds " + all.map(\.manifest.uniqueName).joined(separator: ", ")])
    }
}
