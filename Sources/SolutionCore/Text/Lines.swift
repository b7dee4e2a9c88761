// Texts as lines, and cut to a length for people.

extension StringProtocol {
    /// What stands between line feeds. A carriage return before one stays.
    public var lines: [SubSequence] {
        var parts: [SubSequence] = []
        var start = startIndex
        while let end = utf8[start...].firstIndex(of: UInt8(ascii: "\n")) {
            parts.append(self[start..<end])
            start = utf8.index(after: end)
        }
        parts.append(self[start...])
        return parts
    }
}

extension StringProtocol {
    /// Whether its first letter is a small one, or a capital.
    public var beginsSmall: Bool { unicodeScalars.first?.properties.isLowercase == true }
    public var beginsCapital: Bool { unicodeScalars.first?.properties.isUppercase == true }
    /// Behind the blanks at its beginning.
    public var withoutBlanks: SubSequence { self[(utf8.firstIndex { $0 != UInt8(ascii: " ") } ?? endIndex)...] }
    /// Of ASCII's digits alone, and not empty.
    public var isDigits: Bool { !isEmpty && utf8.allSatisfy { $0 &- 0x30 < 10 } }
}

extension Substring {
    /// Without blanks at either end.
    public var trimmed: Substring {
        let start = withoutBlanks
        var end = start.endIndex
        while end > start.startIndex, utf8[utf8.index(before: end)] == UInt8(ascii: " ") { end = utf8.index(before: end) }
        return start[..<end]
    }
}

extension String {
    /// Whether it has a line end of any kind.
    public var hasLineEnd: Bool {
        if utf8.contains(where: { (0x0A...0x0D).contains($0) }) { return true }
        return contains("\u{85}") || contains("\u{2028}") || contains("\u{2029}")
    }

    /// At most so many scalars, with a mark where some are missing.
    public func shortened(to length: Int) -> String {
        guard utf8.count > length else { return self }
        let scalars = unicodeScalars
        let end = scalars.index(scalars.startIndex, offsetBy: length, limitedBy: scalars.endIndex)
        guard let end, end < scalars.endIndex else { return self }
        return self[..<end] + "…"
    }

    /// Whether it has at most so many scalars. Long texts are not counted through.
    public func isShort(_ length: Int) -> Bool { utf8.count <= length || utf8.count <= 4 * length && unicodeScalars.count <= length }
}
