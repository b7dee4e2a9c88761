// Repositories that are not all there: shallow and partial clones, sparse checkouts. What git can do in them, we can, with the same meaning.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct SituationTests {
    private static let column = "entity/contoso_order/attribute/contoso_total"

    /// A repository with a solution, four commits and a branch that parted from the second.
    private func origin() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        for (number, word) in ["Sum", "Amount", "Grand total"].enumerated() {
            let before = number == 0 ? "Total" : ["Sum", "Amount"][number - 1]
            try repository.edit(ExampleRepository.table, "description=\"\(before)\"", "description=\"\(word)\"")
            try repository.commit(word)
        }
        try repository.git("checkout", "-q", "-b", "topic", "HEAD~2")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try repository.commit("Urgency")
        try repository.git("checkout", "-q", "-")
        try repository.git("config", "uploadpack.allowFilter", "true")
        try repository.git("config", "uploadpack.allowAnySHA1InWant", "true")
        return repository
    }

    private func clone(_ origin: ExampleRepository, _ words: String..., inside directory: TemporaryDirectory) throws -> String {
        let path = directory.path + "/clone"
        try GitRun(in: directory.path).run(["clone", "-q"] + words + ["file://" + origin.path, path])
        return path
    }

    private func sol(_ words: [String], in path: String) throws -> ProgramRun {
        try BuiltProgram.run(words, in: path, variables: GitRun.environment(home: path).variables)
    }

    // MARK: - Shallow

    @Test func historyEndsWhereACloneWasCutOff() throws {
        let (origin, directory) = (try origin(), TemporaryDirectory())
        let path = try clone(origin, "--depth=2", inside: directory)
        let log = try sol(["log", "--oneline"], in: path)
        #expect(log.status == 0 && log.output.split(separator: "\n").count == 2, "\(log)")
        #expect(log.errors.contains("history ends here: this clone is shallow") && log.errors.contains("git fetch --unshallow"), "\(log)")
        for words in [["show"], ["show", "HEAD~1"], ["status"], ["check"], ["diff", "HEAD~1"], ["log", "-p"], ["ls", "HEAD"]] {
            let run = try sol(words, in: path)
            #expect(run.status == 0, "\(words): \(run)")
        }
        let blame = try sol(["blame", Self.column], in: path)
        #expect(blame.status == 0 && blame.output.contains("Grand total"), "\(blame)")
        // As git says it of its boundary: all that is there came with it.
        let first = try GitRun(in: path)("rev-parse", "--short", "HEAD~1")
        #expect(blame.output.contains(first.prefix(7)), "\(blame)")
        try GitRun(in: path)("fetch", "-q", "--depth=1", "origin", "topic:topic")
        let range = try sol(["diff", "topic...HEAD"], in: path)
        #expect(range.status == 2 && range.errors.contains("no commit in common") && range.errors.contains("--deepen"), "\(range)")
        try GitRun(in: path)("fetch", "-q", "--unshallow", "origin", "main:refs/remotes/origin/main", "topic:topic")
        let merge = try sol(["merge", "topic"], in: path)
        #expect(merge.status == 0, "\(merge)")
    }

    @Test func mergesWorkWhereTheCommonCommitIsThere() throws {
        let (origin, directory) = (try origin(), TemporaryDirectory())
        let path = try clone(origin, "--depth=3", "--no-single-branch", inside: directory)
        let ours = try sol(["merge-tree", "HEAD", "origin/topic"], in: path)
        let whole = try sol(["merge-tree", "HEAD", "topic"], in: origin.path)
        #expect(ours.status == 0 && ours.output == whole.output, "\(ours) \(whole)")
        #expect(try sol(["merge", "origin/topic"], in: path).status == 0)
    }

    // MARK: - Partial

    /// How many blobs are here.
    private func blobs(_ path: String) throws -> Int {
        let all = try GitRun(in: path)("cat-file", "--batch-all-objects", "--batch-check=%(objecttype)", "--unordered")
        return all.split(separator: "\n").filter { $0 == "blob" }.count
    }

    @Test(arguments: ["blob:none", "tree:0"]) func whatWasLeftAtTheRemoteComesWhenItIsNeeded(filter: String) throws {
        let (origin, directory) = (try origin(), TemporaryDirectory())
        let path = try clone(origin, "--filter=" + filter, "--no-checkout", inside: directory)
        #expect(try blobs(path) == 0)
        let diff = try sol(["diff", "HEAD~1", "HEAD"], in: path)
        #expect(diff.status == 0 && diff.output.contains("Amount → Grand total"), "\(diff)")
        // The table in both states, and what the manifest says.
        if filter == "blob:none" { #expect(try blobs(path) <= 4) }
        for words in [
            ["log", "--oneline"], ["show"], ["ls", "HEAD"], ["check", "HEAD"], ["pack", "HEAD", "-q", "-o", "x.zip"],
            ["blame", "HEAD", Self.column],
        ] {
            let run = try sol(words, in: path)
            #expect(run.status == 0, "\(words): \(run)")
        }
        try GitRun(in: path)("checkout", "-q")
        let merge = try sol(["merge", "origin/topic"], in: path)
        #expect(merge.status == 0, "\(merge)")
        #expect(try GitRun(in: path)("status", "--porcelain", "--untracked-files=no") == "")
        #expect(try GitRun(in: path)("log", "-1", "--format=%s").hasPrefix("Merge"))
    }

    /// A merge asks for no more than git's own, whether a side changed a file alone or both did.
    @Test func aMergeGetsNoMoreThanItReads() throws {
        let origin = try origin()
        try origin.edit(ExampleRepository.role, "Order Clerk", "Clerk of orders")
        try origin.commit("a role")
        try origin.git("checkout", "-q", "topic")
        try origin.edit(ExampleRepository.flow, "1.0.0.0", "1.0.0.1")
        try origin.commit("a flow")
        try origin.git("checkout", "-q", "-")
        let counts = try [["git", "merge-tree", "--write-tree"], ["sol"]].map { program in
            let directory = TemporaryDirectory()
            let path = try clone(origin, "--filter=blob:none", "--no-checkout", inside: directory)
            if program == ["sol"] {
                let run = try sol(["merge-tree", "HEAD", "origin/topic"], in: path)
                #expect(run.status == 0, "\(run)")
            } else {
                try GitRun(in: path)("merge-tree", "--write-tree", "HEAD", "origin/topic")
            }
            return try blobs(path)
        }
        #expect(counts[1] <= counts[0], "\(counts)")
    }

    /// An import compares what the export says otherwise, and gets each file at most once.
    @Test func anImportWorksWhereFilesWereLeftAtTheRemote() throws {
        let (origin, directory) = (try origin(), TemporaryDirectory())
        let path = try clone(origin, "--filter=blob:none", "--sparse", inside: directory)
        let count = try blobs(path)
        let edited = try ExampleRepository()
        try edited.edit(ExampleRepository.table, "description=\"Total\"", "description=\"All in all\"")
        let zip = directory.path + "/export.zip"
        #expect(try sol(["pack", "-q", edited.path + "/sol", "-o", zip], in: path).status == 0)
        let run = try sol(["import", "--commit", zip], in: path)
        #expect(run.status == 0, "\(run)")
        let git = GitRun(in: path)
        #expect(try git("diff", "--name-only", "HEAD~1").split(separator: "\n") == [ExampleRepository.table[...]])
        #expect(try git("status", "--porcelain") == "")
        let files = try git("ls-tree", "-r", "--name-only", "HEAD").split(separator: "\n").count
        // Beside them the table as it is now.
        #expect(try blobs(path) <= count + files + 1)
    }

    // MARK: - Sparse

    @Test(arguments: [true, false]) func whatIsNotCheckedOutIsAsInTheIndex(isCone: Bool) throws {
        let (origin, directory) = (try origin(), TemporaryDirectory())
        let path = try clone(origin, inside: directory)
        let git = GitRun(in: path)
        let whole = try sol(["pack", "sol", "-q", "-o", "whole.zip"], in: path)
        #expect(whole.status == 0)
        try git.run(["sparse-checkout", "set", isCone ? "--cone" : "--no-cone", isCone ? "sol/Other" : "/sol/Other/"])
        #expect(!Files.exists(path + "/" + ExampleRepository.table))
        let status = try sol(["status"], in: path)
        #expect(status.status == 0 && !status.output.contains("deleted"), "\(status)")
        #expect(try sol(["diff"], in: path).output == "")
        #expect(try sol(["diff", "HEAD~1"], in: path).output.contains("Amount → Grand total"))
        let pack = try sol(["pack", "sol", "-q", "-o", "sparse.zip"], in: path)
        #expect(pack.status == 0 && pack.errors == "", "\(pack)")
        #expect(try Files.read(path + "/sparse.zip") == Files.read(path + "/whole.zip"))
        let check = try sol(["check"], in: path)
        #expect(check.status == 0, "\(check)")
        #expect(try sol(["ls"], in: path).output.contains("column") || sol(["ls"], in: path).output.contains("Order"))
        // A merge leaves out what the checkout leaves out.
        try git("branch", "-q", "topic", "origin/topic")
        let merge = try sol(["merge", "topic"], in: path)
        #expect(merge.status == 0, "\(merge)")
        #expect(!Files.exists(path + "/" + ExampleRepository.table))
        #expect(try git("status", "--porcelain", "--untracked-files=no") == "")
        #expect(try git("show", "HEAD:" + ExampleRepository.table).contains("Urgency"))
        #expect(try git("ls-files", "-t", ExampleRepository.table).hasPrefix("S "))
    }

    // MARK: - Submodules

    /// Above a submodule `status` and `diff` show what `git diff --submodule=diff` does, in components.
    @Test(arguments: [false, true]) func submodulesAreLookedInto(hasOwn: Bool) throws {
        let (inner, outer) = (try ExampleRepository(), TemporaryDirectory())
        let git = GitRun(in: outer.path)
        try git("init", "-q", "-b", "main")
        if hasOwn {
            for path in try Walk.list(ExampleRepository.example, details: false).filter({ $0.kind == .file }).map(\.path) {
                let text = String(decoding: try Files.read(ExampleRepository.example + "/" + path), as: UTF8.self)
                try outer.write(text.split(separator: "ContosoOrders").joined(separator: "ContosoOwn"), to: "own/" + path)
            }
            try git("add", "-A")
        }
        try git("-c", "protocol.file.allow=always", "submodule", "add", "-q", inner.path, "inner")
        try git("commit", "-qm", "all")
        func edit(_ file: String, _ old: String, _ new: String) throws {
            let text = String(decoding: try Files.read(outer.path + "/" + file), as: UTF8.self)
            try outer.write(text.split(separator: old, omittingEmptySubsequences: false).joined(separator: new), to: file)
        }
        func run(_ words: String...) throws -> String {
            let run = try sol(words, in: outer.path)
            #expect(run.status == 0 && run.errors == "", "\(words): \(run)")
            return run.output
        }
        #expect(try run("status", "--short") == "" && run("diff") == "" && run("diff", "HEAD") == "")
        try edit("inner/" + ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        if hasOwn { try edit("own/Roles/Order Clerk.xml", "Order Clerk", "Order Chief") }
        for words in [["diff"], ["diff", "HEAD"]] {
            let diff = try sol(words, in: outer.path)
            #expect(diff.output.contains("Total → Sum") && diff.output.contains("Order Chief") == hasOwn, "\(diff)")
        }
        let status = try run("status", "--short")
        #expect(status.split(separator: "\n").count == (hasOwn ? 2 : 1) && status.hasPrefix(" M "), "\(status)")
        // A commit inside is not staged above, as git sees it, until it is added.
        let clone = GitRun(in: outer.path + "/inner")
        try clone("commit", "-qam", "Sum")
        #expect(try run("diff", "--cached") == "" && run("status", "--short").hasPrefix(" M "))
        try git("add", "inner")
        #expect(
            try run("diff", "--cached").contains("Total → Sum")
                && run("status", "--short").split(separator: "\n").contains { $0.hasPrefix("M  entity/") })
        try git("commit", "-qm", "Sum")
        #expect(try run("diff", "HEAD~1", "HEAD").contains("Total → Sum"))
        #expect(try run("diff", "HEAD~1..HEAD").contains("Total → Sum"))
        try edit("inner/" + ExampleRepository.role, "Order Clerk", "Order Guest")
        try clone("mv", ExampleRepository.role, "sol/Roles/Guest.xml")
        #expect(try run("status").contains("Guest"))
        // What is not checked out is as git has it: nothing to look at.
        try clone("reset", "-q", "--hard")
        try git("submodule", "deinit", "-q", "-f", "inner")
        let rest = try sol(["status"], in: outer.path)
        #expect(hasOwn ? rest.status == 0 : rest.errors.contains("'inner' is a repository of its own"), "\(rest)")
    }
}
