// Reading trees: one level, one path, or everything below as a flat list.

/// A file somewhere below a tree.
public struct TreeFile: Equatable, Sendable {
    /// The path from the tree that was walked, with the prefix it was walked with.
    public let path: String
    public let mode: FileMode
    public let id: ObjectID

    public init(path: String, mode: FileMode, id: ObjectID) {
        self.path = path
        self.mode = mode
        self.id = id
    }
}

extension ObjectStore {
    /// The entries of a tree, in git's order.
    public func readTree(_ id: ObjectID) throws(GitError) -> [TreeEntry] {
        // Needs no object: git knows this tree without one.
        if id == .emptyTree { return [] }
        let result: Result<[TreeEntry]?, GitError> = try withObject(id) { (kind, bytes) throws(GitError) in
            guard kind == .tree else { return nil }
            return try bytes.withUnsafeBytes { (bytes) throws(GitError) in try TreeEntry.parse(bytes, of: id) }
        }
        guard let entries = try result.get() else { throw Self.wrongKind(id, .tree) }
        return entries
    }

    /// Every file below a tree, in the order of full paths' bytes within each tree.
    ///
    /// `prefix` is put before each path as it is ("src/", or nothing). Submodules are listed, not entered.
    public func files(of tree: ObjectID, prefix: String = "") throws(GitError) -> [TreeFile] {
        var files: [TreeFile] = []
        var path = Array(prefix.utf8)
        try collect(tree, &path, depth: 0, into: &files)
        return files
    }

    private func collect(
        _ tree: ObjectID, _ path: inout [UInt8], depth: Int, into files: inout [TreeFile]
    ) throws(GitError) {
        try Self.check(depth, files.count, tree)
        if tree == .emptyTree { return }
        // The children of a directory are read after its bytes are let go, so that only one buffer per level lives.
        let length = path.count
        for entry in try readTree(tree) {
            path += entry.nameBytes
            if entry.mode.isDirectory {
                path.append(UInt8(ascii: "/"))
                try collect(entry.id, &path, depth: depth + 1, into: &files)
            } else {
                files.append(TreeFile(path: String(decoding: path, as: UTF8.self), mode: entry.mode, id: entry.id))
            }
            path.removeSubrange(length...)
        }
    }

    /// A tree of few objects may have any number of files, as git keeps what is equal once.
    private static func check(_ depth: Int, _ count: Int, _ tree: ObjectID) throws(GitError) {
        if depth >= 512 { throw GitError(code: GitError.Code.invalid, message: "tree \(tree) is nested too deeply") }
        if count > 4_000_000 {
            throw GitError(code: GitError.Code.invalid, message: "tree \(tree) is in a tree of more than 4000000 files")
        }
    }

    /// The entry at a path below a tree; nil where there is none. The path has no slash at its ends.
    public func entry(at path: String, in tree: ObjectID) throws(GitError) -> TreeEntry? {
        var tree = tree
        var components = path.utf8.split(separator: UInt8(ascii: "/"))[...]
        while let name = components.popFirst() {
            guard let entry = try readTree(tree).first(where: { $0.nameBytes.elementsEqual(name) }) else { return nil }
            if components.isEmpty { return entry }
            guard entry.mode.isDirectory else { return nil }
            tree = entry.id
        }
        return nil
    }

    /// The paths at which two trees differ, without entering what is equal.
    ///
    /// Nil stands for the empty tree. A path appears with nil on the side where no file is.
    public func differences(
        _ old: ObjectID?, _ new: ObjectID?, prefix: String = ""
    ) throws(GitError) -> [(path: String, old: TreeEntry?, new: TreeEntry?)] {
        var result: [(path: String, old: TreeEntry?, new: TreeEntry?)] = []
        var path = Array(prefix.utf8)
        try compare(old, new, &path, depth: 0, into: &result)
        return result
    }

    private func treeBytes(_ id: ObjectID?) throws(GitError) -> [UInt8] {
        guard let id, id != .emptyTree else { return [] }
        return try read(id, as: .tree)
    }

    private func compare(
        _ old: ObjectID?, _ new: ObjectID?, _ path: inout [UInt8], depth: Int,
        into result: inout [(path: String, old: TreeEntry?, new: TreeEntry?)]
    ) throws(GitError) {
        if old == new { return }
        try Self.check(depth, result.count, new ?? .emptyTree)
        let (one, other) = (try treeBytes(old), try treeBytes(new))
        var (left, right): (ArraySlice<TreeEntry>, ArraySlice<TreeEntry>) = ([], [])
        try one.span.bytes.withUnsafeBytes { (one) throws(GitError) in
            try other.span.bytes.withUnsafeBytes { (other) throws(GitError) in
                let entries = try TreeEntry.differing(one, of: old ?? .emptyTree, other, of: new ?? .emptyTree)
                (left, right) = (entries.left[...], entries.right[...])
            }
        }
        let length = path.count
        while left.first != nil || right.first != nil {
            var pair: (old: TreeEntry?, new: TreeEntry?)
            switch (left.first, right.first) {
            case (let a?, let b?):
                if TreeEntry.precedes(a, b) {
                    pair = (left.removeFirst(), nil)
                } else if TreeEntry.precedes(b, a) {
                    pair = (nil, right.removeFirst())
                } else {
                    pair = (left.removeFirst(), right.removeFirst())
                }
            case (_?, nil): pair = (left.removeFirst(), nil)
            default: pair = (nil, right.removeFirst())
            }
            if let a = pair.old, let b = pair.new, a.id == b.id, a.mode == b.mode { continue }
            guard let name = (pair.old ?? pair.new)?.nameBytes else { continue }
            path += name
            let oldTree = pair.old.flatMap { $0.mode.isDirectory ? $0.id : nil }
            let newTree = pair.new.flatMap { $0.mode.isDirectory ? $0.id : nil }
            let oldFile = oldTree == nil ? pair.old : nil
            let newFile = newTree == nil ? pair.new : nil
            if oldFile != nil || newFile != nil {
                result.append((String(decoding: path, as: UTF8.self), oldFile, newFile))
            }
            if oldTree != nil || newTree != nil {
                path.append(UInt8(ascii: "/"))
                try compare(oldTree, newTree, &path, depth: depth + 1, into: &result)
            }
            path.removeSubrange(length...)
        }
    }
}
