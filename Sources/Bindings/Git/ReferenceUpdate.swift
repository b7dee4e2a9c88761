// Changes to references: all of them, each with the value it is expected to replace, or none.

internal import CGit2

/// A change to one reference.
public struct ReferenceUpdate: Equatable, Sendable {
    /// What must be there for the change to be made.
    public enum Expected: Equatable, Sendable {
        case anything
        case absent
        case object(ObjectID)
    }

    public var name: String
    /// The new object; nil removes the reference.
    public var target: ObjectID?
    public var expected: Expected
    /// The line for the reflog.
    public var message: String

    public init(_ name: String, to target: ObjectID?, expected: Expected, message: String) {
        self.name = name
        self.target = target
        self.expected = expected
        self.message = message
    }
}

extension Repository {
    /// Creates, moves or removes one reference, if it has the expected value.
    ///
    /// Throws `isModified` for another value, `isExists` for one that should not be there, `isLocked` while another
    /// process writes it. A symbolic name (HEAD) is followed to the branch.
    ///
    /// The lock says at once what is to be written: by that a later run knows the lock of one that was killed.
    public func update(_ update: ReferenceUpdate) throws(GitError) {
        guard let target = update.target else { return try self.update([update]) }
        let name = try followed(update.name)
        var id = target.raw
        var made: OpaquePointer?
        defer { git_reference_free(made) }
        switch update.expected {
        case .anything: try check(git_reference_create(&made, handle, name, &id, 1, update.message))
        case .absent: try check(git_reference_create(&made, handle, name, &id, 0, update.message))
        case .object(let expected):
            var before = expected.raw
            try check(git_reference_create_matching(&made, handle, name, &id, 1, &before, update.message))
        }
    }

    /// Makes all the changes, or none.
    ///
    /// Every reference is locked first, then every expectation checked, and only then the first is written; no other
    /// writer can come between.
    public func update(_ updates: [ReferenceUpdate]) throws(GitError) {
        switch try update(updates, meanwhile: { () throws(GitError) in }) {
        case .success: return
        case .failure(let error): throw error
        }
    }

    /// The same; `body` is done while the references are locked and nobody else can move them. If it throws, nothing is written:
    /// what it throws comes back in the result, so that both error types stay typed.
    public func update<E: Error>(
        _ updates: [ReferenceUpdate], meanwhile body: () throws(E) -> Void
    ) throws(GitError) -> Result<Void, E> {
        let updates = try updates.map { (update) throws(GitError) in
            var update = update
            update.name = try self.followed(update.name)
            return update
        }
        let transaction = try owned { git_transaction_new($0, handle) }
        defer { git_transaction_free(transaction) }
        for update in updates { try check(git_transaction_lock_ref(transaction, update.name)) }
        for update in updates { try self.expect(update) }
        do throws(E) { try body() } catch { return .failure(error) }
        for update in updates {
            if let target = update.target {
                var id = target.raw
                try check(git_transaction_set_target(transaction, update.name, &id, nil, update.message))
            } else if try self.target(of: update.name) != nil {
                try check(git_transaction_remove(transaction, update.name))
            }
        }
        try check(git_transaction_commit(transaction))
        return .success(())
    }

    /// The name at the end of a chain of symbolic references.
    func followed(_ name: String) throws(GitError) -> String {
        var name = name
        for _ in 0..<5 {
            guard case .symbolic(let next)? = try reference(name)?.target else { return name }
            name = next
        }
        throw GitError(code: GitError.Code.invalid, message: "symbolic reference '\(name)' is nested too deeply")
    }

    func expect(_ update: ReferenceUpdate) throws(GitError) {
        let present = try target(of: update.name)
        switch update.expected {
        case .anything: return
        case .absent:
            guard present == nil else {
                throw GitError(code: GitError.Code.exists, message: "reference '\(update.name)' exists already")
            }
        case .object(let id):
            guard present == id else {
                let now = present.map { "is at \($0)" } ?? "does not exist"
                throw GitError(
                    code: GitError.Code.modified, message: "reference '\(update.name)' \(now), not at \(id) as expected")
            }
        }
    }
}
