// A mistyped name is an error with a way out, in every command that takes one: never an empty answer and status 0.

import Bindings
import TestSupport
import Testing

struct MistypedNameTests {
    private func repository() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Sum")
        return repository
    }

    @Test func aSolutionThatIsNotThereIsRefused() throws {
        let repository = try repository()
        let zip = repository.path + "/x.zip"
        #expect(try repository.sol("pack", "sol", "-q", "-o", zip).status == 0)
        for words in [
            ["ls"], ["status"], ["diff", "HEAD~1"], ["check"], ["log"], ["show"], ["blame", "entity/contoso_order"], ["pack"],
            ["restore", "entity/contoso_order"], ["rm", "-n", "entity/contoso_order"], ["mv", "-n", "entity/contoso_order", "contoso_x"],
            ["conflicts"], ["resolve", "--ours", "**"], ["tag", "--list"],
        ] {
            let run = try BuiltProgram.run([words[0], "--solution", "ContosoOrder"] + words.dropFirst(), in: repository.path)
            #expect(run.status == 2 && run.errors.contains("'ContosoOrder'") && run.errors.contains("ContosoOrders"), "\(words): \(run)")
            #expect(run.output == "", "\(words): \(run)")
        }
    }

    @Test func anAddressThatIsNothingIsRefused() throws {
        let repository = try repository()
        for words in [
            ["diff", "HEAD~1", "--", "entity/contoso_ordr"], ["log", "--", "entity/contoso_ordr"],
            ["show", "HEAD", "--", "entity/contoso_ordr"],
            ["restore", "entity/contoso_ordr"], ["rm", "-n", "entity/contoso_ordr"],
        ] {
            let run = try BuiltProgram.run(words, in: repository.path)
            #expect(run.status == 2 && run.errors.contains("'entity/contoso_ordr'") && run.errors.contains("hint: "), "\(words): \(run)")
        }
        // What is there and did not change is no mistake, nor is a part of it, a display name or a wildcard.
        for address in [
            "webresource/contoso_/scripts/order.js", "optionset/contoso_priority", "Order Clerk", "entity/*/view",
            "entity/contoso_order/form",
        ] {
            for words in [["diff", "HEAD~1", "--", address], ["log", "-n", "1", "--", address]] {
                let run = try BuiltProgram.run(words, in: repository.path)
                #expect(run.status == 0, "\(words): \(run)")
            }
        }
    }
}
