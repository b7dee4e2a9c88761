// Every real merge again: what git could not merge and we can, what is left for people and why, and that nothing is lost.

import Bindings
import Testing
import TestSupport

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
    }

    /// Files of the real merges that both sides changed, or added, differently.
    static func cases() throws -> [Case] {
        guard let corpus = Corpus.path else { return [] }
        var cases: [Case] = []
        let folders = try Walk.list(corpus + "/merges", details: false).filter { $0.kind == .directory && !$0.path.contains("/") }
        for folder in folders {
            let place = corpus + "/merges/" + folder.path
            guard Files.isDirectory(place + "/ours"), Files.isDirectory(place + "/theirs") else { continue }
            for path in try FolderSnapshot(place + "/ours").paths where Files.exists(place + "/theirs/" + path) {
                let base = Files.exists(place + "/base/" + path) ? try Files.read(place + "/base/" + path) : nil
                let (ours, theirs) = (try Files.read(place + "/ours/" + path), try Files.read(place + "/theirs/" + path))
                if ours == theirs || base == ours || base == theirs { continue }
                cases.append(Case(name: folder.path, path: path, base: base, ours: ours, theirs: theirs))
            }
        }
        return cases
    }

    @Test func realMergesAreMergedAgain() throws {
        var table: [String: Int] = [:]
        var rest: [String] = []
        for merge in try Self.cases() {
            let inside = CorpusPairs.inSolution(merge.path)
            let result = try FileMerger().merge(base: merge.base, ours: merge.ours, theirs: merge.theirs, path: inside)
            let git = try mergeLines(base: merge.base, ours: merge.ours, theirs: merge.theirs)
            let kind = merge.base == nil ? "added by both" : "changed by both"
            table["\(kind): all", default: 0] += 1
            table["\(kind): \(git.isClean ? "git clean" : "git conflict"), \(result.way.rawValue) \(result.isClean ? "clean" : "conflict")", default: 0] += 1
            if !result.isClean || result.doubt != nil {
                rest.append(
                    "\(merge.name) \(merge.path) \(result.way) \(result.doubt ?? "")\n"
                        + result.conflicts.prefix(4).map {
                            "    \($0.address): \($0.reason.rawValue): \($0.base?.prefix(40) ?? "-") | \($0.ours?.prefix(40) ?? "-") | \($0.theirs?.prefix(40) ?? "-")"
                        }.joined(separator: "\n"))
            }
            let swapped = try FileMerger().merge(base: merge.base, ours: merge.theirs, theirs: merge.ours, path: inside)
            #expect(swapped.isClean == result.isClean, "swapped: \(merge.name) \(merge.path)")
            #expect(swapped.conflicts.count == result.conflicts.count, "swapped: \(merge.name) \(merge.path)")
        }
        for (what, count) in table.sorted(by: { $0.key < $1.key }) { print("\(count)\t\(what)") }
        print(rest.joined(separator: "\n"))
    }
}
