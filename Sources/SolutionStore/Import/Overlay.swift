// A snapshot with some files in place of its own: what a plan would make of it, before anything is written.

internal import Bindings

final class Overlay: Snapshot {
    private let below: any Snapshot
    private let files: [String: [UInt8]]

    init(_ files: [String: [UInt8]], over below: any Snapshot) {
        self.files = files
        self.below = below
    }

    var name: String { below.name }
    var paths: [String] { get throws(StoreError) { try below.paths } }
    func id(of path: String) throws(StoreError) -> ObjectID? { files[path] == nil ? try below.id(of: path) : nil }
    func has(_ path: String) throws(StoreError) -> Bool { files[path] != nil ? true : try below.has(path) }
    func files(in folder: String) throws(StoreError) -> [String] { try below.files(in: folder) }
    func read(_ path: String) throws(StoreError) -> [UInt8] {
        if let bytes = files[path] { return bytes }
        return try below.read(path)
    }
}
