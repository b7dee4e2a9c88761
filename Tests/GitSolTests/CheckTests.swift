// git sol check on the solution that the repository ships, on merges of it, and on what is none.

import Bindings
import Testing
import TestSupport

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

    /// Takes a column out of the table, and its name out of the view.
    private func removeTotal(_ repository: ExampleRepository) throws {
        let table = String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
        let start = "        <attribute PhysicalName=\"contoso_Total\">", end = "</attribute>\n"
        let tail = table.split(separator: start, omittingEmptySubsequences: false)[1]
        let column = start + tail.split(separator: end, omittingEmptySubsequences: false)[0] + end
        try repository.edit(ExampleRepository.table, column, "")
        try repository.edit(Self.view, "          <cell name=\"contoso_total\" width=\"100\" />\n", "")
        try repository.edit(Self.view, "          <attribute name=\"contoso_total\" />\n", "")
    }

    @Test func aMergeThatGitCallsCleanIsFoundWrong() throws {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-qb", "topic")
        try removeTotal(repository)
        try repository.commit("no total")
        #expect(try repository.sol("check").output == "nothing is wrong\n")
        try repository.git("checkout", "-q", "main")
        // Ours adds a view that shows the column.
        let bytes = String(decoding: try Files.read(repository.path + "/" + Self.view), as: UTF8.self)
        let other = "d0a1b2d3-0001-4000-8000-000000000002"
        try repository.directory.write(
            bytes.split(separator: "d0a1b2d3-0001-4000-8000-000000000001", omittingEmptySubsequences: false).joined(separator: other),
            to: "sol/Entities/contoso_Order/SavedQueries/{\(other)}.xml")
        try repository.commit("another view")
        let none = try repository.sol("check", "--merge")
        #expect(none.status == 2 && none.errors.contains("'HEAD' is no merge, and none is under way"), "\(none)")
        try repository.git("merge", "-q", "--no-commit", "topic")
        for moment in ["under way", "committed"] {
            let run = try repository.sol("check", "--merge")
            #expect(run.status == 1 && run.errors.isEmpty, "\(moment): \(run)")
            #expect(run.output.contains("dangling-reference: entity/contoso_order/view/\(other)/"), "\(moment): \(run)")
            #expect(run.output.contains("it names the column 'contoso_total' of table 'contoso_order'"), "\(moment): \(run)")
            #expect(run.output.contains("{\(other)}.xml:11\n") && run.output.hasSuffix("2 findings\n"), "\(moment): \(run)")
            if moment == "under way" { try repository.git("commit", "-qm", "merged") }
        }
        let json = try repository.sol("check", "--json", "--merge", "HEAD")
        #expect(json.output.contains("\"code\": \"dangling-reference\"") && json.output.contains("\"line\": 11"), "\(json)")
        #expect(try repository.sol("check", "--merge", "HEAD~1").status == 2)
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
        #expect(all.status == 1 && all.output.contains("missing-file: webresource/contoso_gone.js"), "\(all)")
        #expect(try repository.sol("check", "HEAD").output == all.output)
    }

    @Test func aZipIsCheckedAsWhatItUnpacksTo() throws {
        let repository = try ExampleRepository()
        try repository.edit(
            "sol/Other/Customizations.xml", "</connectionreference>",
            "<connectionid>0f1e2d3c4b5a69788796a5b4c3d2e1f0</connectionid></connectionreference>")
        #expect(try repository.sol("pack", "-o", "out.zip", "sol").status == 0)
        let run = try repository.sol("check", "out.zip")
        #expect(run.status == 1 && run.output.contains("environment-value: connectionreference/contoso_mail"), "\(run)")
    }
}
