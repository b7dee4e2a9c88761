// The laws of taking components out and bringing them back, on real solutions: of every kind, from every solution.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct ComponentLawTests {
    /// How many components of each kind of each solution are tried; `make components` tries more. Without a wish the larger solutions are left out.
    static let wish = Environment.current["SOL_COMPONENTS"].flatMap { Int($0) }

    /// Real solutions as their exports unpack, both halves in one folder where there are both.
    private static func solutions(_ body: (IndexedSolution, String) throws -> Void) throws {
        for package in Corpus.packages {
            guard let file = package.unmanaged ?? package.managed else { continue }
            let first = try Package(file)
            var managed = first.manifest.managed
            var files = try UnpackedSolution(first)
            guard wish != nil || files.files.count <= 150 else { continue }
            if let unmanaged = package.unmanaged, let other = package.managed {
                files = try UnpackedSolution(unmanaged: try Package(unmanaged), managed: try Package(other))
                managed = .both
            }
            let snapshot = try IdentifiedSnapshot(PackageSnapshot(files, named: package.name, managed: managed))
            for solution in try IndexedSolution.all(in: snapshot, rules: .none) { try body(solution, package.name) }
        }
    }

    /// Some of each kind, always the same ones.
    private static func samples(of solution: IndexedSolution) -> [Component] {
        let kinds = Dictionary(grouping: solution.index.components.values.filter { $0.kind != "solution" }, by: \.kind)
        let most = wish ?? 1
        return kinds.sorted { $0.key < $1.key }.flatMap { _, components in
            let sorted = components.sorted { $0.address < $1.address }
            return stride(from: 0, to: sorted.count, by: max(1, sorted.count / most)).prefix(most).map { sorted[$0] }
        }
    }

    @Test func whatIsTakenOutLeavesNothingAndComesBackToTheByte() throws {
        var counts: [String: Int] = [:]
        try Self.solutions { solution, name in
            let (comparer, checker) = (SnapshotComparer(), Checker())
            for component in Self.samples(of: solution) {
                let label = "\(name): \(component.address)"
                let removal = try ComponentRemoval(of: ComponentSet([component.address]), from: solution)
                #expect(!removal.edits.isEmpty, "\(label)")
                let rest = try solution.with(removal.edits)
                #expect(rest.index.components[component.address] == nil, "\(label) is still there")
                let left = try Self.faults(checker, in: rest, notIn: solution)
                #expect(left.isEmpty, "\(label): \(left.prefix(3))")
                let restore = try ComponentRestore(
                    of: [AddressPattern(component.address.description)], from: solution, into: rest, comparer: comparer)
                #expect(restore.components.contains { $0.address == component.address } && restore.unknown.isEmpty, "\(label)")
                #expect(Set(restore.edits.map(\.path)) == Set(removal.edits.map(\.path)), "\(label): other files")
                for edit in restore.edits {
                    try expectSame(#require(edit.bytes), solution.snapshot.read(edit.path), "\(label): \(edit.path)")
                }
                counts[component.kind, default: 0] += 1
            }
        }
        print("taken out and brought back:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        #expect(counts.count > 20)
    }

    /// What is wrong and was not, but for names of what is gone.
    private static func faults(_ checker: Checker, in solution: IndexedSolution, notIn before: IndexedSolution) throws -> [Finding] {
        try checker.findings(in: solution.snapshot, notIn: [before.snapshot]).filter { $0.code != .danglingReference }
    }

    @Test func renamedThereAndBackIsTheSameToTheByte() throws {
        var counts: [String: Int] = [:]
        try Self.solutions { solution, name in
            let checker = Checker()
            for component in Self.samples(of: solution) {
                guard let key = Renaming(component, to: "")?.spelling(in: try solution.snapshot.read(solution.folder + component.file)),
                    let there = Renaming(component, to: key + "_Qx7"), there.isPossible
                else { continue }
                let label = "\(name): \(component.address)"
                let move = try ComponentMove(there, in: solution)
                let moved = try solution.with(move.edits)
                #expect(moved.index.components[component.address] == nil, "\(label) is still there")
                guard let renamed = moved.index.components[there.newAddress], let back = Renaming(renamed, to: key) else {
                    Issue.record("\(label) is not called \(there.newAddress)")
                    continue
                }
                let left = try Self.faults(checker, in: moved, notIn: solution).filter { $0.code != .environmentValue }
                #expect(left.allSatisfy { $0.address.folded.contains("_qx7") }, "\(label): \(left.prefix(3))")
                let again = try moved.with(try ComponentMove(back, in: moved).edits)
                #expect(try again.snapshot.paths == solution.snapshot.paths, "\(label): other files")
                for path in Set(move.edits.map(\.path)).intersection(try solution.snapshot.paths) {
                    try expectSame(again.snapshot.read(path), solution.snapshot.read(path), "\(label): \(path)")
                }
                counts[component.kind, default: 0] += 1
            }
        }
        print("renamed and back:", counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
        #expect(counts.count > 5)
    }
}

extension Renaming {
    /// How the old name is spelled where somebody reads it.
    fileprivate func spelling(in bytes: [UInt8]) -> String? {
        let old = String(component.address.folded.dropFirst(newAddress.folded.count))
        let places = Words.places(of: old, in: bytes, isStart: Words.isOutside, isEnd: Words.isOutside)
        let spellings = places.map { String(decoding: bytes[$0], as: UTF8.self) }
        return spellings.first { $0 != old } ?? spellings.first
    }
}

/// A snapshot that knows the blobs of its files, as those of git do.
private final class IdentifiedSnapshot: Snapshot {
    let name: String
    let paths: [String]
    private var contents: [String: [UInt8]] = [:]
    private var ids: [String: ObjectID] = [:]

    init(_ base: any Snapshot) throws {
        name = base.name
        paths = try base.paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for path in paths {
            contents[path] = try base.read(path)
            ids[path] = try ObjectID.of(.blob, contents[path] ?? [])
        }
    }

    func id(of path: String) -> ObjectID? { ids[path] }
    func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let bytes = contents[path] else { throw StoreError(.notFound, "no '\(path)'") }
        return bytes
    }
}
