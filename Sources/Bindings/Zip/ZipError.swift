// What went wrong with a zip file, and at which entry.

internal import CZip

/// A zip that cannot be read or written.
public struct ZipError: Error, Equatable, Sendable {
    public enum Reason: Sendable {
        case notAZip, truncated, encrypted, damaged, tooLarge, unsupported, failed
    }
    public let reason: Reason
    /// Lower case, no full stop.
    public let message: String
    /// The entry it was found at.
    public let entry: String?
    /// The one that it is beyond.
    public let limit: ZipLimits.Name?

    public init(_ reason: Reason, _ message: String, entry: String? = nil, limit: ZipLimits.Name? = nil) {
        self.reason = reason
        self.message = message
        self.entry = entry
        self.limit = limit
    }

    /// From the library's own error, whose words are copied at once.
    init(_ error: UnsafeMutablePointer<zip_error_t>, entry: String? = nil) {
        let words = String(cString: zip_error_strerror(error))
        let reason: Reason =
            switch zip_error_code_zip(error) {
            case ZIP_ER_NOZIP: .notAZip
            case ZIP_ER_INCONS, ZIP_ER_EOF: .truncated
            case ZIP_ER_CRC, ZIP_ER_ZLIB, ZIP_ER_COMPRESSED_DATA: .damaged
            case ZIP_ER_COMPNOTSUPP, ZIP_ER_ENCRNOTSUPP: .unsupported
            case ZIP_ER_NOPASSWD, ZIP_ER_WRONGPASSWD: .encrypted
            default: .failed
            }
        self.init(reason, words.prefix(1).lowercased() + words.dropFirst(), entry: entry)
    }
}
