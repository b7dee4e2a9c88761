// The laws of comparisons, on real solutions: every change has an address and a name, once; taken together they give the other state.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct ComparisonTests {
    /// Compares two snapshots and checks every law; gives the number of changes.
    static func check(_ before: any Snapshot, _ after: any Snapshot, _ name: String) throws -> Int {
        var count = 0
        for solution in try SnapshotComparer().compare(before, after) {
            var seen: Set<String> = []
            for file in solution.files {
                for change in file.changes {
                    count += 1
                    #expect(!change.address.description.isEmpty && !change.label.isEmpty, "\(name): \(change)")
                    let mark = "\(change.operation) \(change.address.folded) \(change.file)"
                    #expect(seen.insert(mark).inserted, "\(name): twice: \(mark)")
                }
                let wanted = file.applied { $0.noise == nil }
                guard let wanted, let after = file.after, let syntax = Syntax(path: file.path), file.warning == nil else {
                    continue
                }
                let left = try Self.changes(wanted, after, file.path, syntax, solution.folder)
                #expect(left.allSatisfy { $0.noise != nil }, "\(name): \(file.path): left \(left.filter { $0.noise == nil }.prefix(3))")
            }
        }
        return count
    }

    private static func changes(
        _ one: [UInt8], _ other: [UInt8], _ path: String, _ syntax: Syntax, _ folder: String
    ) throws -> [Change] {
        let shapes = ShapeTable()
        let (a, b) = (
            try Document(one, syntax: syntax, names: shapes.names).tree, try Document(other, syntax: syntax, names: shapes.names).tree
        )
        let inside = String(path.dropFirst(folder.count))
        let subject = SubjectFinder.file(inside)
        return FileChanges(
            .init(a, subject: subject, match: nil, language: nil), .init(b, subject: subject, match: nil, language: nil),
            path: inside, file: path, shapes: shapes
        ) { try? Document($0, syntax: $1, names: shapes.names).tree }.changes
    }

    @Test func versionsOfExportsDiffByNamedChanges() throws {
        var count = 0
        for version in CorpusPairs.versions() {
            for managed in [false, true] {
                guard let before = managed ? version.before.managed : version.before.unmanaged,
                    let after = managed ? version.after.managed : version.after.unmanaged
                else {
                    continue
                }
                count += try Self.check(try PackageSnapshot(before), try PackageSnapshot(after), version.name)
            }
        }
        #expect(count > 100)
    }

    @Test func sidesOfRealMergesDiffByNamedChanges() throws {
        var count = 0
        for pair in CorpusPairs.folders() {
            let (before, after) = (try FolderSnapshot(pair.before), try FolderSnapshot(pair.after))
            count += try Self.check(before, after, pair.name)
        }
        #expect(count > 1000)
    }
}
