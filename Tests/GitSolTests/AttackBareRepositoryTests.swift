// A bare repository among the files of a clone: opened where git opens it and nowhere else.

import Bindings
import TestSupport
import Testing

struct AttackBareRepositoryTests {
    private let directory = TemporaryDirectory()

    private func git(_ words: [String], _ variables: [String: String]) throws -> Bool {
        let environment = Environment(GitRun.environment(home: directory.path).variables.merging(variables) { $1 })
        return try Process.run(["git"] + words, environment: environment, directory: directory.path).end == .exited(0)
    }

    /// In each place, with each way to say so, the program opens what git opens.
    @Test func gitsAnswerIsOurs() throws {
        let example = try ExampleRepository()
        _ = try Process.run(["git", "clone", "-q", "--bare", example.path, directory.path + "/clone/inner.git"])
        let own = GitRun(in: directory.path + "/clone")
        try own("init", "-q", "-b", "main")
        // What it says of itself does not count.
        try GitRun(in: directory.path + "/clone/inner.git")("config", "safe.bareRepository", "all")
        let settings: [(wish: String?, setting: String)] = [(nil, ""), ("explicit", "explicit"), ("all", "all")]
        var refusals = 0
        for (wish, setting) in settings {
            try directory.write(wish.map { "[safe]\n\tbareRepository = \($0)\n" } ?? "", to: "settings")
            let file = directory.path + "/settings"
            let count = ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.barerepository", "GIT_CONFIG_VALUE_0": setting]
            let parameters = ["GIT_CONFIG_PARAMETERS": "'safe.bareRepository'='\(setting)'"]
            let ways: [(String, [String], [String: String])] = [
                ("global", [], ["GIT_CONFIG_GLOBAL": file]),
                ("system", [], ["GIT_CONFIG_SYSTEM": file, "GIT_CONFIG_NOSYSTEM": "0"]),
                ("flag", wish.map { ["-c", "safe.bareRepository=\($0)"] } ?? [], [:]),
                ("count", [], wish == nil ? [:] : count), ("parameters", [], wish == nil ? [:] : parameters),
                ("command wins", ["-c", "safe.bareRepository=all"], ["GIT_CONFIG_GLOBAL": file]),
            ]
            for (name, flags, variables) in ways {
                for place in ["clone/inner.git", "clone/inner.git/refs"] {
                    let words = ["-C", directory.path + "/" + place] + flags
                    let answer = try git(words + ["rev-parse", "--verify", "HEAD"], variables)
                    let run = try BuiltProgram.run(
                        words + ["show", "HEAD"], variables: GitRun.environment(home: directory.path).variables.merging(variables) { $1 })
                    #expect((run.status == 0) == answer, "\(name) \(wish ?? "-") \(place): \(run)")
                    if !answer {
                        refusals += 1
                        #expect(run.errors.contains("safe.bareRepository"), "\(run)")
                    }
                }
                // Named, it is meant.
                let named = ["--git-dir", directory.path + "/clone/inner.git"] + flags + ["show", "HEAD"]
                #expect(try BuiltProgram.run(named, variables: variables).status == 0, "\(name) \(wish ?? "-")")
            }
        }
        #expect(refusals == 10)
    }
}
