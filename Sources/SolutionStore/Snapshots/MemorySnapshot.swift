// Files that are only in memory, as a snapshot.

/// Contents by path.
final class MemorySnapshot: Snapshot, Sendable {
    let name: String
    let paths: [String]
    private let contents: [String: [UInt8]]

    init(_ contents: [String: [UInt8]], named name: String) {
        self.name = name
        self.contents = contents
        paths = contents.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func has(_ path: String) -> Bool { contents[path] != nil }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let bytes = contents[path] else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        return bytes
    }
}
