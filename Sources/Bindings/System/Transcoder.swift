// Text from one encoding into another, by the C library's iconv.

internal import Glibc

/// A text that cannot be converted.
public struct TranscodingError: Error, Equatable, Sendable {
    public enum Reason: Sendable {
        /// The C library knows no such encoding.
        case unknownEncoding
        /// The bytes are not text in that encoding, or cannot be said in the other.
        case badSequence
    }
    public let reason: Reason
    public let encoding: String
    /// Of the first byte that did not convert.
    public let offset: Int

    public init(reason: Reason, encoding: String, offset: Int) {
        self.reason = reason
        self.encoding = encoding
        self.offset = offset
    }
}

public enum Transcoder {
    /// Converts all of the bytes, or fails.
    public static func convert(_ bytes: [UInt8], from: String, to: String) throws(TranscodingError) -> [UInt8] {
        let converter = iconv_open(to, from)
        guard let converter, Int(bitPattern: converter) != -1 else {
            throw TranscodingError(reason: .unknownEncoding, encoding: from, offset: 0)
        }
        defer { iconv_close(converter) }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3 / 2)
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let consumed = bytes.withUnsafeBytes { source -> Int in
            // iconv only reads it.
            var next = UnsafeMutablePointer(mutating: source.baseAddress?.assumingMemoryBound(to: CChar.self))
            var left = source.count
            while left > 0 {
                let before = left
                let written = buffer.withUnsafeMutableBytes { target in
                    var out = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                    var room = target.count
                    _ = iconv(converter, &next, &left, &out, &room)
                    return target.count - room
                }
                result += buffer[..<written]
                // A full buffer is emptied and filled again; no way forward is a bad sequence.
                if left == before, written == 0 { break }
            }
            return source.count - left
        }
        guard consumed == bytes.count else {
            throw TranscodingError(reason: .badSequence, encoding: from, offset: consumed)
        }
        return result
    }
}
