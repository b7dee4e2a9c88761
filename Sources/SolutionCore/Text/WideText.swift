// UTF-16 into UTF-8 and back, strictly: what is taken comes back to the byte.

/// Texts of two bytes a unit.
public enum WideText {
    /// Nil where the bytes are no UTF-16: an odd one at the end, half a pair.
    public static func utf8(_ bytes: [UInt8], isBigEndian: Bool) -> [UInt8]? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count / 2 + 16)
        let isWhole = bytes.withUnsafeBufferPointer { bytes in
            func unit(_ place: Int) -> UInt32 {
                isBigEndian ? UInt32(bytes[place]) << 8 | UInt32(bytes[place + 1]) : UInt32(bytes[place + 1]) << 8 | UInt32(bytes[place])
            }
            var place = 0
            while place < bytes.count {
                var scalar = unit(place)
                place += 2
                if scalar < 0x80 {
                    text.append(UInt8(truncatingIfNeeded: scalar))
                    continue
                }
                if scalar & 0xF800 == 0xD800 {
                    guard scalar < 0xDC00, place < bytes.count, case let low = unit(place), low & 0xFC00 == 0xDC00 else { return false }
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
                    place += 2
                }
                append(scalar, to: &text)
            }
            return true
        }
        return isWhole ? text : nil
    }

    private static func append(_ scalar: UInt32, to text: inout [UInt8]) {
        func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: scalar >> shift & 0x3F | 0x80) }
        switch scalar {
        case ..<0x800: text += [UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0), tail(0)]
        case ..<0x10000: text += [UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0), tail(6), tail(0)]
        default: text += [UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0), tail(12), tail(6), tail(0)]
        }
    }

    /// Nil where the bytes are no UTF-8.
    public static func bytes(_ text: [UInt8], isBigEndian: Bool) -> [UInt8]? {
        var isWhole = true
        // A byte becomes two at most: those of four become two units, those of three one.
        let result = [UInt8](unsafeUninitializedCapacity: text.count * 2) { result, count in
            func add(_ unit: UInt16) {
                let (high, low) = (UInt8(truncatingIfNeeded: unit >> 8), UInt8(truncatingIfNeeded: unit))
                result.initializeElement(at: count, to: isBigEndian ? high : low)
                result.initializeElement(at: count + 1, to: isBigEndian ? low : high)
                count += 2
            }
            var place = 0
            while isWhole, place < text.count {
                if text[place] < 0x80 {
                    add(UInt16(text[place]))
                    place += 1
                } else {
                    // Up to the next of one byte, for which no decoder is needed.
                    let wide = text[place...].prefix { $0 >= 0x80 }
                    isWhole = !transcode(wide.makeIterator(), from: UTF8.self, to: UTF16.self, stoppingOnError: true, into: add)
                    place = wide.endIndex
                }
            }
        }
        return isWhole ? result : nil
    }
}
