// Git LFS with its objects here, absent and half here. Pointers and objects are written by hand: no test needs git-lfs.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct LargeFileTests {
    static let script = "sol/WebResources/contoso_/scripts/order.js"

    private static func pointer(_ content: [UInt8]) -> String {
        "version https://git-lfs.github.com/spec/v1\noid sha256:\(SHA256.hex(of: content))\nsize \(content.count)\n"
    }

    /// Two commits of a script that is in LFS; only pointers are checked out. `here`: which of both contents were fetched.
    private static func repository(here: [Int]) throws -> (ExampleRepository, [[UInt8]]) {
        let repository = try ExampleRepository()
        let contents = [Array("first();\n".utf8), Array("second();\n".utf8) + [0, 1, 2]]
        try repository.directory.write("*.js filter=lfs diff=lfs merge=lfs -text\n", to: ".gitattributes")
        for content in contents {
            try repository.directory.write(pointer(content), to: script)
            try repository.commit("content of \(content.count)")
        }
        for number in here { try put(contents[number], in: repository) }
        return (repository, contents)
    }

    private static func put(_ content: [UInt8], in repository: ExampleRepository) throws {
        let digest = SHA256.hex(of: content)
        try repository.directory.write(content, to: ".git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)")
    }

    @Test(arguments: [[], [0], [0, 1]]) func neverIsAPointerShownAsContent(here: [Int]) throws {
        let (repository, contents) = try Self.repository(here: here)
        for words in [["diff", "HEAD~1", "HEAD"], ["show"], ["log", "-p", "-1"], ["diff", "HEAD~1"]] {
            let run = try BuiltProgram.run(words, in: repository.path)
            #expect(run.status == 0 && !run.output.contains("git-lfs") && !run.output.contains("oid sha256"), "\(words): \(run)")
            #expect(
                run.output.contains("\(contents[0].count) bytes") && run.output.contains("\(contents[1].count) bytes"), "\(words): \(run)")
            if here.count < 2 {
                for content in contents { #expect(run.output.contains(SHA256.hex(of: content).prefix(10)), "\(words): \(run)") }
            }
        }
        #expect(try repository.sol("diff").output == "")
        // Whoever pulls changes nothing; who edits does.
        try repository.directory.write(contents[1], to: Self.script)
        #expect(try repository.sol("diff").output == "" && repository.sol("diff", "HEAD").output == "")
        try repository.directory.write(contents[0], to: Self.script)
        #expect(try repository.sol("diff", "HEAD").output.contains("order.js"))
        #expect(try repository.sol("diff", "HEAD~1").output == "")
    }

    @Test func whatIsMadeNeedsTheContent() throws {
        let (repository, contents) = try Self.repository(here: [])
        try repository.directory.write("x", to: "old.zip")
        for words in [["pack", "sol", "-o", "x.zip"], ["pack", "HEAD", "-o", "old.zip"], ["pack", "HEAD~1", "-o", "x.zip"]] {
            let run = try BuiltProgram.run(words, in: repository.path)
            #expect(run.status == 2 && run.errors.contains("only a pointer of Git LFS") && run.errors.contains("git lfs pull"), "\(run)")
            #expect(!Files.exists(repository.path + "/x.zip"))
            #expect(try Files.read(repository.path + "/old.zip") == Array("x".utf8))
        }
        // What is fetched is packed, also where it is not checked out.
        for content in contents { try Self.put(content, in: repository) }
        #expect(try repository.sol("pack", "sol", "-q", "-o", "x.zip").status == 0)
        #expect(try repository.sol("pack", "HEAD", "-q", "-o", "y.zip").status == 0)
        #expect(try Files.read(repository.path + "/x.zip") == Files.read(repository.path + "/y.zip"))
        #expect(try repository.sol("unpack", "-q", "-d", "out", "x.zip").status == 0)
        #expect(try Files.read(repository.path + "/out/WebResources/contoso_/scripts/order.js") == contents[1])
        // An object of which a download broke off is none.
        let digest = SHA256.hex(of: contents[1])
        try repository.directory.write("sec", to: ".git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))/\(digest)")
        #expect(try repository.sol("pack", "HEAD", "-o", "z.zip").errors.contains("git lfs pull"))
    }

    @Test func aPackageOfPointersIsRefused() throws {
        let (repository, contents) = try Self.repository(here: [1])
        #expect(try repository.sol("pack", "HEAD", "-q", "-o", "x.zip").status == 0)
        _ = try Process.run(["mkdir", "zip"], environment: GitRun.environment(home: repository.path), directory: repository.path)
        let reader = try ZipReader(Files.read(repository.path + "/x.zip"), limits: ZipLimits())
        let entries = try reader.entries.map { entry in
            let bytes = try reader.read(entry)
            return RawZip.Entry(entry.name, bytes == contents[1] ? Self.pointer(bytes) : String(decoding: bytes, as: UTF8.self))
        }
        try repository.directory.write(RawZip(entries).bytes, to: "p.zip")
        for words in [["unpack", "-d", "out", "p.zip"], ["import", "p.zip"], ["tag", "--unmanaged", "p.zip", "--managed", "p.zip"]] {
            let run = try BuiltProgram.run(words, in: repository.path, variables: GitRun.environment(home: repository.path).variables)
            #expect(
                run.status == 2 && run.errors.contains("only a pointer of Git LFS") && run.errors.contains("git lfs pull"),
                "\(words): \(run)")
        }
        #expect(!Files.exists(repository.path + "/out"))
    }

    @Test func releasesAreVerifiedByContent() throws {
        let (repository, contents) = try Self.repository(here: [0, 1])
        let variables = GitRun.environment(home: repository.path).variables
        try repository.edit("sol/Other/Solution.xml", "<Managed>0</Managed>", "<Managed>2</Managed>")
        try repository.commit("both halves")
        let tag = try BuiltProgram.run(["tag", "--allow-differences"], in: repository.path, variables: variables)
        #expect(tag.status == 0, "\(tag)")
        let name = try repository.git("tag", "--list")
        #expect(try repository.sol("tag", "--verify", name).status == 0)
        let digest = SHA256.hex(of: contents[1])
        try Files.removeTree(repository.path + "/.git/lfs/objects/\(digest.prefix(2))")
        let verify = try repository.sol("tag", "--verify", name)
        #expect(verify.status != 0 && "\(verify)".contains("git lfs pull") && !"\(verify)".contains("digest differs"), "\(verify)")
        let again = try BuiltProgram.run(["tag", "-f", "--allow-differences"], in: repository.path, variables: variables)
        #expect(again.status == 2 && again.errors.contains("git lfs pull"), "\(again)")
    }

    /// As git-lfs does: what a clone borrows objects from may have the content.
    @Test(arguments: [true, false]) func contentOfAlternatesIsFound(isAbsolute: Bool) throws {
        let (repository, _) = try Self.repository(here: [1])
        let directory = TemporaryDirectory()
        let clone = directory.path + "/clone"
        try repository.git("clone", "-q", "--shared", ".", clone)
        if !isAbsolute {
            // A link, so that the path is short, whatever folders the tests are in.
            _ = try Process.run(["ln", "-s", repository.path, directory.path + "/origin"])
            try directory.write("# of the other\n../../../origin/.git/objects\n", to: "clone/.git/objects/info/alternates")
        }
        let run = try BuiltProgram.run(["pack", "HEAD", "-q", "-o", "x.zip"], in: clone)
        #expect(run.status == 0, "\(run)")
        try Files.removeTree(repository.path + "/.git/lfs")
        #expect(try BuiltProgram.run(["pack", "HEAD", "-q", "-o", "x.zip"], in: clone).errors.contains("git lfs pull"))
    }

    @Test func textconvSaysWhatIsMeant() throws {
        let directory = TemporaryDirectory()
        let file = try directory.write(Self.pointer(Array("<x/>".utf8)), to: "a.xml")
        let run = try BuiltProgram.run("textconv", "--", file)
        #expect(run.output == "content = 4 bytes, \(SHA256.hex(of: Array("<x/>".utf8)).prefix(10)) (Git LFS)\n", "\(run)")
    }
}
