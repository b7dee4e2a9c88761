// Files that are only in memory, as a snapshot.

internal import SolutionCore

/// Contents by path.
final class MemorySnapshot: Snapshot, Sendable {
    let name: String
    let paths: [String]
    private let contents: [Exact: [UInt8]]

    init(_ contents: [Exact: [UInt8]], named name: String) {
        self.name = name
        self.contents = contents
        paths = contents.keys.sorted().map(\.text)
    }

    func has(_ path: String) -> Bool { contents[path] != nil }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let bytes = contents[path] else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        return bytes
    }
}
