// XML documents through libxml2 into trees: encodings, refusals, and the laws of the tree.

import SolutionCore
import SolutionStore
import TestSupport
import Testing

struct DocumentTests {
    private func document(_ text: String) throws -> Document { try Document(Array(text.utf8), syntax: .xml, names: Names()) }

    @Test func everythingHasItsSpan() throws {
        let tree = try document("<?xml version=\"1.0\"?><!--c--><a x='1' y = \"&lt;\"><b/>t<![CDATA[<>]]></a>").tree
        #expect(tree.brokenInvariants() == [])
        let root = tree.root
        #expect(tree.name(of: root) == "a")
        #expect(tree.attribute("y", of: root) == "<")
        #expect(tree.text(of: root) == "t<>")
        #expect(tree.children(of: root).map { tree.spelling(of: $0) } == ["x='1'", "y = \"&lt;\"", "<b/>", "t", "<![CDATA[<>]]>"])
    }

    @Test func layoutDoesNotChangeTheHash() throws {
        let names = Names()
        func hash(_ text: String) throws -> UInt64 {
            let tree = try Document(Array(text.utf8), syntax: .xml, names: names).tree
            return tree[tree.root].hash
        }
        let plain = try hash("<a x=\"1\" y=\"2\"><b>t &amp; u</b><c></c></a>")
        #expect(try plain == hash("\u{FEFF}<?xml version=\"1.0\"?>\r\n<a  y='2'\r\n x='1'>\r\n  <b>t &#38; u</b>\r\n  <c />\r\n</a>\r\n"))
        #expect(try plain == hash("<a x=\"1\" y=\"2\"><b><![CDATA[t & u]]></b><c/></a>"))
        #expect(try plain == hash("<a x=\"1\" y=\"2\"><b>t <![CDATA[&]]> u</b><c/></a>"))
        #expect(try plain != hash("<a x=\"1\" y=\"2\"><c></c><b>t &amp; u</b></a>"))
        #expect(try plain != hash("<a x=\"1\" y=\"2\"><b>t &amp; u </b><c></c></a>"))
        #expect(try plain != hash("<a x=\"2\" y=\"1\"><b>t &amp; u</b><c></c></a>"))
        #expect(try hash("<a>\n</a>") == hash("<a/>"))
        #expect(try hash("<a>x\r\ny</a>") == hash("<a>x\ny</a>"))
    }

    @Test(arguments: ["UTF-16LE", "UTF-16BE", "UTF-8", "ISO-8859-1", "windows-1252", "UTF-32LE"])
    func encodingsComeBackByteForByte(name: String) throws {
        let marked = name.hasPrefix("UTF-")
        let text =
            (marked ? "\u{FEFF}" : "")
            + "<?xml version=\"1.0\" encoding=\"\(name.hasPrefix("UTF-16") ? "utf-16" : name)\"?>\r\n<a é=\"ß\">ü</a>"
        let bytes = try encode(text, as: name)
        let document = try Document(bytes, syntax: .xml, names: Names())
        #expect(document.tree.text(of: document.tree.root) == "ü")
        #expect(try document.encode(document.tree.reassembled()) == bytes)
    }

    private func encode(_ text: String, as name: String) throws -> [UInt8] {
        switch name {
        case "UTF-16LE": return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
        case "UTF-16BE": return text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        case "UTF-32LE":
            return text.unicodeScalars.flatMap { [UInt8(truncatingIfNeeded: $0.value), UInt8(truncatingIfNeeded: $0.value >> 8), 0, 0] }
        case "UTF-8": return Array(text.utf8)
        default: return text.unicodeScalars.map { UInt8($0.value) }
        }
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let text: String
        let line: Int
        let message: String
        var testDescription: String { String(text.prefix(60)) }
    }

    static let bomb = """
        <?xml version="1.0"?>
        <!DOCTYPE lolz [
         <!ENTITY lol "lol">
         <!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
         <!ENTITY lol2 "&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;&lol1;">
        ]>
        <lolz>&lol2;</lolz>
        """

    @Test(arguments: [
        Refusal(text: "", line: 1, message: "document is empty"),
        Refusal(text: "<a>\n<b>\n</a>", line: 3, message: "opening and ending tag mismatch"),
        Refusal(text: "<a>\n", line: 2, message: "end"),
        Refusal(text: "<a x='1' x='2'/>", line: 1, message: "attribute x redefined"),
        Refusal(text: "<a>&nbsp;</a>", line: 1, message: "'nbsp' not defined"),
        Refusal(text: "<a/><b/>", line: 1, message: "extra content"),
        Refusal(text: "plain text", line: 1, message: "start tag expected"),
        Refusal(text: bomb, line: 3, message: "declarations of entities are not allowed"),
        Refusal(
            text: "<!DOCTYPE a [\n<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<a>&x;</a>", line: 2,
            message: "declarations of entities are not allowed"),
    ])
    func refuses(refusal: Refusal) throws {
        let error = try #require(throws: ParseError.self) { try document(refusal.text) }
        #expect(error.line == refusal.line)
        #expect(error.message.lowercased().contains(refusal.message), "\(error.message)")
    }

    @Test func invalidUTF8IsRefused() throws {
        let bytes = Array("<a>\n".utf8) + [0xC3, 0x28] + Array("</a>".utf8)
        let error = try #require(throws: ParseError.self) { try Document(bytes, syntax: .xml, names: Names()) }
        #expect(error.line == 2)
    }

    @Test func depthIsALimitNotACrash() throws {
        let deep = String(repeating: "<a>", count: 100_000)
        let error = try #require(throws: ParseError.self) { try document(deep) }
        #expect(error.message.contains("nested more than 512 deep"))
    }

    @Test func aDoctypeWithoutEntitiesIsKept() throws {
        let tree = try document("<!DOCTYPE html>\n<html/>").tree
        #expect(tree.brokenInvariants() == [])
        #expect(tree.children(of: Tree.document).map { tree[$0].kind } == [.doctype, .element])
    }

    @Test func randomDocumentsComeBackByteForByte() throws {
        for seed in seeds(20_000) {
            let text = RandomDocument.xml(seed: seed)
            let document = try document(text)
            #expect(document.tree.brokenInvariants() == [], "seed \(seed): \(text)")
        }
    }

    @Test func mutatedDocumentsParseSoundlyOrFailCleanly() {
        for seed in seeds(20_000) {
            let bytes = Array(RandomDocument.xml(seed: seed / 4).utf8).mutated(seed: seed)
            guard let document = try? Document(bytes, syntax: .xml, names: Names()) else { continue }
            #expect(document.tree.brokenInvariants() == [], "seed \(seed)")
        }
    }
}
