// A snapshot: the files of a solution or of several, from wherever they are: a zip, a folder, a revision.

/// A set of files by path. Contents are read only when asked for.
public protocol Snapshot: AnyObject {
    /// What people called it: a path or a revision. For messages.
    var name: String { get }
    /// Slash-separated paths relative to the snapshot's root, in byte order.
    var paths: [String] { get }
    func read(_ path: String) throws(StoreError) -> [UInt8]
}

extension Snapshot {
    /// How a message names one of its files.
    func place(of path: String) -> String { "\(name): \(path)" }
}
