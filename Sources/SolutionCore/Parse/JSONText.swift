// JSON strings: escapes into bytes and back.

public enum JSONText {
    /// Appends what the inside of a JSON string means. The input is known to be a valid string. Half a surrogate
    /// pair is no text: it becomes U+FFFD with its spelling behind it, so that it is seen and is no other half.
    static func unescape(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8]) {
        var i = bytes.startIndex
        while i < bytes.endIndex {
            guard bytes[i] == UInt8(ascii: "\\"), i + 1 < bytes.endIndex else {
                result.append(bytes[i])
                i += 1
                continue
            }
            switch bytes[i + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(UInt8(ascii: "\n"))
            case UInt8(ascii: "r"): result.append(UInt8(ascii: "\r"))
            case UInt8(ascii: "t"): result.append(UInt8(ascii: "\t"))
            case UInt8(ascii: "u"):
                i = unicode(bytes, at: i, into: &result)
                continue
            case let other: result.append(other)
            }
            i += 2
        }
    }

    /// One `\uXXXX`, or two that are a surrogate pair, giving the index after it.
    private static func unicode(_ bytes: ArraySlice<UInt8>, at start: Int, into result: inout [UInt8]) -> Int {
        guard let first = codeUnit(bytes, at: start) else { return bytes.endIndex }
        var scalar = Unicode.Scalar(first)
        var next = start + 6
        if (0xD800..<0xDC00).contains(first), let second = codeUnit(bytes, at: next), (0xDC00..<0xE000).contains(second) {
            scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
            next += 6
        }
        result.append(contentsOf: UTF8.bytes(of: scalar ?? "\u{FFFD}"))
        if scalar == nil { Visible.spell(unit: first, to: &result) }
        return next
    }

    private static func codeUnit(_ bytes: ArraySlice<UInt8>, at start: Int) -> UInt32? {
        guard start + 6 <= bytes.endIndex, bytes[start] == UInt8(ascii: "\\"), bytes[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var value: UInt32 = 0
        for i in (start + 2)..<(start + 6) {
            guard let digit = hex(bytes[i]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }

    static func isUTF8(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        if bytes.allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: bytes, as: UTF8.self) != nil
    }

    /// The JSON spelling of a string, quotes included. `spellsOut`: what a reader would obey or not see is spelled too, as in `Visible`.
    public static func quote(_ text: String, spellsOut: Bool = false) -> [UInt8] {
        var result: [UInt8] = [UInt8(ascii: "\"")]
        // Nearly every text is what it is.
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
            return result + text.utf8 + [UInt8(ascii: "\"")]
        }
        Visible.forEach(
            in: text,
            plain: { byte in
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { result.append(UInt8(ascii: "\\")) }
                result.append(byte)
            },
            scalar: { value, bytes in
                if value < 0x20 || value == 0x7F || spellsOut && Visible.isHidden(value) {
                    Visible.spell(value, to: &result)
                } else {
                    result += bytes
                }
            })
        result.append(UInt8(ascii: "\""))
        return result
    }
}
