// Text from outside made visible: what a terminal or a log obeys, and what a reader does not see, is spelled out as in JSON.

public enum Visible {
    /// A text in which nothing is obeyed and nothing hides: `\n`, `\u001b`, `\u202e`. A backslash stays as it is.
    ///
    /// `keepsTabs` is for lines of files, in which tabs are layout.
    public static func text(_ text: String, keepsTabs: Bool = false) -> String {
        guard needsSpelling(text, keepsTabs) else { return text }
        var result: [UInt8] = []
        append(text, keepsTabs: keepsTabs, to: &result)
        return String(decoding: result, as: UTF8.self)
    }

    /// Whether a reader sees nothing of a scalar, or a program obeys it. Joiners stay, as scripts and emoji are written with them.
    static func isHidden(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0..<0x20, 0x7F...0x9F: true
        // Those that turn the direction of what follows.
        case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x206F: true
        // Line ends.
        case 0x2028, 0x2029: true
        // Blanks without width, and letters without a form.
        case 0x200B, 0x2060...0x2065, 0xFEFF, 0x115F, 0x1160, 0x180E, 0x3164, 0xFFA0, 0xFFF0...0xFFFB: true
        case 0x1D173...0x1D17A, 0xE0000...0xE0FFF: true
        default: false
        }
    }

    /// `\u001b`; what is beyond four digits as a pair.
    static func spell(_ scalar: UInt32, to result: inout [UInt8]) {
        switch scalar {
        case 0x0A: result += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
        case 0x0D: result += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
        case 0x09: result += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
        case ..<0x10000: spell(unit: scalar, to: &result)
        default:
            spell(unit: 0xD800 + (scalar - 0x10000) >> 10, to: &result)
            spell(unit: 0xDC00 + (scalar - 0x10000) & 0x3FF, to: &result)
        }
    }

    /// Four digits, of half a pair too.
    static func spell(unit: UInt32, to result: inout [UInt8]) {
        result += [UInt8(ascii: "\\"), UInt8(ascii: "u")]
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(truncatingIfNeeded: unit >> shift & 0xF)
            result.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }

    /// Goes through the scalars of a text; plain bytes are told one by one, as nearly all are.
    static func forEach(in text: String, plain: (UInt8) -> Void, scalar: (UInt32, ArraySlice<UInt8>) -> Void) {
        let bytes = Array(text.utf8)
        var place = 0
        while place < bytes.count {
            let first = bytes[place]
            if first < 0x80 {
                first < 0x20 || first == 0x7F ? scalar(UInt32(first), bytes[place...place]) : plain(first)
                place += 1
                continue
            }
            let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
            let end = min(place + length, bytes.count)
            var value = UInt32(first) & (0x7F >> UInt32(length))
            for byte in bytes[(place + 1)..<end] { value = value << 6 | UInt32(byte & 0x3F) }
            scalar(value, bytes[place..<end])
            place = end
        }
    }

    private static func append(_ text: String, keepsTabs: Bool, to result: inout [UInt8]) {
        var found = result
        found.reserveCapacity(text.utf8.count + 16)
        forEach(
            in: text, plain: { found.append($0) },
            scalar: { value, bytes in
                if !isHidden(value) || keepsTabs && value == 0x09 { found += bytes } else { spell(value, to: &found) }
            })
        result = found
    }

    /// Nearly every text needs none. Only some first bytes begin what is hidden.
    private static func needsSpelling(_ text: String, _ keepsTabs: Bool) -> Bool {
        var isSuspect = false
        for byte in text.utf8 where byte < 0x20 || byte >= 0x7F {
            switch byte {
            case 0x09 where keepsTabs: continue
            case 0..<0x20, 0x7F: return true
            case 0xC2, 0xD8, 0xE1, 0xE2, 0xE3, 0xEF, 0xF0, 0xF3: isSuspect = true
            default: continue
            }
        }
        return isSuspect && text.unicodeScalars.contains { isHidden($0.value) && !(keepsTabs && $0.value == 0x09) }
    }
}
