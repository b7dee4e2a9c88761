// A revision of a git repository as a snapshot.

public import Bindings

/// The files of a commit, a tag or a tree.
public final class RevisionSnapshot: Snapshot {
    public let name: String
    public let paths: [String]
    private let repository: Repository
    private let ids: [String: ObjectID]

    /// Opens a revision as git names them: `HEAD~2`, a tag, `main:folder`.
    public init(_ revision: String, in repository: Repository) throws(StoreError) {
        name = revision
        self.repository = repository
        do throws(GitError) {
            let files = try repository.files(of: try repository.tree(revision)).filter { $0.mode.isFile }
            paths = files.map(\.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            ids = Dictionary(files.map { ($0.path, $0.id) }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw StoreError(error, doing: "read revision '\(revision)'")
        }
    }

    public func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let id = ids[path] else { throw StoreError(.notFound, "'\(name)' has no file '\(path)'") }
        do throws(GitError) {
            return try repository.readBlob(id)
        } catch {
            throw StoreError(error, doing: "read '\(path)' of '\(name)'")
        }
    }
}
