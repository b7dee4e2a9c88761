// Takes components out of a solution: their files, and their places in files that others share.

public import SolutionCore

/// What a solution is without some of its components.
public struct ComponentRemoval {
    /// With those that are nothing without the wanted ones.
    public let components: ComponentSet
    public let edits: [FileEdit]

    public init(of wanted: ComponentSet, from solution: IndexedSolution) throws(StoreError) {
        components = solution.index.bound(to: wanted)
        var edits: [FileEdit] = []
        for (path, share) in solution.index.belongings(of: components).sortedPairs {
            edits.append(FileEdit(solution.folder + path, try solution.bytes(of: path, without: share)))
        }
        self.edits = edits
    }
}
