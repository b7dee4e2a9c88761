// An export that was imported before: known by its commit's trailer, as long as the folder is what that import left.

import Bindings
import TestSupport
import Testing

struct ImportAgainTests {
    private typealias Sample = ImportRepository

    private static let there = "Contoso Orders 1.0.0.1 is in the repository already\n"

    /// A repository into which an export came as a commit, and the export.
    private func imported(_ words: String...) throws -> (Sample, String) {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.label, Sample.version])
        #expect(try sample.sol(["import", "--commit", "-q"] + words + [zip]).description == "[status 0]\n")
        return (sample, zip)
    }

    @Test func theSameExportIsKnown() throws {
        let (sample, zip) = try imported()
        #expect(try sample.git("log", "-1", "--format=%(trailers:key=Import-State,valueonly)").hasPrefix("sha256:"))
        for words in [["--commit"], [], ["--branch", "main"], ["-n"]] {
            #expect(try sample.sol(["import"] + words + [zip]).output == Self.there, "\(words)")
        }
        // Work elsewhere changes nothing.
        try sample.repository.directory.write("hello", to: "README.md")
        try sample.git("add", "-A")
        try sample.git("commit", "-qm", "notes")
        #expect(try sample.importing("--commit", zip).output == Self.there)
        #expect(try sample.git("rev-list", "--count", "HEAD") == "3")
        let json = try sample.importing("--json", "--commit", zip)
        #expect(json.output.contains("\"written\": []") && json.output.contains("\"unchanged\": 12"), "\(json)")
    }

    @Test func workInTheFolderMakesItBeLookedInto() throws {
        let (sample, zip) = try imported()
        try sample.repository.edit(ExampleRepository.table, "Grand total", "Sum")
        try sample.git("commit", "-qam", "Rename a column")
        #expect(try sample.importing("-n", "--allow", "undo", zip).output.contains("1 changed"))
        // Amended, the commit has the trailer and another tree.
        try sample.git("reset", "-q", "--hard", "HEAD~1")
        try sample.repository.edit(ExampleRepository.table, "Grand total", "Sum")
        try sample.git("commit", "-qa", "--amend", "--no-edit")
        #expect(try sample.importing("--commit", "-n", zip).output.contains("1 changed"))
        // The folder as it was, by whatever way, is known again.
        try sample.repository.edit(ExampleRepository.table, "description=\"Sum\"", "description=\"Grand total\"")
        try sample.git("commit", "-qam", "Back")
        #expect(try sample.importing("--commit", zip).output == Self.there)
    }

    @Test func whatIsAskedForOtherwiseIsLookedInto() throws {
        let (sample, zip) = try imported("--keep-missing")
        let less = try sample.export(
            "less.zip",
            edits: [Sample.label, Sample.version, (Sample.manifest, "<RootComponent type=\"20\"", "<RootComponent type=\"999\"")],
            without: [ExampleRepository.role])
        #expect(try sample.importing("--commit", "--keep-missing", "-q", less).status == 0)
        let dropped = try sample.importing("--commit", "-n", less)
        #expect(dropped.output.contains("1 deleted"), "\(dropped)")
        // Rules of noise decide what is taken over.
        try sample.git("config", "sol.noise", "entity/IsAuditEnabled")
        #expect(try sample.importing("--commit", "-n", zip).status == 0)
    }

    /// The line in a commit says nothing for a branch on which the folder is another.
    @Test func aPickedCommitIsLookedInto() throws {
        let (sample, zip) = try imported()
        try sample.git("branch", "other", "HEAD~1")
        try sample.git("checkout", "-q", "other")
        try sample.repository.edit("sol/WebResources/contoso_/scripts/order.js", "function", "function  ")
        try sample.git("commit", "-qam", "Work")
        try sample.git("cherry-pick", "main")
        #expect(try sample.importing("--commit", "-n", zip).output.contains("1 changed"))
    }
}
