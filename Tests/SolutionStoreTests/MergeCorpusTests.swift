// Every real merge again: what git could not merge and we can, what is left for people and why, and that nothing is lost.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct MergeCorpusTests {
    struct Case {
        let name: String
        let path: String
        let base: [UInt8]?
        let ours: [UInt8]
        let theirs: [UInt8]
        /// Is among those of which the laws hold; of others what does not is printed.
        let isCounted: Bool
    }

    /// Files of the real merges that both sides changed, or added, differently.
    static func cases() throws -> [Case] {
        var cases: [Case] = []
        for merge in Corpus.merges where merge.side("ours") != nil && merge.side("theirs") != nil {
            let place = merge.folder
            for path in try FolderSnapshot(place + "/ours").paths where Files.exists(place + "/theirs/" + path) {
                let base = Files.exists(place + "/base/" + path) ? try Files.read(place + "/base/" + path) : nil
                let (ours, theirs) = (try Files.read(place + "/ours/" + path), try Files.read(place + "/theirs/" + path))
                if ours == theirs || base == ours || base == theirs { continue }
                cases.append(Case(name: merge.name, path: path, base: base, ours: ours, theirs: theirs, isCounted: merge.isCounted))
            }
        }
        return cases
    }

    @Test func realMergesAreMergedAgain() throws {
        var table: [String: Int] = [:]
        var rest: [Open] = []
        for merge in try Self.cases() {
            func expect(_ isTrue: Bool, _ words: String) {
                if !merge.isCounted, !isTrue { print("does not hold of \(merge.name) \(merge.path): \(words)") }
                #expect(isTrue || !merge.isCounted, "\(merge.name) \(merge.path): \(words)")
            }
            let inside = CorpusPairs.inSolution(merge.path)
            let result = try FileMerger().merge(base: merge.base, ours: merge.ours, theirs: merge.theirs, path: inside)
            let git = try mergeLines(base: merge.base, ours: merge.ours, theirs: merge.theirs)
            let kind = merge.base == nil ? "added by both" : "changed by both"
            table["\(kind): all", default: 0] += 1
            table[
                "\(kind): \(git.isClean ? "git clean" : "git conflict"), \(result.way.rawValue) \(result.isClean ? "clean" : "conflict")",
                default: 0] += 1
            rest += result.conflicts.map { Open(merge: merge, result: result, conflict: $0) }
            let swapped = try FileMerger().merge(base: merge.base, ours: merge.theirs, theirs: merge.ours, path: inside)
            expect(swapped.isClean == result.isClean, "swapped, one is clean")
            // Items of arrays are counted, and each side counts its own.
            func told(_ merge: FileMerge) -> [String] {
                merge.conflicts.map { conflict in
                    conflict.address.folded.split(separator: "/").map { $0.allSatisfy(\.isNumber) ? "#" : $0 }.joined(separator: "/")
                        + ": \(conflict.reason)"
                }.sorted()
            }
            expect(told(swapped) == told(result), "swapped, the conflicts are others")
            expectSame(
                try FileMerger().merge(base: merge.base, ours: merge.ours, theirs: merge.theirs, path: inside).bytes, result.bytes,
                "\(merge.name) a second time")
            if git.isClean { expect(result.isClean, "git merges it") }
            if result.isClean, result.way == .document {
                let wrong = Self.wrong(merge, result)
                expect(wrong.isEmpty, wrong.prefix(5).joined(separator: "\n"))
                if let one = Self.leaves(result.bytes, inside), let other = Self.leaves(swapped.bytes, inside) {
                    let rules = Set((result.decisions + swapped.decisions).map(\.rule))
                    expect(one == other || rules.contains("ours"), "swapped, the content is another")
                }
            }
        }
        for (what, count) in table.sorted(by: { $0.key < $1.key }) { print("\(count)\t\(what)") }
        print("\nleft for people, and why:")
        // Each of them only where somebody asked for it, with `make merges`.
        if seeds(1).count > 1 { for open in rest { print(open) } }
        Self.count(rest.map(\.why))
        print("\nof which at one name:")
        Self.count(rest.map { "\($0.why): \($0.name)" })
    }

    /// Merges in which one odd list once put whole files in conflict, with the questions that are left: each is about one thing, and no file
    /// is in conflict as a whole.
    @Test func oddListsAreNoConflicts() throws {
        let asked = ["opc-14efbb4168": 0, "opc-05835be9de": 0, "DEFRA-36f4f8786e": 1, "DEFRA-5270f91aff": 1]
        var counts: [String: Int] = [:]
        for merge in try Self.cases() where asked[merge.name] != nil && merge.base != nil {
            let result = try FileMerger().merge(
                base: merge.base, ours: merge.ours, theirs: merge.theirs, path: CorpusPairs.inSolution(merge.path))
            counts[merge.name, default: 0] += result.conflicts.count
            #expect(result.doubt == nil, "\(merge.name) \(merge.path)")
        }
        for (name, count) in counts { #expect(count == asked[name], "\(name)") }
    }

    private static func count(_ words: [String]) {
        let counts = words.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        for (what, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) { print("\(count)\t\(what)") }
    }

    /// A conflict that a person must decide.
    private struct Open: CustomStringConvertible {
        let merge: Case
        let result: FileMerge
        let conflict: Conflict

        /// Why nobody else can.
        var why: String {
            if result.way == .binary { return "its content is no text" }
            if let doubt = result.doubt { return "it was merged by lines: \(doubt.drop { $0.isNumber })" }
            if result.way == .lines { return "lines that both changed, of no document" }
            switch conflict.reason {
            case .bothChanged: return "both set another value"
            case .bothAdded where conflict.ours == nil || conflict.theirs == nil: return "both added it, with other content"
            case .bothAdded: return "both added it, with another value"
            default: return conflict.reason.rawValue
            }
        }

        /// The last name in its address.
        var name: Substring { conflict.address.description.split(separator: "/").last ?? "" }

        var description: String {
            let values = [conflict.base, conflict.ours, conflict.theirs].map { value in
                value.map { String($0.prefix(60)).split(whereSeparator: \.isNewline).joined(separator: " ") } ?? "-"
            }
            return "\(merge.name)/\(merge.path)\t\(conflict.address)\t\(values.joined(separator: " | "))\t\(why)"
        }
    }

    // MARK: - A referee of its own

    /// What items are known by, wherever they stand: coarser than the table of kinds, and nothing of it.
    private static let keys = [
        "id", "name", "physicalname", "languagecode", "lcid", "value", "schemaname", "uniquename", "type", "attribute", "alias",
        "connectionreferencelogicalname", "parentid",
    ]

    /// Every value with the names and keys on the way to it, as often as the document has it.
    private static func leaves(_ bytes: [UInt8], _ path: String) -> [String: Int]? {
        guard let syntax = Syntax(path: path), let tree = try? Document(bytes, syntax: syntax, names: Names()).tree else { return nil }
        var found: [String: Int] = [:]
        func key(_ node: Int) -> String {
            tree.attributes(of: node).filter { keys.contains(tree.name(of: $0).lowercased()) }
                .map { tree.name(of: $0) + "=" + tree.text(of: $0) }.sorted().joined(separator: " ")
        }
        func visit(_ node: Int, _ way: String) {
            for child in tree.children(of: node) where !tree.isDeclaration(child) {
                let name = tree.name(of: child)
                switch tree[child].kind {
                case .element, .object, .array:
                    // A dependency is known by its two ends.
                    let ends = name == "MissingDependency" ? tree.elements(of: child).map(key).joined(separator: " ") : ""
                    // What may move in a form has an id that nothing else has; what holds it has none.
                    let isLoose = ["tab", "section", "cell"].contains(name)
                    let isHolder =
                        ["row", "column", "rows", "columns", "sections"].contains(name)
                        && tree.attributes(of: child).allSatisfy { tree.name(of: $0) != "name" }
                    let here = (isLoose ? "" : way) + "/" + name + "[" + key(child) + ends + "]"
                    if isHolder {
                        visit(child, "")
                        continue
                    }
                    found[here, default: 0] += 1
                    visit(child, here)
                default: found[way + "/" + name + "=" + tree.text(of: child), default: 0] += 1
                }
            }
        }
        visit(Tree.document, "")
        return found
    }

    /// What a merge lost, invented or doubled: values that do not stand as often as the two sides' changes make it.
    private static func wrong(_ merge: Case, _ result: FileMerge) -> [String] {
        let inside = CorpusPairs.inSolution(merge.path)
        guard let ours = leaves(merge.ours, inside), let theirs = leaves(merge.theirs, inside), let got = leaves(result.bytes, inside)
        else {
            return ["does not parse"]
        }
        let base = merge.base.flatMap { leaves($0, inside) }
        // Where a rule chose a value, the ones that it did not choose are gone by decision, and documents inside values are one value.
        let decided = result.decisions.flatMap { [$0.base, $0.ours, $0.theirs, $0.chosen] }.compactMap(\.self)
        return Set(ours.keys).union(theirs.keys).union(got.keys).union(base?.keys.map { $0 } ?? []).compactMap { leaf in
            let (one, other, now) = (ours[leaf] ?? 0, theirs[leaf] ?? 0, got[leaf] ?? 0)
            let before = base.map { $0[leaf] ?? 0 } ?? min(one, other)
            let (left, right) = (one - before, other - before)
            // Both may have made the same change: then it is there once or, as two that look alike, twice.
            let range =
                left > 0 && right > 0
                ? max(left, right)...(left + right)
                : left < 0 && right < 0 ? (left + right)...min(left, right) : (left + right)...(left + right)
            if range.contains(now - before) { return nil }
            let parts = leaf.split(separator: "/").last?.split(separator: "=", maxSplits: 1) ?? []
            let spelled = parts.count == 2 ? "\(parts[0])=\"\(parts[1])\"" : leaf
            // The platform numbers dependencies anew with each export: who deletes one need not ask for its number.
            if leaf.contains("/MissingDependency["), parts.first == "key" { return nil }
            if decided.contains(where: { !$0.isEmpty && leaf.contains($0) || $0.contains(spelled) }) || leaf.contains("={")
                || leaf.contains("=[")
            {
                return nil
            }
            return "\(leaf.prefix(300)): \(before) | \(one) | \(other) gives \(now)"
        }
    }
}
