// A snapshot with some files changed, added or taken away: faults put into real solutions.

public import Bindings
public import SolutionStore

public final class ChangedSnapshot: Snapshot {
    public let name: String
    public let paths: [String]
    private let base: any Snapshot
    private let changes: [String: [UInt8]?]

    /// A file for which there is nil is taken away.
    public init(_ base: any Snapshot, _ changes: [String: [UInt8]?]) throws(StoreError) {
        self.base = base
        self.changes = changes
        name = base.name
        let all = Set(try base.paths).union(changes.keys).filter { path in changes[path].map { $0 != nil } ?? true }
        paths = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        if let change = changes[path], let bytes = change { return bytes }
        return try base.read(path)
    }

    public func id(of path: String) throws(StoreError) -> ObjectID? {
        changes[path] == nil ? try base.id(of: path) : nil
    }
}
