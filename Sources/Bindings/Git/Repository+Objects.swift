// Reading and writing the object database.

internal import CGit2

extension Repository: ObjectStore {
    /// The kind and size of an object, without reading its content.
    public func header(_ id: ObjectID) throws(GitError) -> (kind: ObjectKind, size: Int) {
        var raw = (replacements[id] ?? id).raw
        var size = 0
        var kind = GIT_OBJECT_ANY
        try checkRead(id) { git_odb_read_header(&size, &kind, objects, &raw) }
        return (try ObjectKind(kind), size)
    }

    public func contains(_ id: ObjectID) throws(GitError) -> Bool {
        var raw = id.raw
        return git_odb_exists(objects, &raw) == 1
    }

    /// Like `contains`, without looking for packs that another process has just added: for many ids in a row.
    func containsUnrefreshed(_ id: ObjectID) -> Bool {
        var raw = id.raw
        return git_odb_exists_ext(objects, &raw, GIT_ODB_LOOKUP_NO_REFRESH.rawValue) == 1
    }

    public func read(_ id: ObjectID) throws(GitError) -> StoredObject {
        let result: Result<StoredObject, Never> = try withObject(id) { kind, bytes in
            StoredObject(kind: kind, bytes: bytes.withUnsafeBytes { Array($0) })
        }
        return result.get()
    }

    public func withObject<R, E: Error>(
        _ id: ObjectID, _ body: (ObjectKind, RawSpan) throws(E) -> R
    ) throws(GitError) -> Result<R, E> {
        var raw = (replacements[id] ?? id).raw
        var handle: OpaquePointer?
        try checkRead(id) { git_odb_read(&handle, objects, &raw) }
        defer { git_odb_object_free(handle) }
        let kind = try ObjectKind(git_odb_object_type(handle))
        let bytes = UnsafeRawBufferPointer(start: git_odb_object_data(handle), count: git_odb_object_size(handle))
        do throws(E) {
            return .success(try body(kind, bytes.bytes))
        } catch {
            return .failure(error)
        }
    }

    @discardableResult
    public func write(_ kind: ObjectKind, _ bytes: RawSpan) throws(GitError) -> ObjectID {
        var id = git_oid()
        try check(bytes.withUnsafeBytes { git_odb_write(&id, objects, $0.baseAddress, $0.count, kind.raw) })
        return ObjectID(id)
    }

    /// The full id that a prefix of at least four digits stands for.
    public func expand(prefix: String) throws(GitError) -> ObjectID {
        var short = git_oid()
        var full = git_oid()
        try check(git_oid_fromstrn(&short, prefix, prefix.utf8.count))
        try check(git_odb_exists_prefix(&full, objects, &short, prefix.utf8.count))
        return ObjectID(full)
    }

    /// The shortest unambiguous prefix of an id, as `core.abbrev` asks.
    public func abbreviate(_ id: ObjectID) throws(GitError) -> String {
        var raw = id.raw
        let object = try owned { git_object_lookup($0, handle, &raw, GIT_OBJECT_ANY) }
        defer { git_object_free(object) }
        return try text { git_object_short_id($0, object) }
    }

    /// Makes packs visible that were added since the repository was opened.
    public func refreshObjects() throws(GitError) {
        try check(git_odb_refresh(objects))
    }

    private func checkRead(_ id: ObjectID, _ body: () -> Int32) throws(GitError) {
        do throws(GitError) {
            try check(body())
        } catch let error where error.isNotFound {
            guard try isPartialClone, let promised else { throw try missing(id) }
            try promised([id])
            try refreshObjects()
            do throws(GitError) { try check(body()) } catch { throw try missing(id) }
        }
    }

    /// One question to the remote for all of them that are not here. Nothing is asked where all of the repository is here.
    public func obtain(_ ids: [ObjectID]) throws(GitError) {
        guard let promised, try isPartialClone else { return }
        try refreshObjects()
        let missing = Set(ids.filter { !containsUnrefreshed($0) })
        guard !missing.isEmpty else { return }
        try promised(missing.sorted { $0.hex < $1.hex })
        try refreshObjects()
    }

    /// The error for an object that is not here, which says so where a partial clone left it at the remote.
    private func missing(_ id: ObjectID) throws(GitError) -> GitError {
        guard try isPartialClone else {
            return GitError(code: GitError.Code.notFound, message: "object \(id) is not in the repository")
        }
        return GitError(
            code: GitError.Code.missingPromised,
            message: "object \(id) was left at the remote by a partial clone; 'git cat-file -e \(id)' fetches it")
    }

    /// Whether some objects were left at a remote when cloning.
    public var isPartialClone: Bool {
        get throws(GitError) { try promisor != nil }
    }

    /// The remote that a partial clone left objects at.
    public var promisor: String? {
        get throws(GitError) {
            if let known = knownPromisor { return known }
            let settings = try configuration()
            var name = try settings.string("extensions.partialclone")
            if name == nil,
                let entry = try settings.entries(matching: "^remote\\..*\\.promisor$").first(where: {
                    !["false", "no", "off", "0"].contains($0.value?.lowercased() ?? "true")
                })
            {
                name = String(decoding: entry.name.utf8.dropFirst("remote.".utf8.count).dropLast(".promisor".utf8.count), as: UTF8.self)
            }
            knownPromisor = .some(name)
            return name
        }
    }
}

extension ObjectID {
    /// The id that an object of this kind and content has, stored or not.
    public static func of(_ kind: ObjectKind, _ bytes: RawSpan) throws(GitError) -> ObjectID {
        try Library.start()
        var id = git_oid()
        try check(bytes.withUnsafeBytes { git_odb_hash(&id, $0.baseAddress, $0.count, kind.raw) })
        return ObjectID(id)
    }

    /// The id that an object of this kind and content has, stored or not.
    public static func of(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try of(kind, bytes.span.bytes)
    }
}
