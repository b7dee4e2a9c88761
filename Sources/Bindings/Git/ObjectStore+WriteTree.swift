// Writing trees, as edits to a tree that keep every subtree they do not touch.

/// What becomes of one path of a tree.
public enum TreeEdit: Equatable, Sendable {
    case put(FileMode, ObjectID)
    case remove
}

extension ObjectStore {
    /// Writes the tree that edits make of a base tree, and gives its id.
    ///
    /// Nil or the empty tree as base starts afresh. Only the trees on the way to an edit are read and written. Putting
    /// a file where a directory is replaces the directory, and the other way round; directories that become empty
    /// vanish; removing what is not there changes nothing. A path given twice is an error, unless one of the two removes.
    public func editTree(
        _ base: ObjectID?, _ edits: some Sequence<(path: CheckedPath, edit: TreeEdit)>
    ) throws(GitError) -> ObjectID {
        // Slashes sort before all else, so that what is in a directory stands together, right behind its own name.
        let sorted = edits.map { PathEdit(path: Array($0.path.text.utf8), edit: $0.edit) }.sorted(by: PathEdit.precedes)
        if let tree = try edited(base == .emptyTree ? nil : base, sorted[...], from: 0) { return tree }
        return try write(.tree, [])
    }

    /// The tree below `offset` of the edits' paths; nil when nothing is left in it.
    private func edited(_ base: ObjectID?, _ edits: ArraySlice<PathEdit>, from offset: Int) throws(GitError) -> ObjectID? {
        var old: [TreeEntry] = []
        if let base { old = try readTree(base) }
        let places = Dictionary(old.enumerated().map { ($1.nameBytes, $0) }, uniquingKeysWith: { first, _ in first })
        var entries: [TreeEntry] = []
        var replaced: [[UInt8]: TreeEntry?] = [:]
        var rest = edits
        while let first = rest.first {
            let name = first.name(from: offset)
            let end = rest.firstIndex { $0.name(from: offset) != name } ?? rest.endIndex
            let group = rest[..<end]
            rest = rest[end...]
            let bytes = Array(name)
            let before = places[bytes].map { old[$0] }
            replaced[bytes] = .some(try entry(bytes, before, group, childOffset: offset + bytes.count + 1))
        }
        for entry in old {
            if let edit = replaced.removeValue(forKey: entry.nameBytes) {
                if let edit { entries.append(edit) }
            } else {
                entries.append(entry)
            }
        }
        entries += replaced.values.compactMap { $0 }
        if entries.isEmpty { return nil }
        entries.sort(by: TreeEntry.precedes)
        return entries == old ? base : try write(.tree, TreeEntry.serialize(entries))
    }

    /// What a group of edits under one name leaves there.
    private func entry(
        _ name: [UInt8], _ before: TreeEntry?, _ group: ArraySlice<PathEdit>, childOffset: Int
    ) throws(GitError) -> TreeEntry? {
        var base = before
        var put: TreeEntry?
        let own = group.prefix { $0.path.count < childOffset }
        let below = group[own.endIndex...]
        for edit in own {
            base = nil
            guard case .put(let mode, let id) = edit.edit else { continue }
            if put != nil { throw Self.twice(edit.path) }
            put = TreeEntry(nameBytes: name, mode: mode, id: id)
        }
        if let put {
            if let other = below.first(where: { $0.edit != .remove }) { throw Self.twice(other.path) }
            return put
        }
        if below.isEmpty { return base }
        if let base, !base.mode.isDirectory {
            // Nothing is below a file, so removals there leave it alone.
            guard below.contains(where: { $0.edit != .remove }) else { return base }
        }
        let subtree = base.flatMap { $0.mode.isDirectory ? $0.id : nil }
        return try edited(subtree, below, from: childOffset).map {
            TreeEntry(nameBytes: name, mode: .directory, id: $0)
        }
    }

    private static func twice(_ path: [UInt8]) -> GitError {
        GitError(
            code: GitError.Code.exists,
            message: "'\(String(decoding: path, as: UTF8.self))' is written twice, or as a file and as a directory")
    }
}

/// An edit with its path as bytes, in the order in which trees are built.
private struct PathEdit {
    let path: [UInt8]
    let edit: TreeEdit

    /// The component of the path that starts at `offset`.
    func name(from offset: Int) -> ArraySlice<UInt8> {
        path[offset...].prefix { $0 != UInt8(ascii: "/") }
    }

    static func precedes(_ left: PathEdit, _ right: PathEdit) -> Bool {
        let count = min(left.path.count, right.path.count)
        for place in 0..<count where left.path[place] != right.path[place] {
            if left.path[place] == UInt8(ascii: "/") { return true }
            if right.path[place] == UInt8(ascii: "/") { return false }
            return left.path[place] < right.path[place]
        }
        return left.path.count < right.path.count
    }
}
