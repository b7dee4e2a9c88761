// From what people type to objects: revisions, paths in them, common ancestors.

internal import CGit2

extension Repository {
    /// The object that a revision names, not peeled: `v1` gives the tag object.
    ///
    /// Git itself reads what libgit2 cannot, or reads otherwise. Throws `isNotFound`, `isAmbiguous` or `isInvalidName`.
    public func revision(_ text: String) throws(GitError) -> ObjectID {
        guard !text.utf8.isEmpty, !text.utf8.contains(0) else {
            throw GitError(code: GitError.Code.invalidSpec, message: "'\(text)' is no revision")
        }
        if let named, isGitsOwn(text) { return try named(text) }
        do throws(GitError) {
            return try plainRevision(text)
        } catch let error where error.isNotFound || error.isInvalidName || error.isAmbiguous {
            if text.utf8.elementsEqual("HEAD".utf8) || text.utf8.elementsEqual("@".utf8), try isHeadUnborn { throw try noCommitYet }
            guard let named, !error.isMissingPromised else { throw error }
            return try named(text)
        }
    }

    /// What git says of a branch that has no commit.
    public var noCommitYet: GitError {
        get throws(GitError) {
            let branch = try headBranch.map { $0.utf8.starts(with: "refs/heads/".utf8) ? String(Substring($0.utf8.dropFirst(11))) : $0 }
            return .notFound("your current branch '\(branch ?? "HEAD")' does not have any commits yet")
        }
    }

    /// The same without asking git: for words that are rather something else. Nil where it is none.
    public func plainRevisionIfAny(_ text: String) -> ObjectID? {
        guard let first = text.utf8.first, ![UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")].contains(first) else { return nil }
        return try? plainRevision(text)
    }

    /// What libgit2 has other rules for: the search for a message, reflogs, sets of commits, and parents where history is edited.
    private func isGitsOwn(_ text: String) -> Bool {
        let bytes = text.utf8
        if text.hasPrefix(":/") || ["@{", "^{/", "^@", "^!", "^-", ":./", ":../"].contains(where: { bytes.firstRange(of: $0.utf8) != nil })
        {
            return true
        }
        return isHistoryEdited && (bytes.contains(UInt8(ascii: "~")) || bytes.contains(UInt8(ascii: "^")))
    }

    private func plainRevision(_ text: String) throws(GitError) -> ObjectID {
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

    /// The best common ancestors of two commits; empty for unrelated histories.
    public func mergeBases(_ left: ObjectID, _ right: ObjectID) throws(GitError) -> [ObjectID] {
        if isHistoryEdited { return try shallowMergeBases(left, right) }
        var (left, right) = (left.raw, right.raw)
        var bases = git_oidarray()
        guard try found(git_merge_bases(&bases, handle, &left, &right)) else { return [] }
        defer { git_oidarray_dispose(&bases) }
        return UnsafeBufferPointer(start: bases.ids, count: bases.count).map { ObjectID($0) }
    }

    /// Whether `commit` can be reached from `descendant`; a commit is its own ancestor.
    public func isAncestor(_ commit: ObjectID, of descendant: ObjectID) throws(GitError) -> Bool {
        if commit == descendant { return true }
        if isHistoryEdited { return try shallowIsAncestor(commit, of: descendant) }
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
