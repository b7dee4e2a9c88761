// Two edits of one real file, made on its bytes: the merge is the file in which both are made, and every other byte is as it was.

import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct MergeEditTests {
    /// The one run of bytes that an edit replaced.
    private struct Splice {
        let range: Range<Int>
        let bytes: ArraySlice<UInt8>

        init(_ before: [UInt8], _ after: [UInt8]) {
            var start = 0
            while start < min(before.count, after.count), before[start] == after[start] { start += 1 }
            var end = 0
            while end < min(before.count, after.count) - start, before[before.count - 1 - end] == after[after.count - 1 - end] { end += 1 }
            range = start..<before.count - end
            bytes = after[start..<after.count - end]
        }
    }

    private static func both(_ source: [UInt8], _ one: Splice, _ other: Splice) -> [UInt8]? {
        let (first, second) = one.range.lowerBound < other.range.lowerBound ? (one, other) : (other, one)
        guard first.range.upperBound < second.range.lowerBound else { return nil }
        var text = Array(source[..<first.range.lowerBound])
        text += first.bytes
        text += source[first.range.upperBound..<second.range.lowerBound]
        text += second.bytes
        text += source[second.range.upperBound...]
        return text
    }

    @Test(arguments: Corpus.packages)
    func twoEditsOfARealFileAreBothMade(package: Corpus.Package) throws {
        guard let zip = package.unmanaged ?? package.managed else { return }
        let snapshot = try PackageSnapshot(zip)
        let sorts: [OneEdit.Sort] = [.remove, .value, .text, .inside]
        let paths = snapshot.paths
        for (number, path) in paths.enumerated() where Syntax(path: path) != nil {
            guard try snapshot.read(path).count < 200_000 else { continue }
            for round in seeds(2) {
                let seed = UInt64(number) * 1000 + round * 2
                let bench = FileBench(snapshot: snapshot, paths: paths, path: path)
                let turn = number + Int(round)
                guard let one = try bench.editor(seed: seed)?.edit(sorts[turn % 4]),
                    let other = try bench.editor(seed: seed + 1)?.edit(sorts[(turn / 4) % 4]), one.before == other.before
                else { continue }
                let source = one.before
                guard let both = Self.both(source, Splice(source, one.after), Splice(source, other.after)) else { continue }
                // The edits made, and the same undone: what was removed is added.
                for (base, ours, theirs, expected) in [
                    (source, one.after, other.after, both), (both, other.after, one.after, source),
                ] {
                    let result = try FileMerger().merge(base: base, ours: ours, theirs: theirs, path: path)
                    #expect(
                        result.isClean && result.bytes == expected,
                        """
                        \(path), seed \(seed): \(one) and \(other), \(base == source ? "made" : "undone"), \(result.way) \(result.doubt ?? "") \
                        \(result.conflicts.map { "\($0.address): \($0.reason.rawValue)" }) \(Self.difference(result.bytes, expected))
                        """)
                }
            }
        }
    }

    private static func difference(_ got: [UInt8], _ wanted: [UInt8]) -> String {
        let splice = Splice(got, wanted)
        func around(_ bytes: [UInt8], _ range: Range<Int>) -> String {
            String(decoding: bytes[max(0, range.lowerBound - 60)..<min(bytes.count, range.upperBound + 60)].prefix(600), as: UTF8.self)
        }
        return
            "\n--- got\n\(around(got, splice.range))\n--- wanted\n\(around(wanted, splice.range.lowerBound..<splice.range.lowerBound + splice.bytes.count))"
    }
}
