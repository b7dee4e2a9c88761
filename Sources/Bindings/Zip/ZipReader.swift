// Reads a zip that lies in memory: its entries as values, their contents one at a time, within limits.

internal import CZip

/// What a zip may not exceed. Checked against what it claims before anything is unpacked, and against what comes out.
public struct ZipLimits: Sendable {
    public var entries = 200_000
    /// Bytes of one entry, unpacked.
    public var entrySize = 1 << 30
    /// Bytes of all entries, unpacked.
    public var totalSize = 4 << 30
    /// How many times an entry may grow, once it is larger than a megabyte. Deflate itself cannot exceed 1032.
    public var ratio = 1000

    public init() {}
}

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

    public var isDirectory: Bool { name.hasSuffix("/") }
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
        // One byte more than it claims shows an entry that lies about its size.
        var count = 0
        let content = [UInt8](unsafeUninitializedCapacity: entry.size + 1) { buffer, initialized in
            while count <= entry.size {
                let read = zip_fread(file, buffer.baseAddress?.advanced(by: count), zip_uint64_t(entry.size + 1 - count))
                guard read > 0 else {
                    if read < 0 { count = -1 }
                    break
                }
                count += Int(read)
            }
            initialized = max(count, 0)
        }
        guard count >= 0 else { throw ZipError(zip_file_get_error(file), entry: entry.name) }
        guard count == entry.size else {
            throw ZipError(.damaged, "entry does not have the size that the archive says", entry: entry.name)
        }
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
        guard count <= limits.entries else { throw ZipError(.tooLarge, "\(count) entries are more than \(limits.entries)") }
        var entries: [ZipEntry] = []
        entries.reserveCapacity(count)
        var total = 0
        // Sound entries lie side by side. Ones that overlap, or end behind the end, would let a small file claim anything.
        var packedLeft = byteCount
        for index in 0..<count {
            let entry = try Self.entry(index, archive)
            guard entry.size <= limits.entrySize else {
                throw ZipError(
                    .tooLarge, "entry unpacks to \(entry.size) bytes, more than \(limits.entrySize)", entry: entry.name)
            }
            guard entry.size < 1 << 20 || entry.size / max(entry.packedSize, 1) <= limits.ratio else {
                throw ZipError(.tooLarge, "entry grows more than \(limits.ratio) times when unpacked", entry: entry.name)
            }
            guard entry.size <= limits.totalSize - total else {
                throw ZipError(.tooLarge, "entries unpack to more than \(limits.totalSize) bytes", entry: entry.name)
            }
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
