// One edit, one change: whatever one thing is edited in a real file, a diff says exactly that.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

/// A snapshot in which one file reads differently.
final class EditedSnapshot: Snapshot {
    let paths: [String]
    private let base: any Snapshot
    private let path: String
    private let bytes: [UInt8]

    init(_ base: any Snapshot, paths: [String], _ path: String, _ bytes: [UInt8]) {
        self.base = base
        self.paths = paths
        self.path = path
        self.bytes = bytes
    }

    var name: String { base.name }
    func has(_ path: String) throws(StoreError) -> Bool { try base.has(path) }
    func read(_ path: String) throws(StoreError) -> [UInt8] { path == self.path ? bytes : try base.read(path) }
}

/// Compares one file of a snapshot with other texts of it.
struct FileBench {
    let snapshot: any Snapshot
    /// Of the snapshot.
    let paths: [String]
    let path: String

    /// The changes between two texts of the file.
    func changes(_ before: [UInt8], _ after: [UInt8]) throws -> [Change] {
        let shapes = ShapeTable()
        func finder(_ bytes: [UInt8]) -> SubjectFinder {
            SubjectFinder(EditedSnapshot(snapshot, paths: paths, path, bytes), folder: "", language: "1033", names: shapes.names)
        }
        let comparer = FileComparer(shapes: shapes, before: finder(before), after: finder(after), folder: "")
        return try comparer.compare(path, path)?.changes ?? []
    }

    func editor(seed: UInt64) throws -> OneEditor? {
        guard let syntax = Syntax(path: path) else { return nil }
        let shapes = ShapeTable()
        let finder = SubjectFinder(
            EditedSnapshot(snapshot, paths: paths, path, try snapshot.read(path)), folder: "", language: "1033", names: shapes.names)
        guard let document = try? Document(try snapshot.read(path), syntax: syntax, names: shapes.names) else { return nil }
        func naming(_ tree: Tree) -> Naming {
            let side = FileChanges.Side(
                tree, subject: finder.subject(of: path, document.tree), match: finder.match(path, document.tree), language: "1033")
            return Naming(side, shape: shapes.shapes.document(at: path), shapes: shapes.shapes)
        }
        return OneEditor(
            tree: document.tree, naming: naming(document.tree), shapes: shapes.shapes,
            parse: { try? Document($0, syntax: $1, names: shapes.names).tree }, name: naming, random: SharedRandom(seed: seed))
    }

    /// Makes an edit and says what is wrong with the changes that are told of it.
    func failure(_ sort: OneEdit.Sort, seed: UInt64) throws -> (isMade: Bool, failure: String?) {
        guard let editor = try editor(seed: seed), let edit = editor.edit(sort) else { return (false, nil) }
        let changes = try changes(edit.before, edit.after)
        let shown = changes.filter { $0.noise == nil }
        func says() -> String { changes.map { "\($0.operation) \($0.address) \($0.noise?.rawValue ?? "")" }.joined(separator: "\n  ") }
        guard let operation = edit.operation else {
            return (true, changes.count == 1 && shown.isEmpty ? nil : "\(edit)\n  \(says())")
        }
        let isRight =
            changes.count == 1 && shown.count == 1 && shown[0].operation == operation
            && edit.addresses.contains(shown[0].address.folded)
        return (true, isRight ? nil : "\(edit)\n  \(says())")
    }
}

struct OneEditTests {
    /// Every file gets some edits; `SOL_ROUNDS` tries more.
    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: Corpus.packages)
    func oneEditOfARealFileIsOneChange(package: Corpus.Package) throws {
        guard let zip = package.unmanaged ?? package.managed else { return }
        let snapshot = try PackageSnapshot(zip)
        let sorts = OneEdit.Sort.allCases
        var made = 0
        let paths = snapshot.paths
        for (number, path) in paths.enumerated() where Syntax(path: path) != nil {
            guard try snapshot.read(path).count < 200_000 else { continue }
            for round in seeds(1) {
                let seed = UInt64(number) * 1000 + round
                let sort = sorts[(number + Int(round)) % sorts.count]
                let result = try FileBench(snapshot: snapshot, paths: paths, path: path).failure(sort, seed: seed)
                made += result.isMade ? 1 : 0
                #expect(result.failure == nil, "\(path), seed \(seed)")
            }
        }
        #expect(made > 0)
    }

    /// A kind that is only in the table is known as well as those that the corpus has.
    @Test(arguments: Kinds.table.all.map(\.word))
    func oneEditOfAnyKindIsOneChange(word: String) throws {
        guard let kind = Kinds.table[word], let sample = KindSample(kind) else { return }
        let snapshot = MemorySnapshot([sample.path: Array(sample.text.utf8)])
        let bench = FileBench(snapshot: snapshot, paths: snapshot.paths, path: sample.path)
        var made: Set<OneEdit.Sort> = []
        for seed in seeds(6) {
            for sort in OneEdit.Sort.allCases {
                let result = try bench.failure(sort, seed: seed)
                if result.isMade { made.insert(sort) }
                #expect(result.failure == nil, "seed \(seed)\n\(sample.text)")
            }
        }
        #expect(made.isSuperset(of: [.remove, .add, .value]), "\(sample.text)")
    }

    /// Kinds whose files are no XML: their content is one change.
    @Test(arguments: Kinds.table.all.filter { KindSample($0) == nil }.map(\.word))
    func contentIsOneChange(word: String) throws {
        for place in try #require(Kinds.table[word]).places {
            let captures = Dictionary(place.pattern.captures.map { ($0, "a_" + $0) }) { first, _ in first }
            let path = try #require(place.pattern.fill(captures))
            let snapshot = MemorySnapshot([path: Array("{\"a\": 1}\n".utf8)])
            let changes = try FileBench(snapshot: snapshot, paths: snapshot.paths, path: path)
                .changes(Array("{\"a\": 1}\n".utf8), Array("{\"a\": 2}\n".utf8))
            #expect(changes.count == 1 && changes[0].operation == .changed && changes[0].noise == nil, "\(path): \(changes)")
            #expect(changes.first?.subject.kind == word, "\(path): \(changes)")
        }
    }
}

/// Files in memory.
final class MemorySnapshot: Snapshot {
    let name = "memory"
    let paths: [String]
    private let files: [String: [UInt8]]

    init(_ files: [String: [UInt8]]) {
        self.files = files
        paths = files.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    func read(_ path: String) throws(StoreError) -> [UInt8] {
        guard let bytes = files[path] else { throw StoreError(.notFound, "no file '\(path)'") }
        return bytes
    }
}
