// What things are called: every address leads to one thing, and the words are those of a maker.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct NamingTests {
    private static func naming(_ text: String, at path: String) throws -> Naming {
        let shapes = ShapeTable()
        let syntax = try #require(Syntax(path: path))
        let tree = try Document(Array(text.utf8), syntax: syntax, names: shapes.names).tree
        let finder = SubjectFinder(MemorySnapshot([path: Array(text.utf8)]), folder: "", language: "1033", names: shapes.names)
        let side = FileChanges.Side(
            tree, subject: finder.subject(of: path, tree), match: finder.match(path, tree), language: "1033")
        return Naming(side, shape: shapes.shapes.document(at: path), shapes: shapes.shapes)
    }

    /// The address of every element and attribute below the component itself.
    private static func addresses(_ naming: Naming) -> [String] {
        let tree = naming.tree
        return tree.nodes.indices.filter { node in
            let isThing = [.element, .attribute, .object, .array, .string, .number, .literal].contains(tree[node].kind)
            return isThing && !naming.name(of: node).trail.isEmpty && !naming.shape(of: node).isWrapper
        }.map { naming.name(of: $0).address.folded }
    }

    @Test(arguments: Kinds.table.all.map(\.word))
    func everyAddressLeadsToOneThing(word: String) throws {
        guard let kind = Kinds.table[word], let sample = KindSample(kind) else { return }
        let addresses = Self.addresses(try Self.naming(sample.text, at: sample.path))
        let twice = Dictionary(grouping: addresses) { $0 }.filter { $0.value.count > 1 }.keys
        #expect(twice.isEmpty && !addresses.isEmpty, "\(twice)\n\(sample.text)")
    }

    /// The words for the innermost thing of a document.
    @Test(arguments: [
        (
            "Workflows/a-1.json", "{\"properties\":{\"definition\":{\"actions\":{\"A\":{\"actions\":{\"B\":{\"inputs\":{\"x\":1}}}}}}}}",
            "action A › action B › inputs › x"
        ),
        ("Workflows/a-1.json", "{\"properties\":{\"connectionReferences\":{\"shared_x\":{\"api\":1}}}}", "connection shared_x › api"),
        ("CanvasApps/a.meta.xml", "<CanvasApp><Name>a</Name><AppVersion>1</AppVersion></CanvasApp>", "AppVersion"),
        (
            "Entities/A/SavedQueries/{1}.xml",
            "<savedqueries><savedquery><savedqueryid>{1}</savedqueryid><layoutxml><grid><row><cell name=\"b\" width=\"1\"/></row></grid></layoutxml></savedquery></savedqueries>",
            "column b › width"
        ),
        (
            "Entities/A/FormXml/main/{1}.xml",
            "<forms><systemform><formid>{1}</formid><form><tabs><tab id=\"1\"><labels><label languagecode=\"1033\" description=\"T\"/></labels><columns><column><sections><section id=\"2\"><rows><row><cell id=\"3\"><control id=\"c\" datafieldname=\"f\"/></cell></row></rows></section></sections></column></columns></tab></tabs></form></systemform></forms>",
            "tab T › section 2 › field f › control c › datafieldname"
        ),
        (
            "OptionSets/a.xml",
            "<optionset Name=\"a\"><options><option value=\"1\"><labels><label description=\"One\" languagecode=\"1031\"/></labels></option></options></optionset>",
            "option One › label de-DE (1031)"
        ),
    ])
    func wordsAreThoseOfAMaker(path: String, text: String, words: String) throws {
        let naming = try Self.naming(text, at: path)
        let found = naming.tree.nodes.indices.map { naming.name(of: $0).trail.map(\.words).joined(separator: " › ") }
        #expect(found.contains(words), "\(found)")
    }
}
