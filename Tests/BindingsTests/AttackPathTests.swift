// The gate for paths, tried by hand and against git itself: what git would not put into an index, nobody here writes.

import Bindings
import TestSupport
import Testing

struct AttackPathTests {
    @Test(arguments: [
        ("/etc/passwd", "is an absolute path"), ("a/../../b", "leads out of the folder"), ("C:/x", "names a drive"),
        ("a\\b", "has a backslash"), ("a/CON.txt", "names a device"), ("lpt1", "names a device"), ("a/com\u{B2}", "names a device"),
        ("a\u{0}b", "has a control character"), ("a\u{9B}2J", "has a control character"), ("", "is empty"),
        ("a//b", "has an empty segment"), ("a/", "has an empty segment"), ("./a", "has a '.' segment"),
        (".git/config", "is git's own directory"), ("a/.GIT/hooks/x", "is git's own directory"), (".git./config", "is git's own directory"),
        ("git~1/config", "is git's own directory"), (".g\u{200C}it/config", "is git's own directory"),
        ("WebResources/.git /hooks/x", "is git's own directory"), (".git:stream", "is git's own directory"),
        ("a/.gitattributes", "is a file by which git is told what to do"), (".gitmodules", "is a file by which git is told what to do"),
        ("a/.GitIgnore", "is a file by which git is told what to do"), ("GITATT~1", "is a file by which git is told what to do"),
        ("gi7eba~1", "is a file by which git is told what to do"), (".lfsconfig", "is a file by which git is told what to do"),
        (".github/workflows/x.yml", "begins with a dot, as what steers other programs does"),
        ("a/.. /b", "has a name of dots and blanks alone"), ("a/.../b", "has a name of dots and blanks alone"),
        (String(repeating: "n", count: 256), "has a name longer than 255 bytes"),
        (String(repeating: "n/", count: 2000) + "n", "is longer than 3840 bytes"),
    ])
    func whatNoSolutionMayWriteIsRefused(path: String, problem: String) {
        #expect(PathGate.problem(path) == problem)
    }

    @Test(arguments: [
        "[Content_Types].xml", "a/b c/{1}_managed.xml", "controls/x.console", "Workflows/é.json", "WebResources/new_/.eslintrc",
        "a/gitter", "a/.gitkeep", "a/git~2", "a/compact", "a/nullable.js", "Roles/Ünïcode\u{301}.xml",
    ])
    func soundNamesPass(path: String) {
        #expect(PathGate.problem(path) == nil)
    }

    @Test func aSlashAtTheEndIsADirectoryInAZip() {
        #expect(PathGate.problem(ofEntry: "a/") == nil)
        #expect(PathGate.problem(ofEntry: "/") != nil)
    }

    @Test func clashesAreFound() {
        #expect(PathClashes.pairs(["a", "B", "b", "c"]).map(\.1) == ["b"])
        #expect(PathClashes.pairs(["e\u{301}", "\u{E9}"]).isEmpty)
        #expect(PathClashes.fileAsFolder(["a/B", "A/b/c", "d"])?.inner == "A/b/c")
    }

    // MARK: - Git as the referee

    private static let pieces = [
        ".git", ".GIT", "git", "GIT", ".gIt", "git~1", "GIT~1", "git~2", "~1", ".", "..", " ", "/", "\\", ":", "a", "x.y", "\u{200C}",
        "\u{200D}",
        "\u{200E}", "\u{202A}", "\u{206F}", "\u{FEFF}", "\u{200B}", "e\u{301}", "gitmodules", "i", "t", "g", "~", "1", "\u{130}", "\u{131}",
        "config",
    ]

    private static func name(_ random: inout SeededRandom) -> String {
        (0..<1 + random.below(6)).map { _ in random.pick(pieces) }.joined()
    }

    /// What the gate lets pass as a path of a repository git takes, and what it refuses git refuses: name by name.
    @Test func gitJudgesTheSame() throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        let blob = try git("hash-object", "-w", "--stdin")
        var random = SeededRandom(seed: 13)
        var paths: [String] = []
        for number in 0..<100_000 {
            let path = "n\(number)/" + Self.name(&random)
            paths.append(path)
            if PathGate.problem(path) == nil { #expect(PathGate.problem(path, as: .repository) == nil, "\(path)") }
        }
        let lines = paths.map { "100644 \(blob) 0\t\($0)\0" }.joined()
        let environment = GitRun.environment(home: directory.path)
        let protections = ["-c", "core.protectHFS=true", "-c", "core.protectNTFS=true"]
        // It leaves out what it does not take, and goes on.
        _ = try Process.run(
            ["git"] + protections + ["update-index", "-z", "--index-info"], environment: environment, directory: directory.path,
            input: .bytes(Array(lines.utf8)))
        let listed = try Process.run(["git", "ls-files", "-z"], environment: environment, directory: directory.path)
        let taken = Set(listed.output.split(separator: 0).map(Array.init))
        let wrong = paths.filter { path in
            let passes = PathGate.problem(path, as: .repository) == nil
            // Git overlooks a backslash with which a name begins; Windows would not.
            return passes ? !taken.contains(Array(path.utf8)) : taken.contains(Array(path.utf8)) && !path.utf8.contains("/\\".utf8)
        }
        #expect(wrong.isEmpty, "\(wrong.count), the first: \(wrong.prefix(10).map { Array($0.utf8) })")
        #expect(taken.count > 30_000 && taken.count < 95_000)
    }
}
