// One random merge of a model document: two sets of edits, the texts, and what the edits done one after the other give.

import TestSupport

@testable import SolutionCore
@testable import SolutionStore

struct ModelMerge {
    let path: String
    let base: String
    let ours: String
    let theirs: String
    /// Theirs' edits made on ours; nil where the two are not independent.
    let expected: ModelDocument?
    /// What was done, for people.
    private var edits: [String] = []

    /// Edits about different things, or any edits, some of them the same on both sides.
    init(seed: UInt64, isIndependent: Bool) {
        var maker = ModelMaker(seed: seed, prefix: "b", first: 0)
        let kind = ModelKinds.all[Int(seed % UInt64(ModelKinds.all.count))]
        let base = maker.document(kind.sorts, root: kind.root, path: kind.path)
        var our = ModelMaker(seed: seed &+ 1, prefix: "o", first: 1_000_000)
        var their = ModelMaker(seed: seed &+ 2, prefix: "t", first: 2_000_000)
        var (left, right, both) = (base, base, base)
        var footprints: [ModelFootprint] = []
        let shared = isIndependent ? [] : ["n1k", "n2k"]
        for _ in 0..<1 + maker.random.below(5) {
            guard let edit = our.edit(left, keys: shared) else { continue }
            footprints.append(ModelFootprint(edit, in: left))
            edits.append("ours: " + left.told(edit))
            left.apply(edit)
            both.apply(edit)
            if !isIndependent, maker.random.chance(15), ModelMerge.isPossible(edit, in: right) { right.apply(edit) }
        }
        for _ in 0..<1 + maker.random.below(5) {
            guard let edit = their.edit(right, keys: shared) else { continue }
            let footprint = ModelFootprint(edit, in: right)
            if isIndependent {
                guard footprints.allSatisfy(footprint.isIndependent) else { continue }
                both.apply(edit)
            }
            edits.append("theirs: " + right.told(edit))
            right.apply(edit)
        }
        path = kind.path
        let isPlain = maker.random.chance(60)
        let (style, other) = (ModelStyle.random(&maker.random), ModelStyle.random(&maker.random))
        self.base = base.text(style)
        ours = left.text(style)
        theirs = right.text(isPlain ? style : other)
        expected = isIndependent ? both : nil
    }

    private static func isPossible(_ edit: ModelEdit, in document: ModelDocument) -> Bool {
        switch edit {
        case .text(let node, _), .attribute(let node, _, _), .remove(let node): document.nodes[node] != nil
        case .insert(let parent, _, let subtree, let top):
            // A field is there once.
            document.nodes[parent].map {
                $0.children.allSatisfy { document.nodes[$0]?.name != subtree[top]?.name || subtree[top]?.key != nil }
            } ?? false
        case .move(let node, let parent, _): document.nodes[node] != nil && document.nodes[parent] != nil
        }
    }

    var description: String { "\(path)\n\(edits.joined(separator: "\n"))\n--- base\n\(base)\n--- ours\n\(ours)\n--- theirs\n\(theirs)" }

    /// The words that a text has, as often as it has them.
    static func words(_ text: some StringProtocol) -> [Substring: Int] {
        Dictionary(
            text.split { !($0.isLetter && $0.isASCII || $0.isNumber && $0.isASCII) }.filter {
                $0.last == "z" && $0.count > 2 && $0.dropFirst().dropLast().allSatisfy(\.isNumber)
            }.map { (Substring($0), 1) },
            uniquingKeysWith: +)
    }
}

extension Tree {
    /// What a document says, without layout and without the order of anything: this tree's own walk, none of the differ's.
    func unordered(_ node: Int = Tree.document) -> String {
        var parts: [String] = []
        for child in children(of: node) where !isDeclaration(child) { parts.append(unordered(child)) }
        let value = self[node].kind == .document || self[node].kind == .element || self[node].kind == .object ? "" : text(of: node)
        return "(\(self[node].kind) \(name(of: node)) \(value)\(parts.sorted().joined()))"
    }
}

/// Takes one side of all conflicts, as a person with an editor would.
func taking(ours isOurs: Bool, of text: [UInt8]) -> [UInt8] {
    enum Part { case common, ours, base, theirs }
    var part = Part.common
    var result: [ArraySlice<UInt8>] = []
    for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
        if line.starts(with: "<<<<<<<".utf8) {
            part = .ours
        } else if line.starts(with: "|||||||".utf8) {
            part = .base
        } else if line.starts(with: "=======".utf8) {
            part = .theirs
        } else if line.starts(with: ">>>>>>>".utf8) {
            part = .common
        } else if part == .common || part == (isOurs ? .ours : .theirs) {
            result.append(line)
        }
    }
    return Array(result.joined(separator: [0x0A]))
}
