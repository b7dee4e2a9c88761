// Writes zips that are the same bit for bit wherever they are made: fixed order, times, attributes and compression.

internal import CZip

/// A zip under construction, in memory.
public final class ZipWriter {
    private let archive: OpaquePointer
    private let source: OpaquePointer
    /// What the library reads when the zip is closed; it must live until then.
    private var contents: [UnsafeMutableBufferPointer<UInt8>] = []
    private var isClosed = false

    public init() throws(ZipError) {
        var error = zip_error_t()
        zip_error_init(&error)
        defer { zip_error_fini(&error) }
        guard let source = zip_source_buffer_create(nil, 0, 0, &error) else { throw ZipError(&error) }
        // Closing the archive lets go of the source; its bytes are read after that.
        zip_source_keep(source)
        guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &error) else {
            zip_source_free(source)
            zip_source_free(source)
            throw ZipError(&error)
        }
        self.archive = archive
        self.source = source
    }

    deinit {
        if !isClosed { zip_discard(archive) }
        zip_source_free(source)
        for content in contents { content.deallocate() }
    }

    /// Adds an entry behind those that are there.
    public func add(_ name: String, _ bytes: [UInt8]) throws(ZipError) {
        let content = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
        _ = content.initialize(from: bytes)
        contents.append(content)
        guard let entry = zip_source_buffer(archive, content.baseAddress, zip_uint64_t(bytes.count), 0) else {
            throw ZipError(zip_get_error(archive), entry: name)
        }
        let index = zip_file_add(archive, name, entry, zip_flags_t(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            zip_source_free(entry)
            throw ZipError(zip_get_error(archive), entry: name)
        }
        let place = zip_uint64_t(index)
        // The first moment a zip can name: 1980-01-01 00:00.
        let isSet =
            zip_file_set_dostime(archive, place, 0, 1 << 5 | 1, 0) == 0
            && zip_set_file_compression(archive, place, ZIP_CM_DEFLATE, 6) == 0
            && zip_file_set_external_attributes(archive, place, 0, zip_uint8_t(ZIP_OPSYS_DOS), 0) == 0
        guard isSet else { throw ZipError(zip_get_error(archive), entry: name) }
    }

    /// Ends the zip and gives its bytes. Nothing can be added after it.
    public func finish() throws(ZipError) -> [UInt8] {
        guard zip_close(archive) == 0 else { throw ZipError(zip_get_error(archive)) }
        isClosed = true
        var status = zip_stat_t()
        zip_stat_init(&status)
        guard zip_source_stat(source, &status) == 0, zip_source_open(source) == 0 else {
            throw ZipError(zip_source_error(source))
        }
        defer { zip_source_close(source) }
        let size = Int(status.size)
        var read = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while read < size {
                let more = zip_source_read(source, buffer.baseAddress?.advanced(by: read), zip_uint64_t(size - read))
                guard more > 0 else { break }
                read += Int(more)
            }
            count = read
        }
        guard read == size else { throw ZipError(zip_source_error(source)) }
        return bytes
    }
}
