// The law of imports that say where they started: what they merge to is what a merge of the same changes made on a branch gives.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct BasedImportTests {
    /// Real files, each edited once by the export and once by the branch.
    private struct Edited {
        var base: [String: [UInt8]] = [:]
        var ours: [String: [UInt8]] = [:]
        var theirs: [String: [UInt8]] = [:]
        var edits = 0
    }

    /// Without `SOL_ROUNDS` the small packages, each with another sort of edits in its files.
    private static let packages = Corpus.packages.filter { $0.unmanaged != nil && ($0.isSmall || Corpus.isWhole) }

    private let directory = TemporaryDirectory()

    private func edited(_ solution: UnpackedSolution, round: UInt64) throws -> Edited {
        var files: [String: [UInt8]] = [:]
        for file in solution.files { files[file.path] = try file.bytes() }
        let snapshot = MemorySnapshot(files)
        let paths = snapshot.paths
        var result = Edited(base: files, ours: files, theirs: files)
        let sorts: [OneEdit.Sort] = [.remove, .add, .value, .text, .inside]
        for (number, path) in paths.enumerated() where Syntax(path: path) != nil && files[path].map({ $0.count < 100_000 }) == true {
            let bench = FileBench(snapshot: snapshot, paths: paths, path: path)
            let turn = number + Int(round)
            let seed = UInt64(number) * 1000 + round * 2
            guard let one = try bench.editor(seed: seed)?.edit(sorts[turn % 5]), one.operation != nil else { continue }
            if path == "Other/Solution.xml", try !isSameSolution(one.before, one.after) { continue }
            (result.base[path], result.theirs[path], result.ours[path]) = (one.before, one.after, one.before)
            result.edits += 1
            let other = try bench.editor(seed: seed + 1)?.edit(sorts[(turn / 5) % 5])
            if let other, other.operation != nil, other.before == one.before { result.ours[path] = other.after }
        }
        return result
    }

    private func isSameSolution(_ before: [UInt8], _ after: [UInt8]) throws -> Bool {
        func name(_ bytes: [UInt8]) -> [String]? {
            (try? Document(bytes, syntax: .xml, names: Names())).flatMap { try? Manifest($0.tree) }.map {
                [$0.uniqueName, "\($0.managed)"]
            }
        }
        return name(before) == name(after) && name(before) != nil
    }

    private func write(_ files: [String: [UInt8]], to pack: ObjectPack) throws -> ObjectID {
        var edits: [(path: CheckedPath, edit: TreeEdit)] = []
        for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
            edits.append((try PathGate.check("sol/" + path, as: .repository), .put(.file, try pack.writeBlob(bytes))))
        }
        return try pack.editTree(.emptyTree, edits)
    }

    @Test(arguments: packages)
    func itEqualsAMergeOfTheSameChanges(package: Corpus.Package) throws {
        try GitRun(in: directory.path)("init", "-q")
        let repository = try Repository.open(RepositoryLocation(gitDirectory: directory.path + "/.git", workTree: nil))
        var solution = try UnpackedSolution(try Package(try #require(package.unmanaged)))
        for round in seeds(1) {
            let edited = try edited(solution, round: round)
            let pack = try ObjectPack(for: repository)
            let (base, ours, theirs) = (
                try write(edited.base, to: pack), try write(edited.ours, to: pack), try write(edited.theirs, to: pack)
            )
            try pack.land()
            let branch = try TreeMerger(repository, rules: .none).merge(base: base, ours: ours, theirs: theirs)

            solution.files = edited.theirs.sorted { $0.key < $1.key }.map { UnpackedSolution.File(path: $0.key, content: .text($0.value)) }
            var options = ImportOptions()
            options.missing = .deleteAll
            options.allowed = Set(ImportQuestion.allCases)
            let manifest = try Manifest(
                try Document(try #require(edited.theirs["Other/Solution.xml"]), syntax: .xml, names: Names()).tree)
            let planner = ImportPlanner(comparer: SnapshotComparer(), options: options, filter: nil)
            let plan = try planner.plan(
                solution, manifest, managed: .unmanaged, into: RevisionSnapshot(base, named: "base", in: repository)
            ).get()
            let merge = try BasedImport(
                plan, from: base, into: ours, of: repository, filter: nil, rules: .none, markers: MarkerStyle())

            func conflicts(_ tree: MergedTree) -> [String] { tree.conflicts.map { "\($0.conflict.address) \($0.conflict.reason)" } }
            #expect(conflicts(merge.result) == conflicts(branch))
            let (one, other) = (
                RevisionSnapshot(branch.tree, named: "branch", in: merge.pack),
                RevisionSnapshot(merge.result.tree, named: "import", in: merge.pack)
            )
            let left = try SnapshotComparer().compare(one, other).flatMap(\.changes).filter { $0.noise == nil }
            #expect(left.isEmpty, "round \(round): \(left.map { "\($0.operation) \($0.address)" })")
            #expect(edited.edits > 0)
        }
    }
}
