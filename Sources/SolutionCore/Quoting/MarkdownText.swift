// Values in Markdown: text and nothing else, on every host. No markup, no link, no mention, no reference, no emoji.

public enum MarkdownText {
    /// A value in a paragraph, a heading or a list. `isStart`: the line begins with it.
    public static func inline(_ text: String, isStart: Bool = true) -> String {
        escaped(text, isStart) { byte, _, isStart, result in
            switch byte {
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"),
                UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "#"), UInt8(ascii: "~"), UInt8(ascii: "^"):
                result += [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "&"): result += "&amp;".utf8
            // Hosts have formulas between two of these, escaped or not.
            case UInt8(ascii: "$"): result += "&#36;".utf8
            // Lists, rules and underlined headings.
            case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "="), UInt8(ascii: "."), UInt8(ascii: ")"), UInt8(ascii: ":"):
                if isStart { result.append(UInt8(ascii: "\\")) }
                result.append(byte)
            // Four are code, and some on the way to a list.
            case UInt8(ascii: " ") where isStart: result += "&#32;".utf8
            default: result.append(byte)
            }
        }
    }

    /// A value between tags, where Markdown may be read or not: by references that both read.
    public static func html(_ text: String) -> String {
        escaped(text, false) { byte, last, _, result in
            switch byte {
            case UInt8(ascii: "<"): result += "&lt;".utf8
            case UInt8(ascii: ">"): result += "&gt;".utf8
            case UInt8(ascii: "&"): result += "&amp;".utf8
            case UInt8(ascii: "\""): result += "&quot;".utf8
            case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "|"),
                UInt8(ascii: "~"), UInt8(ascii: "$"), UInt8(ascii: "^"), UInt8(ascii: "!"):
                result += "&#\(byte);".utf8
            // Inside a word it emphasises nothing.
            case UInt8(ascii: "_") where !isWord(last): result += "&#\(byte);".utf8
            default: result.append(byte)
            }
        }
    }

    /// A value as code, with a fence longer than any in it.
    public static func code(_ text: String) -> String {
        let line = MessageText.line(text)
        var longest = 0
        var run = 0
        for byte in line.utf8 {
            run = byte == UInt8(ascii: "`") ? run + 1 : 0
            longest = max(longest, run)
        }
        guard longest > 0 else { return "`" + line + "`" }
        let fence = String(repeating: "`", count: longest + 1)
        return fence + " " + line + " " + fence
    }

    /// One line, in which hosts find nothing of what they look for in finished text: a blank without width parts the sign from the word.
    private static func escaped(
        _ text: String, _ isStart: Bool, _ escape: (_ byte: UInt8, _ last: UInt8?, _ isStart: Bool, _ result: inout [UInt8]) -> Void
    ) -> String {
        let bytes = Array(MessageText.line(text).utf8)
        var result: [UInt8] = []
        var isStart = isStart
        for (place, byte) in bytes.enumerated() {
            escape(byte, place > 0 ? bytes[place - 1] : nil, isStart, &result)
            // A number may begin a list, with what stands behind it.
            isStart = isStart && isDigit(byte)
            let rest = bytes[(place + 1)...]
            if isReference(byte, rest) || isAddress(bytes[...place], rest) { result += "&#8203;".utf8 }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// `@user`, `#1`, `!1`, `~label`, `%1`, `&1`, `:word:`, `https://`.
    private static func isReference(_ byte: UInt8, _ rest: ArraySlice<UInt8>) -> Bool {
        switch byte {
        case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "!"), UInt8(ascii: "~"), UInt8(ascii: "%"), UInt8(ascii: "&"),
            UInt8(ascii: ":"), UInt8(ascii: "$"), UInt8(ascii: "^"):
            rest.first.map { $0 > UInt8(ascii: " ") } ?? false
        default: false
        }
    }

    /// `www.` and `GH-1`, in either case.
    private static func isAddress(_ done: ArraySlice<UInt8>, _ rest: ArraySlice<UInt8>) -> Bool {
        func ends(_ word: String) -> Bool { done.suffix(word.utf8.count).map { $0 | 0x20 }.elementsEqual(word.utf8) }
        return ends("www") && rest.first == UInt8(ascii: ".") || ends("gh-") && (rest.first.map(isDigit) ?? false)
    }

    private static func isWord(_ byte: UInt8?) -> Bool {
        guard let byte else { return false }
        return isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
