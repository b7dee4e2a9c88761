// Versions inside names: `Contoso.Plugins, Version=1.0.0.0, Culture=neutral`, and `Contoso (1.0.0.0)`.

enum Stamps {
    /// Whether two values differ in more than a version. Values that are nothing else are not told apart.
    static func isSame(_ before: String, _ after: String) -> Bool {
        let (one, other) = (divided(before), divided(after))
        guard !one.isPlain || !other.isPlain else { return true }
        return one.rest == other.rest
    }

    /// The name alone: of a solution or package without the version in brackets, of an assembly without all behind it.
    static func unversioned(_ text: String) -> String {
        if let comma = text.firstIndex(of: ","), text[comma...].lowercased().hasPrefix(", version=") { return String(text[..<comma]) }
        return withoutBrackets(text)
    }

    private static func withoutBrackets(_ text: String) -> String {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "("), isVersion(text[text.index(after: open)...].dropLast()) else {
            return text
        }
        let name = text[..<open]
        return String(name.hasSuffix(" ") ? name.dropLast() : name)
    }

    /// A text without its versions; plain where it has none to take out.
    private static func divided(_ text: String) -> (rest: String, isPlain: Bool) {
        let name = withoutBrackets(text)
        if name != text { return (name, false) }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let kept = parts.filter { part in
            let trimmed = part.withoutBlanks
            return !(trimmed.lowercased().hasPrefix("version=") && isVersion(trimmed.dropFirst(8)))
        }
        return (kept.joined(separator: ","), kept.count == parts.count)
    }

    private static func isVersion(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 == UInt8(ascii: ".") }
    }
}
