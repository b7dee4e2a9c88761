// git sol import of an export that does not know of the repository's last commits: stopped with names, or merged from where it started.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct ImportUndoTests {
    typealias Sample = ImportRepository

    private static let priority = (file: ExampleRepository.table, old: "description=\"Priority\"", new: "description=\"Urgency\"")

    /// A solution that was imported once, and then changed by a colleague; nobody told the environment.
    private func imported() throws -> (sample: Sample, last: String) {
        let sample = try Sample()
        let run = try sample.importing("--commit", "-q", sample.export(edits: [Sample.version]))
        try #require(run.status == 0, "\(run)")
        let last = try sample.git("rev-parse", "HEAD")
        try sample.repository.edit(Self.priority.file, Self.priority.old, Self.priority.new)
        try sample.repository.edit(ExampleRepository.role, "Order Clerk", "Order Desk")
        try sample.git("-c", "user.name=unused", "add", "-A")
        try sample.git("commit", "-qm", "Urgency and desk", "--author", "Ben <ben@example.com>")
        return (sample, last)
    }

    private func table(_ sample: Sample) throws -> String {
        String(decoding: try Files.read(sample.path + "/" + ExampleRepository.table), as: UTF8.self)
    }

    // MARK: - What is taken back

    @Test func anExportThatUndoesACommitIsStoppedWithNames() throws {
        let (sample, last) = try imported()
        let zip = try sample.export(edits: [Sample.version, Sample.label])
        let short = last.prefix(7)
        let commit = try sample.git("rev-parse", "--short=7", "HEAD")
        for words in [["import", zip], ["import", "--commit", zip], ["import", "--dry-run", zip], ["import", "--branch", "main", zip]] {
            let run = try sample.sol(words)
            #expect(
                run.description == """
                    [stderr]
                    error: the export undoes 2 changes by Ben since the last import, '\(short)'
                      column Priority of Order › display name en-US (1033): Urgency → Priority (Ben, \(commit))
                      security role Order Clerk › name: Order Desk → Order Clerk (Ben, \(commit))
                    hint: to merge the export with them: --base=\(short), or the commit that the environment was last in step with
                    hint: if that is meant: --allow=undo
                    [status 2]

                    """, "\(words)")
        }
        #expect(try sample.git("status", "--porcelain") == "")
        let run = try sample.importing("--commit", "--allow", "undo", zip)
        #expect(run.status == 0 && run.errors.contains("warning: the import undoes 2 changes by Ben:\n  column Priority"), "\(run)")
        #expect(try table(sample).contains("\"Priority\""))
        // The next import starts from here.
        #expect(try sample.importing("--commit", sample.export("next.zip", edits: [Sample.version])).status == 0)
    }

    @Test func whatIsUndoneIsToldToPrograms() throws {
        let (sample, _) = try imported()
        let run = try sample.importing("--commit", "--allow", "undo", "--json", try sample.export(edits: [Sample.version]))
        let id = try sample.git("rev-parse", "HEAD~1")
        #expect(run.output.split(separator: "\"undone\"").last?.contains(id) == true, "\(run)")
    }

    /// A maker's own work on something else, or on the same thing to another end, undoes nothing.
    @Test func anExportThatHasTheChangesOrMakesOthersIsTaken() throws {
        for edits in [
            [Self.priority, (file: ExampleRepository.role, old: "Order Clerk", new: "Order Desk"), Sample.label],
            [
                (file: ExampleRepository.table, old: "description=\"Priority\"", new: "description=\"Rank\""),
                (file: ExampleRepository.role, old: "Order Clerk", new: "Order Boss"),
            ],
        ] {
            let (sample, _) = try imported()
            let run = try sample.importing("--commit", try sample.export(edits: edits + [Sample.version]))
            #expect(run.status == 0, "\(run)")
        }
    }

    @Test func whatWasUndoneAlreadyIsNoLongerMissed() throws {
        let (sample, _) = try imported()
        try sample.git("revert", "--no-edit", "HEAD")
        #expect(try sample.importing("--commit", sample.export(edits: [Sample.version, Sample.label])).status == 0)
        // A component that came with a commit and that the export does not hold, and one that went and that it does hold.
        let other = try imported().sample
        try other.git("rm", "-q", ExampleRepository.role)
        try other.repository.edit(
            Sample.manifest, "      <RootComponent type=\"20\" id=\"{5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01}\" behavior=\"0\" />\n", "")
        try other.repository.commit("No clerks")
        let run = try other.importing("--commit", other.export(edits: [Sample.version, Self.priority]))
        #expect(run.status == 2 && run.errors.contains("undoes 1 change by Ada since"), "\(run)")
        #expect(run.errors.contains("  security role Order Clerk: comes back (Ada, "), "\(run)")
    }

    /// Without a commit that says what it imported nobody knows where the export started.
    @Test func aHistoryWithoutImportsStopsNothing() throws {
        let sample = try Sample()
        try sample.repository.edit(Self.priority.file, Self.priority.old, Self.priority.new)
        try sample.repository.commit("Urgency")
        #expect(try sample.importing("--commit", sample.export()).status == 0)
    }

    // MARK: - Merged from where it started

    @Test func anExportIsMergedFromWhereItStarted() throws {
        let (sample, last) = try imported()
        let zip = try sample.export(edits: [Sample.version, Sample.label])
        let run = try sample.importing("--commit", "--base", last, zip)
        let short = try sample.git("rev-parse", "--short=7", "HEAD")
        #expect(
            run.description == """
                Contoso Orders (ContosoOrders) 1.0.0.1 in 'sol', since \(last)
                  ~ table Order: 1 change
                0 files added, 1 changed, 0 deleted, 11 as they were
                Merged 1 file that both sides changed.
                [main \(short)] Merge Contoso Orders 1.0.0.1, exported since \(last)
                [status 0]

                """)
        let text = try table(sample)
        #expect(text.contains("\"Grand total\"") && text.contains("\"Urgency\"") && !text.contains("\"Priority\""))
        #expect(try sample.git("rev-parse", "HEAD^2~1") == last)
        #expect(try sample.git("log", "-1", "--format=%s", "HEAD^2") == "Import Contoso Orders 1.0.0.1")
        #expect(try sample.git("status", "--porcelain") == "")
        #expect(try sample.git("fsck", "--strict") == "")
        // The same again brings nothing; the export that still lacks the colleague's work is known to.
        #expect(try sample.importing("--commit", "--base", last, zip).output.contains("is in the repository already"))
        #expect(try sample.git("rev-list", "--count", "--first-parent", "HEAD") == "4")
        let plain = try sample.importing("--commit", zip)
        #expect(plain.status == 2 && plain.errors.contains("the export undoes 2 changes by Ben since the last import"), "\(plain)")
    }

    @Test func itEqualsAMergeOfTheSameChangeOnABranch() throws {
        let (sample, last) = try imported()
        try sample.git("checkout", "-q", "-b", "topic", last)
        for edit in [Sample.label] { try sample.repository.edit(edit.file, edit.old, edit.new) }
        try sample.repository.commit("Grand total")
        try sample.git("checkout", "-q", "main")
        let tree = try sample.sol(["merge-tree", "main", "topic"]).output
        let zip = try sample.export(edits: [Sample.version, Sample.label])
        #expect(try sample.importing("--branch", "other", "-q", "--base", last, zip).description == "[status 0]\n")
        #expect(try sample.git("rev-parse", "other^{tree}") + "\n" == tree)
        #expect(try sample.git("rev-parse", "main", "other^1").split(separator: "\n").count == 2)
        #expect(try sample.git("rev-parse", "other^1") == sample.git("rev-parse", "main"))
        #expect(try sample.git("rev-parse", "other^2^") == last)
    }

    @Test func theWorkingTreeWaitsForTheCommit() throws {
        let (sample, last) = try imported()
        let run = try sample.importing("--base", last, sample.export(edits: [Sample.version, Sample.label]))
        #expect(run.status == 0 && run.output.hasSuffix("'git sol merge --abort' gives it up.\n"), "\(run)")
        #expect(try sample.git("diff", "--cached", "--name-only") == ExampleRepository.table)
        #expect(try sample.sol(["merge", "--continue"]).status == 0)
        #expect(try sample.git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 3)
    }

    @Test func whatBothChangedIsAConflictAsInAMerge() throws {
        let (sample, last) = try imported()
        let edit = (file: ExampleRepository.table, old: "description=\"Priority\"", new: "description=\"Rank\"")
        let zip = try sample.export(edits: [Sample.version, edit, Sample.label])
        let head = try sample.git("rev-parse", "HEAD")
        let dry = try sample.importing("--commit", "-n", "--base", last, zip)
        #expect(dry.status == 1 && dry.output.contains("CONFLICT (both changed it): column Urgency of Order › display name"), "\(dry)")
        let other = try sample.importing("--branch", "other", "--base", last, zip)
        #expect(
            other.status == 1 && other.errors.contains("error: the export is in conflict with 'other'; nothing was changed"), "\(other)")
        #expect(try sample.git("for-each-ref", "--format=%(refname)") == "refs/heads/main")
        #expect(try sample.git("status", "--porcelain") == "")
        let json = try sample.importing("--commit", "-n", "--json", "--base", last, zip)
        #expect(json.output.contains("\"base\": \"\(last)\""), "\(json)")

        let run = try sample.importing("--commit", "--base", last, zip)
        #expect(run.status == 1 && run.output.contains("1 conflict: settle them and 'git sol merge --continue'"), "\(run)")
        #expect(try sample.sol(["conflicts"]).output.contains("Rank"))
        #expect(try table(sample).contains(">>>>>>> export.zip"))
        #expect(try sample.sol(["merge", "--abort"]).status == 0)
        #expect(try sample.git("rev-parse", "HEAD") == head && sample.git("status", "--porcelain") == "")
        #expect(try sample.importing("--base", last, zip).status == 1)
        #expect(try sample.sol(["resolve", "--theirs", "**"]).status == 0)
        #expect(try sample.sol(["merge", "--continue"]).status == 0)
        let text = try table(sample)
        #expect(text.contains("\"Rank\"") && text.contains("\"Grand total\""))
    }

    /// A commit that the branch does not come from is no parent of the result: what else it holds was not merged.
    @Test func aCommitBesideTheBranchIsOnlyTheBase() throws {
        let (sample, last) = try imported()
        try sample.git("checkout", "-q", "-b", "release", last)
        try sample.repository.edit(ExampleRepository.flow, "Send_an_email", "Tell")
        try sample.repository.commit("Release alone")
        try sample.git("checkout", "-q", "main")
        let tell = (file: ExampleRepository.flow, old: "Send_an_email", new: "Tell")
        let zip = try sample.export(edits: [Sample.version, Sample.label, tell])
        let run = try sample.importing("--commit", "--base", "release", zip)
        #expect(run.status == 0, "\(run)")
        #expect(try sample.git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 2)
        #expect(try sample.git("diff", "--name-only", "HEAD~1", "HEAD") == ExampleRepository.table)
        let release = try sample.git("rev-parse", "release")
        #expect(try sample.git("log", "-1", "--format=%(trailers:key=Import-Base,valueonly)") == release + "\n")
        // It holds more than the export, so it is not where the next export is thought to start.
        let next = try sample.importing("--commit", zip)
        #expect(next.status == 2 && next.errors.contains("since the last import, '\(last.prefix(7))'"), "\(next)")
    }

    @Test func whatCannotBeMergedIsSaid() throws {
        let (sample, last) = try imported()
        let zip = try sample.export(edits: [Sample.version, Sample.label])
        func fails(_ words: String...) throws -> String {
            let run = try sample.sol(["import"] + words)
            #expect(run.status >= 2, "\(run)")
            #expect(try sample.git("status", "--porcelain") == "")
            return run.errors
        }
        #expect(try fails("--base", "nowhere", zip).contains("nowhere"))
        #expect(try fails("--force", "--base", last, zip).contains("'--force' does not go with '--base'"))
        try sample.git("checkout", "-q", "--orphan", "empty")
        try sample.git("rm", "-rfq", ".")
        try sample.git("commit", "-q", "--allow-empty", "-m", "Nothing")
        try sample.git("checkout", "-q", "main")
        #expect(try fails("--base", "empty", zip).contains("error: 'empty' holds no solution 'ContosoOrders'"))
        try sample.repository.edit(ExampleRepository.flow, "Send_an_email", "Tell")
        try sample.git("add", "-A")
        let run = try sample.importing("--base", last, zip)
        #expect(run.status == 2 && run.errors.hasPrefix("error: the index has changes that are not committed"), "\(run)")
    }

    /// The state that the branch is at is the base of any import.
    @Test func aBaseThatIsTheBranchIsAPlainImport() throws {
        let (sample, _) = try imported()
        let run = try sample.importing("--commit", "--base", "HEAD", sample.export(edits: [Sample.version]))
        #expect(run.status == 0 && run.output.contains("Import Contoso Orders 1.0.0.1"), "\(run)")
        #expect(try table(sample).contains("\"Priority\""))
    }
}
