// Each rule of imports fires on the edit of a real package that it is about, and on no edit beside it.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct ImpactRuleTests {
    /// Managed exports by name, unpacked once.
    private static let packages: [String: ReleaseHalf] = Dictionary(
        Set(impactCases.map(\.package)).compactMap { name in
            guard let zip = Corpus.packages.first(where: { $0.name == name })?.managed else { return nil }
            return (try? Package(zip)).flatMap { try? ReleaseHalf($0) }.map { (name, $0) }
        }, uniquingKeysWith: { first, _ in first })

    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: impactCases)
    func aRuleFiresWhereItShould(_ rule: ImpactCase) throws {
        let package = try #require(Self.packages[rule.package])
        let before = try Self.edited(package, rule.first)
        let fired = try lines(rule, before, rule.fires, rule.mode)
        #expect(!fired.isEmpty, "it did not fire")
        let calm = try lines(rule, before, rule.calm, rule.mode)
        #expect(calm.isEmpty, "it fired: \(calm)")
    }

    /// A rule that no case is about may say anything.
    @Test func everyRuleHasACase() {
        let known = Set(impactCases.map { $0.rule.rawValue })
        #expect(ImpactRule.allCases.map(\.rawValue).filter { !known.contains($0) } == [])
    }

    private func lines(_ rule: ImpactCase, _ before: any Snapshot, _ edits: [ImpactEdit], _ mode: ImpactMode) throws -> [ImpactLine] {
        let after = try Self.edited(before, edits)
        let name = try SolutionPlace.all(in: after)[0].manifest.uniqueName
        let impact = try ImpactReader(.none).impact(mode, of: after, over: before, solution: name)
        return impact[rule.rule.list].filter { $0.rule == rule.rule && $0.address.folded.contains(rule.address.lowercased()) }
    }

    /// A snapshot with edits; one that changes nothing is a fault of the case.
    static func edited(_ snapshot: any Snapshot, _ edits: [ImpactEdit]) throws -> any Snapshot {
        try edits.reduce(snapshot) { snapshot, edit in
            let path = try #require(try snapshot.paths.first { $0.contains(edit.file) }, "no file '\(edit.file)'")
            guard !edit.old.isEmpty else { return try ChangedSnapshot(snapshot, [path: nil]) }
            let text = String(decoding: try snapshot.read(path), as: UTF8.self)
            return try ChangedSnapshot(snapshot, [path: Array(try #require(changed(text, edit), "no '\(edit.old)' in '\(path)'").utf8)])
        }
    }

    private static func changed(_ text: String, _ edit: ImpactEdit) -> String? {
        guard let mark = edit.mark.isEmpty ? text.startIndex : text.firstRange(of: edit.mark)?.lowerBound else { return nil }
        // The element around the mark goes, or the next text behind it becomes another.
        if edit.new.isEmpty, !edit.mark.isEmpty { return removed(text, mark, edit.old) }
        guard let range = text[mark...].firstRange(of: edit.old) else { return nil }
        return String(text[..<range.lowerBound]) + edit.new + String(text[range.upperBound...])
    }

    /// The innermost element of that name around a place, gone; `old` is an attribute of it or its start.
    private static func removed(_ text: String, _ mark: String.Index, _ old: String) -> String? {
        guard !old.hasPrefix("<") && !old.hasSuffix("Name") else {
            let start = old.hasPrefix("<") ? old : "<attribute "
            guard let first = text[..<mark].lastIndex(of: start) else { return nil }
            let name = start.dropFirst().prefix { $0 != " " }
            guard let end = text[first...].firstRange(of: "</\(name)>") else { return nil }
            return String(text[..<first]) + String(text[end.upperBound...])
        }
        guard let range = text[mark...].firstRange(of: old) else { return nil }
        return String(text[..<range.lowerBound]) + String(text[range.upperBound...])
    }
}
