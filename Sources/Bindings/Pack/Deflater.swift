// Deflating many small contents in a row, as packs hold them: one state for all, as making it costs more than using it.

internal import CZlib

/// A reusable compressor of the zlib format.
final class Deflater {
    /// On the heap, as zlib remembers the address.
    private let stream: UnsafeMutablePointer<z_stream>

    init(level: Int32) throws(GitError) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard sol_deflate_init(stream, level) == Z_OK else {
            stream.deallocate()
            throw GitError(code: GitError.Code.generic, message: "cannot start the compressor")
        }
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
    }

    /// The content, deflated.
    func deflated(_ content: [UInt8]) throws(GitError) -> [UInt8] {
        guard deflateReset(stream) == Z_OK, let size = uInt(exactly: content.count) else {
            throw GitError(code: GitError.Code.generic, message: "cannot compress an object of \(content.count) bytes")
        }
        let room = Int(deflateBound(stream, uLong(size)))
        var status = Z_OK
        let deflated = content.withUnsafeBufferPointer { content in
            [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: content.baseAddress)
                stream.pointee.avail_in = size
                stream.pointee.next_out = buffer.baseAddress
                stream.pointee.avail_out = uInt(clamping: room)
                status = deflate(stream, Z_FINISH)
                count = status == Z_STREAM_END ? buffer.count - Int(stream.pointee.avail_out) : 0
            }
        }
        guard status == Z_STREAM_END else {
            throw GitError(code: GitError.Code.generic, message: "cannot compress an object of \(content.count) bytes")
        }
        return deflated
    }

    /// What content of a known size was deflated to begins at the start of `source`; nil where it does not unfold to that.
    static func inflate(_ source: ArraySlice<UInt8>, size: Int) -> [UInt8]? {
        var status = Z_OK
        let content = [UInt8](unsafeUninitializedCapacity: max(size, 1)) { buffer, count in
            var length = uLong(size)
            var taken = uLong(source.count)
            status = source.withUnsafeBufferPointer { source in
                uncompress2(buffer.baseAddress, &length, source.baseAddress, &taken)
            }
            count = status == Z_OK ? Int(length) : 0
        }
        return status == Z_OK && content.count == size ? content : nil
    }
}

/// Single contents in the zlib format.
public enum Compression {
    /// As small as it gets.
    public static func deflate(_ content: [UInt8]) throws(GitError) -> [UInt8] { try Deflater(level: 9).deflated(content) }

    /// Nil where it does not unfold to that many bytes. No format unfolds to more than a thousand times its size.
    public static func inflate(_ content: [UInt8], size: Int) -> [UInt8]? {
        guard size >= 0, size <= content.count * 1100 + 64 else { return nil }
        return Deflater.inflate(content[...], size: size)
    }
}
