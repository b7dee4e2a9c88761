// Which encoding a file's bytes are in: what its byte order mark, its first bytes and its XML declaration say.

/// The encoding of a text file.
public enum TextEncoding: Equatable, Sendable {
    /// UTF-8, with or without a byte order mark (which stays part of the text).
    case utf8
    case utf16LittleEndian
    case utf16BigEndian
    case utf32LittleEndian
    case utf32BigEndian
    /// What an XML declaration names.
    case named(String)

    /// The name by which converters know it.
    public var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        case .utf32LittleEndian: "UTF-32LE"
        case .utf32BigEndian: "UTF-32BE"
        case .named(let name): name
        }
    }

    /// Of UTF-16 whether the high byte comes first; nil for all others.
    public var isWideBigEndian: Bool? {
        switch self {
        case .utf16LittleEndian: false
        case .utf16BigEndian: true
        default: nil
        }
    }

    /// Decides as XML 1.0, appendix F, does.
    ///
    /// Bytes win over words: .NET writes `encoding="utf-16"` into documents that are then saved as UTF-8.
    public static func detect(_ bytes: some Collection<UInt8>) -> TextEncoding {
        let head = Array(bytes.prefix(256))
        func begins(_ prefix: [UInt8]) -> Bool { head.starts(with: prefix) }
        if begins([0xEF, 0xBB, 0xBF]) { return .utf8 }
        if begins([0xFF, 0xFE, 0, 0]) || begins([0x3C, 0, 0, 0]) { return .utf32LittleEndian }
        if begins([0, 0, 0xFE, 0xFF]) || begins([0, 0, 0, 0x3C]) { return .utf32BigEndian }
        if begins([0xFF, 0xFE]) || begins([0x3C, 0]) { return .utf16LittleEndian }
        if begins([0xFE, 0xFF]) || begins([0, 0x3C]) { return .utf16BigEndian }
        guard let name = declaredName(head) else { return .utf8 }
        switch name.lowercased() {
        case "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", "utf16", "unicode", "ucs-2",
            "iso-10646-ucs-2", "utf-32":
            return .utf8
        default: return .named(name)
        }
    }

    /// What `<?xml … encoding="…"?>` says, where the bytes begin with one.
    private static func declaredName(_ head: [UInt8]) -> String? {
        guard head.starts(with: Array("<?xml".utf8)), let close = head.firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let declaration = String(decoding: head[..<close], as: UTF8.self)
        guard let word = declaration.firstRange(of: "encoding") else { return nil }
        let rest = declaration[word.upperBound...].utf8.drop { $0 <= UInt8(ascii: " ") || $0 == UInt8(ascii: "=") }
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        return String(Substring(rest[..<end].dropFirst()))
    }
}
