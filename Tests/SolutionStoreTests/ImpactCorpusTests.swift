// For every pair of consecutive versions the impact says what a referee finds that only reads files: nothing is missed and nothing invented.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct ImpactCorpusTests {
    private static let pairs = CorpusPairs.versions().flatMap { name, before, after in
        ["unmanaged", "managed"].map { (name: "\(name) \($0)", before: before, after: after, form: $0) }
    }

    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: pairs.indices)
    func theRefereeAgrees(_ index: Int) throws {
        let pair = Self.pairs[index]
        let directory = TemporaryDirectory()
        let before = try #require(try pair.before.expected(pair.form, into: directory.path + "/before"))
        let after = try #require(try pair.after.expected(pair.form, into: directory.path + "/after"))
        let (older, newer) = (try ImpactReferee(before), try ImpactReferee(after))
        #expect(older.components.count > 4, "the referee found nothing in \(pair.name)")
        let state = try FolderSnapshot(after)
        let impact = try ImpactReader(.none).impact(
            pair.form == "managed" ? .upgrade : .unmanaged, of: state, over: try FolderSnapshot(before),
            solution: SolutionPlace.all(in: state)[0].manifest.uniqueName)
        #expect(impact.allowed, "\(pair.name): \(impact[.refusals])")
        func told(_ lists: [ImpactList], without rules: [ImpactRule]) -> Set<String> {
            let lines = lists.flatMap { impact[$0] }.filter { line in !rules.contains { $0 == line.rule } }
            return Set(lines.map(\.address.folded)).filter { ImpactReferee.kinds.contains(Self.kind(of: $0)) }
        }
        let left = told([.deletedWithData, .deleted, .leftBehind], without: [.deletesOption, .leavesManifest])
            .filter { !$0.contains("/option/") && !$0.contains("/status/") }
        Self.expectSame(left, older.arrived(since: newer), "left in \(pair.name)")
        Self.expectSame(told([.added], without: [.joinsManifest]), newer.arrived(since: older), "added in \(pair.name)")
        Self.expectSame(told([.asks], without: []), newer.asks, "asked for by \(pair.name)")
        let data = impact[.deletedWithData].map(\.rule.rawValue)
        #expect(data.isEmpty || pair.form == "managed", "an unmanaged import deletes nothing")
    }

    private static func kind(of address: String) -> String {
        let parts = address.split(separator: "/").map(String.init)
        guard parts.count > 2, ["entity", "pluginassembly", "customapi"].contains(parts[0]) else { return parts[0] }
        return parts[2]
    }

    private static func expectSame(_ told: Set<String>, _ found: Set<String>, _ what: String) {
        let missed = found.subtracting(told).sorted().prefix(5), invented = told.subtracting(found).sorted().prefix(5)
        #expect(missed.isEmpty && invented.isEmpty, "\(what): missed \(Array(missed)), invented \(Array(invented))")
    }
}
