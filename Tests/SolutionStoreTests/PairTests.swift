// Pairs of real exports: what is lawful between the halves, what is not, and faults that are put into one of them.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct PairTests {
    struct Pair {
        let name: String
        let unmanaged: [String: [UInt8]]
        let managed: [String: [UInt8]]

        init(_ package: Corpus.Package) throws {
            name = package.name
            func files(_ zip: String?) throws -> [String: [UInt8]] {
                let half = try ReleaseHalf(Package(#require(zip)))
                return Dictionary(uniqueKeysWithValues: try half.paths.map { ($0, try half.read($0)) })
            }
            (unmanaged, managed) = (try files(package.unmanaged), try files(package.managed))
        }

        /// `only`: of the pair, the manifests and these files alone.
        func findings(
            only: Set<String>? = nil, unmanaged one: [String: [UInt8]?] = [:], managed other: [String: [UInt8]?] = [:]
        ) throws -> [Finding] {
            func half(_ files: [String: [UInt8]], _ changes: [String: [UInt8]?], _ isManaged: Bool) throws -> ReleaseHalf {
                var files = files.filter { only?.contains($0.key) ?? true || $0.key == PairTests.manifest }
                for (path, bytes) in changes { files[path] = bytes }
                return try ReleaseHalf(
                    Dictionary(exact: files.map { ($0.key, $0.value) }) { one, _ in one }, named: name, isManaged: isManaged)
            }
            return try PairChecker().findings(half(unmanaged, one, false), half(managed, other, true))
        }

        func twin(of path: String) -> String? {
            if managed[path] != nil { return path }
            return Twin.other(of: path).flatMap { managed[$0] == nil ? nil : $0 }
        }
    }

    static let packages = Corpus.pairs

    /// Some of the pairs are no halves of one moment: of one hundreds of things differ, of two a form, of one the managed half has a role more.
    @Test func realPairsAreAcceptedOrRefused() throws {
        var refused: [String: [Finding]] = [:]
        var notes: [String: [PairNote]] = [:]
        for package in Self.packages {
            let comparison = try PairChecker().compare(
                ReleaseHalf(Package(#require(package.unmanaged))), ReleaseHalf(Package(#require(package.managed))))
            let findings = comparison.findings
            if !findings.isEmpty { refused[package.name] = findings }
            if !comparison.notes.isEmpty { notes[package.name] = comparison.notes }
            for finding in findings.prefix(5) { print("\(package): \(finding.code.rawValue) \(finding.address): \(finding.message)") }
        }
        let counted = Self.packages.filter(\.isCounted).map(\.name)
        #expect(counted.count == 28 && refused.keys.filter(counted.contains).count == 2)
        #expect(Self.packages.count == 35 && refused.count == 4, "\(refused.keys.sorted())")
        // A control and a library of two scripts, the one with the debug build in the unmanaged half, the other in the managed half.
        #expect(
            Set(notes.values.map { $0.map(\.message) }) == [
                ["the unmanaged half holds a debug build"],
                ["the managed half holds a debug build", "the managed half holds a debug build"],
            ])
        #expect(refused.values.allSatisfy { $0.allSatisfy { [.halvesDiffer, .missingHalf].contains($0.code) } })
    }

    // MARK: - Faults

    fileprivate static let manifest = "Other/Solution.xml"

    private func replacing(_ old: String, _ new: String, in bytes: [UInt8]) throws -> [UInt8] {
        var bytes = bytes
        bytes.replaceSubrange(try #require(bytes.firstRange(of: Array(old.utf8))), with: new.utf8)
        return bytes
    }

    @Test(arguments: PairTests.packages)
    func faultsInManifestsAreFound(package: Corpus.Package) throws {
        let pair = try Pair(package)
        let known = try Set(pair.findings(only: []).map(\.identity))
        let manifest = try #require(pair.managed[Self.manifest])
        let tree = try Document(manifest, syntax: .xml, names: Names()).tree
        let solution = try Manifest(tree)
        func expect(_ words: String, _ bytes: [UInt8]) throws {
            let found = try pair.findings(only: [], managed: [Self.manifest: bytes]).filter { !known.contains($0.identity) }
            #expect(found.count == 1 && found[0].code == .pairMismatch && found[0].message.contains(words), "\(package) \(words): \(found)")
        }
        let older = try replacing("<Version>", "<Version>0.", in: manifest)
        try expect("unmanaged \(solution.version), managed 0.\(solution.version): the ", older)
        let publisher = try #require(tree.element(at: ["SolutionManifest", "Publisher", "UniqueName"], of: tree.root))
        var other = manifest
        other.replaceSubrange(tree[publisher].inner.range, with: "somebody".utf8)
        try expect("different publishers: unmanaged '\(solution.publisher)', managed 'somebody'", other)
        try expect("the half given as managed is unmanaged", replacing("<Managed>1", "<Managed>0", in: manifest))
    }

    /// A component that one half lacks; texts and values that one half has otherwise. One of each sort of file.
    @Test(arguments: PairTests.packages)
    func faultsInComponentsAreFound(package: Corpus.Package) throws {
        let pair = try Pair(package)
        func expect(_ code: Finding.Code, _ path: String, unmanaged: [String: [UInt8]?] = [:], managed: [String: [UInt8]?] = [:]) throws {
            let only: Set = [path, pair.twin(of: path) ?? path, Twin.other(of: path) ?? path]
            let known = try Set(pair.findings(only: only).map(\.identity))
            let found = try pair.findings(only: only, unmanaged: unmanaged, managed: managed).filter { !known.contains($0.identity) }
            #expect(
                found.contains { $0.code == code && $0.file == path && !$0.address.folded.hasPrefix("file/") },
                "\(package) \(path): \(found)")
        }
        var sorts: Set<String> = []
        for path in pair.unmanaged.keys.sorted() where path != Self.manifest && path.hasSuffix(".xml") {
            guard let twin = pair.twin(of: path), let bytes = pair.unmanaged[path], let other = pair.managed[twin] else { continue }
            let sort = path.split(separator: "/").map { $0.contains(".") || $0.contains("{") ? "" : String($0) }.enumerated()
                .map { $0.offset == 1 ? "" : $0.element }.joined(separator: "/")
            guard sorts.insert(sort + (path.hasSuffix("Entity.xml") ? "e" : "")).inserted else { continue }
            let isComponent = Kinds.table.places(of: path).contains { !$0.kind.path.isEmpty || $0.place.elements == nil }
            if isComponent, !path.hasPrefix("Other/"), !path.hasSuffix("RibbonDiff.xml") {
                try expect(.missingHalf, path, managed: [twin: nil])
                try expect(.missingHalf, twin, unmanaged: [path: nil])
            }
            let tree = try Document(other, syntax: .xml, names: Names()).tree
            if let label = tree.nodes.indices.first(where: { isText($0, in: tree) }) {
                var changed = other
                changed.replaceSubrange(tree[label].inner.range, with: "Somebody changed this".utf8)
                try expect(.halvesDiffer, path, managed: [twin: changed])
            }
            guard path.hasSuffix("Entity.xml") else { continue }
            let table = try Document(bytes, syntax: .xml, names: Names()).tree
            if let value = table.nodes.indices.first(where: { table[$0].kind == .element && table.name(of: $0) == "MaxLength" }) {
                var changed = bytes
                changed.replaceSubrange(table[value].inner.range, with: "77".utf8)
                try expect(.halvesDiffer, path, unmanaged: [path: changed])
            }
        }
    }

    /// A text that both halves have: an empty one is lawful in the managed half.
    private func isText(_ node: Int, in tree: Tree) -> Bool {
        tree[node].kind == .attribute && tree.name(of: node) == "description" && !tree.text(of: node).isEmpty
    }

    @Test(arguments: CorpusPairs.versions().map { [$0.before, $0.after] })
    func aStaleHalfIsFound(versions: [Corpus.Package]) throws {
        guard versions.allSatisfy({ $0.managed != nil && $0.unmanaged != nil }) else { return }
        for (one, other) in [(versions[0], versions[1]), (versions[1], versions[0])] {
            let unmanaged = try Package(#require(one.unmanaged)), managed = try Package(#require(other.managed))
            let asTheyAre = try PairChecker().findings(ReleaseHalf(unmanaged), ReleaseHalf(managed))
            #expect(asTheyAre.contains { $0.code == .pairMismatch && $0.message.contains("half is older") })
            // With the numbers made one, what changed between the versions still tells.
            let raised = try PairChecker().findings(ReleaseHalf(unmanaged), ReleaseHalf(managed.with(version: unmanaged.manifest.version)))
            let changes = try SnapshotComparer().compare(ReleaseHalf(unmanaged), ReleaseHalf(Package(#require(other.unmanaged)))).flatMap(
                \.changes)
            let isChanged = changes.contains { $0.noise == nil && $0.trail.first?.noun != "Version" }
            #expect(raised.isEmpty != isChanged, "\(one) \(other): \(raised)")
        }
    }
}
