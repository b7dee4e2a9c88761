// The index of a pack, version 2: where each object stands, in the order of ids.

/// One object of a pack.
struct PackIndexLine {
    let id: ObjectID
    /// Where its entry begins in the pack.
    let offset: Int
    /// The CRC-32 of its entry as it stands there.
    let checksum: UInt32
}

enum PackIndex {
    /// The bytes of the index of a pack with this trailer.
    static func serialize(_ lines: [PackIndexLine], packDigest: [UInt8]) -> [UInt8] {
        let sorted = lines.sorted { $0.id < $1.id }
        var bytes: [UInt8] = [0xFF, 0x74, 0x4F, 0x63]
        bytes.reserveCapacity(1100 + sorted.count * 28)
        bytes.appendBigEndian(2)
        // For each first byte, how many ids have it or a lower one.
        var counts = [UInt32](repeating: 0, count: 256)
        for line in sorted { counts[line.id.firstByte] += 1 }
        var total: UInt32 = 0
        for count in counts {
            total += count
            bytes.appendBigEndian(total)
        }
        for line in sorted { withUnsafeBytes(of: line.id.raw) { bytes += $0 } }
        for line in sorted { bytes.appendBigEndian(line.checksum) }
        // Offsets of 31 bits stand in place; larger ones in a table behind, the highest bit marking its place in it.
        var large: [UInt64] = []
        for line in sorted {
            if line.offset < 1 << 31 {
                bytes.appendBigEndian(UInt32(line.offset))
            } else {
                bytes.appendBigEndian(1 << 31 | UInt32(large.count))
                large.append(UInt64(line.offset))
            }
        }
        for offset in large {
            bytes.appendBigEndian(UInt32(offset >> 32))
            bytes.appendBigEndian(UInt32(truncatingIfNeeded: offset))
        }
        bytes += packDigest
        var digest = SHA1()
        digest.update(bytes)
        return bytes + digest.finish()
    }
}

extension [UInt8] {
    mutating func appendBigEndian(_ value: UInt32) {
        Swift.withUnsafeBytes(of: value.bigEndian) { append(contentsOf: $0) }
    }
}
