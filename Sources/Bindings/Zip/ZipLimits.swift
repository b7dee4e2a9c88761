// What a zip may not exceed, whoever made it.

/// Checked against what it claims before anything is unpacked, and against what comes out.
public struct ZipLimits: Sendable, Equatable {
    /// Real exports have thousands.
    public var entries = 100_000
    /// Bytes of one entry, unpacked.
    public var entrySize = 256 << 20
    /// Bytes of all entries, unpacked.
    public var totalSize = 2 << 30
    /// How many times an entry may grow, once it is larger than a megabyte. Deflate itself cannot exceed 1032; documents of exports grow
    /// up to 60 times.
    public var ratio = 200
    /// Bytes of an entry's name.
    public var nameLength = 1024
    /// Folders inside one another.
    public var depth = 256

    public init() {}

    public enum Name: String, Sendable, CaseIterable {
        case entries, entrySize, totalSize, ratio, nameLength, depth
    }

    /// `total` is what the entries before it unpack to.
    func check(_ entry: ZipEntry, after total: Int) throws(ZipError) {
        func refuse(_ message: String, _ limit: Name) -> ZipError { ZipError(.tooLarge, message, entry: entry.shortName, limit: limit) }
        guard entry.name.utf8.count <= nameLength else { throw refuse("its name is longer than \(nameLength) bytes", .nameLength) }
        guard entry.name.utf8.count(where: { $0 == UInt8(ascii: "/") }) <= depth else {
            throw refuse("it lies more than \(depth) folders deep", .depth)
        }
        guard entry.size <= entrySize else { throw refuse("entry unpacks to \(entry.size) bytes, more than \(entrySize)", .entrySize) }
        guard entry.size < 1 << 20 || entry.size / max(entry.packedSize, 1) <= ratio else {
            throw refuse("entry grows more than \(ratio) times when unpacked", .ratio)
        }
        guard entry.size <= totalSize - total else { throw refuse("entries unpack to more than \(totalSize) bytes", .totalSize) }
    }
}

extension ZipEntry {
    /// Fit for a message.
    fileprivate var shortName: String {
        name.utf8.count <= 200 ? name : String(decoding: name.utf8.prefix(200), as: UTF8.self) + "…"
    }
}
