// Steps of workflows that a designer numbers through: both sides of real workflows get a step more, and all others another number.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeStepTests {
    /// A workflow with one step in front of one of its activities, and all numbers from there on one higher.
    private static func adding(_ word: String, before activity: Int, of tree: Tree, renumbers: Bool) -> [UInt8] {
        let names = GeneratedNames(tree.source)
        let place = Int(tree[activity].outer.start)
        let before = GeneratedNames(Array(tree.source[..<place])).names.map(\.number).max() ?? 0
        let number = renumbers ? before + 1 : 9000
        var shifted: [GeneratedNames.Name: GeneratedNames.Name] = [:]
        for name in names.names where renumbers && name.number > before {
            shifted[name] = GeneratedNames.Name(word: name.word, number: name.number + 1, variable: name.variable)
        }
        let step =
            "<mxswa:ActivityReference DisplayName=\"\(word)Step\(number): added\"><x:Null x:Key=\"\(word)\" /></mxswa:ActivityReference>"
        let mark = "<!--here-->"
        let marked = GeneratedNames(tree.source.applying([(place..<place, Array(mark.utf8))])).renamed(shifted)
        let text = String(decoding: marked, as: UTF8.self)
        return Array(text.replacing(mark, with: step + "\n    ").utf8)
    }

    /// A text with the numbers of its steps in the order in which they come up.
    private static func numbered(_ bytes: [UInt8]) -> String {
        let text = bytes.filter { $0 != 0x0D }
        let names = GeneratedNames(text)
        var new: [GeneratedNames.Name: GeneratedNames.Name] = [:]
        for (place, name) in names.names.enumerated() {
            new[name] = GeneratedNames.Name(word: name.word, number: place, variable: name.variable.map { _ in 0 })
        }
        return String(decoding: names.renamed(new), as: UTF8.self)
    }

    private static func difference(_ got: String, _ wanted: String) -> String {
        let place = zip(got.utf8, wanted.utf8).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
        func around(_ text: String) -> String { String(decoding: Array(text.utf8)[max(0, place - 200)...].prefix(400), as: UTF8.self) }
        return "\n--- got\n\(around(got))\n--- wanted\n\(around(wanted))"
    }

    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
    func bothSidesGetAStepMoreInRealWorkflows() throws {
        var merged = 0
        for package in Corpus.packages.filter({ $0.isSmall || Corpus.isWhole }) {
            guard let zip = package.unmanaged else { continue }
            let snapshot = try ZipSnapshot(zip)
            for path in snapshot.paths where path.hasSuffix(".xaml") {
                guard let tree = try? Document(try snapshot.read(path), syntax: .xml, names: Names()).tree,
                    let workflow = tree.element("mxswa:Workflow", of: tree.root)
                else { continue }
                let activities = Array(tree.elements(of: workflow))
                guard let first = activities.first, let last = activities.last, first != last, !GeneratedNames(tree.source).isEmpty else {
                    continue
                }
                let ours = Self.adding("Ours", before: first, of: tree, renumbers: true)
                let theirs = Self.adding("Theirs", before: last, of: tree, renumbers: true)
                let one = Self.adding("Ours", before: first, of: tree, renumbers: false)
                let place = try #require(try? Document(one, syntax: .xml, names: Names()).tree)
                let activity = try #require(
                    place.element("mxswa:Workflow", of: place.root).flatMap { Array(place.elements(of: $0)).last })
                let expected = Self.adding("Theirs", before: activity, of: place, renumbers: false)
                let result = try FileMerger().merge(base: tree.source, ours: ours, theirs: theirs, path: path)
                let (got, wanted) = (Self.numbered(result.bytes), Self.numbered(expected))
                #expect(
                    result.isClean && got == wanted,
                    "\(package) \(path): \(result.conflicts.map { "\($0.address): \($0.reason)" }) \(Self.difference(got, wanted))")
                merged += 1
            }
        }
        #expect(merged > 2)
    }

    private static func changes(_ one: [UInt8], _ other: [UInt8]) throws -> FileChanges {
        let shapes = ShapeTable()
        let finder = SubjectFinder(LooseFiles(), folder: "", language: nil, names: shapes.names)
        func side(_ bytes: [UInt8]) throws -> FileChanges.Side {
            finder.side("Workflows/x.xaml", try Document(bytes, syntax: .xml, names: shapes.names).tree)
        }
        return FileChanges(try side(one), try side(other), path: "Workflows/x.xaml", file: "Workflows/x.xaml", shapes: shapes) {
            try? Document($0, syntax: $1, names: shapes.names).tree
        }
    }

    @Test func aRenumberingIsNoChange() throws {
        func text(_ numbers: Int..., value: String = "a", more: String = "") -> [UInt8] {
            let steps = numbers.map { number in
                "  <Step DisplayName=\"ConditionStep\(number): if \(number % 10)\" Value=\"[ConditionStep\(number)_1]\" />\n"
            }
            return Array("<Activity>\n\(steps.joined())\(more)  <End Value=\"\(value)\" />\n</Activity>\n".utf8)
        }
        let (one, other) = (text(1, 2, 3), text(11, 12, 13, value: "b"))
        #expect(try Self.changes(one, text(11, 12, 13)).changes.isEmpty)
        let changes = try Self.changes(one, other)
        #expect(changes.changes.map(\.after) == ["b"])
        #expect(changes.applied { _ in true } == other && changes.applied { _ in false } == one)
        // Each is told by its label: 1, 2 and 3 became 11, 12 and 13.
        let result = try FileMerger().merge(
            base: text(1, 2, 3), ours: text(11, 12, 13), theirs: text(1, 2, 3, value: "b"), path: "Workflows/x.xaml")
        #expect(result.isClean && result.bytes == text(11, 12, 13, value: "b"))
        let swapped = try FileMerger().merge(
            base: text(1, 2, 3), ours: text(1, 2, 3, value: "b"), theirs: text(11, 12, 13), path: "Workflows/x.xaml")
        #expect(swapped.isClean && swapped.bytes == text(1, 2, 3, value: "b"))
        let added = try FileMerger().merge(
            base: text(1, 2, 3), ours: text(1, 4, 12, 13), theirs: text(11, 12, 13, 5), path: "Workflows/x.xaml")
        #expect(added.isClean, "\(String(decoding: added.bytes, as: UTF8.self))")
    }
}
