// Checking what one document names: as many names as the solution has, in time that grows no faster than they do.

import TestSupport
import Testing

struct AttackCheckGrowthTests {
    private func work(_ count: Int) throws -> Double {
        let directory = TemporaryDirectory()
        try directory.write(try AttackTwinTests.libraries((0..<count).map { "new_/library\($0).js" }), to: "x.zip")
        let run = try BuiltProgram.run(["check", "x.zip"], in: directory.path)
        #expect(run.status == 0, "\(run.errors.prefix(500)) \(run.output.prefix(500))")
        return run.work
    }

    @Test func namesAreFoundInTimeThatGrowsAsTheyDo() throws {
        let large = try work(6000), small = try work(1500)
        #expect(large < max(0.15, 6.25 * small + 0.1), "\(small) s for 1500, \(large) s for 6000")
    }
}
