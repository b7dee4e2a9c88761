// Faults put into real solutions, one at a time, are found where they are.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct CheckFaultTests {
    /// How often each fault was tried.
    private typealias Tally = [String: Int]

    /// Each of the smaller solutions with each fault; `SOL_ROUNDS` puts them into all, for `make faults`.
    private func each(_ form: String, _ body: (CheckedSolution, inout Tally) throws -> Void) throws -> Tally {
        var tally: Tally = [:]
        for package in Corpus.packages where Corpus.isWhole || package.isSmall {
            let keeper = TemporaryDirectory()
            guard let folder = try package.expected(form, into: keeper.path) else { continue }
            try body(CheckedSolution(folder, name: "\(package) \(form)"), &tally)
        }
        return tally
    }

    @Test func faultsInRealSolutionsAreFound() throws {
        let tally = try each("unmanaged") { solution, tally in
            tally["column", default: 0] += try columnsThatAreGone(solution)
            for (kind, count) in try componentsThatAreGone(solution) { tally[kind, default: 0] += count }
            tally["line", default: 0] += try linesOfTheManifestThatAreGone(solution)
            tally["key", default: 0] += try keysThatStandTwice(solution)
            tally["file", default: 0] += try filesThatAreBroken(solution)
            tally["environment", default: 0] += try valuesOfOneEnvironment(solution)
        }
        // Some kinds are named in the larger solutions alone.
        let least: Tally =
            Corpus.isWhole
            ? [
                "column": 40, "line": 100, "key": 150, "file": 80, "environment": 4, "role": 1, "form": 1, "chart": 1, "workflow": 1,
                "optionset": 1,
            ]
            : ["column": 10, "line": 25, "key": 80, "file": 40]
        for (fault, count) in least { #expect(tally[fault] ?? 0 >= count, "\(fault): \(tally)") }
        for kind in ["entity", "view", "webresource"] { #expect(tally[kind] ?? 0 > 0, "\(kind): \(tally)") }
    }

    @Test func twinsThatDisagreeAreFound() throws {
        let tally = try each("both") { solution, tally in tally["twin", default: 0] += try twinsThatDisagree(solution) }
        #expect(tally["twin"] ?? 0 >= (Corpus.isWhole ? 20 : 5), "\(tally)")
    }

    // MARK: - References

    /// A column is taken out of each table that begins here, of which something says that it has the column.
    private func columnsThatAreGone(_ solution: CheckedSolution) throws -> Int {
        var count = 0
        for (path, tree) in solution.documents.sorted(by: { $0.key < $1.key }) where path.hasSuffix("/Entity.xml") && count < 4 {
            guard let list = tree.element(at: ["EntityInfo", "entity", "attributes"], of: tree.root) else { continue }
            let columns = Array(tree.elements(of: list))
            func isPrimary(_ column: Int) -> Bool { tree.element("Type", of: column).map { tree.text(of: $0) } == "primarykey" }
            guard columns.contains(where: isPrimary) else { continue }
            let table = path.split(separator: "/")[1].lowercased()
            for column in columns where !isPrimary(column) {
                let name = tree.attribute("PhysicalName", of: column)?.lowercased() ?? ""
                func names(_ one: SolutionCore.Reference) -> Bool { one.kinds == ["attribute"] && one.name == name && one.table == table }
                let users = solution.facts.filter { $0.key != path && $0.value.references.contains { names($0) } }
                guard name.hasPrefix(solution.prefix), !users.isEmpty else { continue }
                let found = try solution.findings([path: solution.text(path, node: column, times: 0)])
                for (file, facts) in users {
                    let there = found.filter { $0.file == file && $0.code == .danglingReference }
                    #expect(there.count == facts.references.count(where: names), "\(solution.name) \(file) \(name): \(there)")
                    // Of content, the component is in the file that describes it.
                    let owners = facts.components + (solution.facts[file + ".data.xml"]?.components ?? [])
                    for finding in there {
                        #expect(owners.contains { finding.address.folded.hasPrefix($0.address.folded) }, "\(solution.name) \(finding)")
                        #expect(try solution.line(file, finding.line).lowercased().contains(name), "\(solution.name) \(finding)")
                    }
                }
                count += 1
                break
            }
        }
        return count
    }

    /// Of each kind one component that others name is deleted with its file: after a merge that is found.
    private func componentsThatAreGone(_ solution: CheckedSolution) throws -> Tally {
        var kinds: Tally = [:]
        var done: Set<String> = []
        for (path, facts) in solution.facts.sorted(by: { $0.key < $1.key }) {
            guard let component = facts.components.first, facts.components.count(where: { $0.kind == component.kind }) == 1 else {
                continue
            }
            for (user, other) in solution.facts where user != path && !done.contains(component.kind + user.split(separator: "/")[0]) {
                guard
                    let reference = other.references.first(where: {
                        $0.kinds.contains(component.kind) && component.identities.contains($0.name)
                    }),
                    reference.name.contains("_") || GUID(reference.name) != nil
                else { continue }
                // Two components may have one name, and the manifest may say that another solution has it.
                let isElsewhere = solution.facts.contains { file in
                    file.key != path
                        && file.value.components.contains { reference.kinds.contains($0.kind) && $0.identities.contains(reference.name) }
                }
                guard !isElsewhere, !solution.isRequired(reference.name) else { continue }
                var changes: [String: [UInt8]?] = [path: [UInt8]?.none]
                // The manifest forgets it as well, as it does when somebody deletes it.
                if let line = solution.manifestLines(of: component.identities).first {
                    changes["Other/Solution.xml"] = solution.text("Other/Solution.xml", node: line, times: 0)
                }
                let found = try solution.findings(changes, afterMerge: true)
                let hit = found.contains { $0.file == user && $0.code == .danglingReference && $0.message.contains("'\(reference.name)'") }
                #expect(hit, "\(solution.name) \(path) in \(user): \(found)")
                done.insert(component.kind + user.split(separator: "/")[0])
                kinds[component.kind, default: 0] += 1
            }
        }
        return kinds
    }

    // MARK: - Manifest and files

    /// Of each type one line of the manifest goes, and then the file goes and the line stays.
    private func linesOfTheManifestThatAreGone(_ solution: CheckedSolution) throws -> Int {
        let manifest = try #require(solution.documents["Other/Solution.xml"])
        guard let list = manifest.element(at: ["SolutionManifest", "RootComponents"], of: manifest.root) else { return 0 }
        var done: Set<String> = []
        for line in manifest.elements(of: list) {
            let root = RootComponent(manifest, line)
            let words = Kinds.table.kinds(of: root.code).filter(\.isListed).map(\.word)
            let holder = solution.facts.lazy.compactMap { path, facts in
                facts.components.first { words.contains($0.kind) && $0.identities.contains(where: root.identities.contains) }.map {
                    (path, facts, $0)
                }
            }.first
            guard let (path, facts, component) = holder, done.insert(root.type).inserted else { continue }
            let found = try solution.findings(["Other/Solution.xml": solution.text("Other/Solution.xml", node: line, times: 0)])
            #expect(found.map(\.code) == [.missingRoot] && found.first?.address == component.address, "\(solution.name) \(root): \(found)")
            guard facts.components.count(where: { $0.kind == component.kind }) == 1 else { continue }
            // Alone a state may say that another solution has it. After a merge it is known who had it.
            let gone = try solution.findings([path: [UInt8]?.none], afterMerge: true).filter { $0.code == .missingFile }
            let lines = try gone.map { try solution.line($0.file, $0.line).lowercased() }
            #expect(lines.contains { line in root.identities.contains { line.contains($0) } }, "\(solution.name) \(path): \(gone)")
            let alone = try solution.findings([path: [UInt8]?.none]).contains { $0.code == .missingFile }
            #expect(alone || root.identities.contains(where: solution.isRequired), "\(solution.name) \(path)")
        }
        return done.count
    }

    // MARK: - Keys

    /// Of each kind one component stands twice, in its file and in two files.
    private func keysThatStandTwice(_ solution: CheckedSolution) throws -> Int {
        var done: Set<String> = []
        for (path, facts) in solution.facts.sorted(by: { $0.key < $1.key }) {
            for component in facts.components where !component.identities.isEmpty && component.kind != "solution" {
                guard let tree = solution.documents[path], tree.syntax == .xml, done.insert(component.kind).inserted else { continue }
                func isFound(_ changes: [String: [UInt8]?], in file: String) throws -> Bool {
                    try solution.findings(changes).contains {
                        $0.code == .duplicateKey && $0.address.folded.hasPrefix(component.address.folded) && $0.file == file
                    }
                }
                if let node = facts.node(of: component.address), tree.parent(of: node) != Tree.document {
                    #expect(
                        try isFound([path: solution.text(path, node: node, times: 2)], in: path), "\(solution.name) \(component.address)")
                }
                // A kind whose file is named in a document, or whose key is the name of its folder, is another one there.
                let copy = Self.besides(path)
                guard Kinds.table.places(of: copy).contains(where: { $0.kind.word == component.kind }), !path.contains("Customizations"),
                    Kinds.table[component.kind]?.key.contains(where: { $0.value(in: tree, at: tree.root) != nil }) ?? false
                else { continue }
                let changes = [copy: try solution.snapshot.read(path)]
                #expect(try isFound(changes, in: path) || isFound(changes, in: copy), "\(solution.name) \(copy)")
            }
        }
        return done.count
    }

    /// A path beside another, in the same place of the table.
    private static func besides(_ path: String) -> String {
        for end in [".data.xml", ".meta.xml", ".xml"] where path.hasSuffix(end) {
            let stem = path.dropLast(end.count)
            if end == ".data.xml", let dot = stem.lastIndex(of: ".") { return stem[..<dot] + "2" + stem[dot...] + end }
            return stem + "2" + end
        }
        return path + "2"
    }

    // MARK: - Files by themselves

    private func twinsThatDisagree(_ solution: CheckedSolution) throws -> Int {
        var count = 0
        for path in solution.snapshot.paths where Twin.isManaged(path) && count < 5 {
            guard let plain = Twin.other(of: path), let tree = solution.documents[path], let facts = solution.facts[plain], !tree.isPartial,
                let node = tree.nodes.indices.first(where: {
                    tree[$0].kind == .attribute && ["datafieldname", "Entity", "schemaName"].contains(tree.name(of: $0))
                })
            else { continue }
            let span = tree[node].inner.range
            let text = Array(tree.source[..<span.lowerBound]) + Array("somethingelse".utf8) + Array(tree.source[span.upperBound...])
            let found = try solution.findings([path: text]).filter { $0.code == .twinDiffers }
            let component = try #require(facts.components.first).address
            #expect(
                !found.isEmpty && found.allSatisfy { $0.file == plain && $0.address.folded.hasPrefix(component.folded) },
                "\(solution.name) \(path): \(found)")
            count += 1
        }
        return count
    }

    /// What a broken file holds is unknown: nothing of it is missed.
    private func filesThatAreBroken(_ solution: CheckedSolution) throws -> Int {
        let paths = solution.documents.keys.filter { !Kinds.table.places(of: $0).isEmpty }.sorted()
        let broken = Set([paths.first, paths.last, "Other/Solution.xml", "Other/Customizations.xml"].compactMap(\.self))
        for path in broken.sorted() {
            let bytes = try solution.snapshot.read(path)
            let cut = try solution.findings([path: Array(bytes.prefix(bytes.count / 2))], afterMerge: true)
            #expect(
                cut.map(\.code) == [.unparsable] && cut.allSatisfy { $0.file == path && $0.line ?? 0 > 0 },
                "\(solution.name) \(path): \(cut)")
            let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            let marked = Array(lines[0]) + Array("\n<<<<<<< ours\n=======\n>>>>>>> theirs\n".utf8) + Array(lines.dropFirst().joined())
            let found = try solution.findings([path: marked], afterMerge: true)
            #expect(
                found.map(\.code) == [.conflictMarker] && found.allSatisfy { $0.file == path && $0.line == 2 },
                "\(solution.name) \(path): \(found)")
        }
        return broken.count
    }

    private func valuesOfOneEnvironment(_ solution: CheckedSolution) throws -> Int {
        let path = "Other/Customizations.xml"
        guard let tree = solution.documents[path], let list = tree.element("connectionreferences", of: tree.root),
            let reference = tree.elements(of: list).first(where: { _ in true })
        else { return 0 }
        let end = tree[reference].inner.range.upperBound
        let value = "<connectionid>0f1e2d3c4b5a69788796a5b4c3d2e1f0</connectionid>"
        let found = try solution.findings([path: Array(tree.source[..<end]) + Array(value.utf8) + Array(tree.source[end...])])
        let name = tree.attribute("connectionreferencelogicalname", of: reference) ?? "?"
        #expect(
            found.map(\.code) == [.environmentValue] && found.first?.address == Address(kind: "connectionreference", key: name),
            "\(solution.name): \(found)")
        return 1
    }
}
