// Paths of git and names in zips are bytes below the module that says so too: a slash is one whatever stands before it.

import TestSupport
import Testing

@testable import Bindings

struct AttackBytesTests {
    /// To a reader a slash behind it is a part of it.
    private static let hostile = "x\u{600}"

    /// The repository of a submodule is called as the clone says.
    @Test func aSwitchWorksInItsOwnRepository() throws {
        let directory = TemporaryDirectory()
        let other = directory.path + "/modules/x"
        let work = directory.path + "/work"
        for folder in [work, other] { try Files.createDirectories(folder) }
        try GitRun(in: work)("init", "-q", "-b", "main", "--separate-git-dir", directory.path + "/modules/" + Self.hostile)
        let repository = try Repository.open(work)
        #expect(repository.gitDirectory.utf8.elementsEqual((directory.path + "/modules/" + Self.hostile + "/").utf8))
        // What a killed run of another repository left.
        let dead = TemporaryName(owner: ProcessIdentity(number: 0x7FFF_FFFF, start: 1, place: 1), number: 1).text
        try directory.write("theirs", to: "modules/x/" + dead + "/journal")
        let before = try Walk.list(other).map(\.path)
        try repository.completeSwitches()
        #expect(try Walk.list(other).map(\.path) == before)
        let change = try TreeSwitch(of: repository, touchesFiles: true)
        #expect(change.directory.utf8.starts(with: repository.gitDirectory.utf8), "\(change.directory)")
        #expect(try Walk.list(other).map(\.path) == before)
    }

    /// As the gate has it, or a directory would be taken for a file.
    @Test func aDirectoryOfAZipIsOne() throws {
        let names = ["WebResources/a\u{600}/", "WebResources/a\u{301}/", "WebResources/a/\u{301}"]
        let entries = try ZipReader(RawZip(names.map { RawZip.Entry($0) }).bytes).entries
        #expect(entries.map(\.isDirectory) == [true, true, false])
    }

    // MARK: - The rule of the module

    @Test func textsAreEqualAndCutByTheirBytes() {
        let (one, other): (String, String) = ("x\u{E9}", "xe\u{301}")
        let (maybeOne, maybeOther): (String?, String?) = (one, other)
        #expect(!(one == other) && one != other && (one < other) != (other < one) && !(maybeOne == maybeOther) && maybeOne != other)
        #expect(![one].contains(other) && "a/\u{301}".hasPrefix("a/") && "a\u{600}/".hasSuffix("/") && !other.hasSuffix("\u{E9}"))
        #expect("a\u{600}/".withoutSlash.utf8.elementsEqual("a\u{600}".utf8) && "a".withoutSlash == "a" && "7".filled(to: 3) == "007")
        switch other {
        case one: Issue.record("a pattern is canonical")
        default: break
        }
        // What the compiler writes in the module has its rule.
        let id = ObjectID.emptyTree
        #expect(TreeFile(path: one, mode: .file, id: id) != TreeFile(path: other, mode: .file, id: id))
        #expect(
            ReferenceUpdate(one, to: id, expected: .anything, message: "")
                != ReferenceUpdate(other, to: id, expected: .anything, message: ""))
        #expect(Configuration.normalized("Sol.X.\u{301}Folder") == "sol.X.\u{301}folder")
    }

    /// Forms that have no other meaning in this module cut letters where they are given texts: what they are given in each file.
    ///
    /// The compiler finds more than a search does: `make letters`.
    private static let cutting: [String: String] = [
        "Bytes.swift": "UTF-8", "Revisions.swift": "UTF-8", "GitDirectory.swift": "bytes",
        "RevisionRange.swift": "UTF-8 and bytes", "Callers.swift": "bytes", "Commit.swift": "bytes",
        "LineDiff.swift": "bytes",
        "ObjectHeaders.swift": "bytes", "DotName.swift": "bytes", "PathGate.swift": "bytes and UTF-8", "Root.swift": "UTF-8",
        "SwitchJournal.swift": "bytes and lists", "Files+Temporary.swift": "UTF-8", "Environment.swift": "a list",
        "ProcessIdentity.swift": "bytes", "Signature.swift": "scalars", "SwitchWork.swift": "UTF-8",
        "Attributes.swift": "bytes", "ObjectStore+Trees.swift": "UTF-8, and lists", "References.swift": "UTF-8",
        "Files.swift": "bytes and UTF-8", "Repository+Objects.swift": "UTF-8", "Repository+Shallow.swift": "bytes",
        "GitError.swift": "UTF-8",
        "Walk.swift": "bytes", "WorkerThread.swift": "a list", "XMLLimits.swift": "bytes",
        "XMLScanner.swift": "the words of libxml2, for people", "ZipError.swift": "the words of libzip, for people",
    ]

    @Test func noFileOfTheModuleCutsLetters() throws {
        let sources = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources/Bindings"
        var used: [String] = []
        for entry in try Walk.list(sources) where entry.kind == .file {
            let text = String(decoding: try Files.read(sources + "/" + entry.path), as: UTF8.self)
            let forms = [
                "dropLast(", "dropFirst(", "removeFirst(", "removeLast(", ".split(", ".first == \"", ".last == \"", ".contains(\"",
                ".firstIndex(of: \"", ".lastIndex(of: \"", ".firstRange(of: \"", "Character", "for character in",
            ]
            guard forms.contains(where: { text.utf8.firstRange(of: $0.utf8) != nil }) else { continue }
            let name = entry.path.split(separator: "/").last.map(String.init) ?? entry.path
            used.append(name)
            #expect(Self.cutting[name] != nil, "'\(entry.path)' cuts: bytes or letters?")
        }
        for name in Self.cutting.keys { #expect(used.contains(name), "'\(name)' cuts nothing any more") }
    }
}
