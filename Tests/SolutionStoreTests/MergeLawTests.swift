// The laws of merging, on random documents of the real kinds: `make laws` tries a hundred thousand of them.

import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct MergeLawTests {
    private static func tree(_ bytes: [UInt8], _ path: String) -> Tree? {
        Syntax(path: path).flatMap { try? Document(bytes, syntax: $0, names: Names()).tree }
    }

    private static func merge(_ merge: ModelMerge, isSwapped: Bool = false, showsBase: Bool = false) throws -> FileMerge {
        let merger = FileMerger(markers: MarkerStyle(showsBase: showsBase))
        let (one, other) = isSwapped ? (merge.theirs, merge.ours) : (merge.ours, merge.theirs)
        return try merger.merge(base: Array(merge.base.utf8), ours: Array(one.utf8), theirs: Array(other.utf8), path: merge.path)
    }

    /// Two sets of edits to different things merge clean, and the result is what both sets give, made one after the other.
    @Test func editsToDifferentThingsAreBothMade() throws {
        var failures = 0
        for seed in seeds(2000) {
            let model = ModelMerge(seed: seed, isIndependent: true)
            guard let expected = model.expected else { continue }
            let result = try Self.merge(model)
            var problem: String?
            if !result.isClean {
                problem = "conflicts: \(result.conflicts.map { "\($0.address): \($0.reason.rawValue)" })"
            } else if result.way == .lines {
                problem = "as lines: \(result.doubt ?? "")"
            } else {
                let (got, wanted) = (Self.tree(result.bytes, model.path), Self.tree(Array(expected.text().utf8), model.path))
                if got == nil || got?.unordered() != wanted?.unordered() {
                    problem = "not what was expected:\n\(String(decoding: result.bytes, as: UTF8.self))\n--- expected\n\(expected.text())"
                } else if let disorder = Self.disorder(result.bytes, expected) {
                    problem = "order: \(disorder)\n\(String(decoding: result.bytes, as: UTF8.self))\n--- expected\n\(expected.text())"
                }
            }
            guard let problem else { continue }
            failures += 1
            if failures <= 3 { Issue.record("seed \(seed): \(problem)\n\(model.description)") }
        }
        #expect(failures == 0)
    }

    /// A list in which two of the base's items do not stand in the order that the edits gave them.
    private static func disorder(_ bytes: [UInt8], _ expected: ModelDocument) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        var places: [Substring: Int] = [:]
        for (place, word) in text.split(whereSeparator: { !($0.isLetter || $0.isNumber) }).enumerated() where places[word] == nil {
            places[word] = place
        }
        for node in expected.nodes.values {
            let keys = node.children.compactMap { child -> String? in
                guard let item = expected.nodes[child], let sort = item.sort, expected.sorts[sort]?.isOrdered == true, let key = item.key,
                    key.hasPrefix("b"), !expected.isJSON
                else { return nil }
                return key
            }
            let found = keys.compactMap { places[$0[...]] }
            if found != found.sorted() { return keys.joined(separator: " ") }
        }
        return nil
    }

    /// Whatever both sides do: no word is lost, invented or doubled; the sides may be swapped; both sides can be taken.
    @Test func anyEditsLoseNothing() throws {
        var failures = 0
        var clean = 0
        var doubts = 0
        for seed in seeds(2000) {
            let model = ModelMerge(seed: seed, isIndependent: false)
            let result = try Self.merge(model)
            let swapped = try Self.merge(model, isSwapped: true)
            clean += result.isClean ? 1 : 0
            if result.doubt != nil || swapped.doubt != nil {
                // Left to git, or all of it to people: rare, and never clean where git is wrong.
                doubts += 1
                if !result.isClean, !swapped.isClean { continue }
            }
            guard let problem = Self.problem(model, result, swapped) else { continue }
            failures += 1
            if failures <= 3 {
                Issue.record(
                    "seed \(seed): \(problem)\n\(model.description)\n--- result\n\(String(decoding: result.bytes, as: UTF8.self))\n--- swapped\n\(String(decoding: swapped.bytes, as: UTF8.self))"
                )
            }
        }
        #expect(failures == 0)
        #expect(clean > 100)
        #expect(doubts <= seeds(4).count, "\(doubts) merges were not made as documents")
    }

    private static func problem(_ model: ModelMerge, _ result: FileMerge, _ swapped: FileMerge) -> String? {
        let (base, ours, theirs) = (ModelMerge.words(model.base), ModelMerge.words(model.ours), ModelMerge.words(model.theirs))
        let words = ModelMerge.words(String(decoding: result.bytes, as: UTF8.self))
        if let doubt = result.doubt { return "as lines, clean: \(doubt)" }
        func facts(_ merge: FileMerge) -> [String] { merge.conflicts.map { "\($0.address.folded) \($0.reason)" }.sorted() }
        if facts(result) != facts(swapped) { return "swapped, the conflicts are others: \(facts(result)) \(facts(swapped))" }
        if result.isClean {
            for word in Set(base.keys).union(ours.keys).union(theirs.keys).union(words.keys) {
                let (b, o, t) = (base[word] ?? 0, ours[word] ?? 0, theirs[word] ?? 0)
                let wanted = o == b ? t : t == b ? o : max(o, t)
                if words[word] ?? 0 != wanted, result.decisions.isEmpty {
                    return "'\(word)' stands \(words[word] ?? 0) times, and not \(wanted)"
                }
            }
            guard let one = tree(result.bytes, model.path), let other = tree(swapped.bytes, model.path) else { return "does not parse" }
            if one.unordered() != other.unordered() { return "swapped, the content is another" }
            let shapes = Shapes(names: Names())
            if let syntax = Syntax(path: model.path), let a = try? Document(result.bytes, syntax: syntax, names: shapes.names).tree,
                let b = try? Document(swapped.bytes, syntax: syntax, names: shapes.names).tree
            {
                let differences = Delta(a, b, path: model.path, shapes: shapes).differences
                let real = differences.filter { if case .reordered(_, _, _, false) = $0 { false } else { true } }
                // Where both put the same thing, each at a place of its own, ours' place is as good as theirs'.
                let twins = Set(ours.keys).intersection(theirs.keys).subtracting(base.keys)
                let keys =
                    model.ours.contains("\"n1k") && model.theirs.contains("\"n1k")
                    || model.ours.contains("\"n2k") && model.theirs.contains("\"n2k")
                if !real.isEmpty, twins.isEmpty, !keys { return "swapped, the order is another: \(real)" }
            }
            return nil
        }
        for (word, count) in ours.merging(theirs, uniquingKeysWith: max)
        where base[word] == nil && words[word] ?? 0 < count && result.decisions.isEmpty {
            return "'\(word)' is lost"
        }
        if tree(taking(ours: true, of: result.bytes), model.path) == nil { return "ours taken does not parse" }
        if tree(taking(ours: false, of: result.bytes), model.path) == nil { return "theirs taken does not parse" }
        return nil
    }

    @Test func theSameAgainGivesTheSameBytesAndOneSideAloneIsThatSide() throws {
        for seed in seeds(300) {
            let model = ModelMerge(seed: seed, isIndependent: false)
            #expect(try Self.merge(model).bytes == Self.merge(model).bytes, "seed \(seed)")
            let (base, ours, theirs) = (Array(model.base.utf8), Array(model.ours.utf8), Array(model.theirs.utf8))
            let merger = FileMerger()
            #expect(try merger.merge(base: ours, ours: ours, theirs: theirs, path: model.path).bytes == theirs, "seed \(seed)")
            #expect(try merger.merge(base: base, ours: ours, theirs: base, path: model.path).bytes == ours, "seed \(seed)")
            #expect(try merger.merge(base: base, ours: ours, theirs: ours, path: model.path).bytes == ours, "seed \(seed)")
        }
    }

    /// Documents that nobody would write: nothing crashes, hangs, or ends in anything but a merge that parses or git's own.
    @Test func shapelessDocumentsAreMergedOrLeftToGit() throws {
        for seed in seeds(1500) {
            for (path, base, one, other) in [
                ("x.xml", RandomDocument.xml(seed: seed), RandomDocument.xml(seed: seed + 1), RandomDocument.xml(seed: seed + 2)),
                ("x.json", RandomDocument.json(seed: seed), RandomDocument.json(seed: seed + 1), RandomDocument.json(seed: seed + 2)),
            ] {
                let texts = [(one, other), (String(decoding: Array(base.utf8).mutated(seed: seed), as: UTF8.self), other)]
                for (ours, theirs) in texts {
                    let merged = try FileMerger().merge(
                        base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8), path: path)
                    let git = try FileMerger().mergeLines(base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8))
                    switch merged.way {
                    case .lines: #expect(merged.bytes == git.bytes && merged.isClean == git.isClean, "seed \(seed)")
                    case .document where merged.isClean: #expect(Self.tree(merged.bytes, path) != nil, "seed \(seed)")
                    case .document, .trivial, .binary: break
                    }
                }
            }
        }
    }
}
