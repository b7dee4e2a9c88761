// A real solution with all that is known of its files, into which faults are put one at a time.

import Bindings
import TestSupport

@testable import SolutionCore
@testable import SolutionStore

final class CheckedSolution {
    let name: String
    let snapshot: KeptSnapshot
    let documents: [String: Tree]
    let facts: [String: DocumentFacts]
    let prefix: String
    /// What is found in it as it is.
    private let before: Set<String>
    /// Knows the files: only what a fault changes is read again.
    private let checker = Checker()

    init(_ folder: String, name: String) throws {
        self.name = name
        snapshot = try KeptSnapshot(FolderSnapshot(folder))
        before = Set(try checker.findings(in: snapshot).map(\.identity))
        let documentChecker = DocumentChecker()
        let finder = SubjectFinder(snapshot, folder: "", language: nil, names: documentChecker.shapes.names)
        var documents: [String: Tree] = [:]
        var facts: [String: DocumentFacts] = [:]
        for path in snapshot.paths {
            guard let syntax = Syntax(path: path),
                let tree = try? Document(snapshot.read(path), syntax: syntax, names: documentChecker.shapes.names).tree
            else { continue }
            documents[path] = tree
            facts[path] = DocumentFacts(
                finder.side(path, tree), components: finder.parts(in: path, tree), path: path, checker: documentChecker)
        }
        self.documents = documents
        self.facts = facts
        prefix = (documents["Other/Solution.xml"].flatMap { try? Manifest($0) }?.prefix.lowercased() ?? "?") + "_"
    }

    /// What is found with some files changed, and was not before.
    func findings(_ changes: [String: [UInt8]?], afterMerge: Bool = false) throws -> [Finding] {
        let changed = try ChangedSnapshot(snapshot, changes)
        if afterMerge { return try checker.findings(in: changed, notIn: [snapshot]) }
        return try checker.findings(in: changed).filter { !before.contains($0.identity) }
    }

    /// A document without one of its nodes, or with it twice.
    func text(_ path: String, node: Int, times: Int) -> [UInt8] {
        guard let tree = documents[path] else { return [] }
        let span = tree[node].outer.range
        return Array(tree.source[..<span.lowerBound]) + Array(repeatElement(tree.source[span], count: times).joined())
            + Array(tree.source[span.upperBound...])
    }

    func line(_ path: String, _ number: Int?) throws -> String {
        let lines = String(decoding: try snapshot.read(path), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        return number.flatMap { $0 >= 1 && $0 <= lines.count ? String(lines[$0 - 1]) : nil } ?? ""
    }

    /// What the manifest says of a component: its lines, and whether another solution has it too.
    func manifestLines(of identities: [String]) -> [Int] {
        guard let manifest = documents["Other/Solution.xml"],
            let roots = manifest.element(at: ["SolutionManifest", "RootComponents"], of: manifest.root)
        else { return [] }
        return manifest.elements(of: roots).filter { RootComponent(manifest, $0).identities.contains(where: identities.contains) }
    }

    /// Whether the manifest says that another solution has it.
    func isRequired(_ name: String) -> Bool {
        guard let manifest = documents["Other/Solution.xml"] else { return false }
        return String(decoding: manifest.source, as: UTF8.self).lowercased().split(separator: "<required").dropFirst()
            .contains { $0.prefix { $0 != ">" }.contains(name) }
    }
}

/// A folder's files, each under one name for its content: nobody changes the folder.
final class KeptSnapshot: Snapshot {
    private let folder: FolderSnapshot

    init(_ folder: FolderSnapshot) { self.folder = folder }

    var name: String { folder.name }
    var paths: [String] { folder.paths }
    func read(_ path: String) throws(StoreError) -> [UInt8] { try folder.read(path) }
    func id(of path: String) -> ObjectID? { .zero }
}
