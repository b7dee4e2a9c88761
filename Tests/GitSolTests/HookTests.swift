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

    // MARK: - Git LFS

    /// A hook as `git lfs install` writes it, with a stand-in for the program: it notes what it is told on standard input.
    private static func largeFileLines(_ name: String) -> String {
        "command -v git-lfs >/dev/null 2>&1 || { echo >&2 \"no git-lfs\"; exit 2; }\ngit-lfs \(name) \"$@\"\n"
    }

    /// Whichever came first: Git LFS is told all that git says, and is left as it was.
    @Test(arguments: [true, false]) func hooksOfLargeFilesRunToo(isOursFirst: Bool) throws {
        let repository = try ExampleRepository()
        let directory = TemporaryDirectory()
        let log = directory.path + "/log"
        let standIn = try directory.write("#!/bin/sh\n{ echo \"$1\"; cat; } >> '\(log)'\n", to: "bin/git-lfs")
        _ = try Process.run(["chmod", "+x", standIn])
        let hooks = repository.path + "/.git/hooks/"
        let names = ["pre-push", "post-checkout", "post-commit", "post-merge"]
        func putTheirs() throws {
            for name in names {
                // 'git lfs update --manual' is for files that are there: its lines come behind them.
                let before = try Files.readIfThere(hooks + name) ?? Array("#!/bin/sh\n".utf8)
                try Files.write(before + Array(Self.largeFileLines(name).utf8), to: hooks + name, mode: .exactly(0o755))
            }
        }
        if !isOursFirst { try putTheirs() }
        #expect(try repository.sol("install", "-q").status == 0)
        if isOursFirst { try putTheirs() }
        try repository.git("init", "-q", "--bare", directory.path + "/remote")
        let variables = ["PATH": "\(directory.path)/bin:\(Files.parent(of: BuiltProgram.path) ?? "."):/usr/bin:/bin"]
        func git(_ words: String...) throws -> ProgramRun { try repository.gitWithSol(words, variables: variables) }
        let push = try git("push", "-q", directory.path + "/remote", "main")
        #expect(push.status == 0, "\(push)")
        let head = try repository.git("rev-parse", "HEAD")
        let told = String(decoding: try Files.read(log), as: UTF8.self)
        #expect(told == "pre-push\nrefs/heads/main \(head) refs/heads/main \(String(repeating: "0", count: 40))\n", "\(told)")
        // Nothing to push is nothing said.
        try Files.remove(log)
        #expect(try git("push", "-q", directory.path + "/remote", "main").status == 0)
        #expect(try (Files.readIfThere(log) ?? []).filter { $0 == UInt8(ascii: "\n") }.count <= 1)
        // Ours refuses as before.
        try repository.git("tag", "-a", "-m", "no release", "ContosoOrders/v1.0.0.0")
        let refused = try git("push", "-q", directory.path + "/remote", "ContosoOrders/v1.0.0.0")
        #expect(refused.status != 0 && refused.errors.contains("cannot push the release"), "\(refused)")
        #expect(try repository.sol("uninstall", "-q").status == 0)
        for name in names {
            #expect(try String(decoding: Files.read(hooks + name), as: UTF8.self) == "#!/bin/sh\n" + Self.largeFileLines(name), "\(name)")
        }
        // Who takes out theirs leaves ours.
        #expect(try repository.sol("install", "-q").status == 0)
        for name in names {
            let text = String(decoding: try Files.read(hooks + name), as: UTF8.self)
            let rest = text.split(separator: Self.largeFileLines(name), omittingEmptySubsequences: false).joined()
            try Files.write(Array(rest.utf8), to: hooks + name)
        }
        let again = try git("push", "-q", directory.path + "/remote", "ContosoOrders/v1.0.0.0")
        #expect(again.status != 0 && again.errors.contains("cannot push the release"), "\(again)")
    }
}
