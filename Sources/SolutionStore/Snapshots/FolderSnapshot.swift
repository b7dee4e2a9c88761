// A folder on disk as a snapshot.

internal import Bindings
internal import SolutionCore

/// The files below a folder; what belongs to git itself is left out, and what is not complete.
public final class FolderSnapshot: Snapshot, Sendable {
    public let name: String
    public let paths: [String]
    public let links: [String]
    /// Files that a killed run did not complete.
    let leftovers: [String]

    /// Opens a folder.
    public init(_ folder: String) throws(StoreError) {
        name = folder
        _ = try Limits.toRead()
        do throws(SystemError) {
            let entries = try Walk.list(folder, details: false) { path in
                Self.name(of: path) != ".git" && !Files.isTemporary(Self.name(of: path))
            }
            links = entries.filter { $0.kind == .link }.map(\.path)
            let files = entries.filter { $0.kind == .file }.map(\.path)
            paths = files.filter { !Files.isTemporary(Self.name(of: $0)) }
            leftovers = paths.count == files.count ? [] : files.filter { Files.isLeftOver(folder + "/" + $0) }
        } catch {
            throw StoreError(error)
        }
    }

    private static func name(of path: String) -> Substring {
        path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path[path.utf8.index(after: $0)...] } ?? path[...]
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        do throws(SystemError) {
            return try Files.readContent(name + "/" + path)
        } catch {
            throw StoreError(error)
        }
    }
}
