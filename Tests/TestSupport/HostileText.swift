// Texts that somebody makes to be taken for something else: by a terminal, by git, by a shell, by a reader of Markdown or of messages.

public enum HostileText {
    /// What means something to somebody who reads it.
    public static let pieces = [
        "\"", "'", "\\", "\n", "\r", "\r\n", "\t", "\u{8}", "\u{1B}[31m", "\u{1B}]0;x\u{7}", "\u{7F}", "\u{85}", "\u{9B}2J", "\u{301}",
        "\u{212A}",
        "\u{202E}", "\u{2066}", "\u{200E}", "\u{61C}", "\u{2028}", "\u{2029}", "\u{200B}", "\u{FEFF}", "\u{E0041}", "é", "e\u{301}", "日本",
        "👩‍👩‍👧",
        "[core]", "fsmonitor = touch x", "=", ";", "#", "# comment", "---", "-----BEGIN PGP SIGNATURE-----", "Signed-off-by: Eve <e@x.y>",
        "Solution: Other", ": ", "$(id)", "`id`", "${HOME}", "&", "|", ">", "<", "!", "*", "?", "~", "%s", "%", "-", "--", "-rf", " ", "  ",
        "    ",
        "<b>", "</summary>", "<!--", "-->", "<script>", "<a href=x>", "&amp;", "&#60;", "](http://x.y)", "![i](http://x.y/z.png)", "[a](b)",
        "[x]: /u",
        "@user", "@org/team", "#1", "GH-1", "!1", "http://x.y", "https://x.y", "www.x.y", "mailto:a@b.c", "a@b.c", ":smile:", "$x$", "``",
        "```",
        "~~~", "**b**", "_i_", "1. ", "1) ", "- ", "+ ", "> ", "===", "| a | b |", "\\\n", "[ ]", "^1", "x", "Order", "1",
    ]

    /// A text of some of these, and of other letters; without zero bytes, which no name and no word of a command has.
    public static func make(_ random: inout SeededRandom) -> String {
        var text = ""
        for _ in 0..<(1 + random.below(6)) {
            if random.chance(80) {
                text += random.pick(pieces)
            } else {
                let scalar = Unicode.Scalar(UInt32(1 + random.below(random.chance(50) ? 0xFF : 0xFFFF))) ?? "x"
                text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// Scalars that a reader does not see or a terminal obeys, but for line feeds and tabs; told apart here once more, by their properties.
    public static func hidden(in text: String, isAllowed: (Unicode.Scalar) -> Bool = { $0 == "\n" || $0 == "\t" }) -> [String] {
        text.unicodeScalars.filter { scalar in
            if isAllowed(scalar) { return false }
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .surrogate: return true
            // Joiners and the soft hyphen are parts of words; signs that stand before numbers are seen.
            case .format:
                return ![0xAD, 0x200C, 0x200D].contains(scalar.value) && !(0x600...0x8E2).contains(scalar.value) && scalar.value < 0x10000
            default: return false
            }
        }.map { "U+" + String($0.value, radix: 16, uppercase: true) }
    }
}
