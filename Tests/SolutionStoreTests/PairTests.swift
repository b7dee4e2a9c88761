// Pairs of real exports: what is lawful between the halves, what is not, and faults that are put into one of them.

import Bindings
import SolutionCore
import SolutionStore
import Testing
import TestSupport

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct PairTests {
    static let pairs = Corpus.packages.filter { $0.unmanaged != nil && $0.managed != nil }

    @Test func realPairs() throws {
        for package in Self.pairs {
            guard let one = package.unmanaged, let other = package.managed else { continue }
            let found = try PairChecker().findings(ReleaseHalf(Package(one)), ReleaseHalf(Package(other)))
            print("\(package): \(found.count)")
            for finding in found.prefix(12) { print("    \(finding.code.rawValue) \(finding.address) \(finding.file):\(finding.line ?? 0): \(finding.message)") }
        }
    }
}
