// The laws on real solutions: every file comes back byte for byte, every component has its kind and name.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct CorpusTests {
    // MARK: - Trees

    private static let xmlEndings = [".xml", ".xaml", ".resx", ".rdl"]

    private static func syntax(of path: String) -> Syntax? {
        let folded = path.lowercased()
        if folded.hasSuffix(".json") { return .json }
        return xmlEndings.contains { folded.hasSuffix($0) } ? .xml : nil
    }

    /// Checks a file once, however often the corpus holds it; tells why where it does not parse.
    private struct Checker {
        var seen: Set<[UInt8]> = []
        var checked = 0
        var refused: [String] = []

        mutating func check(_ bytes: [UInt8], _ path: String) throws {
            guard let syntax = CorpusTests.syntax(of: path), seen.insert(bytes).inserted else { return }
            do throws(ParseError) {
                let document = try Document(bytes, syntax: syntax, names: Names())
                let text = document.tree.reassembled()
                expectSame(text, document.tree.source, path)
                expectSame(try document.encode(text), bytes, path)
                checked += 1
            } catch {
                if bytes.isEmpty { return }
                refused.append("\(path):\(error.line): \(error.message)")
            }
        }
    }

    @Test(arguments: Corpus.packages)
    func everyFileOfAPackageComesBack(package: Corpus.Package) throws {
        var checker = Checker()
        for zip in package.zips {
            let snapshot = try ZipSnapshot(zip)
            for path in snapshot.paths { try checker.check(try snapshot.read(path), path) }
        }
        let directory = TemporaryDirectory()
        for form in ["unmanaged", "managed", "both"] {
            guard let folder = try package.expected(form, into: directory.path) else { continue }
            let snapshot = try FolderSnapshot(folder)
            for path in snapshot.paths { try checker.check(try snapshot.read(path), path) }
        }
        #expect(checker.checked > 3)
        expectNone(checker.refused, package.name)
    }

    @Test func everyFileOfTheMergesComesBack() throws {
        var checker = Checker()
        for folder in Corpus.folders {
            let snapshot = try FolderSnapshot(folder + "/merges")
            for path in snapshot.paths { try checker.check(try snapshot.read(path), path) }
        }
        #expect(checker.checked > 800)
        // People committed broken files; what they started from was sound.
        expectNone(checker.refused.filter { !$0.contains("/human/") })
    }

    // MARK: - Components

    @Test(arguments: Corpus.packages)
    func everyRootComponentIsListedWithItsName(package: Corpus.Package) throws {
        for zip in package.zips { try check(try ZipSnapshot(zip)) }
        let directory = TemporaryDirectory()
        for form in ["unmanaged", "managed", "both"] {
            guard let folder = try package.expected(form, into: directory.path) else { continue }
            try check(try FolderSnapshot(folder))
        }
    }

    private func check(_ snapshot: some Snapshot) throws {
        let listings = try SolutionLister().solutions(in: snapshot)
        #expect(listings.count == 1)
        for listing in listings {
            let text = try everythingButTheManifest(of: snapshot)
            for root in listing.unresolvedRoots {
                let isThere = isDefined(root, in: text)
                #expect(!isThere, "\(snapshot.name): \(root)")
            }
            let listed = Set(listing.components.flatMap(\.identities))
            for root in listing.manifest.rootComponents {
                // Of some kinds there is only one, whatever the manifest calls it.
                let single = Kinds.table.kinds(of: root.code).filter { $0.key.isEmpty }.map(\.word)
                let isListed = root.identities.contains { listed.contains($0) }
                #expect(isListed || listing.components.contains { single.contains($0.kind) }, "\(snapshot.name): \(root)")
            }
            expectNone(listing.unreadable, snapshot.name)
            for component in listing.components {
                #expect(!component.name.isEmpty, "\(snapshot.name): \(component.address)")
                #expect(component.kind != "section", "\(snapshot.name): \(component.address)")
            }
        }
    }

    /// All XML beside the manifest, lower case: the slow, obvious way to see whether something is there.
    private func everythingButTheManifest(of snapshot: some Snapshot) throws -> String {
        let paths = try snapshot.paths.filter { $0.hasSuffix(".xml") && !$0.lowercased().hasSuffix("solution.xml") }
        var bytes: [UInt8] = []
        for path in paths where !path.contains("Relationships") { bytes += try snapshot.read(path) }
        for index in bytes.indices where bytes[index] >= 65 && bytes[index] <= 90 { bytes[index] |= 0x20 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Whether some element carries the line's name or id as its own.
    private func isDefined(_ root: RootComponent, in text: String) -> Bool {
        var marks = ["<sitemap "]
        if let id = root.id?.lowercased() { marks = [">\(id)</formid>", "id=\"\(id)\"", "id=\"\(id.filter { $0 != "{" && $0 != "}" })\""] }
        if let name = root.schemaName?.lowercased() { marks = [">\(name)</name>", ">\(name)</uniquename>", "name=\"\(name)\""] }
        // Forms name scripts, and not only those of the solution.
        if root.type == "61", let name = root.schemaName?.lowercased() { marks = [">\(name)</name>"] }
        // A table is named in much; only its own element says `Name` with that text.
        if root.type == "1", let name = root.schemaName?.lowercased() { marks = [">\(name)</name>\n", ">\(name)</name>\r"] }
        return marks.contains { mark in text.utf8.count > 0 && contains(text, mark) }
    }

    private func contains(_ text: String, _ mark: String) -> Bool {
        let haystack = Array(text.utf8)
        let needle = Array(mark.utf8)
        guard let first = needle.first else { return false }
        return haystack.withUnsafeBufferPointer { bytes in
            var start = 0
            while start + needle.count <= bytes.count {
                if bytes[start] == first, (1..<needle.count).allSatisfy({ bytes[start + $0] == needle[$0] }) { return true }
                start += 1
            }
            return false
        }
    }

    @Test(arguments: Corpus.notSolutions)
    func otherZipsAreRefusedWithAReason(zip: String) throws {
        let snapshot = try ZipSnapshot(zip)
        let error = try #require(throws: StoreError.self) { try SolutionLister().solutions(in: snapshot) }
        #expect(error.message.hasSuffix("holds no solution"))
        #expect(error.hints.first?.contains("on its own") == true, "\(error.hints)")
    }
}
