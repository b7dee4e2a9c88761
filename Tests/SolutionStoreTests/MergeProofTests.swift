// The proof of merges: single faults put into right merges are refused, every one, and no right merge is.

import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeProofTests {
    /// The states of a random merge, parsed with one table of names.
    private struct Bench {
        let shapes = ShapeTable()
        let model: ModelMerge
        let states: Sides<FileChanges.Side>

        init?(_ model: ModelMerge) {
            self.model = model
            guard let base = Self.tree(Array(model.base.utf8), model.path, shapes),
                let ours = Self.tree(Array(model.ours.utf8), model.path, shapes),
                let theirs = Self.tree(Array(model.theirs.utf8), model.path, shapes)
            else { return nil }
            let finder = SubjectFinder(LooseFiles(), folder: "", language: nil, names: shapes.names)
            states = Sides(base: base, ours: ours, theirs: theirs).map {
                FileChanges.Side($0, subject: finder.subject(of: model.path, $0), match: finder.match(model.path, $0), language: nil)
            }
        }

        func tree(_ bytes: [UInt8]) -> Tree? { Self.tree(bytes, model.path, shapes) }

        func isProven(_ tree: Tree) -> Bool { DocumentMerge.isProven(tree, states, path: model.path, shapes: shapes) }

        private static func tree(_ bytes: [UInt8], _ path: String, _ shapes: ShapeTable) -> Tree? {
            Syntax(path: path).flatMap { try? Document(bytes, syntax: $0, names: shapes.names).tree }
        }
    }

    @Test func noRightMergeIsRefused() throws {
        for seed in seeds(600) {
            guard let bench = Bench(ModelMerge(seed: seed, isIndependent: true)), let expected = bench.model.expected,
                let tree = bench.tree(Array(expected.text().utf8))
            else { continue }
            #expect(bench.isProven(tree), "seed \(seed)\n\(bench.model.description)\n--- expected\n\(expected.text())")
        }
    }

    @Test func everySingleFaultIsRefused() throws {
        var tried = 0
        for seed in seeds(600) {
            guard let bench = Bench(ModelMerge(seed: seed, isIndependent: true)), let expected = bench.model.expected else { continue }
            let text = Array(expected.text().utf8)
            guard let right = bench.tree(text) else { continue }
            var random = SeededRandom(seed: seed)
            for fault in Fault.allCases {
                guard let wrong = fault.put(into: right, bench.model.path, bench.shapes.shapes, &random), let tree = bench.tree(wrong),
                    fault == .turnedOrder || tree.unordered() != right.unordered()
                else { continue }
                tried += 1
                #expect(
                    !bench.isProven(tree),
                    "seed \(seed), \(fault)\n\(bench.model.description)\n--- wrong\n\(String(decoding: wrong, as: UTF8.self))")
            }
        }
        #expect(tried > 1000)
    }

    private enum Fault: CaseIterable {
        case lostValue, lostElement, doubledElement, otherValue, swappedValues, turnedOrder

        /// The text with one fault in it; nil where there is no place for it.
        func put(into tree: Tree, _ path: String, _ shapes: Shapes, _ random: inout SeededRandom) -> [UInt8]? {
            let values = tree.nodes.indices.filter { [.attribute, .string].contains(tree[$0].kind) && !tree[$0].inner.isEmpty }
            let elements = tree.nodes.indices.filter { tree[$0].kind == .element && tree.parent(of: $0) != Tree.document }
            func with(_ edits: [(Span, ArraySlice<UInt8>)]) -> [UInt8] {
                tree.source.applying(edits.map { ($0.0.range, Array($0.1)) })
            }
            switch self {
            case .lostValue:
                let attributes = values.filter { tree[$0].kind == .attribute }
                guard let node = random.element(of: attributes) else { return nil }
                return with([(tree[node].outer, [])])
            case .lostElement:
                // What holds a cell of a form is only known by it.
                guard let node = random.element(of: elements.filter { !["row", "column"].contains(tree.name(of: $0)) }) else { return nil }
                return with([(tree[node].outer, [])])
            case .doubledElement:
                guard let node = random.element(of: elements.filter { !["row", "column"].contains(tree.name(of: $0)) }) else { return nil }
                return with([(tree[node].outer, tree.bytes(tree[node].outer) + tree.bytes(tree[node].outer))])
            case .otherValue:
                guard let node = random.element(of: values) else { return nil }
                let inner = tree[node].inner
                return with([(inner, tree[node].kind == .string ? Array("\"wrong\"".utf8)[...] : Array("wrong".utf8)[...])])
            case .swappedValues:
                guard let one = random.element(of: values),
                    let other = random.element(of: values.filter { tree[$0].kind == tree[one].kind }),
                    one != other
                else { return nil }
                return with([(tree[one].inner, tree.bytes(tree[other].inner)), (tree[other].inner, tree.bytes(tree[one].inner))])
            case .turnedOrder:
                let matching = Matching(tree, tree, path: path, shapes: shapes)
                let lists = elements.map { tree.orderedContent(of: $0, matching.shape(of: $0, in: tree), shapes) }.filter {
                    // New items may stand anywhere.
                    $0.count > 1 && $0[0].group == $0[1].group && tree.name(of: $0[0].item) != "row"
                        && $0.prefix(2).allSatisfy { tree.key(of: $0.item, matching, shapes)?.hasPrefix("b") ?? false }
                }
                guard let list = random.element(of: lists) else { return nil }
                let (one, other) = (tree[list[0].item].outer, tree[list[1].item].outer)
                return with([(one, tree.bytes(other)), (other, tree.bytes(one))])
            }
        }
    }
}

extension Tree {
    fileprivate func key(of node: Int, _ matching: Matching, _ shapes: Shapes) -> String? {
        shapes[matching.shape(of: node, in: self)].identity(of: node, in: self)
    }
}

extension SeededRandom {
    fileprivate mutating func element<T>(of items: [T]) -> T? { items.isEmpty ? nil : items[below(items.count)] }
}
