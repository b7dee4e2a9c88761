// A folder on disk as a snapshot.

internal import Bindings

/// The files below a folder; what belongs to git itself is left out.
public final class FolderSnapshot: Snapshot {
    public let name: String
    public let paths: [String]

    /// Opens a folder.
    public init(_ folder: String) throws(StoreError) {
        name = folder
        do throws(SystemError) {
            let entries = try Walk.list(folder, details: false) { !$0.hasSuffix(".git") }
            paths = entries.filter { $0.kind == .file }.map(\.path)
        } catch {
            throw StoreError(error)
        }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        do throws(SystemError) {
            return try Files.read(name + "/" + path)
        } catch {
            throw StoreError(error)
        }
    }
}
