// A snapshot: the files of a solution or of several, from wherever they are: a zip, a folder, a revision.

public import Bindings
internal import SolutionCore

/// A set of files by path. Contents are read only when asked for.
public protocol Snapshot: AnyObject {
    /// What people called it: a path or a revision. For messages.
    var name: String { get }
    /// Slash-separated paths relative to the snapshot's root, in byte order.
    var paths: [String] { get throws(StoreError) }
    /// Symbolic links: nobody follows them, so they are no files here. Whoever leaves them out says so.
    var links: [String] { get throws(StoreError) }
    func read(_ path: String) throws(StoreError) -> [UInt8]
    /// The git blob that holds the content, where that is known without reading it.
    func id(of path: String) throws(StoreError) -> ObjectID?
    func has(_ path: String) throws(StoreError) -> Bool
    /// The names of the files that lie in a folder itself; "" is the root.
    func files(in folder: String) throws(StoreError) -> [String]
}

extension Snapshot {
    /// How a message names one of its files.
    func place(of path: String) -> String { "\(name): \(path)" }

    public var links: [String] { get throws(StoreError) { [] } }

    public func id(of path: String) throws(StoreError) -> ObjectID? { nil }

    public func has(_ path: String) throws(StoreError) -> Bool {
        let paths = try paths
        let place = Self.firstPlace(from: path, in: paths)
        return place < paths.count && paths[place] == path
    }

    public func files(in folder: String) throws(StoreError) -> [String] {
        let prefix = folder.isEmpty ? "" : folder + "/"
        let paths = try paths
        var found: [String] = []
        for path in paths[Self.firstPlace(from: prefix, in: paths)...] {
            guard path.hasPrefix(prefix) else { break }
            let name = path.dropFirst(prefix.count)
            if !name.contains("/") { found.append(String(name)) }
        }
        return found
    }

    /// The place of the first path that is not before this one.
    private static func firstPlace(from path: String, in paths: [String]) -> Int {
        var (low, high) = (0, paths.count)
        while low < high {
            let middle = (low + high) / 2
            if paths[middle].utf8.lexicographicallyPrecedes(path.utf8) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
