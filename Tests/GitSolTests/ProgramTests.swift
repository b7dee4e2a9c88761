// The built program, end to end: output, errors and status together.

import Bindings
import TestSupport
import Testing

@testable import GitSol

@Suite struct ProgramTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let words: String
        let expected: String
        var testDescription: String { words.isEmpty ? "(nothing)" : words }
    }

    @Test(arguments: [
        Case(words: "version", expected: "git-sol version 0.1.0\n[status 0]\n"),
        Case(words: "--version", expected: "git-sol version 0.1.0\n[status 0]\n"),
        Case(words: "-v", expected: "git-sol version 0.1.0\n[status 0]\n"),
        Case(
            words: "frobnicate",
            expected: "[stderr]\nerror: 'frobnicate' is not a git sol command\nhint: see 'git sol -h' for the commands\n[status 2]\n"),
        Case(
            words: "verison", expected: "[stderr]\nerror: 'verison' is not a git sol command\nhint: did you mean 'version'?\n[status 2]\n"),
        Case(
            words: "version 1.0 x",
            expected: "[stderr]\nerror: unexpected argument 'x'\nhint: see 'git sol version -h'\n[status 2]\n"),
        Case(
            words: "version --biuld",
            expected:
                "[stderr]\nerror: unknown flag '--biuld'\nhint: did you mean '--build'?\nhint: see 'git sol version -h'\n[status 2]\n"),
        Case(
            words: "--colour=always nonsense",
            expected:
                "[stderr]\nerror: 'nonsense' is not a git sol command\nhint: see 'git sol -h' for the commands\n[status 2]\n"),
        Case(
            words: "-C /nonexistent schema",
            expected: "[stderr]\nerror: cannot change to '/nonexistent': no such file or directory\n[status 2]\n"),
        Case(
            words: "schema sl", expected: "[stderr]\nerror: there is no schema 'sl'\nhint: did you mean 'ls'?\n[status 2]\n"),
        Case(
            words: "help nothing-like-it",
            expected: "[stderr]\nerror: there is no command or topic 'nothing-like-it'\nhint: 'git sol help' lists them\n[status 2]\n"),
        Case(
            words: "/zipfile:x",
            expected:
                "[stderr]\nerror: '/zipfile:x' is not a git sol command\nhint: SolutionPackager's switches need '/action:Extract' or '/action:Pack'\n[status 2]\n"
        ),
        Case(
            words: "generate nonsense /tmp",
            expected: "[stderr]\nerror: 'nonsense' is neither 'man' nor 'completions'\n[status 2]\n"),
    ])
    func run(_ test: Case) throws {
        let directory = TemporaryDirectory()
        let run = try BuiltProgram.run(test.words.split(separator: " ").map(String.init), in: directory.path)
        #expect(run.description == test.expected)
    }

    @Test func aloneItTellsWhatThereIs() throws {
        let (alone, help) = (try BuiltProgram.run(), try BuiltProgram.run("-h"))
        #expect(alone.status == 0 && alone.output == help.output && alone.errors.isEmpty)
        for group in CommandGroup.allCases { #expect(alone.output.contains("\n\(group.rawValue)\n")) }
    }

    /// Whatever is broken around it, help and the version still answer.
    @Test(arguments: [["-h"], ["--help"], ["--version"], ["version", "-h"], ["version", "--help"]])
    func helpNeedsNothing(words: [String]) throws {
        let directory = TemporaryDirectory()
        try directory.write("no repository", to: ".git")
        let variables = ["GIT_DIR": "/nonexistent", "GIT_CONFIG_GLOBAL": "/nonexistent/x"]
        let run = try BuiltProgram.run(words, in: directory.path, variables: variables)
        #expect(run.status == 0 && run.errors.isEmpty && !run.output.isEmpty)
    }

    @Test func gitFindsIt() throws {
        let folder = Files.parent(of: BuiltProgram.path) ?? "."
        var variables = BuiltProgram.environment()
        variables["PATH"] = folder + ":" + (variables["PATH"] ?? "")
        let directory = TemporaryDirectory()
        let run = try Process.run(["git", "sol", "version"], environment: Environment(variables), directory: directory.path)
        #expect(String(decoding: run.output, as: UTF8.self) == "git-sol version 0.1.0\n")
    }

    @Test func aReaderWhoLeavesIsNoError() throws {
        let run = try Process.run(
            ["bash", "-c", "set -o pipefail; \"$0\" help | head -c 1 >/dev/null; echo ${PIPESTATUS[0]}", BuiltProgram.path],
            environment: Environment(BuiltProgram.environment()))
        #expect(String(decoding: run.output, as: UTF8.self) == "0\n")
        #expect(run.errors.isEmpty)
    }

    @Test func aFullDiskIsAnError() throws {
        guard Files.exists("/dev/full") else { return }
        let run = try Process.run(
            ["/bin/sh", "-c", "\"$0\" version >/dev/full", BuiltProgram.path],
            environment: Environment(BuiltProgram.environment()))
        #expect(run.end == .exited(2))
        #expect(
            String(decoding: run.errors, as: UTF8.self)
                == "error: cannot write 'standard output': no space left on device\n")
    }

    @Test func generatedFilesAreThere() throws {
        let directory = TemporaryDirectory()
        #expect(try BuiltProgram.run("generate", "man", directory.path + "/a/b").status == 0)
        #expect(
            try BuiltProgram.run("generate", "completions", directory.path).output == "git-sol\n_git-sol\ngit-sol.fish\ngit-sol.conf.fish\n"
        )
        #expect(Files.exists(directory.path + "/a/b/git-sol-version.1"))
    }

    /// Installing and uninstalling leaves what was there, and only that. By the debug build: no release is made for it.
    @Test func uninstallingIsTheInverse() throws {
        let directory = TemporaryDirectory()
        try directory.write("another's", to: "usr/share/man/man1/other.1")
        try Files.createDirectories(directory.path + "/usr/bin")
        let before = try Walk.list(directory.path, details: false).map(\.path)
        let top = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        var variables = Environment.current
        variables.variables["DESTDIR"] = directory.path
        for action in ["install", "install", "uninstall"] {
            let run = try Process.run(
                ["Tools/install", action, "/usr", BuiltProgram.path], environment: variables, directory: top)
            #expect(run.end == .exited(0), "\(String(decoding: run.errors, as: UTF8.self))")
            if action == "install" { #expect(Files.exists(directory.path + "/usr/share/man/man1/git-sol.1")) }
        }
        #expect(try Walk.list(directory.path, details: false).map(\.path) == before)
    }
}
