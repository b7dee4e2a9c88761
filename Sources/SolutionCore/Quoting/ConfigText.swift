// Values and names in the form of git's configuration files. What git reads back is what was given, byte for byte.

public enum ConfigText {
    /// A value between quotes; nil where none can stand for it, as git ends values at a zero byte.
    public static func value(_ text: String) -> String? {
        quoted(text) { byte in
            switch byte {
            case 0: nil
            case UInt8(ascii: "\n"): [UInt8(ascii: "\\"), UInt8(ascii: "n")]
            case UInt8(ascii: "\t"): [UInt8(ascii: "\\"), UInt8(ascii: "t")]
            case 0x08: [UInt8(ascii: "\\"), UInt8(ascii: "b")]
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            default: [byte]
            }
        }
    }

    /// What stands in the quotes of `[section "name"]`; nil with control characters, for which git has no escape there.
    public static func subsection(_ text: String) -> String? {
        quoted(text) { byte in
            switch byte {
            case 0..<0x20, 0x7F: nil
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            default: [byte]
            }
        }
    }

    private static func quoted(_ text: String, _ escape: (UInt8) -> [UInt8]?) -> String? {
        var result = [UInt8(ascii: "\"")]
        for byte in text.utf8 {
            guard let escaped = escape(byte) else { return nil }
            result += escaped
        }
        return String(decoding: result + [UInt8(ascii: "\"")], as: UTF8.self)
    }
}
