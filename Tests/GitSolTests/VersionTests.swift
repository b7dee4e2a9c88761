// git sol version: one text changes, and which one follows from what changed since the last release.

import Bindings
import TestSupport
import Testing

struct VersionTests {
    private static let manifest = "sol/Other/Solution.xml"

    @Test(arguments: [
        (["2.3.4.5"], "2.3.4.5"), (["1.1"], "1.1"), (["7"], "7"), (["20260130.0"], "20260130.0"), (["--bump", "major"], "2.0.0.0"),
        (["--bump", "minor"], "1.1.0.0"),
        (["--bump", "build"], "1.0.1.0"), (["--bump", "revision"], "1.0.0.1"), (["--bump", "auto"], "1.0.0.1"),
    ])
    func oneTextChanges(words: [String], version: String) throws {
        let repository = try ExampleRepository()
        let run = try BuiltProgram.run(["version"] + words, in: repository.path)
        #expect(run.status == 0 && run.output.hasPrefix("ContosoOrders 1.0.0.0 → \(version)"), "\(run)")
        #expect(try repository.git("diff", "--numstat") == "1\t1\t\(Self.manifest)")
        #expect(try repository.git("diff", "-U0").hasSuffix("-    <Version>1.0.0.0</Version>\n+    <Version>\(version)</Version>"))
    }

    @Test(arguments: [
        (["1."], "error: '1.' is no version"), (["1.2.3.2147483648"], "is no version"), (["1.0", "--bump", "major"], "give one version"),
        (["--bump", "most"], "--bump"), (["--solution", "Nothing", "1.0"], "there is no solution 'nothing' here"),
    ])
    func whatMeansNothingIsRefused(words: [String], error: String) throws {
        let repository = try ExampleRepository()
        let run = try BuiltProgram.run(["version"] + words, in: repository.path)
        #expect(run.status == 2 && run.errors.contains(error), "\(run)")
        #expect(try repository.git("status", "--porcelain") == "")
    }

    @Test func withoutAWishBothVersionsAreTold() throws {
        let repository = try ExampleRepository()
        let both = "git-sol version 0.1.0\nContosoOrders 1.0.0.0\n"
        for place in ["", "/sol", "/sol/Entities"] {
            #expect(try BuiltProgram.run("version", in: repository.path + place).output == both, "\(place)")
        }
        #expect(try BuiltProgram.run("--version", in: repository.path).output == "git-sol version 0.1.0\n")
        let json = try BuiltProgram.run("version", "--json", in: repository.path)
        #expect(json.output.contains("\"version\": \"1.0.0.0\"") || json.output.contains("\"version\":\"1.0.0.0\""), "\(json)")
        try repository.directory.write("<broken", to: Self.manifest)
        let broken = try BuiltProgram.run("version", in: repository.path)
        #expect(broken.status == 0 && broken.output == "git-sol version 0.1.0\n" && broken.errors.isEmpty, "\(broken)")
    }

    @Test func theChangesSinceTheLastReleaseDecide() throws {
        let sample = try ImportRepository()
        let unmanaged = try sample.export("u.zip")
        let managed = try sample.export("m.zip", edits: [(ImportRepository.manifest, "<Managed>0", "<Managed>1")], isManaged: true)
        #expect(try sample.sol(["tag", "-q", "--folder", "sol", "--unmanaged", unmanaged, "--managed", managed]).status == 0)
        func auto() throws -> String { try sample.sol(["version", "--bump", "auto", "-n"]).output }
        #expect(try auto() == "ContosoOrders 1.0.0.0 stays: nothing changed since the release 1.0.0.0\n")
        let role = String(decoding: try Files.read(sample.path + "/" + ExampleRepository.role), as: UTF8.self)
        let other = role.split(separator: "5c1d7f8e", omittingEmptySubsequences: false).joined(separator: "5c1d7f8f")
        try sample.repository.directory.write(
            other.split(separator: "Order Clerk", omittingEmptySubsequences: false).joined(separator: "Order Guest"),
            to: "sol/Roles/Order Guest.xml")
        #expect(try auto() == "would set: ContosoOrders 1.0.0.0 → 1.0.0.1  (only additions since 1.0.0.0)\n")
        try sample.repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        let more = "more than additions since 1.0.0.0: ~ table Order: 1 change"
        #expect(try auto() == "would set: ContosoOrders 1.0.0.0 → 1.1.0.0  (\(more))\n")
        #expect(try sample.sol(["version", "--bump", "auto"]).status == 0)
        #expect(try auto() == "ContosoOrders 1.1.0.0 stays: \(more): 1.1.0.0 is enough\n")
    }
}
