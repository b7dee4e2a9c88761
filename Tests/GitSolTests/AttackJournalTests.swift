// What a killed run would have left, made by somebody else: a journal moves nothing but what a switch put beside it.

import Bindings
import TestSupport
import Testing

struct AttackJournalTests {
    private static func journal(source: String, path: String, record: String? = nil) -> [UInt8] {
        var fields = ["git sol switch 3", "step", source, path, "", "", "", "", "", ""]
        if let record { fields += ["record", record] }
        return Array((fields + ["end"]).map { $0 + "\0" }.joined().utf8)
    }

    /// A folder as it comes in an archive, with such a directory in it.
    @Test func aFolderThatBringsAJournalIsNotObeyed() throws {
        let directory = TemporaryDirectory()
        try directory.write("secret", to: "victim")
        let example = try ExampleRepository()
        let before = directory.path + "/folder"
        _ = try Process.run(["cp", "-r", example.path + "/sol", before])
        let planted = Files.temporaryName(in: before)
        try Files.createDirectories(planted)
        try Files.write(Self.journal(source: directory.path + "/victim", path: "stolen"), to: planted + "/journal")
        let diff = try example.sol("diff", "--json", "HEAD")
        try directory.write(diff.output, to: "change.json")
        _ = try BuiltProgram.run(["apply", "-d", before, directory.path + "/change.json"], in: directory.path)
        try example.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try directory.write(example.sol("diff", "--json").output, to: "change.json")
        let run = try BuiltProgram.run(["apply", "-d", before, directory.path + "/change.json"], in: directory.path)
        #expect(run.status == 0, "\(run)")
        #expect(Files.exists(directory.path + "/victim") && !Files.exists(before + "/stolen"))
    }

    /// Also in a repository's own directory: what lies elsewhere is not moved, and no other file of git's is written.
    @Test func aJournalMovesNothingFromElsewhere() throws {
        let outside = TemporaryDirectory()
        try outside.write("secret", to: "victim")
        for (source, record) in [
            (outside.path + "/victim", nil), ("", "config"), ("", "../hooks/pre-commit"), ("OWN/../../../victim", nil),
        ] as [(String, String?)] {
            let example = try ExampleRepository()
            let config = try Files.read(example.path + "/.git/config")
            let planted = Files.temporaryName(in: example.path + "/.git")
            try Files.createDirectories(planted)
            let from = source.hasPrefix("OWN") ? planted + source.dropFirst(3) : source
            try Files.write(Self.journal(source: from, path: "stolen", record: record), to: planted + "/journal")
            for name in ["record-config", "record-../hooks/pre-commit"] {
                try? Files.write(Array("[core]\n".utf8), to: planted + "/" + name)
            }
            // A process that is there no more.
            #expect(try example.sol("status").status == 0)
            #expect(Files.exists(outside.path + "/victim") && !Files.exists(example.path + "/stolen"), "\(source)")
            #expect(
                try Files.read(example.path + "/.git/config") == config && !Files.exists(example.path + "/.git/hooks/pre-commit"),
                "\(source)")
        }
    }
}
