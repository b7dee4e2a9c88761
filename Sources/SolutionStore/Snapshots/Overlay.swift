// A snapshot with some files in place of its own: what a plan would make of it, before anything is written.

public import Bindings
public import SolutionCore

public final class Overlay: Snapshot {
    public let name: String
    private let below: any Snapshot
    private let files: [Exact: [UInt8]?]
    private var listed: [String]?

    /// A file for which there is nil is not there.
    public init(_ files: [Exact: [UInt8]?], over below: any Snapshot) {
        self.files = files
        self.below = below
        name = below.name
    }

    public var paths: [String] {
        get throws(StoreError) {
            if let listed { return listed }
            let all = Set(exact: try below.paths).union(files.keys).filter { path in files[path].map { $0 != nil } ?? true }
            let paths = all.texts
            listed = paths
            return paths
        }
    }

    public func prepare(_ paths: [String]) throws(StoreError) { try below.prepare(paths.filter { files[$0] == nil }) }

    public func id(of path: String) throws(StoreError) -> ObjectID? { files[path] == nil ? try below.id(of: path) : nil }

    public func has(_ path: String) throws(StoreError) -> Bool {
        if let file = files[path] { return file != nil }
        return try below.has(path)
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let file = files[path] else { return try below.read(path) }
        guard let file else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        return file
    }
}
