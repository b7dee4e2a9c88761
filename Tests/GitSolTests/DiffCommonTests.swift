// git sol diff --common: an export of a few components against what a release says of them.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct DiffCommonTests {
    @Test func onlyWhatTheExportHoldsIsCompared() throws {
        let repository = try ExampleRepository()
        let part = repository.path + "/suspects.zip"
        func pack(_ words: String...) throws {
            let run = try BuiltProgram.run(["pack", "-q", "sol", "--name", "Suspects", "-o", part] + words, in: repository.path)
            try #require(run.status == 0, "\(run)")
        }
        // Whatever its name, what it does not hold is not gone.
        try pack("--only", "entity/contoso_order/attribute/contoso_total", "--only", "role/*")
        let same = try repository.sol("diff", "--common", "--exit-code", "HEAD", part)
        #expect(same.description == "[status 0]\n", "\(same)")
        #expect(try repository.sol("diff", "--exit-code", "HEAD", part).status == 1)
        // By hand, in production.
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Grand total\"")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        try repository.edit(ExampleRepository.role, "Order Clerk", "Order Desk")
        try pack("--only", "entity/contoso_order/attribute/contoso_total")
        try repository.git("checkout", "-q", "sol")
        let run = try repository.sol("diff", "--common", "--exit-code", "HEAD", part)
        #expect(run.status == 1 && run.output.contains("Total → Grand total"), "\(run)")
        #expect(!run.output.contains("Urgency") && !run.output.contains("Desk") && !run.output.contains("  - "), "\(run)")
        let addresses = try repository.sol("diff", "--common", "--addresses", "HEAD", part)
        #expect(addresses.output == "entity/contoso_order/attribute/contoso_total\n", "\(addresses)")
        // A component that no release has is new.
        try repository.git("rm", "-rqf", ExampleRepository.role)
        try repository.git("commit", "-qm", "No clerks")
        try repository.git("checkout", "-q", "HEAD~1", "--", "sol")
        try pack("--only", "role/*")
        #expect(try repository.sol("diff", "--common", "HEAD", part).output.contains("+ "))
        let wrong = try repository.sol("diff", "--common", "HEAD")
        #expect(wrong.status == 2 && wrong.errors.hasPrefix("error: '--common' compares a state with an unmanaged export"), "\(wrong)")
    }
}
