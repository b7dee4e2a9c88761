// The proof of what is merged inside of values, by lines and in orders: single faults put into right merges there are refused, every one.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeProofInsideTests {
    /// A merge with a part that is merged by other means than nodes and keys, and what spoils the result.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let base: String
        let ours: [String: String]
        let theirs: [String: String]
        let right: [String: String]
        /// By the fault: what stands in the right result, and what is put in its place.
        let faults: [String: (old: String, new: String)]
    }

    private static let cases: [Case] = [
        Case(
            testDescription: "a document inside a value", path: "CanvasApps/new_canvas.meta.xml",
            base: """
                <CanvasApp>
                  <Name>new_canvas</Name>
                  <ConnectionReferences>{"a":{"id":"one","sources":["p","q","r"]},"b":{"id":"two","name":"B"}}</ConnectionReferences>
                </CanvasApp>

                """,
            ours: ["\"one\"": "\"uno\""], theirs: ["\"two\"": "\"due\""], right: ["\"one\"": "\"uno\"", "\"two\"": "\"due\""],
            faults: [
                "a value lost": ("\"id\":\"uno\",", ""), "a value doubled": ("\"p\",", "\"p\",\"p\","),
                "two values swapped": (
                    #""uno","sources":["p","q","r"]},"b":{"id":"due""#, #""due","sources":["p","q","r"]},"b":{"id":"uno""#
                ),
                "an order turned": ("\"p\",\"q\"", "\"q\",\"p\""), "a part of another side": ("\"due\"", "\"two\""),
            ]),
        Case(
            testDescription: "a document of XML inside a value", path: "CanvasApps/new_canvas.meta.xml",
            base: """
                <CanvasApp>
                  <Name>new_canvas</Name>
                  <Tags>&lt;tags&gt;&lt;tag id="a"&gt;one&lt;/tag&gt;&lt;tag id="b"&gt;two&lt;/tag&gt;&lt;tag id="c"&gt;three&lt;/tag&gt;&lt;/tags&gt;</Tags>
                </CanvasApp>

                """,
            ours: ["one": "uno"], theirs: ["three": "tre"], right: ["one": "uno", "three": "tre"],
            faults: [
                "a value lost": ("&lt;tag id=\"b\"&gt;two&lt;/tag&gt;", ""),
                "a value doubled": ("two&lt;/tag&gt;", "two&lt;/tag&gt;&lt;tag id=\"b\"&gt;two&lt;/tag&gt;"),
                "two values swapped": ("uno&lt;/tag&gt;&lt;tag id=\"b\"&gt;two", "two&lt;/tag&gt;&lt;tag id=\"b\"&gt;uno"),
                "an order turned": (
                    "&lt;tag id=\"a\"&gt;uno&lt;/tag&gt;&lt;tag id=\"b\"&gt;two&lt;/tag&gt;",
                    "&lt;tag id=\"b\"&gt;two&lt;/tag&gt;&lt;tag id=\"a\"&gt;uno&lt;/tag&gt;"
                ),
                "a part of another side": ("tre", "three"),
            ]),
        Case(
            testDescription: "lines of a value", path: "WebResources/new_script.js.data.xml",
            base: """
                <WebResource>
                  <Name>new_script.js</Name>
                  <Description>one
                two
                three
                four
                five
                six
                seven</Description>
                </WebResource>

                """,
            ours: ["two": "due"], theirs: ["six": "sei"], right: ["two": "due", "six": "sei"],
            faults: [
                "a value lost": ("four\n", ""), "a value doubled": ("four\n", "four\nfour\n"),
                "two values swapped": ("due\nthree\nfour\nfive\nsei", "sei\nthree\nfour\nfive\ndue"),
                "an order turned": ("three\nfour", "four\nthree"), "a part of another side": ("sei", "six"),
            ]),
        Case(
            testDescription: "an order that means something", path: MergeSamples.tablePath, base: MergeSamples.table,
            ours: [MergeSamples.options(1, 2): MergeSamples.options(2, 1)],
            theirs: [MergeSamples.options(3, 4): MergeSamples.options(4, 3)],
            right: [MergeSamples.options(1, 2, 3, 4): MergeSamples.options(2, 1, 4, 3)],
            faults: [
                "a value lost": (MergeSamples.options(1), ""),
                "a value doubled": (MergeSamples.options(1), MergeSamples.options(1, 1)),
                "two values swapped": (MergeSamples.options(2, 1, 4, 3), MergeSamples.options(3, 1, 4, 2)),
                "an order turned": (MergeSamples.options(4, 3), MergeSamples.options(3, 4)),
                "a part of another side": (MergeSamples.options(2, 1), MergeSamples.options(1, 2)),
            ]),
    ]

    @Test(arguments: cases) func everyFaultInsideIsRefused(of test: Case) throws {
        let shapes = ShapeTable()
        func tree(_ text: String) throws -> Tree {
            try Document(Array(text.utf8), syntax: .xml, names: shapes.names).tree
        }
        let trees = Sides(
            base: try tree(test.base), ours: try tree(test.base.exchanging(test.ours)), theirs: try tree(test.base.exchanging(test.theirs)))
        let shape = shapes.shapes.document(at: test.path)
        let finder = SubjectFinder(LooseFiles(), folder: "", language: nil, names: shapes.names)
        let naming = trees.map {
            Naming(
                FileChanges.Side(
                    $0, subject: finder.subject(of: test.path, $0), match: finder.match(test.path, $0), language: nil),
                shape: shape, shapes: shapes.shapes)
        }
        let tools = MergeTools(
            shapes: shapes, parse: { try? Document($0, syntax: $1, names: shapes.names).tree },
            mergeLines: { texts in
                guard let merged = try? Bindings.mergeLines(base: texts.base, ours: texts.ours, theirs: texts.theirs), merged.isClean
                else { return nil }
                return merged.bytes
            }, limit: 1000)
        let sides = [trees.ours, trees.theirs].map {
            SideChanges(Delta(Matching(trees.base ?? trees.ours, $0, shape: shape, shapes: shapes.shapes)))
        }
        let merge = TreeMerge(ours: sides[0], theirs: sides[1], naming: naming, tools: tools, doubts: MergeDoubts())
        #expect(merge.record.conflicts.isEmpty)
        let right = test.base.exchanging(test.right)
        let woven = Weave.bytes(trees.ours, trees.theirs, merge.plan, oursOf: merge.our)
        #expect(String(decoding: woven, as: UTF8.self) == right)
        #expect(merge.proof.holds(of: try tree(right), trees, shape: shape, shapes: shapes.shapes))
        #expect(test.faults.count == 5)
        for (fault, words) in test.faults {
            let wrong = try tree(right.exchanging([words.old: words.new]))
            #expect(!merge.proof.holds(of: wrong, trees, shape: shape, shapes: shapes.shapes), "\(fault)")
        }
    }
}
