// Which node is which, and what is made of it: small tables of pairs of documents.

import Testing

@testable import SolutionCore

struct MatchingTests {
    /// What the elements with a mark are matched with: `a1 b1 a2` are elements `a`, `b` and `a` with the attributes `m="a1"` and so on.
    private func pairs(_ before: String, _ after: String, path: String, item: (String) -> String) throws -> [String] {
        let reader = TreeReader()
        let (a, b) = (try reader.xml(before), try reader.xml(after))
        let matching = Matching(a, b, path: path, shapes: reader.shapes)
        return a.nodes.indices.filter { a[$0].kind == .element && a.attribute("m", of: $0) != nil }.map { node in
            let other = matching.inB(node).flatMap { b.attribute("m", of: $0) }
            return (a.attribute("m", of: node) ?? "") + "=" + (other ?? "-")
        }
    }

    @Test func keysDecideWhereTheTableHasThem() throws {
        let options = { (items: String) in
            "<optionset Name=\"s\"><options>"
                + items.split(separator: " ").map { "<option value=\"\($0.first ?? "0")\" m=\"\($0)\"/>" }.joined()
                + "</options></optionset>"
        }
        let found = try pairs(options("1a 2b 3c"), options("3x 1y 4z"), path: "OptionSets/s.xml") { $0 }
        #expect(found == ["1a=1y", "2b=-", "3c=3x"])
    }

    @Test(arguments: [
        // Equal in order, equal elsewhere, then by the place between those.
        ("1 2 3", "1 2 3", "1=1 2=2 3=3"), ("1 2 3", "3 1 2", "1=1 2=2 3=3"), ("1 2 3", "1 9 3", "1=1 2=9 3=3"),
        ("1 2", "1 2 3", "1=1 2=2"), ("1 2 3", "2 3", "1=- 2=2 3=3"),
    ])
    func contentAndPlaceDecideWhereThereAreNone(before: String, after: String, expected: String) throws {
        let list = { (items: String) in "<x>" + items.split(separator: " ").map { "<i m=\"\($0)\"/>" }.joined() + "</x>" }
        #expect(try pairs(list(before), list(after), path: "Other/Unknown.xml") { $0 }.joined(separator: " ") == expected)
    }
}

struct WeaveTests {
    /// One document with all differences to another put in.
    private func woven(_ before: String, _ after: String, path: String) throws -> String {
        let reader = TreeReader()
        let isJSON = before.first == "{" || before.first == "["
        let (a, b) = isJSON ? (try reader.json(before), try reader.json(after)) : (try reader.xml(before), try reader.xml(after))
        let delta = Delta(a, b, path: path, shapes: reader.shapes)
        return String(decoding: delta.woven(delta.differences), as: UTF8.self)
    }

    @Test(arguments: [
        ("<a x='1'  y=\"2\"/>", "<a x=\"1\" y=\"3\"/>", "<a x='1'  y=\"3\"/>"),
        ("<a>\n  <b/>\n</a>", "<a><b/><c/></a>", "<a>\n  <b/><c/>\n</a>"),
        ("<a>\n  <b/>\n  <c/>\n</a>", "<a><c/></a>", "<a>\n  <c/>\n</a>"), ("<a><b>1</b></a>", "<a><b>2</b></a>", "<a><b>2</b></a>"),
        ("<a/>", "<a>\n <b/>\n</a>", "<a>\n <b/>\n</a>"), ("<a><b/></a>", "<a></a>", "<a></a>"),
        ("{ \"a\": 1 }", "{\"a\":2,\"b\":3}", "{ \"a\": 2,\"b\":3 }"), ("{\"a\":1, \"b\":2}", "{\"b\":2}", "{ \"b\":2}"),
        ("[1, 2]", "[2,1]", "[ 2,1]"), ("[]", "[ 1 ]", "[ 1 ]"),
    ])
    func differencesArePutInAndTheRestStaysAsItIs(before: String, after: String, expected: String) throws {
        #expect(try woven(before, after, path: before.first == "<" ? "x.xml" : "x.json") == expected)
    }
}

struct HashingTests {
    @Test func anotherSeedIsAnotherHashOfEverything() throws {
        let text = "<a b=\"1\"><c>text</c><!-- said --></a>"
        let (one, again, other) = (try TreeReader(seed: 1).xml(text), try TreeReader(seed: 1).xml(text), try TreeReader(seed: 2).xml(text))
        #expect(one.nodes.map(\.hash) == again.nodes.map(\.hash))
        #expect(zip(one.nodes, other.nodes).allSatisfy { $0.hash != $1.hash })
    }
}
