// Every message and hint of the sources stands in a golden or in a test, or in a list of those that nobody has provoked yet.

import Bindings
import TestSupport
import Testing

struct MessageListTests {
    private static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    /// What makes a message. Its arguments' texts are the words that a person gets.
    private static let calls = ["CommandError(", "UsageError(", ".warn(", "StoreError(", "Finding("]

    /// Names of the sources, each with the longest fixed piece of every text in it that is a message or a hint.
    static func messages() throws -> [String] {
        var found: Set<String> = []
        for file in try Walk.list(root + "/Sources/") where file.kind == .file && file.path.hasSuffix(".swift") {
            let text = try Files.read(root + "/Sources/" + file.path)
            for call in calls {
                for start in places(of: Array(call.utf8), in: text) {
                    var scan = LiteralScan(text, from: start + call.utf8.count)
                    found.formUnion(scan.pieces().filter { $0.utf8.count >= 8 && $0.contains(" ") })
                }
            }
        }
        return found.sorted()
    }

    private static func places(of needle: [UInt8], in text: [UInt8]) -> [Int] {
        guard text.count >= needle.count else { return [] }
        return (0...(text.count - needle.count)).filter { text[$0] == needle[0] && text[$0..<($0 + needle.count)].elementsEqual(needle) }
    }

    /// All texts of the tests and goldens, without the list of what is open.
    private static func evidence() throws -> PieceIndex {
        var all: [UInt8] = []
        for file in try Walk.list(root + "/Tests/") where file.kind == .file && !file.path.hasSuffix(openList) {
            all += try Files.read(root + "/Tests/" + file.path) + [0]
        }
        return PieceIndex(all)
    }

    private static let openList = "Goldens/messages-open.txt"

    @Test func everyMessageIsProvokedOrListed() throws {
        let messages = try Self.messages()
        #expect(messages.count > 200)
        let open = try Self.evidence().missing(messages)
        // A message that a test provokes leaves the list; a new one needs a test.
        try Golden.expect(open.map { $0 + "\n" }.joined(), is: "messages-open.txt")
    }

    @Test func aMessageIsFoundInACall() throws {
        let source = Array(#"throw CommandError("no \(kind("a b")) is here today", hints: ["look \"elsewhere\" first"])"#.utf8)
        var scan = LiteralScan(source, from: 19)
        #expect(scan.pieces() == ["is here today", "look \"elsewhere\" first"])
        #expect(PieceIndex(Array("xx is here today yy".utf8)).missing(scan.found) == ["look \"elsewhere\" first"])
    }
}

/// Reads the texts in the arguments of a call.
private struct LiteralScan {
    private let text: [UInt8]
    private var here: Int
    private(set) var found: [String] = []

    init(_ text: [UInt8], from start: Int) { (self.text, here) = (text, start) }

    mutating func pieces() -> [String] {
        var depth = 1
        while here < text.count, depth > 0 {
            switch text[here] {
            case UInt8(ascii: "\""):
                let parts = literal()
                if let longest = parts.max(by: { $0.utf8.count < $1.utf8.count }) { found.append(longest) }
                continue
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"): depth -= 1
            default: break
            }
            here += 1
        }
        return found
    }

    /// The fixed pieces of the text that begins here, without blanks around them.
    private mutating func literal() -> [String] {
        var (parts, piece): ([String], [UInt8]) = ([], [])
        func trimmed(_ bytes: [UInt8]) -> String {
            var bytes = bytes[...]
            while bytes.first == UInt8(ascii: " ") { bytes.removeFirst() }
            while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
            return String(decoding: bytes, as: UTF8.self)
        }
        here += 1
        while here < text.count, text[here] != UInt8(ascii: "\"") {
            if text[here] == UInt8(ascii: "\\"), here + 1 < text.count {
                if text[here + 1] == UInt8(ascii: "(") {
                    parts.append(trimmed(piece))
                    piece = []
                    here += 2
                    skipExpression()
                } else {
                    if text[here + 1] != UInt8(ascii: "n") { piece.append(text[here + 1]) }
                    here += 2
                }
                continue
            }
            piece.append(text[here])
            here += 1
        }
        here += 1
        return parts + [trimmed(piece)]
    }

    private mutating func skipExpression() {
        var depth = 1
        while here < text.count, depth > 0 {
            if text[here] == UInt8(ascii: "\"") {
                _ = literal()
                continue
            }
            if text[here] == UInt8(ascii: "(") { depth += 1 }
            if text[here] == UInt8(ascii: ")") { depth -= 1 }
            here += 1
        }
    }
}

/// Where each eight bytes stand in a text.
private struct PieceIndex {
    private let text: [UInt8]

    init(_ text: [UInt8]) { self.text = text }

    /// Those of some pieces that do not stand in it.
    func missing(_ pieces: [String]) -> [String] {
        var waiting: [UInt64: [String]] = [:]
        for piece in pieces { waiting[piece.utf8.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, default: []].append(piece) }
        var window: UInt64 = 0
        for (place, byte) in text.enumerated() {
            window = window << 8 | UInt64(byte)
            guard let candidates = waiting[window] else { continue }
            let rest = candidates.filter { !text[(place - 7)...].starts(with: $0.utf8) }
            waiting[window] = rest.isEmpty ? nil : rest
        }
        let missing = Set(waiting.values.joined())
        return pieces.filter(missing.contains)
    }
}
