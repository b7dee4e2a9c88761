// Many new objects as one pack: gathered in memory, then in the repository all at once, or not at all.

internal import CGit2
internal import CZlib

/// Objects on their way into a repository.
///
/// What was written can be read here at once, so trees can be built on it; the repository sees nothing before `land`.
public final class ObjectPack: ObjectStore {
    private let repository: Repository
    /// Pack entries, ready to be written.
    private var entries: [[UInt8]] = []
    private var objects: [ObjectID: StoredObject] = [:]

    public init(for repository: Repository) { self.repository = repository }

    /// How many objects will land.
    public var count: Int { entries.count }

    public func contains(_ id: ObjectID) throws(GitError) -> Bool {
        if objects[id] != nil { return true }
        return try repository.contains(id)
    }

    public func read(_ id: ObjectID) throws(GitError) -> StoredObject {
        if let object = objects[id] { return object }
        return try repository.read(id)
    }

    public func withObject<R, E: Error>(
        _ id: ObjectID, _ body: (ObjectKind, RawSpan) throws(E) -> R
    ) throws(GitError) -> Result<R, E> {
        guard let object = objects[id] else { return try repository.withObject(id, body) }
        do throws(E) {
            return .success(try body(object.kind, object.bytes.span.bytes))
        } catch {
            return .failure(error)
        }
    }

    @discardableResult
    public func write(_ kind: ObjectKind, _ bytes: RawSpan) throws(GitError) -> ObjectID {
        let id = try ObjectID.of(kind, bytes)
        if try contains(id) { return id }
        let content = bytes.withUnsafeBytes { [UInt8]($0) }
        entries.append(try Self.entry(kind, content))
        objects[id] = StoredObject(kind: kind, bytes: content)
        return id
    }

    /// Puts all objects into the repository as one pack, whole and indexed, and makes them visible.
    public func land() throws(GitError) {
        guard !entries.isEmpty else { return }
        let directory = repository.objectDirectory + "pack"
        var options = git_indexer_options()
        try check(git_indexer_options_init(&options, UInt32(GIT_INDEXER_OPTIONS_VERSION)))
        let indexer = try owned { git_indexer_new($0, directory, 0o444, repository.objects, &options) }
        defer { git_indexer_free(indexer) }
        var digest = SHA1()
        var progress = git_indexer_progress()
        func append(_ bytes: [UInt8]) throws(GitError) {
            try check(bytes.withUnsafeBytes { git_indexer_append(indexer, $0.baseAddress, $0.count, &progress) })
        }
        let header = Array("PACK".utf8) + Self.bigEndian(2) + Self.bigEndian(UInt32(truncatingIfNeeded: entries.count))
        digest.update(header)
        try append(header)
        for entry in entries {
            digest.update(entry)
            try append(entry)
        }
        try append(digest.finish())
        try check(git_indexer_commit(indexer, &progress))
        try repository.refreshObjects()
        entries = []
        objects = [:]
    }

    // MARK: - The pack format

    /// Type and length, then the content deflated.
    private static func entry(_ kind: ObjectKind, _ content: [UInt8]) throws(GitError) -> [UInt8] {
        var rest = content.count >> 4
        var first = UInt8(truncatingIfNeeded: kind.raw.rawValue) << 4 | UInt8(content.count & 15)
        var entry: [UInt8] = []
        while rest > 0 {
            entry.append(first | 0x80)
            first = UInt8(rest & 0x7F)
            rest >>= 7
        }
        entry.append(first)
        let start = entry.count
        var length = compressBound(uLong(content.count))
        entry.append(contentsOf: repeatElement(0, count: Int(length)))
        let status = entry.withUnsafeMutableBufferPointer { target in
            content.withUnsafeBufferPointer { source in
                compress2(target.baseAddress?.advanced(by: start), &length, source.baseAddress, uLong(source.count), 1)
            }
        }
        guard status == Z_OK else { throw GitError(code: GitError.Code.generic, message: "cannot compress an object") }
        entry.removeSubrange((start + Int(length))...)
        return entry
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * $0)) }
    }
}
