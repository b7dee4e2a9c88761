// Values in messages of commits and tags: words, and never a line, a trailer, a comment or a signature of their own.

public enum MessageText {
    /// A value in one line: breaks and tabs become a blank, what nobody sees is spelled out.
    public static func line(_ text: String) -> String {
        var result: [UInt8] = []
        var isBreak = false
        Visible.forEach(
            in: text,
            plain: { byte in
                result.append(byte)
                isBreak = false
            },
            scalar: { value, bytes in
                let wasBreak = isBreak
                isBreak = false
                switch value {
                case 0x09...0x0D, 0x85, 0x2028, 0x2029:
                    if !wasBreak { result.append(UInt8(ascii: " ")) }
                    isBreak = true
                case _ where Visible.isHidden(value): Visible.spell(value, to: &result)
                default: result += bytes
                }
            })
        return String(decoding: result, as: UTF8.self)
    }

    /// A value that a line begins with. Lines that begin with signs are comments, signatures or dividers to some reader.
    public static func start(_ text: String) -> String {
        let line = line(text)
        guard let first = line.utf8.first, first < 0x80, !isWord(first) else { return line }
        return "'" + line + "'"
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
