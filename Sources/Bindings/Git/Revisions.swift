// From what people type to objects: revisions, paths in them, ranges.

internal import CGit2

/// What a range of revisions means.
public struct RevisionRange: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// `B` alone.
        case single
        /// `A..B`.
        case twoDot
        /// `A...B`.
        case threeDot
    }

    public let kind: Kind
    /// The left commit, nil for a single revision.
    public let from: ObjectID?
    /// The right, or only, object.
    public let to: ObjectID
}

extension Repository {
    /// The object that a revision names, not peeled: `v1` gives the tag object.
    ///
    /// Throws `isNotFound`, `isAmbiguous` or `isInvalidName`.
    public func revision(_ text: String) throws(GitError) -> ObjectID {
        if text.hasPrefix(":"), !text.hasPrefix(":/") { return try indexRevision(text) }
        // Git's short name of HEAD, which libgit2 knows only alone.
        let isHead = text.utf8.first == UInt8(ascii: "@") && [UInt8(ascii: "~"), UInt8(ascii: "^")].contains(text.utf8.dropFirst().first)
        let text = isHead ? "HEAD" + String(decoding: text.utf8.dropFirst(), as: UTF8.self) : text
        let object = try owned { git_revparse_single($0, handle, text) }
        defer { git_object_free(object) }
        return try id(of: object)
    }

    /// The commit that a revision leads to.
    public func commit(_ text: String) throws(GitError) -> ObjectID {
        try peel(revision(text), to: .commit)
    }

    /// The tree that a revision leads to: that of a commit, or the tree itself.
    public func tree(_ text: String) throws(GitError) -> ObjectID {
        try peel(revision(text), to: .tree)
    }

    /// The object of a kind that an object leads to: a tag to its target, a commit to its tree.
    public func peel(_ id: ObjectID, to kind: ObjectKind) throws(GitError) -> ObjectID {
        var id = id
        for _ in 0..<64 {
            if id == .emptyTree, kind == .tree { return id }
            let found = try header(id).kind
            if found == kind { return id }
            switch found {
            case .tag: id = try readTag(id).target
            case .commit where kind == .tree: id = try readCommit(id).tree
            default: throw Self.wrongKind(id, kind)
            }
        }
        throw Self.wrongKind(id, kind)
    }

    /// Reads a revision or a range. Sides left out of a range are HEAD.
    public func range(_ text: String) throws(GitError) -> RevisionRange {
        let dots = text.utf8.firstRange(of: "...".utf8) == nil ? ".." : "..."
        // Dots in `rev:path` belong to the path.
        let end = text.utf8.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
        guard let place = text.utf8[..<end].firstRange(of: dots.utf8) else {
            return RevisionRange(kind: .single, from: nil, to: try revision(text))
        }
        let sides = [text[..<place.lowerBound], text[place.upperBound...]].map { $0.isEmpty ? "HEAD" : String($0) }
        return RevisionRange(
            kind: dots == "..." ? .threeDot : .twoDot, from: try commit(sides[0]), to: try commit(sides[1]))
    }

    /// The best common ancestors of two commits; empty for unrelated histories.
    public func mergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
        var (left, right) = (left.raw, right.raw)
        var bases = git_oidarray()
        guard try found(git_merge_bases(&bases, handle, &left, &right)) else { return [] }
        defer { git_oidarray_dispose(&bases) }
        return UnsafeBufferPointer(start: bases.ids, count: bases.count).map { ObjectID($0) }
    }

    /// Whether `commit` can be reached from `descendant`; a commit is its own ancestor.
    public func isAncestor(_ commit: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        if commit == descendant { return true }
        var (younger, older) = (descendant.raw, commit.raw)
        return try check(git_graph_descendant_of(handle, &younger, &older)) == 1
    }

    /// `:path` and `:N:path`, which libgit2 does not read.
    private func indexRevision(_ text: String) throws(GitError) -> ObjectID {
        var rest = text.utf8.dropFirst()
        var stage = IndexStage.normal
        if rest.dropFirst().first == UInt8(ascii: ":"), let digit = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "3")).contains(digit) {
            stage = IndexStage(rawValue: Int32(digit - UInt8(ascii: "0"))) ?? .normal
            rest = rest.dropFirst(2)
        }
        let path = String(decoding: rest, as: UTF8.self)
        guard let entry = try index().entry(path, stage: stage) else {
            throw GitError(code: GitError.Code.notFound, message: "'\(path)' is not in the index at stage \(stage.rawValue)")
        }
        return entry.id
    }

    private func id(of object: OpaquePointer) throws(GitError) -> ObjectID {
        guard let id = git_object_id(object) else {
            throw GitError(code: GitError.Code.generic, message: "git gave an object without an id")
        }
        return ObjectID(id.pointee)
    }
}
