// git sol rm, restore and mv on the shipped solution: what is changed, what stops them, and what they say.

import Bindings
import TestSupport
import Testing

struct ComponentCommandTests {
    private static let column = "entity/contoso_order/attribute/contoso_total"

    @Test func whatIsRemovedIsGoneFromFilesManifestAndIndex() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("rm", "Notify about orders")
        #expect(
            run.description == """
                removed cloud flow Notify about orders  \(ExampleRepository.flowAddress)
                  M sol/Other/Solution.xml
                  D \(ExampleRepository.flow)
                  D \(ExampleRepository.flow).data.xml
                [status 0]

                """)
        #expect(try sample.git("diff", "--cached", "--numstat").hasPrefix("0\t1\tsol/Other/Solution.xml"))
        #expect(try sample.git("diff", "--name-only") == "")
        #expect(try sample.sol("check", "sol").status == 0)
    }

    @Test func namesOfWhatWouldBeGoneStopIt() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("rm", Self.column)
        #expect(run.status == 2 && run.errors.contains("it names the column 'contoso_total' of table 'contoso_order'"), "\(run)")
        #expect(
            run.errors.hasSuffix(
                "error: references to missing components would remain\nhint: remove them first, or use '--force' to leave them\n"), "\(run)"
        )
        #expect(try sample.git("status", "--porcelain") == "")
        let forced = try sample.sol("rm", "--force", Self.column)
        #expect(forced.status == 0 && forced.errors.contains("warning: "), "\(forced)")
        #expect(try sample.git("status", "--porcelain") == "M  \(ExampleRepository.table)")
    }

    @Test func ownWorkStopsIt() throws {
        let sample = try ExampleRepository()
        try sample.edit(ExampleRepository.flow, "When_a_row_is_added", "When_a_row_is_deleted")
        for command in ["rm", "restore"] {
            let run = try sample.sol(command, ExampleRepository.flowAddress)
            #expect(run.status == 2 && run.errors.contains("error: cloud flow Notify about orders has uncommitted changes"), "\(run)")
        }
        // Work on other components of the same files is nobody's hindrance.
        try sample.edit(ImportRepository.manifest, "<Version>1.0.0.0", "<Version>1.0.0.1")
        #expect(try sample.sol("restore", "-q", "--force", ExampleRepository.flowAddress).status == 0)
        #expect(try sample.sol("rm", "-q", "webresource/**").status == 0)
        #expect(try sample.git("diff", "--numstat") == "1\t1\t\(ImportRepository.manifest)")
    }

    @Test func aDeletedComponentComesBackBesideLaterWork() throws {
        let sample = try ExampleRepository()
        #expect(try sample.sol("rm", "-q", "--force", Self.column, "webresource/**", ExampleRepository.flowAddress).status == 0)
        try sample.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try sample.commit("Clean up")
        let lost = try sample.sol("restore", Self.column)
        let parent = try sample.git("rev-parse", "--short", "HEAD~1")
        #expect(lost.errors.contains("hint: it was last in \(parent)"), "\(lost)")
        let run = try sample.sol("restore", "--source", "HEAD~1", Self.column, "webresource/**", ExampleRepository.flowAddress)
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("restored column Total  \(Self.column)\n"), "\(run)")
        try sample.git("add", "-A")
        // Only the later work is left of the difference.
        #expect(try sample.git("diff", "--cached", "--numstat", "HEAD~1") == "1\t1\t\(ExampleRepository.table)")
    }

    @Test func aPartComesBackAlone() throws {
        let sample = try ExampleRepository()
        try sample.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Grand total\"")
        try sample.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try sample.commit("Other words")
        #expect(try sample.sol("restore", "-q", "-s", "HEAD~1", Self.column + "/displayname/1033").status == 0)
        #expect(try sample.git("diff", "--numstat", "HEAD~1") == "1\t1\t\(ExampleRepository.table)")
    }

    @Test func theIndexAloneIsRestored() throws {
        let sample = try ExampleRepository()
        #expect(try sample.sol("rm", "-q", "webresource/**").status == 0)
        #expect(try sample.sol("restore", "-q", "--staged", "webresource/**").status == 0)
        #expect(try sample.git("diff", "--cached", "--name-only") == "")
        #expect(try sample.git("diff", "--name-only").split(separator: "\n").count == 3)
        #expect(try sample.sol("restore", "-q", "webresource/**").status == 0)
        #expect(try sample.git("status", "--porcelain") == "")
    }

    @Test func aColumnIsRenamedWhereverItIsNamed() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("mv", Self.column, "contoso_GrandTotal")
        #expect(run.status == 0, "\(run)")
        #expect(try sample.sol("check", "sol").status == 0)
        #expect(try sample.git("grep", "-il", "contoso_grandtotal").contains("SavedQueries"))
        #expect(try sample.sol("mv", "-q", "entity/contoso_order/attribute/contoso_grandtotal", "contoso_Total").status == 0)
        #expect(try sample.git("status", "--porcelain") == "")
    }

    @Test func aTableTakesItsFolderAndRolesAlong() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("mv", "entity/contoso_order", "entity/contoso_Purchase")
        #expect(run.status == 0, "\(run)")
        #expect(run.output.contains("  A sol/Entities/contoso_Purchase/Entity.xml\n"), "\(run)")
        #expect(try sample.git("grep", "-c", "prvReadcontoso_Purchase").hasSuffix("Order Clerk.xml:1"))
        #expect(try sample.sol("mv", "-q", "entity/contoso_purchase", "contoso_Order").status == 0)
        #expect(try sample.git("status", "--porcelain") == "")
    }

    @Test func aScriptIsRenamedWithItsContent() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("mv", "webresource/contoso_/scripts/order.js", "contoso_/lib/orders.js")
        #expect(run.status == 0 && run.output.contains("  A sol/WebResources/contoso_/lib/orders.js\n"), "\(run)")
        let formRun = try sample.sol("mv", "entity/contoso_order/form/c0a1b2d3-0001-4000-8000-000000000001", "x")
        #expect(formRun.status == 2 && formRun.errors.contains("a main form has no name that could be changed"), "\(formRun)")
    }

    @Test func whatIsNamedElsewhereIsNotRenamed() throws {
        let sample = try ExampleRepository()
        try sample.directory.write(
            "<pluginpackage uniquename=\"contoso_Plugins\"><name>contoso_Plugins</name></pluginpackage>",
            to: "sol/pluginpackages/contoso_Plugins/pluginpackage.xml")
        try sample.edit(
            ImportRepository.manifest, "<RootComponents>",
            "<RootComponents><RootComponent type=\"91\" schemaName=\"Plugins, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null\" behavior=\"0\" />"
        )
        try sample.commit("Code")
        let run = try sample.sol("mv", "pluginpackage/contoso_Plugins", "contoso_Others")
        #expect(
            run.status == 2 && run.errors.contains("cannot be renamed here: its name is in its code\nhint: rename it where it is built"),
            "\(run)")
        // The assembly is in the package, and goes with it.
        #expect(try sample.sol("rm", "-q", "pluginpackage/contoso_Plugins").status == 0)
        #expect(try sample.sol("check", "sol").output == "nothing is wrong\n")
        #expect(try sample.git("grep", "-c", "PublicKeyToken", "HEAD", "--", "sol/Other").hasSuffix(":1"))
        #expect(throws: GitRun.Failure.self) { try sample.git("grep", "--cached", "-c", "PublicKeyToken", "--", "sol/Other") }
    }

    /// As Git LFS does it: what is stored is another form of what a file holds.
    @Test func filtersOfGitStandBetweenIndexAndFiles() throws {
        let sample = try ExampleRepository()
        try sample.git("config", "filter.upper.clean", "tr a-z A-Z")
        try sample.git("config", "filter.upper.smudge", "tr A-Z a-z")
        try sample.directory.write("*.js filter=upper\n", to: ".gitattributes")
        let script = "sol/WebResources/contoso_/scripts/order.js"
        try sample.directory.write("function order() {}\n", to: script)
        try sample.git("add", "--renormalize", "-A")
        try sample.commit("Filtered")
        let stored = try sample.git("rev-parse", "HEAD:" + script)
        #expect(try sample.sol("mv", "-q", "webresource/contoso_/scripts/order.js", "contoso_/lib/orders.js").status == 0)
        #expect(try sample.git("rev-parse", ":sol/WebResources/contoso_/lib/orders.js") == stored)
        #expect(try sample.git("diff", "--name-only") == "")
        try sample.git("reset", "-q", "--hard")
        #expect(try sample.sol("rm", "-q", "webresource/**").status == 0)
        #expect(try sample.sol("restore", "-q", "--staged", "--worktree", "webresource/**").status == 0)
        #expect(try sample.git("rev-parse", ":" + script) == stored)
        #expect(try sample.git("status", "--porcelain") == "")
        #expect(try Files.read(sample.path + "/" + script) == Array("function order() {}\n".utf8))
    }

    @Test func programsAreTold() throws {
        let sample = try ExampleRepository()
        let run = try sample.sol("rm", "--dry-run", "--json", ExampleRepository.flowAddress)
        #expect(run.status == 0 && run.output.hasPrefix("{\n  \"format\": \"git-sol.rm/1\",\n"), "\(run)")
        #expect(run.output.contains("\"op\": \"removed\",\n      \"path\": \"\(ExampleRepository.flow)\""), "\(run)")
        #expect(run.output.hasSuffix("\"dryRun\": true\n}\n"), "\(run)")
        #expect(try sample.git("status", "--porcelain") == "")
        let move = try sample.sol("mv", "--json", Self.column, "contoso_GrandTotal")
        #expect(move.output.contains("\"newAddress\": \"entity/contoso_order/attribute/contoso_grandtotal\","), "\(move)")
        try sample.git("reset", "-q", "--hard")
        let restore = try sample.sol("restore", "--json", ExampleRepository.flowAddress)
        #expect(restore.output.contains("\"format\": \"git-sol.restore/1\"") && restore.output.contains("\"files\": []"), "\(restore)")
    }

    /// Two solutions, told apart by their names.
    private func twoSolutions() throws -> ExampleRepository {
        let sample = try ExampleRepository()
        _ = try Process.run(["cp", "-R", sample.path + "/sol", sample.path + "/other"])
        try sample.edit("other/Other/Solution.xml", "ContosoOrders", "ContosoOther")
        try sample.commit("Two")
        return sample
    }

    @Test func listsChecksAndPackagesAreOfTheSolutionOneStandsIn() throws {
        let sample = try twoSolutions()
        func run(_ words: String...) throws -> ProgramRun { try BuiltProgram.run(words, in: sample.path + "/other/Entities") }
        for words in [["ls", "--json"], ["ls", "--json", "HEAD"]] {
            let listed = try BuiltProgram.run(words, in: sample.path + "/other/Entities")
            #expect(listed.output.contains("ContosoOther") && !listed.output.contains("ContosoOrders"), "\(words): \(listed)")
        }
        #expect(try run("ls", "--json", "--solution", "contosoorders").output.contains("\"ContosoOrders\""))
        try sample.edit(
            "other/Other/Solution.xml", "<RootComponents>",
            "<RootComponents><RootComponent type=\"61\" schemaName=\"contoso_gone.js\" behavior=\"0\" />")
        try sample.commit("Broken")
        #expect(try run("check").status == 1)
        #expect(try run("check", "--solution", "ContosoOrders").status == 0)
        #expect(try BuiltProgram.run(["check", "HEAD"], in: sample.path + "/sol/Other").status == 0)
        let packed = try run("pack", "-q", "-o", sample.path + "/x.zip", "HEAD")
        #expect(packed.status == 0, "\(packed)")
        #expect(try sample.sol("ls", "--json", "x.zip").output.contains("ContosoOther"))
        #expect(try sample.sol("pack", "-q", "HEAD").errors.contains("'HEAD' holds 2 solutions"))
    }

    @Test func aDiffIsAppliedToOneSolution() throws {
        let sample = try twoSolutions()
        for folder in ["sol", "other"] {
            try sample.edit("\(folder)/Entities/contoso_Order/Entity.xml", "description=\"Priority\"", "description=\"Urgency\"")
        }
        try sample.directory.write(try sample.sol("diff", "--json").output, to: "change.json")
        try sample.git("checkout", "-q", ".")
        let run = try sample.sol("apply", "--solution", "contosoother", "change.json")
        #expect(run.status == 0, "\(run)")
        #expect(try sample.git("diff", "--name-only") == "other/Entities/contoso_Order/Entity.xml")
        #expect(
            try sample.sol("apply", "--solution", "nothing", "change.json").errors.contains("the diff has nothing for a solution 'nothing'")
        )
    }

    @Test func theSolutionOneStandsInIsMeant() throws {
        let sample = try twoSolutions()
        #expect(try BuiltProgram.run(["rm", "-q", "webresource/**"], in: sample.path + "/other/Other").status == 0)
        #expect(try sample.git("diff", "--cached", "--name-only").split(separator: "\n").allSatisfy { $0.hasPrefix("other/") })
        #expect(try sample.sol("rm", "-q", "--solution", "contosoorders", "webresource/**").status == 0)
        let status = try BuiltProgram.run(["status", "--short"], in: sample.path + "/sol")
        #expect(status.output.split(separator: "\n").map { $0.prefix(14) } == ["D  webresource"], "\(status)")
    }
}
