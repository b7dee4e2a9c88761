// What git's own flags mean for the drivers: no colour, two folders of files, no textconv; and repositories that only git reads.

import Bindings
import TestSupport
import Testing

struct DriverFlagTests {
    private func repository(_ flags: String...) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        let run = try repository.gitWithSol(["sol", "install", "-q"] + flags)
        #expect(run.status == 0, "\(run)")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        return repository
    }

    @Test func theColourOfGitIsOurs() throws {
        let repository = try repository()
        let pager = ["GIT_PAGER_IN_USE": "true", "TERM": "xterm"]
        for (words, isColoured) in [
            (["diff"], true), (["diff", "--no-color"], false), (["diff", "--color=never"], false), (["diff", "--color"], true),
        ] {
            let run = try repository.gitWithSol(words, variables: pager)
            #expect(run.output.contains("Total → Sum") && run.output.contains("\u{1B}[") == isColoured, "\(words): \(run)")
        }
    }

    @Test func foldersOfDifftoolAreCompared() throws {
        let repository = try repository()
        try repository.directory.write("new", to: "sol/WebResources/contoso_/new.js")
        try repository.git("add", "-A")
        let run = try repository.gitWithSol("difftool", "-d", "-y", "-t", "sol", "HEAD")
        #expect(run.status == 0 && run.output.contains("table Order") && run.output.contains("Total → Sum"), "\(run)")
        #expect(!run.output.contains("Order Clerk"))
    }

    @Test func textconvCanBeLeftOut() throws {
        let repository = try repository("--no-textconv")
        #expect(try !repository.git("config", "--get-regexp", "diff.sol").contains("cachetextconv"))
        #expect(try repository.gitWithSol("sol", "doctor").status == 0)
        try repository.commit("Sum")
        let log = try repository.gitWithSol("log", "-p", "-1")
        #expect(log.output.contains("description=\"Sum\"") && !log.output.contains("@description = Sum"), "\(log)")
        #expect(try repository.git("for-each-ref", "refs/notes").isEmpty)
        #expect(try repository.gitWithSol("sol", "install", "-q").status == 0)
        #expect(try repository.git("config", "diff.sol.cachetextconv") == "true")
        #expect(try repository.gitWithSol("log", "-p", "-1").output.contains("@description = Sum"))
        #expect(try !repository.git("for-each-ref", "refs/notes").isEmpty)
        #expect(try repository.gitWithSol("sol", "uninstall", "-q").status == 0)
        #expect(try repository.git("for-each-ref", "refs/notes").isEmpty)
    }
}
