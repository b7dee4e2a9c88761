// git sol check on the solution that the repository ships, on merges of it, and on what is none.

import Bindings
import TestSupport
import Testing

struct CheckTests {
    private static let example = ExampleRepository.example
    private static let view = "sol/Entities/contoso_Order/SavedQueries/{d0a1b2d3-0001-4000-8000-000000000001}.xml"

    @Test func aSoundSolutionHasNothing() throws {
        let run = try BuiltProgram.run("check", Self.example)
        #expect("\(run)" == "nothing is wrong\n[status 0]\n")
        let json = try BuiltProgram.run("check", "--json", Self.example)
        #expect(json.status == 0 && json.output.contains("\"format\": \"git-sol.check/1\"") && json.output.contains("\"findings\": []"))
        #expect(try BuiltProgram.run("check", Self.example, "--solution", "contosoorders").status == 0)
        #expect(try BuiltProgram.run("check", Self.example, "--solution", "nothing").status == 2)
        #expect(try BuiltProgram.run("check", Self.example + "/Entities").status == 2)
        #expect(try BuiltProgram.run("check", Self.example, Self.example).status == 2)
    }

    /// Takes a column out of the table.
    private func remove(_ column: String, _ repository: ExampleRepository) throws {
        let table = String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
        let start = "        <attribute PhysicalName=\"\(column)\">", end = "</attribute>\n"
        let tail = table.split(separator: start, omittingEmptySubsequences: false)[1]
        try repository.edit(ExampleRepository.table, start + tail.split(separator: end, omittingEmptySubsequences: false)[0] + end, "")
    }

    /// The same, and its name out of the view.
    private func removeTotal(_ repository: ExampleRepository) throws {
        try remove("contoso_Total", repository)
        try repository.edit(Self.view, "          <cell name=\"contoso_total\" width=\"100\" />\n", "")
        try repository.edit(Self.view, "          <attribute name=\"contoso_total\" />\n", "")
    }

    /// Topic takes a column out, main adds a view that shows it: no line of one is near a line of the other.
    private func parted() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-qb", "topic")
        try removeTotal(repository)
        try repository.commit("no total")
        try repository.git("checkout", "-q", "main")
        let bytes = String(decoding: try Files.read(repository.path + "/" + Self.view), as: UTF8.self)
        try repository.directory.write(
            bytes.split(separator: "d0a1b2d3-0001-4000-8000-000000000001", omittingEmptySubsequences: false).joined(separator: Self.other),
            to: "sol/Entities/contoso_Order/SavedQueries/{\(Self.other)}.xml")
        try repository.commit("another view")
        return repository
    }

    private static let other = "d0a1b2d3-0001-4000-8000-000000000002"

    /// With a name and an address to commit under.
    private func sol(_ repository: ExampleRepository, _ words: String...) throws -> ProgramRun {
        try BuiltProgram.run(words, in: repository.path, variables: GitRun.environment(home: repository.path).variables)
    }

    @Test func mergingTellsWhatIsWrongAndCommits() throws {
        let repository = try parted()
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 0 && merge.errors.hasPrefix("warning: the merge brought in 2 findings that neither side had\n"), "\(merge)")
        #expect(merge.errors.contains("  dangling-reference: view Active Orders of Order › column contoso_total: "), "\(merge)")
        #expect(
            merge.errors.contains("{\(Self.other)}.xml:11)\n")
                && merge.errors.hasSuffix("hint: 'git sol check --merge' tells more, and the way out\n"))
        #expect(try repository.git("log", "-1", "--format=%s") == "Merge branch 'topic'")
        #expect(try repository.sol("check", "--merge").status == 1)
        // Two that go together are merged without a word.
        try repository.git("reset", "-q", "--hard", "HEAD~2")
        try repository.directory.write("a", to: "a.txt")
        try repository.commit("a")
        let sound = try sol(repository, "merge", "topic")
        #expect(sound.status == 0 && sound.errors.isEmpty, "\(sound)")
    }

    @Test func aSettledMergeIsCheckedToo() throws {
        let repository = try parted()
        try repository.directory.write("ours\n", to: "notes.txt")
        try repository.commit("notes")
        try repository.git("checkout", "-q", "topic")
        try repository.directory.write("theirs\n", to: "notes.txt")
        try repository.commit("other notes")
        try repository.git("checkout", "-q", "main")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 1 && merge.errors.isEmpty, "\(merge)")
        try repository.directory.write("both\n", to: "notes.txt")
        try repository.git("add", "notes.txt")
        let end = try sol(repository, "merge", "--continue")
        #expect(end.status == 0 && end.errors.contains("the merge brought in 2 findings"), "\(end)")
    }

    @Test func aMergeByGitIsCheckedByTheHook() throws {
        let repository = try parted()
        #expect(try repository.sol("install", "-q").status == 0)
        try repository.git("checkout", "-qb", "behind")
        let merge = try repository.gitWithSol("merge", "--no-edit", "topic")
        #expect(merge.status == 0 && merge.errors.contains("warning: the merge brought in 2 findings that neither side had\n"), "\(merge)")
        try repository.git("checkout", "-q", "main")
        let silenced = try repository.gitWithSol("merge", "--no-edit", "topic", variables: ["GIT_SOL": "0"])
        #expect(silenced.status == 0 && !silenced.errors.contains("warning: "), "\(silenced)")
        // A branch that is only moved forward makes no merge, though it now ends at one.
        try repository.git("reset", "-q", "--hard", "topic~1")
        let forward = try repository.gitWithSol("merge", "--ff-only", "behind")
        #expect(forward.status == 0 && !forward.errors.contains("warning: "), "\(forward)")
    }

    @Test func nothingOfAFileWithMarkersIsMissed() throws {
        let repository = try parted()
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try repository.commit("Urgency")
        try repository.git("checkout", "-q", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Rank\"")
        try repository.commit("Rank")
        try repository.git("checkout", "-q", "main")
        #expect(try sol(repository, "merge", "topic").status == 1)
        let run = try repository.sol("check", "--merge")
        #expect(run.status == 1 && run.output.hasPrefix("conflict-marker: ") && run.output.hasSuffix("\n1 finding\n"), "\(run)")
    }

    @Test func whatWasThereBeforeIsNotTheMergesFault() throws {
        let repository = try ExampleRepository()
        try repository.edit(
            "sol/Other/Solution.xml", "<RootComponent type=\"1\"",
            "<RootComponent type=\"61\" schemaName=\"contoso_gone.js\" behavior=\"0\" /><RootComponent type=\"1\"")
        try repository.commit("a line too many")
        for name in ["topic", "main"] {
            if name == "topic" { try repository.git("checkout", "-qb", name) } else { try repository.git("checkout", "-q", name) }
            try repository.directory.write(name, to: name + ".txt")
            try repository.commit(name)
        }
        try repository.git("merge", "-q", "-m", "merged", "topic")
        #expect(try repository.sol("check", "--merge").output == "nothing is wrong\n")
        let all = try repository.sol("check")
        #expect(all.status == 1 && all.output.contains("missing-file: web resource contoso_gone.js"), "\(all)")
        #expect(try repository.sol("check", "HEAD").output == all.output)
    }

    @Test func whatOneSideBrokeBeforeIsNotTheMergesFault() throws {
        let repository = try ExampleRepository()
        // Of another publisher: missed only because the other side has it.
        for file in [ExampleRepository.table, Self.view] { try repository.edit(file, "contoso_total", "acme_total") }
        try repository.edit(ExampleRepository.table, "contoso_Total", "acme_Total")
        try repository.commit("a column of others")
        try repository.git("checkout", "-qb", "topic")
        try repository.directory.write("a", to: "a.txt")
        try repository.commit("a")
        try repository.git("checkout", "-q", "main")
        try remove("acme_Total", repository)
        try repository.commit("the column is gone, and the view still shows it")
        let merge = try sol(repository, "merge", "topic")
        #expect(merge.status == 0 && merge.errors.isEmpty, "\(merge)")
    }

    @Test func aZipIsCheckedAsWhatItUnpacksTo() throws {
        let repository = try ExampleRepository()
        try repository.edit(
            "sol/Other/Customizations.xml", "</connectionreference>",
            "<connectionid>0f1e2d3c4b5a69788796a5b4c3d2e1f0</connectionid></connectionreference>")
        #expect(try repository.sol("pack", "-o", "out.zip", "sol").status == 0)
        let run = try repository.sol("check", "out.zip")
        #expect(run.status == 1 && run.output.contains("environment-value: connection reference Order mail"), "\(run)")
    }
}
