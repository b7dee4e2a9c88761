// Many new objects as one pack: gathered in memory, then in the repository all at once, or not at all.

internal import CZlib

/// Objects on their way into a repository.
///
/// What was written can be read here at once, so trees can be built on it; the repository sees nothing before `land`.
public final class ObjectPack: ObjectStore {
    private struct Entry {
        let id: ObjectID
        let kind: ObjectKind
        /// The bytes of the content before it was deflated.
        let size: Int
    }

    private let repository: Repository
    /// In the order in which they came, which is that of their contents.
    private var entries: [Entry] = []
    private var contents: DeflatedContents
    private var numbers: [ObjectID: Int] = [:]

    private static let header: [UInt8] = Array("PACK".utf8) + [0, 0, 0, 2]

    public init(for repository: Repository) throws(GitError) {
        self.repository = repository
        contents = try DeflatedContents()
        // Others may have added packs since the repository was opened. To look again at each new object, as libgit2
        // does by itself, costs more than all else here; one that comes in meanwhile is merely stored twice.
        try repository.refreshObjects()
    }

    /// How many objects will land.
    public var count: Int { entries.count }

    public func contains(_ id: ObjectID) throws(GitError) -> Bool {
        numbers[id] != nil || repository.containsUnrefreshed(id)
    }

    public func read(_ id: ObjectID) throws(GitError) -> StoredObject {
        guard let number = numbers[id] else { return try repository.read(id) }
        guard let content = contents.plain(number, size: entries[number].size) else {
            throw GitError(code: GitError.Code.generic, message: "object \(id) cannot be read back")
        }
        return StoredObject(kind: entries[number].kind, bytes: content)
    }

    public func obtain(_ ids: [ObjectID]) throws(GitError) { try repository.obtain(ids.filter { numbers[$0] == nil }) }

    public func withObject<R, E: Error>(
        _ id: ObjectID, _ body: (ObjectKind, RawSpan) throws(E) -> R
    ) throws(GitError) -> Result<R, E> {
        guard numbers[id] != nil else { return try repository.withObject(id, body) }
        let object = try read(id)
        do throws(E) {
            return .success(try body(object.kind, object.bytes.span.bytes))
        } catch {
            return .failure(error)
        }
    }

    @discardableResult
    public func write(_ kind: ObjectKind, _ content: RawSpan) throws(GitError) -> ObjectID {
        let id = try ObjectID.of(kind, content)
        if try contains(id) { return id }
        try contents.add(content)
        numbers[id] = entries.count
        entries.append(Entry(id: id, kind: kind, size: content.byteCount))
        return id
    }

    /// Puts all objects into the repository as one pack, whole and indexed, and makes them visible.
    ///
    /// The pack is on the disk before its index is, and no one looks at a pack without an index.
    public func land() throws(GitError) {
        guard !entries.isEmpty else { return }
        var pack = Self.header
        withUnsafeBytes(of: UInt32(entries.count).bigEndian) { pack += $0 }
        var lines: [PackIndexLine] = []
        for (entry, content) in zip(entries, try contents.finish()) {
            let start = pack.count
            Self.appendHeader(entry.kind, size: entry.size, to: &pack)
            pack += content
            lines.append(PackIndexLine(id: entry.id, offset: start, checksum: Self.checksum(pack[start...])))
        }
        var digest = SHA1()
        digest.update(pack)
        let trailer = digest.finish()
        pack += trailer
        do throws(SystemError) {
            try Self.put(pack, PackIndex.serialize(lines, packDigest: trailer), trailer, in: repository.objectDirectory + "pack")
        } catch {
            throw GitError(
                code: GitError.Code.generic, message: "cannot \(error.action) '\(error.path)': \(error.reason)")
        }
        (entries, numbers, contents) = ([], [:], try DeflatedContents())
        try repository.refreshObjects()
    }

    private static func put(
        _ pack: [UInt8], _ index: [UInt8], _ trailer: [UInt8], in directory: String
    ) throws(SystemError) {
        try Files.createDirectories(TrustedPath(trusting: directory))
        let digits = trailer.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let path = directory + "/pack-" + digits
        // The name tells the content: a pack that is there already is this one.
        let present = (try Files.status(path + ".pack"), try Files.status(path + ".idx"))
        if present.0 != nil, present.1 != nil { return }
        let (packFile, indexFile) = (TrustedPath(trusting: path + ".pack"), TrustedPath(trusting: path + ".idx"))
        try Files.write(pack, to: packFile, mode: .exactly(0o444), sync: true)
        do throws(SystemError) {
            try Files.write(index, to: indexFile, mode: .exactly(0o444), sync: true)
        } catch {
            try? Files.remove(packFile)
            throw error
        }
    }

    // MARK: - The pack format

    /// Kind and size, seven bits a byte but four in the first, the lowest first.
    private static func appendHeader(_ kind: ObjectKind, size: Int, to pack: inout [UInt8]) {
        var rest = size >> 4
        var byte = kind.rawValue << 4 | UInt8(size & 15)
        while rest > 0 {
            pack.append(byte | 0x80)
            byte = UInt8(rest & 0x7F)
            rest >>= 7
        }
        pack.append(byte)
    }

    private static func checksum(_ entry: ArraySlice<UInt8>) -> UInt32 {
        UInt32(entry.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) })
    }
}
