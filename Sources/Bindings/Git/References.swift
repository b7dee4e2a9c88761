// References: reading, and writes that check what was there before.

internal import CGit2

/// A branch, a tag or another name for an object.
public struct Reference: Equatable, Sendable {
    public enum Target: Equatable, Sendable {
        /// The object itself: for an annotated tag the tag object.
        case object(ObjectID)
        /// Another reference, by its full name.
        case symbolic(String)
    }

    /// The full name, such as `refs/heads/main`.
    public let name: String
    public let target: Target

    /// The name as people say it: `main` for `refs/heads/main`.
    public var shorthand: String {
        for prefix in ["refs/heads/", "refs/tags/", "refs/remotes/", "refs/"] where name.utf8.starts(with: prefix.utf8) {
            return String(Substring(name.utf8.dropFirst(prefix.utf8.count)))
        }
        return name
    }

    init(_ handle: OpaquePointer) {
        name = String(cString: git_reference_name(handle))
        if let id = git_reference_target(handle) {
            target = .object(ObjectID(id.pointee))
        } else {
            target = .symbolic(git_reference_symbolic_target(handle).map { String(cString: $0) } ?? "")
        }
    }
}

extension Repository {
    /// The reference of a full name, unresolved; nil where there is none.
    public func reference(_ name: String) throws(GitError) -> Reference? {
        guard let handle = try ownedIfFound({ git_reference_lookup($0, handle, name) }) else { return nil }
        defer { git_reference_free(handle) }
        return Reference(handle)
    }

    /// The reference that a short name stands for by git's rules; nil where there is none.
    public func reference(short name: String) throws(GitError) -> Reference? {
        guard let handle = try ownedIfFound({ git_reference_dwim($0, handle, name) }) else { return nil }
        defer { git_reference_free(handle) }
        return Reference(handle)
    }

    /// The object that a full name leads to through symbolic references; nil where there is none. Tags are not peeled.
    public func target(of name: String) throws(GitError) -> ObjectID? {
        var id = git_oid()
        return try found(git_reference_name_to_id(&id, handle, name)) ? ObjectID(id) : nil
    }

    /// The references whose full name fits the glob, in the order of names.
    public func references(matching glob: String = "refs/*") throws(GitError) -> [Reference] {
        let iterator = try owned { git_reference_iterator_glob_new($0, handle, glob) }
        defer { git_reference_iterator_free(iterator) }
        var references: [Reference] = []
        var next: OpaquePointer?
        while try another(git_reference_next(&next, iterator)), let found = next {
            references.append(Reference(found))
            git_reference_free(found)
        }
        return references.sorted { $0.name < $1.name }
    }

    /// The branch that HEAD names, born or not; nil while HEAD is detached.
    public var headBranch: String? {
        get throws(GitError) {
            guard case .symbolic(let name)? = try reference("HEAD")?.target else { return nil }
            return name
        }
    }

    /// Whether git takes this for a full reference name.
    public static func isValidReferenceName(_ name: String) throws(GitError) -> Bool {
        try Library.start()
        var isValid: Int32 = 0
        try check(git_reference_name_is_valid(&isValid, name))
        return isValid == 1
    }

    /// Names who is written into the reflog; without, `user.name` and `user.email`.
    public func setReflogIdentity(_ identity: SignatureIdentity) throws(GitError) {
        try check(git_repository_set_ident(handle, identity.name, identity.email))
    }
}
