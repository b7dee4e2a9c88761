// The laws of documents as lines, on real solutions: they differ where a diff says that a person did something, and only there.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct OutlineTests {
    private struct Count {
        var files = 0
        var silent = 0
        var changed = 0
    }

    /// Of every file that is on both sides.
    private func check(_ before: any Snapshot, _ after: any Snapshot, _ name: String, _ count: inout Count) throws {
        for file in try SnapshotComparer().compare(before, after).flatMap(\.files) {
            guard file.warning == nil, let one = file.before, let other = file.after,
                let (old, new) = pair(DocumentLines.lines(of: one, path: file.path), DocumentLines.lines(of: other, path: file.path))
            else { continue }
            count.files += 1
            let isSilent = file.changes.allSatisfy { $0.noise != nil || isLossOfDefault($0) }
            if isSilent { count.silent += 1 } else { count.changed += 1 }
            // Twins and the index of relationships say again what other files say, and the diff tells it once.
            let isEcho = Twin.isManaged(file.path) || file.path.hasSuffix("Other/Relationships.xml")
            if isSilent != (old == new), !isEcho {
                let said = file.changes.filter { $0.noise == nil }.prefix(2).map {
                    "\($0.operation) \($0.address) \($0.before ?? "-") > \($0.after ?? "-")"
                }
                let lines = Set(old).symmetricDifference(new).prefix(2)
                Issue.record("\(name): \(file.path): diff says \(said), lines \(lines)")
            }
        }
    }

    /// Lines leave out what the platform adds by itself, so that its coming is no change; then its going is none either.
    private func isLossOfDefault(_ change: Change) -> Bool {
        let name = change.address.description.split(separator: "/").last.map { $0.drop { $0 == "@" } } ?? ""
        return change.operation == .removed
            && ElementRule.platformDefaults.contains { $0.value == change.before && $0.place.hasSuffix(name) }
    }

    private func pair(_ one: [String]?, _ other: [String]?) -> ([String], [String])? {
        one.flatMap { one in other.map { (one, $0) } }
    }

    @Test func linesDifferWhereSomebodyDidSomething() throws {
        var count = Count()
        for pair in CorpusPairs.folders() where pair.name.hasSuffix("ours-theirs") {
            try check(try FolderSnapshot(pair.before), try FolderSnapshot(pair.after), pair.name, &count)
        }
        print("lines of \(count.files) files: \(count.silent) without a change, \(count.changed) with one")
        #expect(count.silent > 0 && count.changed > 100)
    }

    /// Every line of a document comes from itself.
    @Test func everyLineHasItselfAsOrigin() throws {
        var count = 0
        for pair in CorpusPairs.folders().prefix(20) {
            let snapshot = try FolderSnapshot(pair.after)
            for path in snapshot.paths {
                guard let syntax = Syntax(path: path) else { continue }
                let shapes = ShapeTable()
                let bytes = try snapshot.read(path)
                func outline() -> Outline? {
                    guard let tree = try? Document(bytes, syntax: syntax, names: shapes.names).tree else { return nil }
                    let side = FileChanges.Side(tree, subject: SubjectFinder.file(path), match: nil, language: nil)
                    return Outline(side, path: path, shapes: shapes) { try? Document($0, syntax: $1, names: shapes.names).tree }
                }
                guard let one = outline(), let other = outline() else { continue }
                count += 1
                #expect(other.origins(in: one) == Array(one.lines.indices), "\(pair.name): \(path)")
            }
        }
        #expect(count > 20)
    }
}
