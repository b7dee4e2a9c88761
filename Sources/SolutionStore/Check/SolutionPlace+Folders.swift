// Which folders of a snapshot are meant by a solution's name. Manifests that cannot be read have none, and are still checked.

internal import SolutionCore

extension SolutionPlace {
    /// The folders of the solutions of that name; nil where none is asked for. No solution at all is an error.
    public static func folders(in snapshot: any Snapshot, named name: String?) throws(StoreError) -> [String]? {
        guard !SolutionRoots.find(in: try snapshot.paths).isEmpty else { throw try SolutionRoots.nothingFound(in: snapshot) }
        guard let name else { return nil }
        let all = try places(in: snapshot)
        let found = all.filter { $0.manifest.uniqueName.lowercased() == name.lowercased() }
        guard found.isEmpty else { return found.map(\.path) }
        throw StoreError(
            .notFound, "'\(snapshot.name)' holds no solution '\(name)'",
            hints: ["it holds " + all.map(\.manifest.uniqueName).joined(separator: ", ")])
    }
}
