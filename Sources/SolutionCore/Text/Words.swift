// A name found in a text as a word of its own, whatever its letter case.

enum Words {
    /// Where a folded name stands. It ends where no letter or digit follows; `isStart` judges the byte before it.
    static func places(
        of name: String, in text: some Collection<UInt8>, isStart: (UInt8?) -> Bool, isEnd: (UInt8?) -> Bool
    ) -> [Range<Int>] {
        let (name, bytes) = (Array(name.utf8), Array(text))
        guard let first = name.first, bytes.count >= name.count else { return [] }
        var found: [Range<Int>] = []
        var position = 0
        while position <= bytes.count - name.count {
            let end = position + name.count
            if lower(bytes[position]) == first, zip(bytes[position..<end], name).allSatisfy({ lower($0) == $1 }),
                isStart(position == 0 ? nil : bytes[position - 1]), isEnd(end == bytes.count ? nil : bytes[end])
            {
                found.append(position..<end)
                position = end
            } else {
                position += 1
            }
        }
        return found
    }

    /// A text with a name replaced at these places.
    static func replaced(_ text: String, at places: [Range<Int>], by new: (String) -> String) -> String {
        let bytes = Array(text.utf8)
        let edits = places.map { (range: $0, bytes: Array(new(String(decoding: bytes[$0], as: UTF8.self)).utf8)) }
        return String(decoding: bytes.applying(edits), as: UTF8.self)
    }

    static func isOutside(_ byte: UInt8?) -> Bool { byte.map { !isLetter($0) && $0 != UInt8(ascii: "_") } ?? true }

    static func isNoLetter(_ byte: UInt8?) -> Bool { byte.map { !isLetter($0) } ?? true }

    static func isSlash(_ byte: UInt8?) -> Bool { byte.map { $0 == UInt8(ascii: "/") } ?? true }

    static func isDot(_ byte: UInt8?) -> Bool { byte == UInt8(ascii: ".") }

    private static func isLetter(_ byte: UInt8) -> Bool {
        let folded = lower(byte)
        return folded >= UInt8(ascii: "a") && folded <= UInt8(ascii: "z") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
            || byte >= 0x80
    }

    private static func lower(_ byte: UInt8) -> UInt8 { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte }
}
