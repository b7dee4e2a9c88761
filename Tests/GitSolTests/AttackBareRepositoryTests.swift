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

    /// Folders of a clone with the four entries of a git directory, which git passes by: nothing in them is obeyed.
    @Test(arguments: ["garbage\n", "ref: FOO\n", "ref: ../x\n", "", "ref:\n"])
    func whatGitPassesByIsNotOpened(head: String) throws {
        let own = GitRun(in: directory.path + "/clone")
        try Files.createDirectories(own.directory)
        try own("init", "-q", "-b", "main")
        try own("commit", "-q", "--allow-empty", "-m", "first")
        try Files.createDirectories(directory.path + "/home")
        let inner = "clone/sub"
        for name in ["objects/x", "refs/x"] { try directory.write("x\n", to: inner + "/" + name) }
        try directory.write(head, to: inner + "/HEAD")
        try directory.write(
            "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = \(directory.path)/home\n[sol]\n\tlimitEntries = inner\n",
            to: inner + "/config")
        let kept = inner + "/.git-sol-1-1-0-0.tmp"
        try directory.write("owned\n", to: kept + "/payload")
        let fields = ["git sol switch 3", "step", directory.path + "/" + kept + "/payload", ".bashrc", "", "", "", "", "", "", "end"]
        try directory.write(fields.map { $0 + "\0" }.joined(), to: kept + "/journal")
        for place in [inner, inner + "/refs"] {
            for command in ["ls", "status", "conflicts"] {
                let run = try BuiltProgram.run(
                    ["-C", directory.path + "/" + place, command], variables: GitRun.environment(home: directory.path).variables)
                #expect(!run.errors.contains("limitEntries"), "\(place) \(command): \(run)")
                #expect(!Files.exists(directory.path + "/home/.bashrc"), "\(place) \(command): \(run)")
            }
        }
    }

    /// Also where git opens it: files of a working tree elsewhere are moved by no journal that lies in what one stands in.
    @Test func aJournalMovesNoFilesOfAnotherFolder() throws {
        let inner = GitRun(in: directory.path + "/clone/sub")
        try Files.createDirectories(inner.directory)
        try inner("init", "-q", "--bare", "-b", "main", ".")
        try Files.createDirectories(directory.path + "/home")
        try inner("config", "core.bare", "false")
        try inner("config", "core.worktree", directory.path + "/home")
        let kept = "clone/sub/.git-sol-1-1-0-0.tmp"
        try directory.write("owned\n", to: kept + "/payload")
        let fields = ["git sol switch 3", "step", directory.path + "/" + kept + "/payload", ".bashrc", "", "", "", "", "", "", "end"]
        try directory.write(fields.map { $0 + "\0" }.joined(), to: kept + "/journal")
        for command in ["ls", "status"] {
            let run = try BuiltProgram.run(
                ["-C", inner.directory, command], variables: GitRun.environment(home: directory.path).variables)
            #expect(!Files.exists(directory.path + "/home/.bashrc"), "\(command): \(run)")
        }
    }

    /// Git passes by what somebody else made in a folder of ours: its judgement of our own repository does not open theirs.
    @Test func gitsJudgementIsOfWhatIsOpened() throws {
        let own = GitRun(in: directory.path + "/own")
        try Files.createDirectories(own.directory + "/inner")
        try own("init", "-q", "-b", "main")
        let theirs = GitRun(in: directory.path + "/own/inner")
        try theirs("init", "-q", "-b", "main")
        try theirs("config", "sol.limitEntries", "theirs")
        guard try Process.run(["chown", "-R", "1234", own.directory + "/inner/.git"]).end == .exited(0) else { return }
        try directory.write("ref: FOO\n", to: "own/inner/.git/HEAD")
        let run = try BuiltProgram.run(
            ["-C", theirs.directory, "ls"], variables: GitRun.environment(home: directory.path).variables)
        #expect(run.status == 2 && !run.errors.contains("limitEntries"), "\(run)")
    }
}
