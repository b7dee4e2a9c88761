// The proof: a result that says what both sides said passes, each fault in it does not.

import Testing

@testable import SolutionCore

struct ProofTests {
    private static let path = "OptionSets/new_size.xml"

    /// Option sets with two fields and some options: `1:a` is option 1 with colour a, in the order that is written.
    private static func text(_ name: String, _ kind: String, _ options: String) -> String {
        let items = options.split(separator: " ").map { item in
            let parts = item.split(separator: ":")
            return "<option value=\"\(parts[0])\" Color=\"\(parts[1])\"/>"
        }
        return "<optionset Name=\"\(name)\"><OptionSetType>\(kind)</OptionSetType><options>\(items.joined())</options></optionset>"
    }

    private func holds(_ result: String, proof: (Sides<Tree>) -> Proof = { _ in Proof() }, hasBase: Bool = true) throws -> Bool {
        let reader = TreeReader()
        let trees = try reader.xml(
            Sides(
                base: hasBase ? Self.text("s", "k", "1:a 2:b 3:c") : nil, ours: Self.text("s", "own", "1:a 2:b 3:c 4:d"),
                theirs: Self.text("s", "k", "1:x 2:b")))
        return proof(trees).holds(
            of: try reader.xml(result), trees, shape: reader.shapes.document(at: Self.path), shapes: reader.shapes)
    }

    @Test func bothSidesTogetherAreProven() throws { #expect(try holds(Self.text("s", "own", "1:x 2:b 4:d"))) }

    @Test(arguments: [
        text("s", "k", "1:x 2:b 4:d"), text("s", "own", "1:a 2:b 4:d"), text("s", "own", "1:x 2:b"), text("s", "own", "1:x 2:b 3:c 4:d"),
        text("s", "own", "1:x 2:b 4:d 4:d"), text("s", "own", "1:x 2:d 4:b"), text("s", "own", "1:x 4:d"),
        text("t", "own", "1:x 2:b 4:d"), text("s", "own", "1:x 2:b 4:d 5:e"),
    ])
    func noFaultIs(result: String) throws { #expect(try !holds(result)) }

    @Test func withoutABaseAllThatEitherHasIsThere() throws {
        let settled = { (trees: Sides<Tree>) in
            var proof = Proof()
            proof.leaveOut(ours: trees.ours.node("OptionSetType"))
            proof.leaveOut(ours: trees.ours.node("Color", "a"))
            return proof
        }
        #expect(try holds(Self.text("s", "k", "1:x 2:b 3:c 4:d"), proof: settled, hasBase: false))
        #expect(try !holds(Self.text("s", "k", "1:x 2:b 4:d"), proof: settled, hasBase: false))
        #expect(try !holds(Self.text("s", "k", "1:x 2:b 3:c 4:d"), hasBase: false))
    }

    @Test func whatIsLeftOutIsNotAskedAboutAndAllElseIs() throws {
        let proof = { (trees: Sides<Tree>) in
            var proof = Proof()
            proof.leaveOut(ours: trees.ours.node("OptionSetType"))
            return proof
        }
        #expect(try holds(Self.text("s", "anything", "1:x 2:b 4:d"), proof: proof))
        #expect(try !holds(Self.text("s", "anything", "1:a 2:b 4:d"), proof: proof))
    }

    @Test func whatWasMergedInsideAValueMustStandThere() throws {
        let proof = { (trees: Sides<Tree>) in
            var proof = Proof()
            proof.expect(Array("both".utf8), atOurs: trees.ours.node("OptionSetType"))
            return proof
        }
        #expect(try holds(Self.text("s", "both", "1:x 2:b 4:d"), proof: proof))
        #expect(try !holds(Self.text("s", "own", "1:x 2:b 4:d"), proof: proof))
        #expect(try !holds("<optionset Name=\"s\"><options/></optionset>", proof: proof))
    }
}
