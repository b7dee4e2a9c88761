// The action and the recipes of docs/ci.md: their shell steps run on a machine like that of the service, with stand-ins for what talks to it.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct CIRecipeTests {
    private static let top = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    private static func steps(of file: String) throws -> [ShellStep] {
        ShellStep.all(in: String(decoding: try Files.read(top + "/" + file), as: UTF8.self))
    }

    /// The steps that have a text in them; there is at least one.
    private static func steps(of file: String, with text: String) throws -> [ShellStep] {
        let found = try steps(of: file).filter {
            $0.script.split(separator: text, maxSplits: 1, omittingEmptySubsequences: false).count > 1
        }
        guard !found.isEmpty else { throw GitRun.Failure("'\(file)' has no step with '\(text)'") }
        return found
    }

    private func pullRequest() throws -> CIRunner {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Call it sum")
        try repository.git("checkout", "-q", "main")
        // What came to main since is none of the pull request's.
        try repository.edit(ExampleRepository.role, "Order Clerk", "Order Guest")
        try repository.commit("Call them guests")
        return try CIRunner(repository, .pullRequest(number: 7, branch: "topic"))
    }

    private func release() throws -> CIRunner {
        let sample = try ImportRepository()
        let unmanaged = try sample.export("u.zip")
        let managed = try sample.export("m.zip", edits: [(ImportRepository.manifest, "<Managed>0", "<Managed>1")], isManaged: true)
        let tag = try sample.sol(["tag", "-q", "--folder", "sol", "--unmanaged", unmanaged, "--managed", managed])
        guard tag.status == 0 else { throw GitRun.Failure("\(tag)") }
        return try CIRunner(sample.repository, .tag("ContosoOrders/v1.0.0.0"))
    }

    @Test func stepsAreReadAsTheyStand() throws {
        let text = """
            - name: one
              env:
                A: ${{ x.y }}
                B: 'two'
              run: |
                first
                  second

            - run: third
            - script: |
                fourth
              env: { C: $(D) }
            """
        let steps = ShellStep.all(in: text)
        #expect(steps.map(\.script) == ["first\n  second\n", "third", "fourth"])
        #expect(steps.map(\.variables) == [["A": "${{ x.y }}", "B": "two"], [:], ["C": "$(D)"]])
    }

    @Test func theActionCommentsAPullRequest() throws {
        let runner = try pullRequest()
        for program in ["gh", "sudo", "make"] { try runner.standIn(for: program) }
        let given = ["${{ inputs.token }}": "secret", "${{ github.event.number }}": "7", "${{ inputs.package }}": ""]
        for text in ["command -v git-sol", "gh pr comment", "git sol check"] {
            for step in try Self.steps(of: "action.yml", with: text) {
                let run = try runner.run(step, given: given)
                #expect(run.status == 0, "\(run)")
            }
        }
        let words = runner.record(of: "gh").split(separator: "\n").map(String.init)
        #expect(words.prefix(6) == ["pr", "comment", "7", "--edit-last", "--create-if-none", "--body-file"])
        let comment = runner.record(of: "gh", "input")
        #expect(comment.contains("`Total` → `Sum`") && !comment.contains("Guest"), "\(comment)")
        #expect(runner.record(of: "sudo") + runner.record(of: "make") == "", "the program is there: nothing is installed")
    }

    @Test func theActionInstallsThePackage() throws {
        let runner = try pullRequest()
        try Files.remove(runner.directory.path + "/programs/git-sol")
        guard try Process.run(["/bin/sh", "-c", "command -v git-sol"]).end != .exited(0) else { return }
        for program in ["sudo", "make"] { try runner.standIn(for: program) }
        try runner.directory.write("", to: "work/a package.deb")
        let step = try #require(try Self.steps(of: "action.yml", with: "command -v git-sol").first)
        let own = runner.directory.path + "/sources"
        let given = ["${{ inputs.package }}": "a package.deb", "${{ github.action_path }}": own]
        #expect(try runner.run(step, given: given).status == 0)
        #expect(runner.record(of: "sudo").hasSuffix("install\n-y\n--no-install-recommends\n\(runner.work)/a package.deb\n"))
        #expect(runner.record(of: "make") == "")
        // Without one, it is made: by the stand-in it is not, and the step fails.
        let made = try runner.run(step, given: ["${{ inputs.package }}": "", "${{ github.action_path }}": own])
        #expect(made.status != 0 && runner.record(of: "make") == "-C\n\(own)\ndeb\n", "\(made)")
    }

    @Test func theActionFailsWhereASolutionIsBroken() throws {
        let runner = try pullRequest()
        try runner.directory.write("<broken", to: "work/" + ExampleRepository.table)
        let check = try #require(try Self.steps(of: "action.yml", with: "git sol check").first)
        #expect(try runner.run(check).status != 0)
    }

    @Test func theActionPublishesARelease() throws {
        let runner = try release()
        try runner.standIn(for: "gh")
        for step in try Self.steps(of: "action.yml", with: "gh release") {
            let run = try runner.run(step, given: ["${{ inputs.token }}": "secret"])
            #expect(run.status == 0, "\(run)")
        }
        let words = runner.record(of: "gh").split(separator: "\n").map(String.init)
        #expect(words.prefix(4) == ["release", "create", "ContosoOrders/v1.0.0.0", "--notes-from-tag"], "\(words)")
        #expect(words.count == 6 && words.dropFirst(4).allSatisfy { $0.hasSuffix(".zip") && Files.exists($0) }, "\(words)")
    }

    @Test func thePipelineCommentsAPullRequest() throws {
        guard (try? Process.run(["jq", "--version"])) != nil else { return }
        let runner = try pullRequest()
        try runner.standIn(for: "curl")
        for step in try Self.steps(of: "docs/ci.md", with: "curl") {
            let run = try runner.run(step, given: ["$(System.AccessToken)": "secret"])
            #expect(run.status == 0, "\(run)")
        }
        let words = runner.record(of: "curl").split(separator: "\n").map(String.init)
        #expect(words.contains("Authorization: Bearer secret"), "\(words)")
        #expect(
            words.last == "https://dev.example/project/_apis/git/repositories/repository/pullRequests/7/threads?api-version=7.1", "\(words)"
        )
        let sent = runner.record(of: "curl", "input")
        #expect(sent.contains("`Total` → `Sum`") && sent.contains("\"commentType\""), "\(sent)")
    }

    @Test func thePipelinePacksARelease() throws {
        let runner = try release()
        for step in try Self.steps(of: "docs/ci.md", with: "BUILD_ARTIFACTSTAGINGDIRECTORY") {
            let run = try runner.run(step)
            #expect(run.status == 0, "\(run)")
        }
        let zips = try Walk.list(runner.temporary, details: false).map(\.path).filter { $0.hasSuffix(".zip") }
        #expect(zips.count == 2, "\(zips)")
    }
}
