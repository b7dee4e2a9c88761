// SHA-1, for the one thing that libgit2 does not offer it for: the trailer of a pack.

/// A running digest.
struct SHA1 {
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
            for i in 0..<16 {
                let at = start + i * 4
                words[i] =
                    UInt32(input[at]) << 24 | UInt32(input[at + 1]) << 16 | UInt32(input[at + 2]) << 8
                    | UInt32(input[at + 3])
            }
            for i in 16..<80 { words[i] = Self.rotate(words[i - 3] ^ words[i - 8] ^ words[i - 14] ^ words[i - 16], 1) }
            var (a, b, c, d, e) = state
            for i in 0..<80 {
                let (mixed, constant): (UInt32, UInt32) =
                    switch i {
                    case 0..<20: (b & c | ~b & d, 0x5A82_7999)
                    case 20..<40: (b ^ c ^ d, 0x6ED9_EBA1)
                    case 40..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
                    default: (b ^ c ^ d, 0xCA62_C1D6)
                    }
                let next = Self.rotate(a, 5) &+ mixed &+ e &+ constant &+ words[i]
                (e, d, c, b, a) = (d, c, Self.rotate(b, 30), a, next)
            }
            state = (state.0 &+ a, state.1 &+ b, state.2 &+ c, state.3 &+ d, state.4 &+ e)
        }
    }

    private static func rotate(_ word: UInt32, _ by: UInt32) -> UInt32 { word << by | word >> (32 - by) }
}
