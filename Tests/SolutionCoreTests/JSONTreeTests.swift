// The JSON parser: what it takes, what it refuses and where, and the laws of its trees.

import SolutionCore
import TestSupport
import Testing

struct JSONTreeTests {
    private func tree(_ text: String) throws -> Tree { try Tree(json: Array(text.utf8), names: Names()) }

    @Test(arguments: [
        "{}", "[]", " [ ] ", "null", "-0", "1.5e+3", "\"\\u00e9\"", "{\"a\":{\"b\":[1,2,{\"c\":null}]}}", "{\"a\":1,\"a\":2}",
        "\u{FEFF}{\"a\":1}",
    ])
    func accepts(text: String) throws {
        #expect(try tree(text).brokenInvariants() == [])
    }

    struct Refusal: CustomTestStringConvertible, Sendable {
        let text: String
        let line: Int
        let column: Int
        let message: String
        var testDescription: String { text.debugDescription }
    }

    @Test(arguments: [
        Refusal(text: "", line: 1, column: 1, message: "unexpected end, expected a value"),
        Refusal(text: "{", line: 1, column: 2, message: "unexpected end inside an object"),
        Refusal(text: "[1,]", line: 1, column: 4, message: "expected a value"),
        Refusal(text: "[1 2]", line: 1, column: 4, message: "expected ',' or ']'"),
        Refusal(text: "{\n  a: 1}", line: 2, column: 3, message: "expected a member name"),
        Refusal(text: "{\"a\" 1}", line: 1, column: 6, message: "expected ':'"),
        Refusal(text: "01", line: 1, column: 2, message: "unexpected text after the end"),
        Refusal(text: "1.", line: 1, column: 3, message: "bad number"),
        Refusal(text: "\"a", line: 1, column: 1, message: "string is not closed"),
        Refusal(text: "\"\n\"", line: 1, column: 2, message: "control character in a string"),
        Refusal(text: "\"\\x\"", line: 1, column: 3, message: "bad escape in a string"),
        Refusal(text: "tru", line: 1, column: 1, message: "expected a value"),
        Refusal(text: "{} {}", line: 1, column: 4, message: "unexpected text after the end"),
    ])
    func refuses(refusal: Refusal) {
        #expect(throws: ParseError(line: refusal.line, column: refusal.column, message: refusal.message)) {
            try tree(refusal.text)
        }
    }

    @Test func invalidUTF8IsRefused() {
        #expect(throws: ParseError.self) { try Tree(json: [0x22, 0xFF, 0x22], names: Names()) }
    }

    @Test func depthIsALimitNotACrash() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: ParseError.self) { try tree(deep) }
        let allowed = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
        #expect(try tree(allowed).nodes.count == 401)
    }

    @Test func keepsSpellingOrderAndDuplicates() throws {
        let tree = try tree("{\"b\": 1.50, \"a\": \"x\\u0041\", \"b\": []}")
        let members = Array(tree.children(of: tree.root))
        #expect(members.map { tree.name(of: $0) } == ["b", "a", "b"])
        #expect(tree.text(of: members[0]) == "1.50")
        #expect(tree.text(of: members[1]) == "xA")
        #expect(tree.spelling(of: members[1]) == "\"a\": \"x\\u0041\"")
    }

    @Test func meaningDecidesTheHash() throws {
        let names = Names()
        func hash(_ text: String) throws -> UInt64 {
            let tree = try Tree(json: Array(text.utf8), names: names)
            return tree[tree.root].hash
        }
        #expect(try hash("{\"a\":1,\"b\":2}") == hash("{ \"b\" : 2,\n\"a\" : 1 }"))
        #expect(try hash("\"A\"") == hash("\"\\u0041\""))
        #expect(try hash("[1,2]") != hash("[2,1]"))
        #expect(try hash("{\"a\":1}") != hash("{\"a\":\"1\"}"))
        #expect(try hash("{\"a\":1}") != hash("{\"b\":1}"))
        #expect(try hash("[]") != hash("{}"))
        #expect(try hash("[[1],2]") != hash("[[1,2]]"))
    }

    @Test func quotingRoundTrips() throws {
        for text in ["", "plain", "\"\\\n\r\t\u{1}é😀"] {
            let tree = try Tree(json: JSONText.quote(text), names: Names())
            #expect(tree.text(of: tree.root) == text)
        }
    }

    @Test func randomDocumentsComeBackByteForByte() throws {
        for seed in seeds(20_000) {
            let text = RandomDocument.json(seed: seed)
            let tree = try tree(text)
            #expect(tree.brokenInvariants() == [], "seed \(seed): \(text)")
        }
    }

    @Test func halfAPairIsSeen() throws {
        let tree = try tree(#"["a\ud800", "a\uDFFF", "a\uD83D\uDE00"]"#)
        let texts = tree.children(of: tree.root).map { tree.text(of: $0) }
        #expect(texts == ["a\u{FFFD}\\ud800", "a\u{FFFD}\\udfff", "a\u{1F600}"])
        #expect(tree[tree.root + 1].hash != tree[tree.root + 2].hash)
    }

    @Test func mutatedDocumentsParseSoundlyOrFailCleanly() {
        for seed in seeds(20_000) {
            let bytes = Array(RandomDocument.json(seed: seed / 4).utf8).mutated(seed: seed)
            guard let tree = try? Tree(json: bytes, names: Names()) else { continue }
            #expect(tree.brokenInvariants() == [], "seed \(seed)")
        }
    }
}
