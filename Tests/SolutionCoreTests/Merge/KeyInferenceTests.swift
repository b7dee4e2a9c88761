// Keys that only the documents tell, and names that a designer numbers through.

import Testing

@testable import SolutionCore

struct KeyInferenceTests {
    /// The keys that are inferred of lists of elements `i` in a document that nobody knows.
    private func keys(_ base: String, _ ours: String, _ theirs: String) throws -> [String] {
        let reader = TreeReader()
        let trees = try reader.xml(Sides(base: base, ours: ours, theirs: theirs))
        let shape = reader.shapes.document(at: "Other/Unknown.xml")
        return KeyInference.rules(trees, shape: shape, shapes: reader.shapes).values.compactMap { rule in
            if case .sequence(let paths) = rule { paths.map(\.description).joined(separator: " ") } else { nil }
        }.sorted()
    }

    @Test(arguments: [
        // An attribute, an element, the one that is believed first, letter case.
        ("<i id='1'/>", "<i id='1'/><i id='2'/>", "<i id='3'/>", ["@id"]),
        ("<i><Name>1</Name></i>", "<i><Name>1</Name></i><i><Name>2</Name></i>", "", ["Name"]),
        ("<i name='1' id='a'/>", "<i name='1' id='a'/><i name='2' id='b'/>", "", ["@id"]),
        ("<i name='1' ID='a'/>", "<i name='1' ID='a'/><i name='2' ID='a'/>", "", ["@name"]),
        // One has none, two have one, nothing is a list, the names are no names.
        ("<i id='1'/>", "<i id='1'/><i/>", "", []), ("<i id='1'/>", "<i id='1'/><i id='1'/>", "", []),
        ("<i id='1'/>", "<i id='2'/>", "<i id='3'/>", []), ("<i width='1'/>", "<i width='1'/><i width='2'/>", "", []),
        // What holds in one document and not in another holds in none.
        ("<i id='1'/><i id='2'/>", "<i id='1'/><i id='2'/>", "<i id='1'/><i id='1'/>", []),
    ])
    func aKeyTellsAllItemsApartInAllDocuments(base: String, ours: String, theirs: String, expected: [String]) throws {
        #expect(try keys("<x>\(base)</x>", "<x>\(ours)</x>", "<x>\(theirs)</x>") == expected)
    }

    @Test func whatTheTableKnowsIsNotGuessedAt() throws {
        let reader = TreeReader()
        let text = "<optionset Name=\"s\"><options><option value=\"1\" id=\"1\"/><option value=\"2\" id=\"2\"/></options></optionset>"
        let trees = try reader.xml(Sides(base: text, ours: text, theirs: text))
        let shape = reader.shapes.document(at: "OptionSets/s.xml")
        #expect(KeyInference.rules(trees, shape: shape, shapes: reader.shapes).isEmpty)
    }
}

struct GeneratedNamesTests {
    /// Steps `a1 b2`: of what is said of each, and its number.
    private func text(_ steps: String) -> [UInt8] {
        let items = steps.split(separator: " ").map { step in
            "<s DisplayName=\"ConditionStep\(step.dropFirst()): \(step.prefix(1))\" Value=\"[ConditionStep\(step.dropFirst())_1]\"/>"
        }
        return Array("<Activity>\(items.joined())</Activity>".utf8)
    }

    @Test func namesAreAWordANumberAndAVariable() {
        let found = GeneratedNames(Array("ConditionBranchStep25_condition, [CreateStep7_11] Step StepX xStep12 MyStep3_4a".utf8)).names
        #expect(found.map(\.text) == ["ConditionBranchStep25", "CreateStep7_11", "xStep12", "MyStep3"])
    }

    @Test(arguments: [
        // Moved on by one, nothing said anew, one edited among others, and names changed places.
        ("a1 b2 c3", "x1 a2 b3 c4", "1=2 2=3 3=4"), ("a1 b2 c3", "a1 b2 c3", "1=1 2=2 3=3"), ("a1 b2 c3", "a1 x2 c3", "1=1 2=2 3=3"),
        ("a1 b2 c3", "y1 a2 x3 c4", "1=2 2=3 3=4"), ("a1 a2 a3", "a1 a2 x3", "1=1 2=2 3=3"),
    ])
    func aStepIsTheSameOfWhichTheSameIsSaid(before: String, after: String, expected: String) {
        let found = GeneratedNames(text(before)).counterparts(in: GeneratedNames(text(after))).filter { $0.key.variable == nil }
        let told = found.sorted { $0.key.number < $1.key.number }.map { "\($0.key.number)=\($0.value.number)" }
        #expect(told.joined(separator: " ") == expected)
    }

    @Test func whatBothSidesAddGetsNamesOfItsOwn() throws {
        let texts = Sides(base: text("a1 b2"), ours: text("x1 a2 b3"), theirs: text("a1 b2 y3"))
        let aligned = try #require(GeneratedNames.aligned(texts))
        #expect(aligned.base == text("a2 b3") && aligned.ours == texts.ours && aligned.theirs == text("a2 b3 y4"))
        #expect(GeneratedNames.aligned(Sides(base: text("a1"), ours: text("a1 b2"), theirs: text("a1"))) == nil)
    }
}
