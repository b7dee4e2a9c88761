// What tests compare, merge and check with where no setting matters: the table of kinds alone.

public import Bindings
public import SolutionCore
public import SolutionStore

extension FileMerger {
    public init(markers: MarkerStyle = MarkerStyle(), limit: Int = 500_000) { self.init(.none, markers: markers, limit: limit) }
}

extension SnapshotComparer {
    public init() { self.init(.none) }
}

extension Checker {
    public convenience init() { self.init(.none) }
}

extension PairChecker {
    public init() { self.init(.none) }
}

extension DocumentChecker {
    public convenience init() { self.init(shapes: RepositoryRules.none.shapes) }
}

extension Repository {
    /// One change of the index, as the program makes it.
    public func changeIndex(_ body: (TreeSwitch) throws -> Void) throws {
        let change = try TreeSwitch(of: self, touchesFiles: true)
        try body(change)
        try change.finish(nil)
    }
}
