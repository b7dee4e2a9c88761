// SHA-1, for what libgit2 does not offer it for: the trailer of a pack, and the token of a .NET assembly's key.

/// A running digest.
public struct SHA1 {
    private var state: (UInt32, UInt32, UInt32, UInt32, UInt32) = (
        0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0
    )
    private var pending: [UInt8] = []
    private var count = 0

    mutating func update(_ bytes: [UInt8]) {
        count += bytes.count
        bytes.withUnsafeBufferPointer { input in
            var start = 0
            if !pending.isEmpty {
                start = min(64 - pending.count, input.count)
                pending.append(contentsOf: input[..<start])
                guard pending.count == 64 else { return }
                pending.withUnsafeBufferPointer { block($0, 0) }
                pending.removeAll(keepingCapacity: true)
            }
            while start + 64 <= input.count {
                block(input, start)
                start += 64
            }
            pending.append(contentsOf: input[start...])
        }
    }

    /// The digest of some bytes.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var running = SHA1()
        running.update(bytes)
        return running.finish()
    }

    /// The digest of all that came; the value is of no use after it.
    mutating func finish() -> [UInt8] {
        let bits = UInt64(count) * 8
        var tail: [UInt8] = [0x80]
        tail += [UInt8](repeating: 0, count: (119 - count % 64) % 64)
        tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        update(tail)
        return [state.0, state.1, state.2, state.3, state.4].flatMap { word in
            (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
        }
    }

    private mutating func block(_ input: UnsafeBufferPointer<UInt8>, _ start: Int) {
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 80) { words in
            let bytes = UnsafeRawBufferPointer(input)
            for i in 0..<16 {
                words[i] = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: start + i * 4, as: UInt32.self))
            }
            for i in 16..<80 { words[i] = Self.rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1) }
            var (a, b, c, d, e) = state
            func step(_ mixed: UInt32, _ word: UInt32) {
                let next = Self.rotate(a, 5) &+ mixed &+ e &+ word
                (e, d, c, b, a) = (d, c, Self.rotate(b, 30), a, next)
            }
            // Four loops, not one with a question in it: half the time.
            for i in 0..<20 { step(d ^ b & (c ^ d), words[i] &+ 0x5A82_7999) }
            for i in 20..<40 { step(b ^ c ^ d, words[i] &+ 0x6ED9_EBA1) }
            for i in 40..<60 { step(b & c | d & (b | c), words[i] &+ 0x8F1B_BCDC) }
            for i in 60..<80 { step(b ^ c ^ d, words[i] &+ 0xCA62_C1D6) }
            state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
        }
    }

    private static func rotate(_ word: UInt32, _ by: UInt32) -> UInt32 { word << by | word >> (32 - by) }
}
