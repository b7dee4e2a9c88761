// git sol deps and git sol pack --only, through the built program on the shipped solution.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct DepsTests {
    private static let total = "entity/contoso_order/attribute/contoso_total"

    @Test func usersAndUsesAreTold() throws {
        let repository = try ExampleRepository()
        let users = try repository.sol("deps", "--used-by", Self.total)
        #expect(users.status == 0 && users.output.contains("column Total is used by  \(Self.total)\n  "), "\(users)")
        #expect(!users.output.contains(" uses "), "\(users)")
        let uses = try repository.sol("deps", ExampleRepository.flowAddress)
        #expect(uses.output.contains("uses") && uses.output.contains("contoso_mail"), "\(uses)")
        #expect(try repository.sol("deps", "entity/none").errors.hasPrefix("error: there is no component 'entity/none'"))
        let order = try repository.sol("deps", "--order")
        #expect(order.description == "ContosoOrders\n[status 0]\n", "\(order)")
        // A revision is as good as the working tree, and so is a folder below.
        try repository.git("rm", "-rqf", "sol")
        #expect(try repository.sol("deps", "--used-by", "--in", "HEAD", Self.total).output == users.output)
    }

    @Test func picturesAndPrograms() throws {
        let repository = try ExampleRepository()
        let dot = try repository.sol("deps", "--format=dot", Self.total).output
        #expect(dot.hasPrefix("digraph {\n") && dot.contains(" -> ") && dot.hasSuffix("}\n"), "\(dot)")
        let mermaid = try repository.sol("deps", "--format=mermaid").output
        #expect(mermaid.hasPrefix("flowchart LR\n  n0[\""), "\(mermaid)")
        let json = try repository.sol("deps", "--json", "--unused")
        #expect(json.status == 0 && json.output.contains("\"format\": \"git-sol.deps/1\""), "\(json)")
    }

    // MARK: - Packages of several solutions

    @Test func aPackageOfSeveralIsInTheOrderOfTheirImport() throws {
        let repository = try ExampleRepository()
        let git = GitRun(in: repository.path)
        let part = try repository.sol("pack", "-q", "--only", "optionset/contoso_priority", "--name", "Base", "-o", "base.zip", "sol")
        #expect(part.status == 0)
        #expect(try repository.sol("rm", "-f", "optionset/contoso_priority").status == 0)
        try git("commit", "-qm", "Without the choice")
        let run = try repository.sol("pack", "--package", "assets", "HEAD", "base.zip")
        #expect(run.status == 0, "\(run)")
        let text = String(decoding: try Files.read(repository.path + "/assets/ImportConfig.xml"), as: UTF8.self)
        let zips = text.split(separator: "\"").filter { $0.hasSuffix(".zip") }
        #expect(zips == ["Base_1_0_0_0.zip", "ContosoOrders_1_0_0_0.zip"], "\(text)")
        #expect(try repository.sol("ls", "assets/ContosoOrders_1_0_0_0.zip").status == 0)
        #expect(try repository.sol("pack", "HEAD", "base.zip").errors.contains("unexpected argument 'base.zip'"))
        #expect(try repository.sol("pack", "--package", "assets").errors.contains("'--package' takes a folder and states to pack"))
    }

    // MARK: - Parts

    @Test func aPartIsPackedFromAnyRevision() throws {
        let repository = try ExampleRepository()
        try repository.edit(ExampleRepository.role, "Order Clerk", "Order Desk")
        try repository.commit("Desk")
        let run = try repository.sol("pack", "HEAD~1", "--only", "role/*", "-o", "part.zip")
        #expect(run.status == 0, "\(run)")
        let list = try repository.sol("ls", "--addresses", "part.zip")
        #expect(
            list.output.split(separator: "\n").map(String.init) == [
                "language/1033", "role/5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01", "solution",
            ], "\(list)")
        let git = GitRun(in: repository.path)
        try git("init", "-q", "other")
        let imported = try BuiltProgram.run(
            ["import", "-q", "--commit", "../part.zip"], in: repository.path + "/other",
            variables: GitRun.environment(home: repository.path).variables)
        #expect(imported.description == "[status 0]\n")
        let role = try Files.read(repository.path + "/other/ContosoOrders_part/Roles/Order Clerk.xml")
        #expect(String(decoding: role, as: UTF8.self).contains("Order Clerk"))
        #expect(try repository.sol("check", "part.zip").status == 0)
        // The same bytes, whoever packs them.
        let again = try repository.sol("pack", "HEAD~1", "--only", "role/*", "-o", "again.zip", "-q")
        #expect(again.status == 0)
        #expect(try Files.read(repository.path + "/part.zip") == Files.read(repository.path + "/again.zip"))
    }

    @Test func whatAPartNeedsIsListedOrTakenAlong() throws {
        let repository = try ExampleRepository()
        let run = try repository.sol("pack", "--only", Self.total, "--name", "Total", "-o", "part.zip", "sol")
        #expect(run.status == 0, "\(run)")
        let manifest = try repository.sol("ls", "part.zip", "--json").output
        #expect(manifest.contains("\"name\": \"Total\"") && manifest.contains(Self.total), "\(manifest)")
        for (words, error) in [
            (["--only", "entity/none"], "error: 'sol' has no component 'entity/none'"), (["--name", "X"], "'--name' goes with '--only'"),
            (["--only", "role/*", "--name", "a b"], "error: 'a b' is no name for a solution"),
            (["--only", "role/*", "--both"], "'--only' packs an unmanaged solution"),
            (["--only", "role/*", "--behavior", "7"], "'--behavior' takes '0', '1' or '2', not '7'"),
        ] {
            let run = try BuiltProgram.run(["pack", "sol", "-o", "x.zip"] + words, in: repository.path)
            #expect(run.status >= 2 && run.errors.contains(error), "\(words): \(run)")
        }
        #expect(!Files.exists(repository.path + "/x.zip"))
    }
}
