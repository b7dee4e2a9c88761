// Conflicts in files of other encodings than UTF-8, and in both halves of a file: every file that holds markers is named, and settled.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

struct ConflictEncodingTests {
    private static let file = "sol/Entities/contoso_Order/Entity.xml"
    private static let total = "entity/contoso_order/attribute/contoso_total/displayname/1033/@description"

    enum Form: String, CaseIterable {
        case littleEndian, bigEndian, marked, latin

        func bytes(_ text: String) throws -> [UInt8] {
            func wide(_ isBigEndian: Bool) throws -> [UInt8] {
                let declared = text.split(separator: "utf-8", omittingEmptySubsequences: false).joined(separator: "utf-16")
                return try #require(WideText.bytes(Array(("\u{FEFF}" + declared).utf8), isBigEndian: isBigEndian))
            }
            switch self {
            case .littleEndian: return try wide(false)
            case .bigEndian: return try wide(true)
            case .marked: return Array(("\u{FEFF}" + text).utf8)
            case .latin:
                let declared = text.split(separator: "utf-8", omittingEmptySubsequences: false).joined(separator: "iso-8859-1")
                return try declared.unicodeScalars.map { try #require(UInt8(exactly: $0.value)) }
            }
        }

        func text(_ bytes: [UInt8]) throws -> String {
            switch self {
            case .littleEndian, .bigEndian:
                String(decoding: try #require(WideText.utf8(bytes, isBigEndian: self == .bigEndian)), as: UTF8.self)
            case .marked: String(decoding: bytes, as: UTF8.self)
            case .latin: String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
            }
        }
    }

    private func repository(_ path: String, _ states: (base: [UInt8], ours: [UInt8], theirs: [UInt8])) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        func commit(_ bytes: [UInt8], _ message: String) throws {
            try Files.write(bytes, to: repository.path + "/" + path)
            try repository.git("add", "-A")
            try repository.git("commit", "-q", "--allow-empty", "-m", message)
        }
        try commit(states.base, "Base")
        try repository.git("checkout", "-q", "-b", "topic")
        try commit(states.theirs, "Theirs")
        try repository.git("checkout", "-q", "main")
        try commit(states.ours, "Ours")
        return repository
    }

    private func sol(_ repository: ExampleRepository, _ words: String...) throws -> ProgramRun {
        try BuiltProgram.run(words, in: repository.path, variables: GitRun.environment(home: repository.path).variables)
    }

    @Test(arguments: Form.allCases)
    func everyConflictIsListedSettledAndBroughtBack(form: Form) throws {
        let plain = String(decoding: try Files.read(ExampleRepository.example + "/Entities/contoso_Order/Entity.xml"), as: UTF8.self)
            .split(separator: "\u{FEFF}").joined()
        func state(_ total: String, _ priority: String) throws -> [UInt8] {
            let one = plain.split(separator: "\"Total\"", omittingEmptySubsequences: false).joined(separator: "\"\(total)\"")
            return try form.bytes(
                one.split(separator: "\"Priority\"", omittingEmptySubsequences: false).joined(separator: "\"\(priority)\""))
        }
        let repository = try repository(
            Self.file, (try state("Total", "Priority"), try state("Betr\u{E4}ge", "Eile"), try state("Summe", "R\u{E4}nge")))
        let path = repository.path + "/" + Self.file
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 1 && merge.output.contains("2 conflicts"), "\(merge)")
        let before = try Files.read(path)
        let open = try sol(repository, "conflicts")
        #expect(open.output.contains(Self.total) && open.output.contains("contoso_priority/displayname"), "\(open)")
        #expect(open.errors.isEmpty, "\(open)")
        #expect(try sol(repository, "resolve", "--theirs", Self.total).status == 0)
        let half = try form.text(Files.read(path))
        #expect(half.contains("\"Summe\"") && !half.contains("\"Betr\u{E4}ge\"") && half.contains("<<<<<<< "))
        #expect(try sol(repository, "conflicts").output.contains("contoso_priority/displayname"))
        #expect(try sol(repository, "resolve", "--ours", "**").status == 0)
        #expect(try Files.read(path) == state("Summe", "Eile"))
        #expect(try repository.git("ls-files", "-u") == "")
        #expect(try sol(repository, "resolve", "--undo", Self.total).status == 0)
        #expect(try sol(repository, "resolve", "--undo", "**").status == 0)
        let again = try form.text(Files.read(path))
        #expect(again.split(separator: "<<<<<<< ").count == 3)
        #expect(try again.split(separator: "\n").count == form.text(before).split(separator: "\n").count)
    }

    /// What is no document is merged by lines, which are not those of its bytes.
    @Test(arguments: [Form.littleEndian, .bigEndian])
    func wideLinesAreMerged(form: Form) throws {
        let file = "sol/WebResources/contoso_text.js"
        func state(_ one: String, _ two: String) throws -> [UInt8] { try form.bytes("// \(one)\na();\nb();\nc();\nd();\n// \(two)\n") }
        let clean = try repository(file, (try state("1", "2"), try state("1a", "2"), try state("1", "2b")))
        #expect(try sol(clean, "merge", "-q", "topic").status == 0)
        #expect(try Files.read(clean.path + "/" + file) == state("1a", "2b"))
        let stopped = try repository(file, (try state("1", "2"), try state("1a", "2"), try state("1b", "2b")))
        #expect(try sol(stopped, "merge", "topic").status == 1)
        #expect(try form.text(Files.read(stopped.path + "/" + file)).contains("// 1a\n=======\n\u{FEFF}// 1b\n>>>>>>> topic\na();"))
        #expect(try sol(stopped, "conflicts").output.contains(file))
        #expect(try sol(stopped, "resolve", "--theirs", "**").status == 0)
        #expect(try Files.read(stopped.path + "/" + file) == state("1b", "2b"))
    }

    /// Git takes such a file for bytes where our driver is not asked, and leaves ours: that is no answer of anybody's.
    @Test func whatGitLeftAsOursIsOpen() throws {
        let states = try ["one", "two", "three"].map { try Form.littleEndian.bytes("<root>\n<a>\($0)</a>\n</root>\n") }
        let repository = try repository("sol/Other/Some.xml", (states[0], states[1], states[2]))
        #expect(try repository.gitWithSol("merge", "topic").status == 1)
        let open = try sol(repository, "conflicts")
        #expect(open.status == 1 && open.output.contains("sol/Other/Some.xml") && !open.errors.contains("not staged"), "\(open)")
        #expect(try sol(repository, "resolve", "--theirs", "**").status == 0)
        #expect(try Files.read(repository.path + "/sol/Other/Some.xml") == states[2])
        #expect(try repository.git("ls-files", "-u") == "")
    }

    @Test func markersOfWideFilesAreNotCommitted() throws {
        let repository = try ExampleRepository()
        _ = try repository.sol("install", "--local")
        let text = "<root>\n<<<<<<< ours\n<a />\n=======\n<b />\n>>>>>>> theirs\n</root>\n"
        try Files.write(Form.littleEndian.bytes(text), to: repository.path + "/" + Self.file)
        try repository.git("add", "-A")
        let commit = try repository.gitWithSol("commit", "-qm", "Markers")
        #expect(commit.status == 1 && commit.errors.contains("a conflict is not settled"), "\(commit)")
    }

    /// The managed half of a file has the same conflict: it is told once, with both files, and one answer settles both.
    @Test func bothHalvesAreNamed() throws {
        let repository = try ExampleRepository()
        let form = "sol/Entities/contoso_Order/FormXml/main/{0f4a3f1e-5d2b-4c6a-8e7f-1a2b3c4d5e6f}"
        let files = [form + ".xml", form + "_managed.xml"]
        func put(_ label: String) throws {
            for file in files {
                try repository.directory.write(
                    """
                    <forms><systemform><formid>{0f4a3f1e-5d2b-4c6a-8e7f-1a2b3c4d5e6f}</formid><form>
                      <tabs><tab id="{11111111-1111-4111-8111-111111111111}"><labels>
                        <label description="\(label)" languagecode="1033" />
                      </labels></tab></tabs>
                    </form></systemform></forms>

                    """, to: file)
            }
            try repository.commit(label)
        }
        try put("General")
        try repository.git("checkout", "-q", "-b", "topic")
        try put("Common")
        try repository.git("checkout", "-q", "main")
        try put("Main")
        let tree = try sol(repository, "merge-tree", "--json", "main", "topic")
        #expect(try sol(repository, "merge", "topic").output.contains("1 conflict:"))
        for output in [tree.output, try sol(repository, "conflicts", "--json").output] {
            let start = try #require(output.utf8.firstRange(of: Array("\"files\"".utf8)))
            let list = output[start.upperBound...].prefix { $0 != "]" }
            for file in files { #expect(list.contains(file), "\(output)") }
        }
        #expect(try !sol(repository, "conflicts").errors.contains("not staged"))
        #expect(try sol(repository, "resolve", "--theirs", "**").status == 0)
        #expect(try repository.git("ls-files", "-u") == "")
        for file in files { #expect(String(decoding: try Files.read(repository.path + "/" + file), as: UTF8.self).contains("\"Common\"")) }
    }

    /// An encoding whose signs are not ASCII's would hide what git writes: such a file stays the bytes that it is.
    @Test func noEncodingHidesMarkers() {
        for name in ["IBM037", "IBM1047", "EBCDIC-US"] {
            let text = Array("<?xml version=\"1.0\" encoding=\"\(name)\"?>\n<a/>\n".utf8)
            #expect(MarkedFile(text).text == text, "\(name)")
        }
        let latin = Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a>".utf8) + [0xE9] + Array("</a>\n".utf8)
        #expect(MarkedFile(latin).text == Array("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<a>é</a>\n".utf8))
    }
}
