// The dependencies of the solutions of a snapshot, with what their scripts and formulas name.

internal import Bindings
public import SolutionCore

/// Solutions with what uses what in them.
public struct SolutionDependencies {
    public let solutions: [IndexedSolution]
    public let graph: DependencyGraph

    /// `solutions` are of one snapshot, or of several.
    public init(_ solutions: [IndexedSolution]) throws(StoreError) {
        self.solutions = solutions
        var graph = DependencyGraph(solutions.map { ($0.manifest.uniqueName, $0.index) })
        for (number, solution) in solutions.enumerated() {
            for (path, owner) in solution.index.contents {
                let bytes = try solution.snapshot.read(solution.folder + path)
                if Content.isText(bytes) { graph.add(text: Content.plain(bytes), of: owner, in: path, solution: number) }
            }
        }
        self.graph = graph
    }

    /// A component of one of them.
    public func component(_ address: Address) -> Component? {
        for solution in solutions { if let found = solution.index.components[address] { return found } }
        return nil
    }
}
