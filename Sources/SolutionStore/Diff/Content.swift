// Content that is no document: lines of text, and bytes that are told apart by their size and digest.

internal import Bindings
internal import SolutionCore

enum Content {
    /// As git tells text from other bytes: no NUL near the beginning, unless the text says it is UTF-16.
    static func isText(_ bytes: [UInt8]) -> Bool { isWide(bytes) || !bytes.prefix(8000).contains(0) }

    /// Without what is no content of a text: the mark at its beginning, and the manner of its line ends.
    static func plain(_ bytes: [UInt8]) -> [UInt8] {
        var text = bytes[...]
        var converted: [UInt8] = []
        if isWide(bytes), let utf8 = try? Transcoder.convert(bytes, from: "UTF-16", to: "UTF-8") {
            converted = utf8
            text = converted[...]
        }
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        guard text.contains(UInt8(ascii: "\r")) else { return Array(text) }
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var previous: UInt8 = 0
        for byte in text {
            if byte == UInt8(ascii: "\n"), previous == UInt8(ascii: "\r") { result.removeLast() }
            result.append(byte)
            previous = byte
        }
        return result
    }

    private static func isWide(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    }

    /// `3,412 bytes, 1f2e3d4`: enough to see whether two are the same.
    static func summary(_ bytes: [UInt8]) -> String {
        if let file = LargeFile(pointer: bytes) {
            return "\(grouped(file.size)) byte\(file.size == 1 ? "" : "s"), \(file.digest.prefix(10)) (Git LFS)"
        }
        let digest = (try? ObjectID.of(.blob, bytes))?.hex.prefix(10) ?? ""
        return "\(grouped(bytes.count)) byte\(bytes.count == 1 ? "" : "s"), \(digest)"
    }

    /// The same of one of two states where one of them is not here: both are named by the digest that is known of both.
    static func summary(_ bytes: [UInt8], besidePointer isBeside: Bool) -> String {
        guard isBeside, LargeFile(pointer: bytes) == nil else { return summary(bytes) }
        return "\(grouped(bytes.count)) byte\(bytes.count == 1 ? "" : "s"), \(SHA256.hex(of: bytes).prefix(10))"
    }

    private static func grouped(_ number: Int) -> String {
        var digits = String(number)
        var groups: [Substring] = []
        while digits.count > 3 {
            groups.insert(digits.suffix(3), at: 0)
            digits.removeLast(3)
        }
        return ([digits[...]] + groups).joined(separator: ",")
    }

    /// The lines that differ, with one around them.
    static func hunks(_ a: [UInt8], _ b: [UInt8]) -> [LineHunk] {
        guard let diff = try? diffLines(a, b, context: 1) else { return [] }
        return diff.hunks.map { hunk in
            LineHunk(
                header: "@@ -\(hunk.oldStart),\(hunk.oldCount) +\(hunk.newStart),\(hunk.newCount) @@",
                lines: hunk.lines.map { line in
                    let origin: LineHunk.Line.Origin =
                        switch line.origin {
                        case .added: .added
                        case .removed: .removed
                        default: .context
                        }
                    let end = line.bytes.last == UInt8(ascii: "\n") ? 1 : 0
                    return LineHunk.Line(origin: origin, text: String(decoding: line.bytes.dropLast(end), as: UTF8.self))
                })
        }
    }
}
