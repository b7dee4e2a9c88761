// Revisions as git understands them, wherever one is taken; and files of the same name.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct RevisionTests {
    static let column = "entity/contoso_order/attribute/contoso_total"

    /// Four commits, and a branch that parted from the second.
    private static func repository() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        let words = ["Total", "Sum", "Amount", "Grand"]
        for (old, new) in zip(words, words.dropFirst()) {
            try repository.edit(ExampleRepository.table, "description=\"\(old)\"", "description=\"\(new)\"")
            try repository.commit(new)
        }
        try repository.git("checkout", "-q", "-b", "topic", "HEAD~2")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try repository.commit("Urgency")
        try repository.git("checkout", "-q", "main")
        return repository
    }

    private func short(_ run: ProgramRun) -> [String] { run.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) } }

    @Test func everySpellingOfACommitIsGits() throws {
        let repository = try Self.repository()
        for word in [
            "HEAD~1", "HEAD^", "main@{0}", "main@{1}", "@~1", "@", "@{1}", "@{-1}", ":/Sum", "HEAD^{/Sum}", "HEAD^{/!-Grand}", "HEAD~1^0",
            "HEAD^{commit}", "heads/main~2", "main@{2026-01-03}", "topic~1",
        ] {
            let id = try repository.git("rev-parse", word)
            let (ours, plain) = (try repository.sol("show", "--json", word), try repository.sol("show", "--json", id))
            #expect(ours.status == 0 && ours.output == plain.output, "\(word): \(ours.errors)")
        }
    }

    @Test(arguments: ["@~1", ":/Sum"]) func everyCommandTakesThem(word: String) throws {
        let repository = try Self.repository()
        let id = try repository.git("rev-parse", word)
        for words in [
            ["diff", word], ["ls", word], ["check", word], ["diff", word, "topic"], ["log", "--oneline", word],
            ["blame", word, Self.column],
            ["pack", word, "-o", "-"], ["merge-tree", word, "topic"], ["restore", "-n", "--source", word, Self.column],
        ] {
            let ours = try BuiltProgram.run(words, in: repository.path)
            let plain = try BuiltProgram.run(words.map { $0 == word ? id : $0 }, in: repository.path)
            let same = ours.output.split(separator: word).joined() == plain.output.split(separator: id).joined()
            #expect(ours.status == plain.status && ours.status != 2 && same, "\(words): \(ours)")
        }
    }

    @Test func whatNamesNothingIsRefused() throws {
        let repository = try Self.repository()
        for word in ["nothing", "HEAD~99", "HEAD^9", "@{99}", ":/none", "HEAD^{/none}", "^", "~"] {
            for words in [["show", word, "--"], ["diff", word], ["ls", word], ["log", word, "--"], ["merge-tree", word, "topic"]] {
                let run = try BuiltProgram.run(words, in: repository.path)
                #expect(run.status == 2 && run.errors.hasPrefix("error: ") && run.output == "", "\(words): \(run)")
            }
        }
    }

    @Test func setsOfCommitsAreGits() throws {
        let repository = try Self.repository()
        for words in [
            ["topic..main"], ["topic.."], ["..topic"], ["topic...main"], ["main..."], ["^topic", "main"], ["main", "^topic"],
            ["main", "topic"],
            ["HEAD^!"], ["HEAD^@"], ["HEAD^-"], ["HEAD^-1"], [":/Sum..HEAD"], ["HEAD^{/Sum}..HEAD"], ["-1"], ["-3"], ["-n", "2"], ["-n2"],
            ["--max-count=2"], ["-2", "topic"], ["^topic"], ["main~1..main", "topic"],
        ] {
            let git = try repository.git.run(["log", "--topo-order", "--format=%h"] + words).split(separator: "\n").map(String.init)
            let ours = try BuiltProgram.run(["log", "--oneline"] + words, in: repository.path)
            #expect(ours.status == 0 && short(ours).sorted() == git.sorted(), "\(words): \(ours) \(git)")
        }
        for (words, pair) in [
            (["topic..main"], ["topic", "main"]), (["topic..."], ["topic~1", "main"]), (["^topic", "main"], ["topic", "main"]),
            (["main", "^topic"], ["topic", "main"]), (["HEAD^!"], ["HEAD^", "HEAD"]), (["HEAD^-"], ["HEAD^", "HEAD"]),
            ([":/Sum..HEAD"], ["HEAD~2", "HEAD"]), (["..topic"], ["HEAD", "topic"]),
        ] {
            let (ours, plain) = (
                try BuiltProgram.run(["diff"] + words, in: repository.path), try BuiltProgram.run(["diff"] + pair, in: repository.path)
            )
            #expect(ours.status == 0 && ours.output == plain.output && ours.output.contains("→"), "\(words): \(ours)")
        }
    }

    @Test func aRevisionAndAZipAreComparedInBothOrders() throws {
        let repository = try Self.repository()
        #expect(try repository.sol("pack", "HEAD~1", "-q", "-o", "x.zip").status == 0)
        #expect(try repository.sol("diff", "HEAD~1", "x.zip").output == "")
        #expect(try repository.sol("diff", "x.zip", "HEAD~1").output == "")
        #expect(try repository.sol("diff", "HEAD", "x.zip").output.contains("Grand → Amount"))
        #expect(try repository.sol("diff", "x.zip", "@").output.contains("Amount → Grand"))
        #expect(try repository.sol("diff", ":/Sum", "x.zip", "--", Self.column).output.contains("Sum → Amount"))
    }

    @Test func aFileNamedLikeARevisionIsToldApart() throws {
        let repository = try Self.repository()
        #expect(try repository.sol("pack", "HEAD~2", "-q", "-o", "v1").status == 0)
        try repository.git("tag", "v1", "HEAD~1")
        try repository.git("branch", "sol", "topic")
        for words in [
            ["ls", "sol"], ["diff", "sol"], ["check", "sol"], ["pack", "-o", "-", "sol"], ["ls", "v1"], ["diff", "v1", "HEAD"],
        ] {
            let run = try BuiltProgram.run(words, in: repository.path)
            let name = words.contains("v1") ? "v1" : "sol"
            let seen = "\(words): \(run)"
            #expect(run.status == 2 && run.errors.contains("'\(name)' is both a revision and a file"), "\(seen)")
            #expect(run.errors.contains("'\(name) --'"), "\(seen)")
        }
        // Before `--` it is the revision, with `./` the file.
        #expect(try repository.sol("diff", "v1", "HEAD", "--").output.contains("Amount → Grand"))
        #expect(try repository.sol("diff", "./v1", "HEAD").output.contains("Sum → Grand"))
        #expect(try repository.sol("ls", "sol", "--").output.contains("Urgency"))
        #expect(try !repository.sol("ls", "./sol").output.contains("Urgency"))
        let (revision, folder) = (try repository.sol("pack", "-o", "-", "v1", "--"), try repository.sol("pack", "-o", "-", "--", "sol"))
        #expect(revision.status == 0 && folder.status == 0 && revision.output != folder.output, "\(revision.errors) \(folder.errors)")
        #expect(try repository.sol("diff", "sol", "--").status == 0)
    }

    @Test func headIsARevisionInABareRepository() throws {
        let (repository, directory) = (try Self.repository(), TemporaryDirectory())
        try repository.git("clone", "-q", "--bare", ".", directory.path + "/x.git")
        for place in [directory.path + "/x.git", repository.path + "/.git"] {
            for words in [
                ["ls", "HEAD"], ["diff", "HEAD~1", "HEAD"], ["check", "HEAD"], ["pack", "HEAD", "-o", "-"], ["log", "-1"],
                ["show", "HEAD"],
                ["blame", "HEAD", Self.column], ["merge-tree", "HEAD", "topic"],
            ] {
                let run = try BuiltProgram.run(words, in: place)
                let there = try BuiltProgram.run(words, in: repository.path)
                #expect(run.status == 0 && run.output == there.output, "\(words): \(run)")
            }
        }
    }

    @Test func editedHistoryIsGits() throws {
        let repository = try Self.repository()
        // The last commit but one is gone from history, and one has another message.
        try repository.git("replace", "--graft", "HEAD", "HEAD~2")
        let log = try repository.sol("log", "--oneline")
        #expect(short(log) == (try repository.git("log", "--format=%h")).split(separator: "\n").map(String.init), "\(log)")
        #expect(try repository.sol("diff", "HEAD^!").output.contains("Sum → Grand"))
        #expect(try repository.sol("show").output.contains("Sum → Grand"))
        #expect(try repository.sol("show", variables: ["GIT_NO_REPLACE_OBJECTS": "1"]).output.contains("Amount → Grand"))
        #expect(try repository.sol("blame", Self.column).status == 0)
        try repository.git("replace", "-d", "HEAD")
        let hex = try repository.git("rev-parse", "HEAD", "HEAD~3").split(separator: "\n").joined(separator: " ")
        try repository.directory.write(hex + "\n", to: ".git/info/grafts")
        #expect(try repository.sol("show").output.contains("Total → Grand"))
        #expect(try repository.sol("diff", "HEAD~1", "HEAD").output.contains("Total → Grand"))
    }
}
