// git sol show, log and status, in a small repository with a branch, a merge, a renamed flow and commits of mere noise.

import Bindings
import TestSupport
import Testing

struct HistoryTests {
    /// Orders; a stamp only; a label; a flow renamed; a branch that changes a role, merged; a note beside the solution.
    private static func repository() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try repository.edit("sol/Other/Solution.xml", "9.2.24053.198", "9.2.24061.100")
        try repository.commit("Export again")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Grand total\"")
        try repository.commit("Rename the total")
        try repository.git("checkout", "-qb", "topic")
        try repository.edit(ExampleRepository.role, "\"Order Clerk\"", "\"Order Desk\"")
        try repository.commit("Rename the role")
        try repository.git("checkout", "-q", "main")
        for end in ["", ".data.xml"] {
            let renamed = ExampleRepository.flow.split(separator: "Notify").joined(separator: "Tell")
            try repository.git("mv", ExampleRepository.flow + end, renamed + end)
            if !end.isEmpty { try repository.edit(renamed + end, "Notify about", "Tell about") }
        }
        try repository.commit("Rename the flow")
        try repository.git("merge", "-q", "--no-edit", "topic")
        try repository.directory.write("A note.\n", to: "notes.txt")
        try repository.commit("A note")
        return repository
    }

    @Test func logLooksLikeThis() throws {
        let repository = try Self.repository()
        try Golden.expect(repository.sol("log").description, is: "log.txt")
        try Golden.expect(repository.sol("log", "-p", "-n", "2", "--stat").description, is: "log-patch.txt")
        try Golden.expect(repository.sol("log", "--json", "-n", "1").description, is: "log.json.txt")
    }

    private func subjects(_ repository: ExampleRepository, _ words: String...) throws -> [String] {
        let run = try BuiltProgram.run(["log", "--oneline"] + words, in: repository.path)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        return run.output.split(separator: "\n").map { $0.split(separator: " ").dropFirst().joined(separator: " ") }
    }

    @Test func logChooses() throws {
        let repository = try Self.repository()
        #expect(
            try subjects(repository, "--reverse") == ["Orders", "Rename the total", "Rename the role", "Rename the flow"]
                || subjects(repository, "--reverse") == ["Orders", "Rename the total", "Rename the flow", "Rename the role"])
        #expect(try subjects(repository, "--noise").contains("Export again"))
        #expect(try subjects(repository, ExampleRepository.flowAddress) == ["Rename the flow", "Orders"])
        #expect(try subjects(repository, "--", "Tell about orders") == ["Rename the flow"])
        #expect(try subjects(repository, "entity/contoso_order/attribute/contoso_total") == ["Rename the total", "Orders"])
        #expect(try subjects(repository, "entity/contoso_order/attribute/contoso_name") == ["Orders"])
        let unknown = try repository.sol("log", "entity/other")
        #expect(unknown.status == 2 && unknown.errors.contains("nothing is called 'entity/other'"), "\(unknown)")
        #expect(try subjects(repository, "topic..main") == ["Rename the flow"])
        #expect(try subjects(repository, "main", "^topic") == ["Rename the flow"])
        #expect(try subjects(repository, "--first-parent", "-n", "1") == ["Merge branch 'topic'"])
        #expect(try subjects(repository, "--since", "2026-01-01") == subjects(repository))
        #expect(try subjects(repository, "--until", "2025-01-01") == [])
        #expect(try repository.sol("log", "--since", "nonsense at all", "-n", "x").errors.contains("'--max-count' takes a number"))
        #expect(
            try repository.sol("log", "nonsense").description == """
                [stderr]
                error: 'nonsense' is no revision and no address
                hint: 'git branch -a' and 'git tag' list the names of revisions; display names stand behind '--'
                [status 2]

                """)
    }

    /// What is decided in a merge is a change of its own.
    @Test func mergesAreListedForTheirOwnDecisions() throws {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-qb", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        try repository.git("checkout", "-q", "main")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Amount\"")
        try repository.commit("Amount")
        #expect(throws: GitRun.Failure.self) { try repository.git("merge", "-q", "topic") }
        #expect(try repository.sol("status", "-s").output == "UU entity/contoso_order  table Order\n")
        try repository.git("checkout", "--ours", ExampleRepository.table)
        try repository.edit(ExampleRepository.table, "description=\"Amount\"", "description=\"Total amount\"")
        try repository.commit("Agree")
        #expect(try subjects(repository).first == "Agree")
        let run = try repository.sol("show")
        #expect(run.output.contains("\nMerge: ") && run.output.contains("Amount → Total amount"), "\(run)")
    }

    @Test func showLooksLikeThis() throws {
        let repository = try Self.repository()
        let shown = ["HEAD", "HEAD~1", "main~2", "main~3", "main~5", "topic"].map { "\($0)" }
        var text = ""
        for revision in shown { text += "$ git sol show \(revision)\n" + (try repository.sol("show", revision).description) + "\n" }
        try Golden.expect(text, is: "show.txt")
        let json = try repository.sol("show", "topic", "--json")
        #expect(json.output.contains("\"format\": \"git-sol.show/1\"") && json.output.contains("\"after\": \"Order Desk\""), "\(json)")
    }

    @Test func statusLooksLikeThis() throws {
        let repository = try ExampleRepository()
        #expect(try repository.sol("status").output == "On branch main\nnothing to commit, no component changed\n")
        try repository.edit(ExampleRepository.table, "<MaxLength>100", "<MaxLength>200")
        try repository.git("add", "-A")
        try repository.edit(ExampleRepository.table, "<MaxLength>200", "<MaxLength>300")
        try repository.edit("sol/Other/Solution.xml", "9.2.24053.198", "9.2.24061.100")
        try repository.git("rm", "-q", "--cached", ExampleRepository.role)
        try Files.remove(repository.path + "/sol/OptionSets/contoso_priority.xml")
        try repository.directory.write("note", to: "notes.txt")
        let words = [["status"], ["status", "--short"], ["status", "entity/contoso_order"], ["status", "--json"]]
        let runs = try words.map {
            "$ git sol \($0.joined(separator: " "))\n" + (try BuiltProgram.run($0, in: repository.path).description)
        }
        try Golden.expect(runs.joined(separator: "\n"), is: "status.txt")
    }

    @Test func statusBeforeTheFirstCommitAndWithoutASolution() throws {
        let repository = try ExampleRepository()
        try repository.git("update-ref", "-d", "HEAD")
        let run = try repository.sol("status")
        #expect(
            run.output.contains("No commits yet") && run.output.contains("new:       solution Contoso Orders, with 1 language, 1 table"),
            "\(run)")
        for command in ["log", "show"] {
            let run = try repository.sol(command)
            #expect(run.status == 2 && run.errors.hasPrefix("error: your current branch 'main' does not have any commits yet\n"), "\(run)")
        }
        try repository.git("rm", "-rqf", "--cached", ".")
        try Files.removeTree(repository.path + "/sol")
        #expect(try repository.sol("status").errors.contains("holds no solution"))
    }
}
