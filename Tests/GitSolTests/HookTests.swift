// Our hooks, as git runs them: installed beside those of others, and taken out again to the byte.

import Bindings
import TestSupport
import Testing

struct HookTests {
    private func repository() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        let directory = Files.parent(of: BuiltProgram.path) ?? "."
        let run = try repository.sol("install", "-q", variables: ["PATH": directory + ":/usr/bin:/bin"])
        #expect(run.status == 0, "\(run)")
        return repository
    }

    @Test func markersAndBrokenDocumentsAreNotCommitted() throws {
        let repository = try repository()
        try repository.edit(ExampleRepository.role, "<Role", "<<<<<<< ours: role/x: both changed it\n<Role\n=======\n>>>>>>> theirs\n<Role")
        try repository.git("add", "-A")
        let marked = try repository.gitWithSol("commit", "-m", "marked")
        #expect(marked.status == 1 && marked.errors.contains("a conflict is not settled: ours: role/x: both changed it"), "\(marked)")
        try repository.git("checkout", "HEAD", "--", ExampleRepository.role)
        try repository.edit(ExampleRepository.role, "</Role>", "</Rolle>")
        try repository.git("add", "-A")
        #expect(try repository.gitWithSol("commit", "-m", "broken").status == 1)
        #expect(try repository.gitWithSol("commit", "-m", "broken", variables: ["GIT_SOL": "0"]).status == 0)
    }

    @Test func keysThatStandTwiceAreNotCommitted() throws {
        let repository = try repository()
        let old = "<RolePrivilege name=\"prvReadcontoso_Order\""
        let text = String(decoding: try Files.read(repository.path + "/" + ExampleRepository.role), as: UTF8.self)
        #expect(text.contains(old))
        try repository.edit(ExampleRepository.role, old, old + " level=\"Global\" />\n    " + old)
        try repository.git("add", "-A")
        let run = try repository.gitWithSol("commit", "-m", "twice")
        #expect(run.status == 1 && run.errors.contains("stands twice") && run.errors.contains("'\(ExampleRepository.role)'"), "\(run)")
        // What was there before keeps nobody from committing something else in the file.
        #expect(try repository.gitWithSol("commit", "-qm", "twice", "--no-verify").status == 0)
        try repository.edit(ExampleRepository.role, "</Role>", "<!-- more --></Role>")
        try repository.git("add", "-A")
        let next = try repository.gitWithSol("commit", "-qm", "more")
        #expect(next.status == 0, "\(next)")
    }

    @Test func theMessageTellsTheComponents() throws {
        let repository = try repository()
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.git("add", "-A")
        let editor = "f() { cp \"$1\" shown; echo Sum > \"$1\"; }; f"
        #expect(try repository.gitWithSol("commit", variables: ["GIT_EDITOR": editor]).status == 0)
        let shown = String(decoding: try Files.read(repository.path + "/shown"), as: UTF8.self)
        #expect(shown.contains("# Components:\n# table Order"), "\(shown)")
    }

    @Test func hooksOfOthersRunToo() throws {
        let repository = try ExampleRepository()
        let hook = repository.path + "/.git/hooks/pre-commit"
        let theirs = Array("#!/bin/bash\necho theirs > \"$(git rev-parse --show-toplevel)/ran\"\n".utf8)
        try Files.write(theirs, to: hook, mode: .exactly(0o755))
        #expect(try repository.sol("install", "-q").status == 0)
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.git("add", "-A")
        #expect(try repository.gitWithSol("commit", "-qm", "Sum").status == 0)
        #expect(Files.exists(repository.path + "/ran"))
        #expect(try repository.sol("uninstall", "-q").status == 0)
        #expect(try Files.read(hook) == theirs)
        #expect(!Files.exists(repository.path + "/.git/hooks/prepare-commit-msg"))
    }
}
