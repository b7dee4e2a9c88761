// A machine of a CI service for one job: a shallow, detached checkout, its variables, and stand-ins for programs that talk to a service.

import Bindings
import SolutionCore
import TestSupport

struct CIRunner {
    /// What the checkout is of: a commit that is merged into main as a pull request, or a tag.
    enum Event {
        case pullRequest(number: Int, branch: String)
        case tag(String)
    }

    let directory = TemporaryDirectory()
    let event: Event
    /// The commit that is checked out.
    let commit: String
    var work: String { directory.path + "/work" }
    var temporary: String { directory.path + "/temporary" }
    private var programs: String { directory.path + "/programs" }
    private var git: GitRun { GitRun(in: work) }

    /// Checks out what the service would, one commit deep, from a copy of the repository.
    init(_ repository: ExampleRepository, _ event: Event) throws {
        self.event = event
        let origin = GitRun(in: directory.path)
        try origin("clone", "-q", "--bare", repository.path, "origin")
        let served = GitRun(in: directory.path + "/origin")
        // As the services have it.
        try served("config", "uploadpack.allowAnySHA1InWant", "true")
        for folder in ["work", "temporary", "programs"] { try Files.createDirectories(directory.path + "/" + folder) }
        let git = GitRun(in: directory.path + "/work")
        try git("init", "-q")
        try git("remote", "add", "origin", "file://" + directory.path + "/origin")
        switch event {
        case .pullRequest(let number, let branch):
            let tree = try served("merge-tree", "--write-tree", "main", branch)
            commit = try served("commit-tree", "-p", "main", "-p", branch, "-m", "Merge \(branch) into main", tree)
            try served("update-ref", "refs/pull/\(number)/merge", commit)
            try git("fetch", "-q", "--no-tags", "--depth=1", "origin", "+\(commit):refs/remotes/pull/\(number)/merge")
        case .tag(let name):
            commit = try served("rev-parse", name + "^{commit}")
            // The tag that a checkout makes is a plain one.
            try git("fetch", "-q", "--no-tags", "--depth=1", "origin", "+\(commit):refs/tags/\(name)")
        }
        try git("-c", "advice.detachedHead=false", "checkout", "-q", "--detach", commit)
        let folder = Files.parent(of: BuiltProgram.path) ?? "."
        _ = try Process.run(["ln", "-s", folder + "/git-sol", programs + "/git-sol"])
    }

    /// A program that writes its words and its input to files, and does nothing else.
    func standIn(for program: String) throws {
        let path = try directory.write(
            """
            #!/bin/sh
            printf '%s\\n' "$@" >>"\(directory.path)/\(program).words"
            for word in "$@"; do case $word in *.md) cat "$word" >>"\(directory.path)/\(program).input" ;; esac; done
            case " $* " in *' @- '*) cat >>"\(directory.path)/\(program).input" ;; esac

            """, to: "programs/" + program)
        _ = try Process.run(["chmod", "755", path])
    }

    /// What a stand-in was called with.
    func record(of program: String, _ kind: String = "words") -> String {
        (try? Files.read(directory.path + "/\(program).\(kind)")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private var variables: [String: String] {
        let github: [String: String]
        let azure: [String: String]
        switch event {
        case .pullRequest(let number, let branch):
            github = [
                "GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/\(number)/merge", "GITHUB_REF_NAME": "\(number)/merge",
                "GITHUB_REF_TYPE": "branch", "GITHUB_BASE_REF": "main", "GITHUB_HEAD_REF": branch,
            ]
            azure = [
                "BUILD_REASON": "PullRequest", "BUILD_SOURCEBRANCH": "refs/pull/\(number)/merge",
                "SYSTEM_PULLREQUEST_PULLREQUESTID": "\(number)", "SYSTEM_PULLREQUEST_TARGETBRANCH": "refs/heads/main",
            ]
        case .tag(let name):
            github = [
                "GITHUB_EVENT_NAME": "push", "GITHUB_REF": "refs/tags/" + name, "GITHUB_REF_NAME": name, "GITHUB_REF_TYPE": "tag",
            ]
            azure = ["BUILD_REASON": "IndividualCI", "BUILD_SOURCEBRANCH": "refs/tags/" + name]
        }
        let common = [
            "PATH": programs + ":" + (Environment.current["PATH"] ?? "/usr/bin:/bin"), "CI": "true", "GITHUB_ACTIONS": "true",
            "GITHUB_SHA": commit, "GITHUB_WORKSPACE": work, "GITHUB_OUTPUT": directory.path + "/output", "RUNNER_TEMP": temporary,
            "BUILD_SOURCEVERSION": commit, "AGENT_TEMPDIRECTORY": temporary, "BUILD_ARTIFACTSTAGINGDIRECTORY": temporary,
            "SYSTEM_COLLECTIONURI": "https://dev.example/", "SYSTEM_TEAMPROJECTID": "project", "BUILD_REPOSITORY_ID": "repository",
        ]
        return common.merging(github) { $1 }.merging(azure) { $1 }
    }

    /// Runs one step as the services do. `given` is what the service puts in for its own expressions.
    func run(_ step: ShellStep, given: [String: String] = [:]) throws -> ProgramRun {
        var all = BuiltProgram.environment(home: directory.path).merging(variables) { $1 }
        for (name, value) in step.variables { all[name] = given[value] ?? value }
        let result = try Process.run(["/bin/bash", "-eo", "pipefail", "-c", step.script], environment: Environment(all), directory: work)
        guard case .exited(let status) = result.end else { throw GitRun.Failure("\(step.script): \(result.end)") }
        return ProgramRun(
            output: String(decoding: result.output, as: UTF8.self), errors: String(decoding: result.errors, as: UTF8.self), status: status)
    }
}
