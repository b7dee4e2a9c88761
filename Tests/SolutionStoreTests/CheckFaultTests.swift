// Faults put into real solutions, one at a time, are found where they are.

import Bindings
import Testing
import TestSupport

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct CheckFaultTests {
    /// A real solution with all its documents.
    private struct Solution {
        let name: String
        let snapshot: FolderSnapshot
        /// What is found in it as it is.
        let before: Set<String>
        let documents: [String: Tree]
        let facts: [String: DocumentFacts]
        let keeper: TemporaryDirectory

        init?(_ package: Corpus.Package, _ form: String) throws {
            keeper = TemporaryDirectory()
            guard let folder = try package.expected(form, into: keeper.path) else { return nil }
            name = "\(package) \(form)"
            snapshot = try FolderSnapshot(folder)
            before = Set(try Checker().findings(in: snapshot).map(\.identity))
            let checker = DocumentChecker()
            let finder = SubjectFinder(snapshot, folder: "", language: nil, names: checker.shapes.names)
            var documents: [String: Tree] = [:]
            var facts: [String: DocumentFacts] = [:]
            for path in snapshot.paths {
                guard let syntax = Syntax(path: path),
                    let tree = try? Document(try snapshot.read(path), syntax: syntax, names: checker.shapes.names).tree
                else { continue }
                documents[path] = tree
                facts[path] = DocumentFacts(finder.side(path, tree), components: finder.parts(in: path, tree), path: path, checker: checker)
            }
            self.documents = documents
            self.facts = facts
        }

        /// What is found with some files changed, and was not before.
        func findings(_ changes: [String: [UInt8]?], afterMerge: Bool = false) throws -> [Finding] {
            let changed = try ChangedSnapshot(snapshot, changes)
            if afterMerge { return try Checker().findings(in: changed, notIn: [snapshot]) }
            return try Checker().findings(in: changed).filter { !before.contains($0.identity) }
        }

        /// A document without one of its nodes, or with it twice.
        func text(_ path: String, node: Int, times: Int) throws -> [UInt8] {
            let tree = try #require(documents[path])
            let span = tree[node].outer.range
            return Array(tree.source[..<span.lowerBound]) + Array(repeatElement(tree.source[span], count: times).joined())
                + Array(tree.source[span.upperBound...])
        }

        func line(_ path: String, _ number: Int?) throws -> String {
            let lines = String(decoding: try snapshot.read(path), as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            return number.flatMap { $0 >= 1 && $0 <= lines.count ? String(lines[$0 - 1]) : nil } ?? ""
        }
    }

    private func each(_ form: String, _ body: (Solution) throws -> Int) throws -> Int {
        var count = 0
        for package in Corpus.packages { if let solution = try Solution(package, form) { count += try body(solution) } }
        return count
    }

    // MARK: - References

    /// A column is taken out of each table that begins here, of which something says that it has the column.
    @Test func columnsThatAreGone() throws {
        let count = try each("unmanaged") { solution in
            var count = 0
            for (path, tree) in solution.documents.sorted(by: { $0.key < $1.key }) where path.hasSuffix("/Entity.xml") {
                guard let list = tree.element(at: ["EntityInfo", "entity", "attributes"], of: tree.root) else { continue }
                let columns = Array(tree.elements(of: list))
                guard columns.contains(where: { tree.element("Type", of: $0).map { tree.text(of: $0) } == "primarykey" }) else { continue }
                let table = path.split(separator: "/")[1].lowercased()
                let prefix = (Manifest(try #require(solution.documents["Other/Solution.xml"]))?.prefix.lowercased() ?? "?") + "_"
                for column in columns {
                    let name = tree.attribute("PhysicalName", of: column)?.lowercased() ?? ""
                    guard name.hasPrefix(prefix), tree.element("Type", of: column).map({ tree.text(of: $0) }) != "primarykey" else { continue }
                    let users = solution.facts.filter { file in
                        file.key != path && file.value.references.contains { $0.kinds == ["attribute"] && $0.name == name && $0.table == table }
                    }
                    guard !users.isEmpty else { continue }
                    let found = try solution.findings([path: try solution.text(path, node: column, times: 0)])
                    for (file, facts) in users {
                        let there = found.filter { $0.file == file && $0.code == .danglingReference }
                        let number = facts.references.count { $0.kinds == ["attribute"] && $0.name == name && $0.table == table }
                        #expect(there.count == number, "\(solution.name) \(file) \(name): \(there)")
                        for finding in there {
                            let component = facts.components.first { finding.address.folded.hasPrefix($0.address.folded) }
                            #expect(component != nil, "\(solution.name) \(finding)")
                            #expect(try solution.line(file, finding.line).lowercased().contains(name), "\(solution.name) \(finding)")
                        }
                    }
                    count += 1
                    break
                }
                if count >= 4 { break }
            }
            return count
        }
        #expect(count > 40, "\(count) columns")
    }

    /// Of each kind one component that others name is deleted with its file: after a merge that is found.
    @Test func componentsThatAreGone() throws {
        var kinds: [String: Int] = [:]
        _ = try each("unmanaged") { solution in
            var done: Set<String> = []
            for (path, facts) in solution.facts.sorted(by: { $0.key < $1.key }) {
                guard let component = facts.components.first, facts.components.count(where: { $0.kind == component.kind }) == 1 else { continue }
                for (user, other) in solution.facts where user != path && done.contains(component.kind + user.split(separator: "/")[0]) == false {
                    guard let reference = other.references.first(where: { $0.kinds.contains(component.kind) && component.identities.contains($0.name) }),
                        reference.name.contains("_") || GUID(reference.name) != nil
                    else { continue }
                    // Two components may have one name, and the manifest of another solution may have it.
                    let isElsewhere = solution.facts.contains { file in
                        file.key != path && file.value.components.contains { reference.kinds.contains($0.kind) && $0.identities.contains(reference.name) }
                    }
                    let manifest = try #require(solution.documents["Other/Solution.xml"])
                    let text = String(decoding: manifest.source, as: UTF8.self).lowercased()
                    // The manifest forgets it as well, as it does when somebody deletes it.
                    let roots = try #require(manifest.element(at: ["SolutionManifest", "RootComponents"], of: manifest.root))
                    let line = manifest.elements(of: roots).first { root in
                        RootComponent(manifest, root).identities.contains { component.identities.contains($0) }
                    }
                    let isRequired = text.split(separator: "<required").dropFirst().contains { $0.prefix { $0 != ">" }.contains(reference.name) }
                    guard !isElsewhere, !isRequired else { continue }
                    var changes: [String: [UInt8]?] = [path: [UInt8]?.none]
                    if let line { changes["Other/Solution.xml"] = try solution.text("Other/Solution.xml", node: line, times: 0) }
                    let found = try solution.findings(changes, afterMerge: true)
                    let hit = found.contains { $0.file == user && $0.code == .danglingReference && $0.message.contains("'\(reference.name)'") }
                    #expect(hit, "\(solution.name) \(path) in \(user): \(found)")
                    done.insert(component.kind + user.split(separator: "/")[0])
                    kinds[component.kind, default: 0] += 1
                }
            }
            return 0
        }
        for kind in ["entity", "view", "form", "webresource", "role", "optionset", "workflow", "chart"] {
            #expect(kinds[kind] ?? 0 > 0, "\(kind): \(kinds)")
        }
        print(kinds)
    }

    // MARK: - Manifest and files

    @Test func linesOfTheManifestThatAreGone() throws {
        let count = try each("unmanaged") { solution in
            let manifest = try #require(solution.documents["Other/Solution.xml"])
            guard let list = manifest.element(at: ["SolutionManifest", "RootComponents"], of: manifest.root) else { return 0 }
            var done: Set<String> = []
            for line in manifest.elements(of: list) {
                let root = RootComponent(manifest, line)
                let words = Kinds.table.kinds(of: root.code).filter(\.isListed).map(\.word)
                let component = solution.facts.values.lazy.flatMap(\.components).first { component in
                    words.contains(component.kind) && component.identities.contains { root.identities.contains($0) }
                }
                guard let component, done.insert(root.type).inserted else { continue }
                let found = try solution.findings(["Other/Solution.xml": try solution.text("Other/Solution.xml", node: line, times: 0)])
                #expect(found.map(\.code) == [.missingRoot] && found.first?.address == component.address, "\(solution.name) \(root): \(found)")
                // And the other way round: the line stays, and the file goes.
                let path = try #require(solution.facts.first { $0.value.components.contains { $0.address == component.address } }).key
                guard solution.facts[path]?.components.count(where: { $0.kind == component.kind }) == 1 else { continue }
                let gone = try solution.findings([path: [UInt8]?.none]).filter { $0.code == .missingFile }
                let lines = try gone.map { try solution.line($0.file, $0.line).lowercased() }
                let isThere = lines.contains { line in root.identities.contains { line.contains($0) } }
                #expect(isThere, "\(solution.name) \(path): \(gone)")
            }
            return done.count
        }
        #expect(count > 100, "\(count) lines")
    }

    // MARK: - Keys

    @Test func keysThatStandTwice() throws {
        let count = try each("unmanaged") { solution in
            var done: Set<String> = []
            for (path, facts) in solution.facts.sorted(by: { $0.key < $1.key }) {
                for component in facts.components where !component.identities.isEmpty {
                    guard let tree = solution.documents[path], tree.syntax == .xml, done.insert(component.kind).inserted else { continue }
                    if component.kind == "solution" { continue }
                    let node = tree.nodes.indices.first { tree[$0].kind == .element && tree.parent(of: $0) != Tree.document && facts.line(of: component.address) == tree.line(of: $0) }
                    if let node, Kinds.table[component.kind]?.path.last == tree.name(of: node) {
                        let found = try solution.findings([path: try solution.text(path, node: node, times: 2)])
                        #expect(found.contains { $0.code == .duplicateKey && $0.address.folded.hasPrefix(component.address.folded) && $0.file == path }, "\(solution.name) \(component.address): \(found)")
                    }
                    // The same component in another file of the kind.
                    let copy = Self.besides(path)
                    guard Kinds.table.places(of: copy).contains(where: { $0.kind.word == component.kind }), !path.contains("Customizations") else { continue }
                    let found = try solution.findings([copy: try solution.snapshot.read(path)])
                    // A kind whose file is named in a document, or whose key is the name of its folder, is another one there.
                    let isKeyed = Kinds.table[component.kind]?.key.contains { $0.value(in: tree, at: tree.root) != nil } ?? false
                    #expect(!isKeyed || found.contains { $0.code == .duplicateKey && $0.address == component.address }, "\(solution.name) \(copy): \(found)")
                }
            }
            return done.count
        }
        #expect(count > 150, "\(count) components")
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

    @Test func twinsThatDisagree() throws {
        let count = try each("both") { solution in
            var count = 0
            for path in solution.snapshot.paths where Twin.isManaged(path) {
                guard let plain = Twin.other(of: path), let tree = solution.documents[path], let other = solution.documents[plain],
                    !tree.isPartial, count < 5,
                    let node = tree.nodes.indices.first(where: { tree[$0].kind == .attribute && ["datafieldname", "Entity", "schemaName"].contains(tree.name(of: $0)) })
                else { continue }
                let span = tree[node].inner.range
                let text = Array(tree.source[..<span.lowerBound]) + Array("somethingelse".utf8) + Array(tree.source[span.upperBound...])
                let found = try solution.findings([path: text]).filter { $0.code == .twinDiffers }
                let component = try #require(solution.facts[plain]?.components.first).address
                #expect(!found.isEmpty && found.allSatisfy { $0.file == plain && $0.address.folded.hasPrefix(component.folded) }, "\(solution.name) \(path): \(found)")
                _ = other
                count += 1
            }
            return count
        }
        #expect(count > 20, "\(count) twins")
    }

    @Test func filesThatAreBroken() throws {
        let count = try each("unmanaged") { solution in
            var count = 0
            let paths = solution.documents.keys.filter { !Kinds.table.places(of: $0).isEmpty }.sorted()
            for path in [paths.first, paths.last, "Other/Solution.xml", "Other/Customizations.xml"].compactMap(\.self) {
                let bytes = try solution.snapshot.read(path)
                let cut = try solution.findings([path: Array(bytes.prefix(bytes.count / 2))])
                #expect(cut.contains { $0.code == .unparsable && $0.file == path && ($0.line ?? 0) > 0 }, "\(solution.name) \(path): \(cut)")
                let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
                let marked = Array(lines[0]) + Array("\n<<<<<<< ours\n=======\n>>>>>>> theirs\n".utf8) + Array(lines.dropFirst().joined())
                let found = try solution.findings([path: marked])
                #expect(found.contains { $0.code == .conflictMarker && $0.file == path && $0.line == 2 }, "\(solution.name) \(path): \(found)")
                #expect(!found.contains { $0.code == .unparsable })
                count += 1
            }
            return count
        }
        #expect(count > 80, "\(count) files")
    }

    @Test func valuesOfOneEnvironment() throws {
        let count = try each("unmanaged") { solution in
            let path = "Other/Customizations.xml"
            guard let tree = solution.documents[path], let list = tree.element("connectionreferences", of: tree.root),
                let reference = tree.elements(of: list).first(where: { _ in true })
            else { return 0 }
            let end = tree[reference].inner.range.upperBound
            let text = Array(tree.source[..<end]) + Array("<connectionid>0f1e2d3c4b5a69788796a5b4c3d2e1f0</connectionid>".utf8) + Array(tree.source[end...])
            let found = try solution.findings([path: text])
            let name = tree.attribute("connectionreferencelogicalname", of: reference) ?? "?"
            #expect(found.map(\.code) == [.environmentValue] && found.first?.address == Address(kind: "connectionreference", key: name), "\(solution.name): \(found)")
            return 1
        }
        #expect(count > 3, "\(count) solutions")
    }
}
