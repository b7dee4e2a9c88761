// Random XML and JSON documents, well formed, with every construct that real files have and some that they should not.

public struct RandomDocument {
    private var random: SeededRandom
    private var text = ""

    private init(_ seed: UInt64) { random = SeededRandom(seed: seed) }

    // MARK: - XML

    /// A well-formed document, the same for the same seed.
    public static func xml(seed: UInt64) -> String {
        var document = RandomDocument(seed)
        if document.random.chance(50) { document.text += "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + document.space() }
        document.misc()
        document.element(depth: 0)
        document.misc()
        return document.text
    }

    private static let names = ["a", "bc", "Entity", "x:y", "attribute", "Größe", "a-b.c_d"]
    private static let words = [
        "text", "é", "&amp;", "&lt;x&gt;", "&#65;", "&#x1F600;", "\"'", "]]", "--", "\u{FEFF}", "😀", "1.0.0.0", "=", "/>",
        "&quot;&apos;",
    ]

    private mutating func space() -> String { random.pick(["", "\n", "\r\n", "  ", "\n\t", " \n  "]) }

    private mutating func misc() {
        for _ in 0..<random.below(3) {
            text += space()
            text += random.pick(["<!-- c -->", "<?pi some?>", "<!---->", "<!-- < & > -->"])
        }
        text += space()
    }

    private mutating func element(depth: Int) {
        let name = random.pick(Self.names)
        text += "<" + name
        var used: Set<String> = []
        // The prefix must be declared for the document to be well formed in namespaces too.
        if depth == 0 { text += " xmlns:x=\"urn:x\"" }
        for _ in 0..<random.below(4) {
            let attribute = random.pick(Self.names)
            guard used.insert(attribute).inserted else { continue }
            let quote = random.pick(["\"", "'"])
            var value = ""
            for _ in 0..<random.below(3) { value += random.pick(Self.words) + random.pick(["", " ", "\n", "\r\n", "\t"]) }
            value = value.filter { String($0) != quote && $0 != "<" }
            text += random.pick([" ", "\n   ", "  "]) + attribute + random.pick(["=", " = "]) + quote + value + quote
        }
        text += random.pick(["", " ", "\n"])
        if random.chance(25) {
            text += "/>"
            return
        }
        text += ">"
        for _ in 0..<random.below(depth > 4 ? 2 : 6) { content(depth: depth) }
        text += "</" + name + random.pick(["", " "]) + ">"
    }

    private mutating func content(depth: Int) {
        switch random.below(10) {
        case 0...4: if depth < 8 { element(depth: depth + 1) }
        case 5: text += space()
        case 6: text += "<![CDATA[" + random.pick(["", "<b>&amp;</b>", "]] >", "\r\n", "plain"]) + "]]>"
        case 7: text += "<!--" + random.pick(["", " c ", "<x>", "\r\n"]) + "-->"
        default: text += random.pick(Self.words).filter { $0 != "<" } + space()
        }
    }

    // MARK: - JSON

    /// A valid document, the same for the same seed.
    public static func json(seed: UInt64) -> String {
        var document = RandomDocument(seed)
        document.text += document.space().filter { $0 != "\u{FEFF}" }
        document.value(depth: 0)
        document.text += document.space()
        return document.text
    }

    private static let strings = ["\"\"", "\"a\"", "\"é😀\"", "\"\\n\\u00e9\\ud83d\\ude00\"", "\"\\\\\\\"\"", "\"\\u0000\"", "\"$schema\""]

    private mutating func value(depth: Int) {
        switch random.below(depth > 6 ? 4 : 8) {
        case 0: text += random.pick(["0", "-1", "1.50", "1e10", "-0.0E-3", "123456789012345678901234567890"])
        case 1: text += random.pick(["true", "false", "null"])
        case 2, 3: text += random.pick(Self.strings)
        case 4, 5: list("[", "]", depth) { $0.value(depth: depth + 1) }
        default:
            list("{", "}", depth) {
                $0.text += $0.random.pick(Self.strings) + $0.space() + ":" + $0.space()
                $0.value(depth: depth + 1)
            }
        }
    }

    private mutating func list(_ open: String, _ close: String, _ depth: Int, _ item: (inout RandomDocument) -> Void) {
        text += open + space()
        for index in 0..<random.below(5) {
            if index > 0 { text += "," + space() }
            item(&self)
            text += space()
        }
        text += close
    }
}

extension Array<UInt8> {
    /// The bytes with one seeded mutation: a byte changed, removed, doubled, or the end cut off.
    public func mutated(seed: UInt64) -> [UInt8] {
        guard !isEmpty else { return self }
        var random = SeededRandom(seed: seed)
        var bytes = self
        for _ in 0...random.below(3) {
            guard !bytes.isEmpty else { break }
            let place = random.below(bytes.count)
            switch random.below(6) {
            case 0: bytes[place] = UInt8(truncatingIfNeeded: random.below(256))
            case 1: bytes.remove(at: place)
            case 2: bytes.insert(random.pick(Array("<>&\"'/]}{[:,\\\0\r\n".utf8)), at: place)
            case 3: bytes.removeSubrange(place...)
            case 4: bytes.insert(contentsOf: bytes[place..<Swift.min(place + 8, bytes.count)], at: place)
            default: bytes.swapAt(place, random.below(bytes.count))
            }
        }
        return bytes
    }
}
