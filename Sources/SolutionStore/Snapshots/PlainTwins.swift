// A managed half, or a folder with one, by the names that the unmanaged half has for its files.

internal import SolutionCore

/// Where a file has a managed twin, the twin's content stands under the plain name.
public final class PlainTwins: Snapshot {
    private let whole: any Snapshot
    /// Managed twins by the plain names, in the snapshot.
    private let twins: [Exact: String]
    public let paths: [String]

    public init(of whole: any Snapshot) throws(StoreError) {
        self.whole = whole
        var twins: [Exact: String] = [:]
        let all = try whole.paths
        for root in SolutionRoots.find(in: all) {
            for path in root.paths where Twin.isManaged(path) {
                if let plain = Twin.other(of: path) { twins[root.folder + plain] = root.folder + path }
            }
        }
        self.twins = twins
        paths = Set(exact: all).subtracting(twins.values).union(twins.keys).texts
    }

    public var name: String { whole.name }
    public func prepare(_ paths: [String]) throws(StoreError) { try whole.prepare(paths.map { twins[$0] ?? $0 }) }
    public func read(_ path: String) throws(StoreError) -> [UInt8] { try whole.read(twins[path] ?? path) }
}
