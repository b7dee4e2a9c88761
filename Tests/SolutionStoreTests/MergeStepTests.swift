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
    private static func numbered(_ text: [UInt8]) -> String {
        let names = GeneratedNames(text)
        var new: [GeneratedNames.Name: GeneratedNames.Name] = [:]
        for (place, name) in names.names.enumerated() {
            new[name] = GeneratedNames.Name(word: name.word, number: place, variable: name.variable.map { _ in 0 })
        }
        return String(decoding: names.renamed(new), as: UTF8.self)
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
                #expect(
                    result.isClean && Self.numbered(result.bytes) == Self.numbered(expected),
                    "\(package) \(path): \(result.conflicts.map { "\($0.address): \($0.reason)" }) \(result.doubt ?? "")")
                merged += 1
            }
        }
        #expect(merged > 2)
    }

    @Test func aRenumberingIsNoChange() throws {
        func text(_ numbers: Int..., value: String = "a", more: String = "") -> [UInt8] {
            let steps = numbers.map { number in
                "  <Step DisplayName=\"ConditionStep\(number): if \(number % 10)\" Value=\"[ConditionStep\(number)_1]\" />\n"
            }
            return Array("<Activity>\n\(steps.joined())\(more)  <End Value=\"\(value)\" />\n</Activity>\n".utf8)
        }
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
