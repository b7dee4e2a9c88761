// git sol import on the shipped solution: what is taken over, where to, and what stops it.

import Bindings
import TestSupport
import Testing

struct ImportTests {
    typealias Sample = ImportRepository

    // MARK: - What is taken over

    @Test func onlyWhatSomebodyDidBecomesACommit() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.stamp, Sample.label, Sample.version])
        let run = try sample.importing("--commit", zip)
        let short = try sample.git("rev-parse", "--short=7", "HEAD")
        #expect(
            run.description == """
                Contoso Orders (ContosoOrders) 1.0.0.0 → 1.0.0.1 in 'sol'
                  ~ solution Contoso Orders: 1 change
                  ~ table Order: 1 change
                0 files added, 2 changed, 0 deleted, 10 as they were
                held back: 1 version stamp (--exact takes them)
                [main \(short)] Import Contoso Orders 1.0.0.1
                [status 0]

                """)
        #expect(try sample.git("diff", "--numstat", "HEAD~1", "HEAD") == "1\t1\t\(ExampleRepository.table)\n1\t1\t\(Sample.manifest)")
        #expect(try sample.git("status", "--porcelain") == "")
        let message = try sample.git("log", "-1", "--format=%B%n%an %ad", "--date=iso-strict")
        let digest = SHA256.hex(of: try Files.read(zip))
        let state = try #require(message.split(separator: "\n").first { $0.hasPrefix("Import-State: sha256:") })
        #expect(state.hasSuffix(", held back: 1 version stamp"))
        #expect(
            message == """
                Import Contoso Orders 1.0.0.1

                ~ solution Contoso Orders: 1 change
                ~ table Order: 1 change

                Solution: ContosoOrders
                Solution-Version: 1.0.0.1
                Unmanaged-Export: sha256:\(digest)
                \(state)

                Ada 2026-01-02T03:04:05+00:00
                """)
        #expect(
            try sample.importing("--commit", zip).output
                == "Contoso Orders 1.0.0.1 is in the repository already: it differs only in 1 version stamp\n")
        #expect(try sample.git("rev-list", "--count", "HEAD") == "2")
        let diff = try sample.sol(["diff", "HEAD", zip])
        #expect(diff.output == "not shown: 1 version stamp (--noise shows them)\n", "\(diff)")
    }

    @Test func exactFilesAreTheExports() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.stamp])
        #expect(try sample.importing("--commit", "-q", zip).description == "[status 0]\n")
        #expect(try sample.git("rev-list", "--count", "HEAD") == "1")
        #expect(try sample.importing("--exact", "-q", "-m", "As it is", zip).description == "[status 0]\n")
        #expect(try sample.git("log", "-1", "--format=%s") == "As it is")
        #expect(try sample.git("grep", "-c", "9.2.24061.100", "HEAD", "--", Sample.manifest).hasSuffix(":1"))
        let trailers = try sample.git("log", "-1", "--format=%(trailers:key=Solution,valueonly)")
        #expect(trailers == "ContosoOrders\n")
    }

    @Test func aNewSolutionGoesToAFolderOfItsName() throws {
        let sample = try Sample()
        let zip = try sample.export()
        for isBare in [true, false] {
            let directory = TemporaryDirectory()
            let git = GitRun(in: directory.path)
            _ = try isBare ? git("init", "-q", "-b", "main", "--bare") : git("init", "-q", "-b", "main")
            let run = try sample.importing("--commit", zip, in: directory.path)
            #expect(run.status == 0 && run.output.contains(" 1.0.0.0 into 'ContosoOrders'\n  New solution: 1 table"), "\(run)")
            #expect(try git("rev-parse", "main:ContosoOrders") == sample.git("rev-parse", "HEAD:sol"))
            #expect(try git("fsck", "--strict") == "")
            if !isBare { #expect(try git("status", "--porcelain") == "") }
            #expect(
                try Walk.list(directory.path + (isBare ? "" : "/.git") + "/objects", details: false).filter { $0.kind == .file }.count == 2)
            let other = try sample.importing("--branch", "top", "--folder", ".", zip, in: directory.path)
            #expect(other.errors.contains("error: 'ContosoOrders' is in 'ContosoOrders'"), "\(other)")
        }
        let directory = TemporaryDirectory()
        try GitRun(in: directory.path)("init", "-q")
        #expect(try sample.importing("--folder", "src/orders", zip, in: directory.path).status == 0)
        #expect(Files.exists(directory.path + "/src/orders/Other/Solution.xml"))
    }

    @Test func aBranchIsMadeAndNothingElseMoves() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.label])
        try sample.repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Mine\"")
        #expect(try sample.importing("--branch", "export", "-q", zip).description == "[status 0]\n")
        #expect(try sample.git("status", "--porcelain") == " M \(ExampleRepository.table)")
        #expect(try sample.git("rev-parse", "export~1") == sample.git("rev-parse", "main"))
        #expect(try sample.git("diff", "--stat", "main", "export").contains("1 file changed, 1 insertion(+), 1 deletion(-)"))
    }

    // MARK: - The working tree

    @Test func indexAndWorkingTreeMoveTogether() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.stamp, Sample.label])
        try sample.repository.edit(ExampleRepository.role, "Order Clerk", "Order Desk")
        #expect(try sample.importing("-n", zip).output.contains("1 changed, 0 deleted"))
        #expect(try sample.git("diff", "--cached", "--name-only") == "")
        #expect(try sample.importing(zip).status == 0)
        #expect(try sample.git("diff", "--cached", "--name-only") == ExampleRepository.table)
        #expect(try sample.git("diff", "--name-only") == ExampleRepository.role)
        #expect(try sample.importing(zip).output.contains("is in the repository already"))
    }

    @Test func ownChangesAreNotImportedOver() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [Sample.label])
        try sample.repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Mine\"")
        for words in [["import", zip], ["import", "--commit", zip]] {
            let run = try sample.sol(words)
            #expect(
                run.status == 2
                    && run.errors.hasPrefix(
                        """
                        error: uncommitted changes of the same components are in the way, '\(ExampleRepository.table)' first:
                          table Order (\(ExampleRepository.table))
                        hint: commit them, or 'git stash'
                        """),
                "\(run)")
        }
        #expect(try sample.git("status", "--porcelain") == " M \(ExampleRepository.table)")
        let mine = try sample.git("hash-object", ExampleRepository.table)
        #expect(try sample.importing("--force", "-q", zip).description == "[status 0]\n")
        #expect(try sample.git("diff", "--cached", "HEAD").contains("+            <displayname description=\"Grand total\""))
        #expect(try sample.git("cat-file", "-t", mine) == "blob")
    }

    // MARK: - What the export does not hold

    private static let roleLine = "      <RootComponent type=\"20\" id=\"{5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01}\" behavior=\"0\" />\n"

    @Test func whatLeftTheSolutionIsDeleted() throws {
        let sample = try Sample()
        let zip = try sample.export(edits: [(Sample.manifest, Self.roleLine, "")], without: [ExampleRepository.role])
        let kept = try sample.importing("-n", "--keep-missing", zip)
        #expect(
            kept.output.contains("is in the repository already") && kept.errors.contains("  security role Order Clerk  role/")
                && kept.errors.contains("\nhint: '--prune'"),
            "\(kept)")
        let run = try sample.importing("--commit", zip)
        #expect(run.output.contains("  - security role Order Clerk\n") && run.output.contains("1 deleted"), "\(run)")
        #expect(try sample.git("log", "-1", "--format=%b").contains("- security role Order Clerk\n"))
        #expect(try sample.git("diff", "--name-status", "HEAD~1").contains("D\t\(ExampleRepository.role)"))
    }

    @Test func whatIsStillListedStays() throws {
        let sample = try Sample()
        let zip = try sample.export(without: [ExampleRepository.role])
        let run = try sample.importing("--commit", zip)
        #expect(run.output.contains("is in the repository already") && run.errors.contains("  security role Order Clerk  role/"), "\(run)")
        #expect(try sample.importing("--commit", "--prune", zip).output.contains("  - security role Order Clerk\n"))
        #expect(!Files.exists(sample.path + "/" + ExampleRepository.role))
    }

    @Test func whatNoExportWritesStays() throws {
        let sample = try Sample()
        try sample.repository.directory.write("Ours.\n", to: "sol/README.md")
        try sample.repository.commit("Notes")
        #expect(try sample.importing("--commit", "--prune", try sample.export(edits: [Sample.label])).status == 0)
        #expect(Files.exists(sample.path + "/sol/README.md"))
    }

    // MARK: - Questions

    @Test(arguments: [
        (
            "downgrade", [(Sample.manifest, "<Version>1.0.0.0", "<Version>0.9.9.9")],
            "the export has version 0.9.9.9, which is lower than 1.0.0.0 in 'sol'"
        ),
        (
            "publisher", [(Sample.manifest, "<UniqueName>contoso<", "<UniqueName>fabrikam<")],
            "the export is published by 'fabrikam', the solution in 'sol' by 'contoso'"
        ),
        ("managed", [(Sample.manifest, "<Managed>0", "<Managed>1")], "the export is the managed half alone, and 'sol' holds the source"),
    ])
    func questionsAreAskedFirst(question: String, edits: [(String, String, String)], words: String) throws {
        let sample = try Sample()
        let zip = try sample.export(edits: edits.map { (file: $0.0, old: $0.1, new: $0.2) })
        let run = try sample.importing("--commit", zip)
        #expect(run.status == 2 && run.output.isEmpty, "\(run)")
        #expect(run.errors.contains("error: \(words)\nhint: if that is meant: --allow=\(question)\n"), "\(run)")
        #expect(try sample.git("rev-list", "--count", "HEAD") == "1")
        let allowed = try sample.importing("--commit", "--allow", question, zip)
        #expect(allowed.status == 0, "\(allowed)")
        #expect(try sample.git("rev-list", "--count", "HEAD") == "2")
    }

    @Test(arguments: [
        (["--commit", "--force"], "error: '--force' is for the working tree"), (["--prune", "--keep-missing"], "exclude each other"),
        (["--branch", "a..b"], "error: 'a..b' is no name for a branch"), (["--folder", "../x"], "outside of the repository"),
        (["--folder", "sol/Roles"], "error: 'ContosoOrders' is in 'sol'"), (["--allow", "anything"], "'--allow'"),
    ])
    func whatMeansNothingIsRefused(words: [String], error: String) throws {
        let sample = try Sample()
        let run = try sample.sol(["import"] + words + [try sample.export()])
        #expect(run.status == 2 && run.errors.contains(error), "\(run)")
    }

    @Test func jsonTells() throws {
        let sample = try Sample()
        let run = try sample.importing("--commit", "--json", try sample.export(edits: [Sample.label, Sample.stamp]))
        let commit = try sample.git("rev-parse", "HEAD")
        #expect(run.output.contains("\"format\": \"git-sol.import/1\"") && run.output.contains("\"commit\": \"\(commit)\""), "\(run)")
        #expect(run.output.contains("\"noise\": \"version stamp\""))
    }
}
