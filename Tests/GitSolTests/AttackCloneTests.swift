// Commits and patches that somebody else made: trees with names that lead out, or into `.git`, and diffs that do.

import Bindings
import TestSupport
import Testing

struct AttackCloneTests {
    /// A repository with a commit whose trees git itself would not make.
    private struct Clone {
        let victim: AttackPackageTests.Victim
        let evil: String

        /// `path` is where the file stands in the tree of the solution `sol`, name by name.
        init(_ names: [String]) throws {
            victim = try AttackPackageTests.Victim()
            let git = victim.git
            let zip = try victim.directory.write(SampleSolution.zip(version: 1), to: "1.zip")
            _ = try victim.sol("unpack", "-q", "-d", "sol", zip)
            try git("add", "-A")
            try git("commit", "-qm", "solution")
            var id = try git("hash-object", "-w", try victim.directory.write(victim.evilConfig, to: "config"))
            var mode = "100644"
            for name in names.reversed() {
                id = try Self.tree([(mode, name, id)], git)
                mode = "40000"
            }
            // Its one entry, beside those of the solution's folder.
            let solution = try Self.entries("HEAD:sol", git)
            let merged = try Self.tree(solution.filter { $0.1 != names[0] } + Self.entries(id, git), git)
            let top = try Self.tree(Self.entries("HEAD^{tree}", git).map { $0.1 == "sol" ? ($0.0, $0.1, merged) : $0 }, git)
            evil = try git("commit-tree", top, "-p", "HEAD", "-m", "a gift")
        }

        private static func entries(_ tree: String, _ git: GitRun) throws -> [(String, String, String)] {
            try git("ls-tree", tree).split(separator: "\n").map { line in
                let halves = line.split(separator: "\t", maxSplits: 1), words = halves[0].split(separator: " ")
                return (String(words[0] == "040000" ? "40000" : words[0]), String(halves[1]), String(words[2]))
            }
        }

        private static func tree(_ entries: [(String, String, String)], _ git: GitRun) throws -> String {
            var bytes: [UInt8] = []
            for (mode, name, id) in entries.sorted(by: {
                ($0.1 + ($0.0 == "40000" ? "/" : "")).utf8.lexicographicallyPrecedes(($1.1 + ($1.0 == "40000" ? "/" : "")).utf8)
            }) {
                bytes += Array("\(mode) \(name)\0".utf8)
                bytes += stride(from: 0, to: 40, by: 2).compactMap { UInt8(id.dropFirst($0).prefix(2), radix: 16) }
            }
            let result = try Process.run(
                ["git", "hash-object", "-t", "tree", "-w", "--literally", "--stdin"], environment: GitRun.environment(home: git.directory),
                directory: git.directory, input: .bytes(bytes))
            return String(decoding: result.output.dropLast(), as: UTF8.self)
        }
    }

    static let places = [
        ["..", ".git", "config"], [".git", "config"], ["WebResources", "..", "..", ".git", "config"], ["WebResources", ".GIT", "config"],
        ["..", "..", "outside"], ["WebResources", "git~1", "config"], ["Roles", "..", "x.xml"],
        ["WebResources", "s_", "..", "..", "..", "..", "outside"],
    ]

    @Test(arguments: places)
    func whatIsWrittenFromARevisionStaysInside(names: [String]) throws {
        let clone = try Clone(names)
        let victim = clone.victim
        let before = try victim.state()
        for command in [
            ["restore", "-s", clone.evil, "**"], ["restore", "-s", clone.evil, "--staged", "--worktree", "**"],
            ["restore", "-s", clone.evil, "webresource/**"], ["merge", clone.evil], ["merge", "--no-ff", clone.evil],
        ] {
            let run = try BuiltProgram.run(command, in: victim.path, variables: GitRun.environment(home: victim.path).variables)
            let config = try Files.read(victim.path + "/.git/config")
            #expect(config == before["repo/.git/config"], "\(command): \(run)")
            #expect(!Files.exists(victim.sentinel) && !Files.exists(victim.directory.path + "/outside"), "\(command): \(run)")
            for (path, bytes) in try victim.state() where !path.hasPrefix("repo/sol/") && !path.hasPrefix("repo/.git/") {
                #expect(before[path] == bytes, "\(command) wrote \(path): \(run)")
            }
            _ = try? victim.git("reset", "-q", "--hard", "main")
        }
        // What is packed of it leads nowhere either.
        let zip = victim.directory.path + "/packed.zip"
        let packed = try victim.sol("pack", clone.evil, "-o", zip)
        if packed.status == 0 {
            for name in try ZipReader(try Files.read(zip)).entries.map(\.name) { #expect(PathGate.problem(name) == nil, "\(name)") }
        }
    }

    /// A manifest that a patch brings, or only names, opens nothing that was there before.
    @Test func aPatchOpensNoFolderWithAManifestOfItsOwn() throws {
        let repository = try ExampleRepository()
        try repository.directory.write("all:\n", to: "Makefile")
        try repository.directory.write("deploy\n", to: "scripts/deploy.sh")
        try repository.commit("beside")
        func blob(_ text: String) throws -> String { try ObjectID.of(.blob, Array(text.utf8)).hex }
        for (opening, victim, old) in [
            (#"{"path": "MakeOther/Solution.xml""#, "Makefile", "all:\n"),
            (#"{"path": "Other/Solution.xml""#, "scripts/deploy.sh", "deploy\n"),
            (#"{"path": "scripts/Other/Solution.xml""#, "scripts/deploy.sh", "deploy\n"),
        ] {
            for brings in [false, true] {
                let manifest = try brings ? #", "after": "\#(blob("x"))", "text": "x"}"# : "}"
                let patch = """
                    {"format": "git-sol.diff/1", "changes": [], "files": [
                    \(opening), "solution": "Evil", "folder": ""\(manifest),
                    {"path": "\(victim)", "solution": "Evil", "folder": "", "before": "\(try blob(old))", "after": "\(try blob("evil\n"))", "text": "evil\\n"}]}
                    """
                try repository.directory.write(patch, to: "patch.json")
                let run = try repository.sol("apply", "patch.json")
                #expect(run.status == 2 && run.errors.contains("which is in no solution here"), "\(opening) \(brings): \(run)")
                #expect(try Files.read(repository.path + "/" + victim) == Array(old.utf8), "\(opening) \(brings)")
            }
        }
    }

    /// A folder that is called as one of a kind, or a file that looks like a component, opens nothing beside a solution.
    @Test func aPatchOpensNoFolderByItsName() throws {
        let victims = [
            "src/Controls/build.sh", "web/Workflows/run.sh", "docs/PluginAssemblies/x.sh", "app/bin/deploy.sh", "scripts/deploy.sh",
        ]
        let (repository, elsewhere) = (try ExampleRepository(), TemporaryDirectory())
        for path in victims { try repository.directory.write("deploy\n", to: path) }
        try repository.directory.write("<Entity/>", to: "app/Entities/Account/Entity.xml")
        try repository.commit("beside")
        let (old, new) = (try ObjectID.of(.blob, Array("deploy\n".utf8)).hex, try ObjectID.of(.blob, Array("evil\n".utf8)).hex)
        func apply(_ path: String, _ rest: String, _ place: Comment) throws {
            let patch = """
                {"format": "git-sol.diff/1", "changes": [], "files": [{"path": "\(path)", "solution": "Evil", "folder": "", \(rest)}]}
                """
            try elsewhere.write(patch, to: "patch.json")
            let run = try repository.sol("apply", elsewhere.path + "/patch.json")
            #expect(run.status == 2 && run.errors.contains("which is in no solution here"), place)
            #expect(try repository.git("status", "--porcelain").isEmpty, place)
        }
        for path in victims {
            try apply(path, #""before": "\#(old)", "after": "\#(new)", "text": "evil\n""#, "changes \(path)")
            try apply(path, #""before": "\#(old)""#, "deletes \(path)")
        }
        for path in ["src/Controls/.vscode/tasks.json", "Entities/A/Entity.xml", "Other/x.sh"] {
            try apply(path, #""after": "\#(new)", "text": "evil\n""#, "adds \(path)")
        }
    }

    @Test func aPatchLeadsNowhereElse() throws {
        let victim = try AttackPackageTests.Victim()
        try Files.createDirectories(victim.path + "/sol/Other")
        try Files.createDirectories(victim.directory.path + "/elsewhere")
        try Files.write(Array(BadZipTests.manifest("Evil").utf8), to: victim.path + "/sol/Other/Solution.xml")
        _ = try Process.run(["ln", "-s", "../../elsewhere", victim.path + "/sol/Roles"])
        func apply(_ path: String, in folder: String) throws -> ProgramRun {
            let content = "[core]\\n\\tfsmonitor = touch \(victim.sentinel)\\n"
            let blob = try ObjectID.of(.blob, Array("[core]\n\tfsmonitor = touch \(victim.sentinel)\n".utf8))
            let patch = """
                {"format": "git-sol.diff/1", "changes": [], "files": [
                {"path": "\(path)", "solution": "Evil", "folder": "\(folder)", "after": "\(blob)", "text": "\(content)"}]}
                """
            return try victim.sol("apply", "-", input: Array(patch.utf8))
        }
        for (folder, path) in [
            ("ab", "ab../x"), ("ab", "ab../../x"), ("", ".git/config"), ("", "../x"), ("", "/tmp/x"), ("ab/", "ab/.git/config"),
            ("ab/", "ab/../../x"),
            ("", "Makefile"), ("", "src/xc"), ("zz/", "zz/Makefile"), ("sol/", "sol/.vscode/tasks.json"), ("ab/", "ab/.github/x"),
            ("sol/", "sol/Roles/x.xml"), ("ab/", "ab/Roles/x.xml"), ("", "sol/.gitattributes"), ("", ".git./config"),
        ] {
            let before = try victim.state()
            let run = try apply(path, in: folder)
            // Below the solution's folder a diff may do what it says.
            #expect(try victim.isUntouched(since: before, but: path.contains(".") ? nil : "repo/sol/"), "\(path): \(run)")
            #expect(try Walk.list(victim.directory.path + "/elsewhere").isEmpty, "\(path): \(run)")
        }
        // What is refused is refused for its path.
        #expect(try apply("sol/WebResources/x", in: "sol/").status == 0)
        #expect(Files.exists(victim.path + "/sol/WebResources/x"))
    }

    /// Names that are no text cannot be written back: two of them would be one file.
    @Test func namesThatAreNoTextAreNotMergedIntoOthers() throws {
        let repository = try ExampleRepository()
        let shell = "printf x > \"$(printf 'pre-\\377.txt')\"; printf y > \"$(printf 'pre-\\376.txt')\""
        _ = try Process.run(["sh", "-c", shell], directory: repository.path)
        try repository.commit("names")
        try repository.git("checkout", "-q", "-b", "topic")
        _ = try Process.run(["sh", "-c", "printf theirs > \"$(printf 'pre-\\377.txt')\""], directory: repository.path)
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("theirs")
        try repository.git("checkout", "-q", "main")
        try repository.directory.write("ours", to: "ours.txt")
        try repository.commit("ours")
        let before = try repository.git("ls-tree", "-r", "HEAD")
        let run = try repository.sol("merge", "topic", variables: GitRun.environment(home: repository.path).variables)
        #expect(run.status >= 2 && run.errors.contains("not UTF-8"), "\(run)")
        #expect(try repository.git("ls-tree", "-r", "HEAD") == before)
    }

    /// A few objects may say that there are any number of folders.
    @Test func treesWithoutEndAreRefused() throws {
        let repository = try ExampleRepository()
        let git = repository.git
        let blob = try git("hash-object", "-w", ExampleRepository.table)
        var deep = try Self.tree("100644 blob \(blob)\tx", git)
        for _ in 0..<600 { deep = try Self.tree("040000 tree \(deep)\td", git) }
        let commit = try git("commit-tree", deep, "-p", "HEAD", "-m", "deep")
        for words in [
            ["diff", "HEAD", commit], ["log", "-n", "3", commit], ["show", commit], ["merge-tree", "HEAD", commit], ["ls", commit],
        ] {
            let end = try BuiltProgram.end(of: words, in: repository.path, killedAfter: 30)
            #expect(end == .exited(2) || end == .exited(0) || end == .exited(1), "\(words): \(end)")
        }
    }

    private static func tree(_ line: String, _ git: GitRun) throws -> String {
        let result = try Process.run(
            ["git", "mktree"], environment: GitRun.environment(home: git.directory), directory: git.directory,
            input: .bytes(Array((line + "\n").utf8)))
        return String(decoding: result.output.dropLast(), as: UTF8.self)
    }
}
