// git sol merge, merge-tree, conflicts and resolve, through the built program on a repository of our own.

import Bindings
import TestSupport
import Testing

struct MergeCommandTests {
    private func sol(_ repository: ExampleRepository, _ words: String...) throws -> ProgramRun {
        try BuiltProgram.run(words, in: repository.path, variables: GitRun.environment(home: repository.path).variables)
    }

    /// Two branches that changed different things, and one thing differently where asked.
    private func parted(conflict: Bool) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        try repository.git("checkout", "-q", "-")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        if conflict { try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Amount\"") }
        try repository.commit("Urgency")
        return repository
    }

    private func table(_ repository: ExampleRepository) throws -> String {
        String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
    }

    @Test func differentThingsAreMergedAndCommitted() throws {
        let repository = try parted(conflict: false)
        let tree = try sol(repository, "merge-tree", "HEAD", "topic")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 0, "\(merge)")
        let text = try table(repository)
        #expect(text.contains("\"Sum\"") && text.contains("\"Urgency\"") && !text.contains("<<<<<<<"))
        #expect(try repository.git("log", "-1", "--format=%s") == "Merge branch 'topic'")
        #expect(try repository.git("rev-parse", "HEAD^{tree}") + "\n" == tree.output)
        #expect(try repository.git("status", "--short") == "")
        #expect(try sol(repository, "merge", "topic").output == "Already up to date.\n")
    }

    @Test func whatBothChangedIsOneConflictThatCanBeSettled() throws {
        let repository = try parted(conflict: true)
        let before = try repository.git("rev-parse", "HEAD")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 1 && merge.output.contains("1 conflict"), "\(merge)")
        let address = "entity/contoso_order/attribute/contoso_total/displayname/1033/@description"
        #expect(try table(repository).contains("<<<<<<< HEAD: \(address): both changed it"))
        let open = try sol(repository, "conflicts")
        #expect(open.status == 1 && open.output.contains("Amount") && open.output.contains("Sum"), "\(open)")

        #expect(try sol(repository, "resolve", "--theirs", "entity/contoso_order").status == 0)
        #expect(try sol(repository, "conflicts").status == 0)
        #expect(try sol(repository, "resolve", "--undo", "entity/contoso_order").status == 0)
        #expect(try sol(repository, "conflicts").status == 1)
        #expect(try sol(repository, "merge", "--abort").status == 0)
        #expect(try repository.git("rev-parse", "HEAD") == before && repository.git("status", "--short") == "")

        _ = try sol(repository, "merge", "topic")
        #expect(try sol(repository, "resolve", "--ours", "**").status == 0)
        #expect(try sol(repository, "merge", "--continue").status == 0)
        let text = try table(repository)
        #expect(text.contains("\"Amount\"") && text.contains("\"Urgency\"") && !text.contains("\"Sum\""))
        #expect(try repository.git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 3)
        _ = try repository.git("fsck", "--strict")
    }

    /// A new time alone is no work of anybody's.
    @Test func touchedFilesAreNotInTheWay() throws {
        let repository = try parted(conflict: false)
        try Files.write(
            try Files.read(repository.path + "/" + ExampleRepository.table), to: repository.path + "/" + ExampleRepository.table)
        #expect(try sol(repository, "merge", "topic").status == 0)
        #expect(try repository.git("status", "--short") == "")
    }

    @Test func workThatIsNotCommittedIsNotLost() throws {
        let repository = try parted(conflict: false)
        try repository.edit(ExampleRepository.table, "description=\"Urgency\"", "description=\"Haste\"")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 2 && merge.errors.contains("error: "), "\(merge)")
        #expect(try table(repository).contains("\"Haste\""))
        #expect(!Files.exists(repository.path + "/.git/MERGE_HEAD"))
    }

    @Test(arguments: [false, true]) func whatIsInNoSolutionIsMergedAsGitDoes(conflict: Bool) throws {
        let repository = try parted(conflict: false)
        func write(_ text: String, _ name: String) throws { try Files.write(Array(text.utf8), to: repository.path + "/" + name) }
        let lines = (1...30).map { "line \($0)\n" }
        let head = try repository.git("branch", "--show-current")
        for branch in [head, "topic"] {
            try repository.git("checkout", "-q", branch)
            let isOurs = branch == head
            // Both come from the same file, put there by one commit in both histories.
            if isOurs {
                try repository.git("checkout", "-q", "-b", "notes", try repository.git("merge-base", head, "topic"))
                try write(lines.joined(), "notes.txt")
                try write("{ \"a\": 1 }\n", "settings.json")
                try repository.git("add", "-A")
                try repository.commit("Notes")
                try repository.git("checkout", "-q", head)
            }
            try repository.git("merge", "-q", "-m", "notes", "notes")
            if isOurs {
                try repository.git("mv", "notes.txt", "journal.txt")
                try write(lines.joined() + (conflict ? "ours\n" : ""), "journal.txt")
            } else {
                try write("first\n" + lines.joined() + (conflict ? "theirs\n" : ""), "notes.txt")
                try write("only theirs\n", "new.txt")
            }
            try repository.git("add", "-A")
            try repository.commit("Work on " + branch)
        }
        try repository.git("checkout", "-q", head)
        let tree = try sol(repository, "merge-tree", "HEAD", "topic")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == (conflict ? 1 : 0) && tree.status == merge.status, "\(merge)")
        func state() throws -> [String] {
            let text = String(decoding: try Files.read(repository.path + "/journal.txt"), as: UTF8.self)
            return [text, try repository.git("ls-files", "-s", "--", "*.txt", "*.json")]
        }
        let ours = try state()
        #expect(ours[0].hasPrefix("first\n") && ours[0].contains("theirs") == conflict)
        try repository.git("reset", "-q", "--hard", conflict ? "HEAD" : "HEAD^")
        _ = try? repository.git("merge", "-q", "-m", "by git", "topic")
        let its = try state()
        #expect(ours[1] == its[1])
        #expect(Array(ours[0].utf8).filter { $0 == 0x0A }.count == Array(its[0].utf8).filter { $0 == 0x0A }.count)
    }

    @Test func twoSolutionsAreMergedEachForItself() throws {
        let repository = try ExampleRepository()
        _ = try Process.run(["cp", "-R", repository.path + "/sol", repository.path + "/other"])
        try repository.commit("A second solution")
        let second = "other" + ExampleRepository.table.dropFirst(3)
        func rename(_ file: String, _ name: String) throws {
            try repository.edit(file, "description=\"Total\"", "description=\"\(name)\"")
        }
        try repository.git("checkout", "-q", "-b", "topic")
        try rename(ExampleRepository.table, "Sum")
        try rename(second, "Theirs")
        try repository.commit("Topic")
        try repository.git("checkout", "-q", "-")
        try rename(second, "Ours")
        try repository.commit("Main")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 1 && merge.output.contains("1 conflict:"), "\(merge)")
        #expect(try table(repository).contains("\"Sum\""))
        #expect(try repository.git("diff", "--name-only", "--diff-filter=U") == second)
        #expect(try sol(repository, "resolve", "--theirs", "**").status == 0)
        #expect(try sol(repository, "merge", "--continue").status == 0)
        #expect(try repository.git("status", "--short") == "")
        #expect(String(decoding: try Files.read(repository.path + "/" + second), as: UTF8.self).contains("\"Theirs\""))
    }

    @Test func settingsSayWhoWins() throws {
        let address = "entity/contoso_order/attribute/contoso_total"
        for (rule, winner) in [("theirs \(address)", "Sum"), ("ours entity/*/attribute/**", "Amount")] {
            let repository = try parted(conflict: true)
            try repository.git("config", "sol.merge", rule)
            let driver = try #require(try driven(repository))
            #expect(driver.contains("\"\(winner)\"") && !driver.contains("<<<<"))
            let merge = try sol(repository, "merge", "topic")
            #expect(merge.status == 0 && merge.output.contains("sol.merge"), "\(merge)")
            #expect(try repository.git("show", "HEAD:" + ExampleRepository.table) == driver)
        }
        let repository = try parted(conflict: true)
        try repository.git("config", "sol.merge", "nobody knows this")
        #expect(try sol(repository, "merge", "topic").errors.contains("'sol.merge' is no rule"))
    }

    /// What the driver makes of the table.
    private func driven(_ repository: ExampleRepository) throws -> String? {
        let base = try repository.git("merge-base", "HEAD", "topic")
        for (name, revision) in [("o", base), ("a", "HEAD"), ("b", "topic")] {
            let text = try repository.git("show", revision + ":" + ExampleRepository.table)
            try Files.write(Array(text.utf8), to: repository.path + "/" + name)
        }
        let run = try sol(repository, "merge-driver", "o", "a", "b", "7", ExampleRepository.table)
        let result = String(decoding: try Files.read(repository.path + "/a"), as: UTF8.self)
        for name in ["o", "a", "b"] { try Files.remove(repository.path + "/" + name) }
        return run.status == 0 ? result : nil
    }
}
