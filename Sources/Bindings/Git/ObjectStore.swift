// What holds objects: the repository, or a pack that is being built on top of it. Trees, commits and tags are read and written through this.

/// An object as it is stored.
public struct StoredObject: Equatable, Sendable {
    public let kind: ObjectKind
    public let bytes: [UInt8]

    public init(kind: ObjectKind, bytes: [UInt8]) {
        self.kind = kind
        self.bytes = bytes
    }
}

/// A place that objects can be read from and written to.
public protocol ObjectStore: AnyObject {
    /// Whether the object can be read here.
    func contains(_ id: ObjectID) throws(GitError) -> Bool
    /// The object; throws `isNotFound` where there is none, `isMissingPromised` where a partial clone left it out.
    func read(_ id: ObjectID) throws(GitError) -> StoredObject
    /// Calls `body` with the object's bytes, uncopied where possible.
    func withObject<R, E: Error>(
        _ id: ObjectID, _ body: (ObjectKind, RawSpan) throws(E) -> R
    ) throws(GitError) -> Result<R, E>
    /// Stores an object and gives its id; one that is there already is not stored twice.
    func write(_ kind: ObjectKind, _ bytes: RawSpan) throws(GitError) -> ObjectID
}

extension ObjectStore {
    /// Stores an object and gives its id.
    @discardableResult
    public func write(_ kind: ObjectKind, _ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try write(kind, bytes.span.bytes)
    }

    /// Stores the content of a file.
    @discardableResult
    public func writeBlob(_ bytes: [UInt8]) throws(GitError) -> ObjectID {
        try write(.blob, bytes)
    }

    /// The content of a file. Throws `isWrongKind` for an object that is none.
    public func readBlob(_ id: ObjectID) throws(GitError) -> [UInt8] {
        try read(id, as: .blob)
    }

    func read(_ id: ObjectID, as kind: ObjectKind) throws(GitError) -> [UInt8] {
        let object = try read(id)
        guard object.kind == kind else { throw Self.wrongKind(id, kind) }
        return object.bytes
    }

    static func wrongKind(_ id: ObjectID, _ kind: ObjectKind) -> GitError {
        GitError(code: GitError.Code.peel, message: "object \(id) is not a \(kind.name)")
    }
}
