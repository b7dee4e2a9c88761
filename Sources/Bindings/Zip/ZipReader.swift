// Reads a zip that lies in memory: its entries as values, their contents one at a time, within limits.

internal import CZip

/// One entry of a zip.
public struct ZipEntry: Sendable {
    public let index: Int
    /// As the zip spells it.
    public let name: String
    /// The name's bytes were no UTF-8; `name` then has replacement characters.
    public let hasValidName: Bool
    public let size: Int
    public let packedSize: Int
    public let isEncrypted: Bool
    /// The zip says that it is a link, not a file.
    public let isSymbolicLink: Bool

    public var isDirectory: Bool { name.utf8.last == .slash }
}

/// An open zip.
public final class ZipReader {
    public let entries: [ZipEntry]
    private let archive: OpaquePointer
    private let bytes: UnsafeMutableBufferPointer<UInt8>
    private let limits: ZipLimits

    /// Opens a zip from its bytes.
    public init(_ content: [UInt8], limits: ZipLimits = ZipLimits()) throws(ZipError) {
        guard content.count >= 22 else { throw ZipError(.notAZip, "not a zip archive") }
        bytes = .allocate(capacity: content.count)
        _ = bytes.initialize(from: content)
        self.limits = limits
        do throws(ZipError) {
            try ZipDirectory.check(UnsafeBufferPointer(bytes))
            archive = try Self.open(bytes)
        } catch {
            bytes.deallocate()
            throw error
        }
        do throws(ZipError) {
            entries = try Self.list(archive, of: content.count, limits)
        } catch {
            zip_discard(archive)
            bytes.deallocate()
            throw error
        }
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    /// The content of an entry, its checksum verified.
    public func read(_ entry: ZipEntry) throws(ZipError) -> [UInt8] {
        guard !entry.isEncrypted else { throw ZipError(.encrypted, "entry is encrypted", entry: entry.name) }
        guard let file = zip_fopen_index(archive, zip_uint64_t(entry.index), 0) else {
            throw ZipError(zip_get_error(archive), entry: entry.name)
        }
        defer { zip_fclose(file) }
        let content = try Self.bytes(of: file, entry)
        guard content.count == entry.size else {
            throw ZipError(.damaged, "entry does not have the size that the archive says", entry: entry.name)
        }
        return content
    }

    /// What comes out, as long as it is no more than the entry claims: one byte more shows that it lies. Room is taken as bytes arrive,
    /// and never for a claim.
    private static func bytes(of file: OpaquePointer, _ entry: ZipEntry) throws(ZipError) -> [UInt8] {
        var content: [UInt8] = []
        // Most entries are so small, or grow so little, that this is all of it.
        content.reserveCapacity(min(entry.size, max(1 << 16, 8 * entry.packedSize)))
        var failed = false
        while content.count <= entry.size, !failed {
            let wanted = min(1 << 16, entry.size + 1 - content.count)
            let piece = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
                let read = zip_fread(file, buffer.baseAddress, zip_uint64_t(wanted))
                failed = read < 0
                count = max(Int(read), 0)
            }
            if piece.isEmpty { break }
            // Twice what came, but never more than there can be.
            let room = content.capacity
            if content.count + piece.count > room { content.reserveCapacity(min(entry.size + 1, 2 * room)) }
            content += piece
        }
        guard !failed else { throw ZipError(zip_file_get_error(file), entry: entry.name) }
        return content
    }

    private static func open(_ bytes: UnsafeMutableBufferPointer<UInt8>) throws(ZipError) -> OpaquePointer {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(bytes.baseAddress, zip_uint64_t(bytes.count), 0, &error) else {
            throw ZipError(&error)
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
            zip_source_free(source)
            throw ZipError(&error)
        }
        return archive
    }

    private static func list(
        _ archive: OpaquePointer, of byteCount: Int, _ limits: ZipLimits
    ) throws(ZipError) -> [ZipEntry] {
        let count = Int(zip_get_num_entries(archive, 0))
        guard count <= limits.entries else {
            throw ZipError(.tooLarge, "\(count) entries are more than \(limits.entries)", limit: .entries)
        }
        var entries: [ZipEntry] = []
        entries.reserveCapacity(count)
        var total = 0
        // Sound entries lie side by side. Ones that overlap, or end behind the end, would let a small file claim anything.
        var packedLeft = byteCount
        for index in 0..<count {
            let entry = try Self.entry(index, archive)
            try limits.check(entry, after: total)
            total += entry.size
            guard entry.packedSize <= packedLeft else {
                throw ZipError(.damaged, "entries claim more bytes than the archive has", entry: entry.name)
            }
            packedLeft -= entry.packedSize
            entries.append(entry)
        }
        return entries
    }

    private static func entry(_ index: Int, _ archive: OpaquePointer) throws(ZipError) -> ZipEntry {
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_stat_index(archive, zip_uint64_t(index), zip_flags_t(ZIP_FL_ENC_RAW), &status) == 0, let name = status.name
        else { throw ZipError(zip_get_error(archive)) }
        var system: zip_uint8_t = 0
        var attributes: zip_uint32_t = 0
        zip_file_get_external_attributes(archive, zip_uint64_t(index), 0, &system, &attributes)
        let isUnix = Int32(system) == ZIP_OPSYS_UNIX
        let raw = UnsafeBufferPointer(start: name, count: strlen(name)).lazy.map { UInt8(bitPattern: $0) }
        let valid = String(validating: raw, as: UTF8.self)
        guard status.size <= UInt64(Int.max), status.comp_size <= UInt64(Int.max) else {
            throw ZipError(.tooLarge, "entry is too large", entry: valid)
        }
        return ZipEntry(
            index: index, name: valid ?? String(decoding: raw, as: UTF8.self), hasValidName: valid != nil,
            size: Int(status.size), packedSize: Int(status.comp_size),
            isEncrypted: Int32(status.encryption_method) != ZIP_EM_NONE,
            isSymbolicLink: isUnix && (attributes >> 16) & 0o170000 == 0o120000)
    }

    private static func strlen(_ text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while text[count] != 0 { count += 1 }
        return count
    }
}
