// Names that mean something to git, in all the spellings that some file system takes for the same name.

/// One such name: how NTFS and HFS+ would read others as this one.
struct DotName: Sendable {
    /// In small letters.
    private let name: [UInt8]
    /// The beginnings of the short names that NTFS makes of it: `gitatt` for `GITATT~1`, and of the ones with a digest.
    private let short: [UInt8]
    private let digest: [UInt8]

    private init(_ name: String, short: String, digest: String) {
        self.name = Array(name.utf8)
        self.short = Array(short.utf8)
        self.digest = Array(digest.utf8)
    }

    /// The repository itself.
    static let git = DotName(".git", short: "git", digest: "")

    /// What tells git that a folder is a repository.
    static let head = DotName("head", short: "head", digest: "")

    /// Files in which git and Git LFS look for what they are to do.
    static let steering = [
        DotName(".gitattributes", short: "gitatt", digest: "gi7d29"), DotName(".gitmodules", short: "gitmod", digest: "gi7eba"),
        DotName(".gitignore", short: "gitign", digest: "gi250a"), DotName(".mailmap", short: "mailma", digest: "maba30"),
        DotName(".lfsconfig", short: "lfscon", digest: ""),
    ]

    /// NTFS ignores letter case, and what follows a name as blanks, dots, or the name of a stream. Every long name has a short one too.
    func isNTFS(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        if let rest = Self.rest(of: text, behind: name), Self.endsName(rest) { return true }
        // `.git` has one short name; of others there may be several, with a number or with a part of a digest.
        if digest.isEmpty, name.count == 4 { return Self.rest(of: text, behind: short + Array("~1".utf8)).map(Self.endsName) ?? false }
        if let rest = Self.rest(of: text, behind: short + [UInt8(ascii: "~")]), let digit = rest.first,
            digit >= UInt8(ascii: "1"), digit <= UInt8(ascii: "4")
        {
            return Self.endsName(rest.dropFirst())
        }
        return isDigestName(text)
    }

    /// `GI7D29~1`, also with fewer letters and more digits: eight bytes in all.
    private func isDigestName(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard !digest.isEmpty, text.count >= 8 else { return false }
        let eight = text.prefix(8).map(ASCII.folded)
        guard let tilde = eight.firstIndex(of: UInt8(ascii: "~")), eight[..<tilde].elementsEqual(digest.prefix(tilde)),
            let first = eight[(tilde + 1)...].first, first >= UInt8(ascii: "1"), first <= UInt8(ascii: "9"),
            eight[(tilde + 1)...].allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
        else { return false }
        return Self.endsName(text.dropFirst(8))
    }

    private static func rest(of text: Slice<UnsafeBufferPointer<UInt8>>, behind start: [UInt8]) -> Slice<UnsafeBufferPointer<UInt8>>? {
        guard text.count >= start.count, zip(text, start).allSatisfy({ ASCII.folded($0) == $1 }) else { return nil }
        return text.dropFirst(start.count)
    }

    private static func endsName(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        for byte in rest {
            if byte == UInt8(ascii: ":") || byte == .backslash { return true }
            if byte != UInt8(ascii: " "), byte != UInt8(ascii: ".") { return false }
        }
        return true
    }

    /// HFS+ ignores letter case, and characters that show nothing, wherever they stand.
    func isHFS(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var rest = text
        for wanted in name {
            guard let byte = Self.nextHFS(&rest), ASCII.folded(byte) == wanted else { return false }
        }
        return Self.nextHFS(&rest) == nil
    }

    /// The next byte that counts; nil at the end, and at what is no text, behind which git looks for nothing.
    private static func nextHFS(_ rest: inout Slice<UnsafeBufferPointer<UInt8>>) -> UInt8? {
        while let first = rest.first {
            if first < 0x80 {
                rest = rest.dropFirst()
                return first
            }
            guard let length = hiddenLength(rest) else { return isText(rest) ? first : nil }
            rest = rest.dropFirst(length)
        }
        return nil
    }

    /// U+200C to U+200F, U+202A to U+202E, U+206A to U+206F, U+FEFF.
    private static func hiddenLength(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard rest.count >= 3 else { return nil }
        let (one, two, three) = (rest[rest.startIndex], rest[rest.startIndex + 1], rest[rest.startIndex + 2])
        if one == 0xEF { return two == 0xBB && three == 0xBF ? 3 : nil }
        guard one == 0xE2 else { return nil }
        let isHidden =
            two == 0x80 && (0x8C...0x8F ~= three || 0xAA...0xAE ~= three) || two == 0x81 && 0xAA...0xAF ~= three
        return isHidden ? 3 : nil
    }

    /// Whether a sound character comes next. Only its first bytes are looked at.
    private static func isText(_ rest: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        var decoder = UTF8()
        var bytes = rest.prefix(4).makeIterator()
        if case .scalarValue = decoder.decode(&bytes) { return true }
        return false
    }
}
