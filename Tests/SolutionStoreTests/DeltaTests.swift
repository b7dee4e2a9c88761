// The laws of differences: what differs between two documents, woven into the first, gives the second.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct DeltaTests {
    /// Why weaving all differences into `before` does not give `after`; nil where it does.
    static func failure(_ before: [UInt8], _ after: [UInt8], path: String, syntax: Syntax) -> String? {
        let names = Names()
        guard let a = try? Document(before, syntax: syntax, names: names).tree,
            let b = try? Document(after, syntax: syntax, names: names).tree
        else { return nil }
        let delta = Delta(a, b, path: path, shapes: Shapes(names: names))
        if (a[Tree.document].hash == b[Tree.document].hash) != delta.differences.isEmpty {
            return "hashes equal is \(a[Tree.document].hash == b[Tree.document].hash), \(delta.differences.count) differences"
        }
        let woven = delta.woven(delta.differences)
        guard let c = try? Document(woven, syntax: syntax, names: names).tree else {
            return "does not parse: " + String(decoding: woven, as: UTF8.self)
        }
        if c[Tree.document].hash == b[Tree.document].hash { return nil }
        return "left after weaving: \(Delta(c, b, path: path, shapes: Shapes(names: names)).differences.prefix(5))"
    }

    @Test func differencesOfRandomDocumentsWeaveIntoTheOther() {
        for seed in seeds(4000) {
            let (one, other) = (RandomDocument.xml(seed: seed), RandomDocument.xml(seed: seed + 1))
            for (a, b) in [(Array(one.utf8), Array(other.utf8)), (Array(one.utf8), Array(one.utf8).mutated(seed: seed))] {
                let failure = Self.failure(a, b, path: "x.xml", syntax: .xml)
                #expect(failure == nil, "seed \(seed)\n\(String(decoding: a, as: UTF8.self))\n-----\n\(String(decoding: b, as: UTF8.self))")
                if failure != nil { return }
            }
            let (left, right) = (RandomDocument.json(seed: seed), RandomDocument.json(seed: seed + 1))
            for (a, b) in [(Array(left.utf8), Array(right.utf8)), (Array(left.utf8), Array(left.utf8).mutated(seed: seed))] {
                let failure = Self.failure(a, b, path: "x.json", syntax: .json)
                #expect(failure == nil, "seed \(seed)\n\(String(decoding: a, as: UTF8.self))\n-----\n\(String(decoding: b, as: UTF8.self))")
                if failure != nil { return }
            }
        }
    }

    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
    func differencesOfRealFilesWeaveIntoTheOther() throws {
        var compared = 0
        for pair in try CorpusPairs.all() {
            guard let syntax = Syntax(path: pair.path) else { continue }
            compared += 1
            let failure = Self.failure(pair.before, pair.after, path: pair.path, syntax: syntax)
            #expect(failure == nil, "\(pair.name) \(pair.path)")
        }
        #expect(compared > 500)
    }
}
