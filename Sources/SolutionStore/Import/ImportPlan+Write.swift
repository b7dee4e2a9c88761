// What an import plans, as a tree: blobs and trees on their way into one pack.

public import Bindings
internal import SolutionCore

extension ImportPlan {
    /// Writes the tree that the plan makes of the one it was made for, and prepares index and working tree for it, if a switch is given.
    /// Nothing of it is in the repository before the pack lands, or seen before the switch is finished.
    public func write(
        to pack: ObjectPack, over tree: ObjectID, filter: (any ContentFilter)?, preparing files: TreeSwitch?
    ) throws(StoreError) -> ObjectID {
        let modes = try git { () throws(GitError) -> [Exact: FileMode] in try self.modes(in: tree, of: pack) }
        var bytes: [UInt8] = []
        var changes: [(path: CheckedPath, edit: TreeEdit)] = []
        for edit in edits {
            let path = try gated(edit.path)
            switch edit.content {
            case .gone:
                changes.append((path, .remove))
                try git { () throws(GitError) in try files?.remove(path) }
                continue
            case .applied(let content): bytes = content
            case .taken(let file): try file.read(into: &bytes)
            }
            let id = try pack.store(edit.path, bytes, filter)
            let mode = modes[edit.path] ?? .file
            changes.append((path, .put(mode, id)))
            guard let files else { continue }
            let content = try filter?.checkedOut(edit.path, bytes) ?? bytes
            try git { () throws(GitError) in try files.put(path, mode: mode, id: id, content) }
        }
        return try git { () throws(GitError) in try pack.editTree(tree, changes) }
    }

    private func git<Result>(_ body: () throws(GitError) -> Result) throws(StoreError) -> Result {
        do throws(GitError) { return try body() } catch { throw StoreError(error, doing: "write the imported tree") }
    }

    /// Of files that are there already: who made one executable meant it.
    private func modes(in tree: ObjectID, of pack: ObjectPack) throws(GitError) -> [Exact: FileMode] {
        guard before != nil || !folder.isEmpty, let entry = try folderTree(in: tree, of: pack) else { return [:] }
        let special = try pack.files(of: entry, prefix: folder).filter { $0.mode.isFile && $0.mode != .file }
        return Dictionary(exact: special.map { ($0.path, $0.mode) }) { first, _ in first }
    }

    private func folderTree(in tree: ObjectID, of pack: ObjectPack) throws(GitError) -> ObjectID? {
        guard !folder.isEmpty else { return tree }
        let entry = try pack.entry(at: String(folder.dropLast()), in: tree)
        if entry?.mode == .submodule {
            throw GitError.invalid("'\(folder.dropLast())' is a submodule: import in its own repository")
        }
        return entry.flatMap { $0.mode.isDirectory ? $0.id : nil }
    }
}
