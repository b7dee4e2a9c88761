// The 64-bit hash by which trees see at once that two subtrees mean the same.

/// A hash with a seed: another in each run, so that nobody can write a file in which a difference has the hash of none.
///
/// Equal hashes are taken for equal content and not confirmed: without the seed nobody can aim at that, and by chance it happens once in
/// 2^64 pairs. Only equality may be asked of a hash: what comes out of a comparison or a merge is the same under every seed.
enum Hashing {
    /// That of this run.
    static let seed = UInt64.random(in: .min ... .max)

    /// Of the bytes as they are.
    static func bytes(_ bytes: Slice<UnsafeBufferPointer<UInt8>>, seed: UInt64 = Hashing.seed) -> UInt64 {
        Self.bytes(
            UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(bytes.base)[bytes.startIndex..<bytes.endIndex]), seed: seed)
    }

    /// Of a part of an array.
    static func bytes(_ bytes: [UInt8], _ range: Range<Int>, seed: UInt64 = Hashing.seed) -> UInt64 {
        bytes.withUnsafeBytes { Self.bytes(UnsafeRawBufferPointer(rebasing: $0[range]), seed: seed) }
    }

    static func bytes(_ bytes: UnsafeRawBufferPointer, seed: UInt64) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            let word = bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian
            state = mix(state, word)
            offset += 8
        }
        if offset < bytes.count {
            var tail: UInt64 = 0
            var shift: UInt64 = 0
            while offset < bytes.count {
                tail |= UInt64(bytes[offset]) << shift
                shift += 8
                offset += 1
            }
            state = mix(state, tail)
        }
        return finish(state)
    }

    /// Two values in order.
    @inline(__always)
    static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
        let product = (a ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: b ^ 0xE703_7ED1_A0B4_28DB)
        return product.high ^ product.low ^ (a &+ 0x8EBC_6AF0_9C88_C6E3)
    }

    @inline(__always)
    static func finish(_ state: UInt64) -> UInt64 {
        var x = state
        x ^= x >> 32
        x = x &* 0xD6E8_FEB8_6659_FD93
        x ^= x >> 32
        return x
    }
}
