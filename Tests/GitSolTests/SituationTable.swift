// The situations that repositories are in, the commands, and what is expected of each in each: data for the tests and for the page.

import Bindings
import SolutionCore
import TestSupport
import Testing

/// What a command is expected to do in a situation.
enum Expected: Equatable, Sendable {
    /// What it does in a plain repository, byte for byte, or what git does there: the same commits, the same merged tree.
    case same
    /// It works: what it prints depends on the situation.
    case works
    /// It refuses, with these words in its one sentence.
    case says(String)
}

/// A command as the table has it.
struct TableCommand: Sendable {
    /// What is to be the same, beside status and output.
    enum Effect: Sendable {
        case none
        /// What the index and the files of the solution are afterwards. They are put back then.
        case files
        /// What is set, given to drivers, and hooked.
        case settings
    }

    let name: String
    /// `ZIP` and `PATCH` stand for an export and a diff of the plain repository.
    let words: [String]
    var effect = Effect.none
    /// What git does before, where it can.
    var before: [[String]] = []

    static let column = "entity/contoso_order/attribute/contoso_total"
    static let script = "webresource/contoso_/scripts/order.js"
    private static let staging = [["cherry-pick", "--no-commit", "topic"]]

    /// In this order: what is installed is taken out before the last one.
    static let all = [
        TableCommand(name: "ls", words: ["ls"]), TableCommand(name: "ls REV", words: ["ls", "HEAD"]),
        TableCommand(name: "status", words: ["status", "--short"], effect: .files, before: staging),
        TableCommand(name: "diff", words: ["diff"], effect: .files, before: staging + [["reset", "-q"]]),
        TableCommand(name: "diff --cached", words: ["diff", "--cached"], effect: .files, before: staging),
        TableCommand(name: "diff A B", words: ["diff", "HEAD~1", "HEAD"]), TableCommand(name: "show", words: ["show"]),
        TableCommand(name: "log", words: ["log", "--oneline"]), TableCommand(name: "log -p", words: ["log", "-p"]),
        TableCommand(name: "blame", words: ["blame", "HEAD", column]),
        TableCommand(name: "check", words: ["check"]), TableCommand(name: "check REV", words: ["check", "HEAD"]),
        TableCommand(name: "pack", words: ["pack", "-o", "-"]), TableCommand(name: "pack REV", words: ["pack", "HEAD", "-o", "-"]),
        TableCommand(name: "unpack", words: ["unpack", "-n", "-d", "/nonexistent/out", "ZIP"]),
        TableCommand(name: "import", words: ["import", "ZIP"], effect: .files),
        TableCommand(name: "version", words: ["version", "2.0.0.0"], effect: .files),
        TableCommand(name: "conflicts", words: ["conflicts"]), TableCommand(name: "tag", words: ["tag", "--list"]),
        TableCommand(name: "merge-tree", words: ["merge-tree", "HEAD", "topic"]),
        TableCommand(name: "apply", words: ["apply", "PATCH"], effect: .files),
        TableCommand(name: "restore", words: ["restore", "--source", "HEAD~1", column], effect: .files),
        TableCommand(name: "rm", words: ["rm", script], effect: .files),
        TableCommand(name: "mv", words: ["mv", script, "contoso_/scripts/orders.js"], effect: .files),
        TableCommand(name: "resolve", words: ["resolve", "--theirs", column], effect: .files, before: [["cherry-pick", "clash"]]),
        TableCommand(name: "doctor", words: ["doctor"]), TableCommand(name: "install", words: ["install"], effect: .settings),
        TableCommand(name: "init", words: ["init"], effect: .settings),
        TableCommand(name: "uninstall", words: ["uninstall"], effect: .settings),
        TableCommand(name: "merge", words: ["merge", "-q", "topic"]),
    ]
}

/// Where a command is started.
struct Place: Sendable {
    var path: String
    var variables: [String: String] = [:]
    /// A folder that cannot be written while the command runs.
    var readOnly: String?
}

/// A sort of repository: how it is made of a plain one, and what is another there.
struct TableSituation: CustomTestStringConvertible, Sendable {
    let name: String
    /// For the page.
    let words: String
    var exceptions: [String: Expected] = [:]
    /// Makes it of a copy of the plain repository, in a folder of its own.
    let make: @Sendable (_ copy: String, _ folder: String, _ git: GitRun) throws -> Place

    var testDescription: String { name }

    func expected(_ command: TableCommand) -> Expected {
        exceptions[command.name] ?? exceptions["*"].flatMap { Self.needNothing.contains(command.name) ? nil : $0 } ?? .same
    }

    /// Work waits here that 'git reset --hard' would throw away: nothing is done before a command, nor put back after it.
    var isUnderWay: Bool { ["unborn", "merging", "rebasing"].contains(name) }

    /// What needs no repository.
    private static let needNothing = ["unpack"]

    private static func each(_ names: [String], _ expected: Expected, and more: [String: Expected] = [:]) -> [String: Expected] {
        more.merging(names.map { ($0, expected) }) { one, _ in one }
    }

    private static func plain(_ copy: String) -> Place { Place(path: copy) }

    static let all: [TableSituation] = [
        TableSituation(name: "plain", words: "a clone with all of its history") { copy, _, _ in plain(copy) },
        TableSituation(name: "detached", words: "HEAD names a commit and no branch") { copy, _, git in
            try git("checkout", "-q", "--detach")
            return plain(copy)
        },
        TableSituation(
            name: "unborn", words: "before the first commit",
            exceptions: each(
                ["ls REV", "check REV", "pack REV", "diff A B", "merge-tree"], .says("is no "),
                and: [
                    "show": .says("does not have any commits yet"), "log": .says("does not have any commits yet"),
                    "blame": .says("is no "), "restore": .says("is no revision"), "rm": .says("uncommitted changes"),
                    "merge-tree": .says("does not have any commits yet"), "status": .works, "diff": .works,
                    "merge": .says("would be overwritten by merge"), "import": .says("uncommitted changes"),
                    "log -p": .says("does not have any commits yet"),
                    "diff --cached": .works, "version": .works, "apply": .works, "mv": .works, "resolve": .works,
                ])
        ) { copy, _, git in
            try git("checkout", "-q", "--orphan", "new")
            return plain(copy)
        },
        TableSituation(
            name: "bare", words: "a repository without a working tree",
            exceptions: each(
                ["status", "diff", "restore", "rm", "mv", "merge", "import", "resolve"], .says("bare"),
                and: ["version": .says("no solution"), "apply": .says("no solution here"), "diff --cached": .works, "init": .works])
        ) { copy, folder, git in
            try git("clone", "-q", "--bare", ".", folder + "/bare.git")
            return Place(path: folder + "/bare.git")
        },
        TableSituation(name: "worktree", words: "a linked working tree") { copy, folder, git in
            try git("worktree", "add", "-q", "-b", "linked", folder + "/linked")
            return Place(path: folder + "/linked")
        },
        TableSituation(
            name: "shallow", words: "history is cut off: `git clone --depth 2`, the default of build servers",
            exceptions: [
                "blame": .works, "merge-tree": .says("no commit in common"), "merge": .says("no commit in common"), "log": .works,
                "log -p": .works,
            ]
        ) { copy, folder, git in
            try git("clone", "-q", "--depth=2", "--no-single-branch", "file://" + copy, folder + "/shallow")
            try branches(folder + "/shallow")
            return Place(path: folder + "/shallow")
        },
        TableSituation(name: "partial", words: "blobs are fetched when they are needed: `--filter=blob:none`") { copy, folder, git in
            try git("config", "uploadpack.allowFilter", "true")
            try git("config", "uploadpack.allowAnySHA1InWant", "true")
            try git("clone", "-q", "--filter=blob:none", "file://" + copy, folder + "/partial")
            try branches(folder + "/partial")
            return Place(path: folder + "/partial")
        },
        TableSituation(name: "sparse", words: "a cone of the tree is checked out", exceptions: sparse) { copy, _, git in
            try git("sparse-checkout", "set", "--cone", "sol/Other")
            return plain(copy)
        },
        TableSituation(name: "sparse patterns", words: "patterns say what is checked out", exceptions: sparse) { copy, _, git in
            try git("sparse-checkout", "set", "--no-cone", "/sol/Other/")
            return plain(copy)
        },
        TableSituation(name: "alternates", words: "objects are those of another repository: `git clone --shared`") { copy, folder, git in
            try git("clone", "-q", "--shared", ".", folder + "/shared")
            try branches(folder + "/shared")
            return Place(path: folder + "/shared")
        },
        TableSituation(name: "packed", words: "objects and references are packed: `git gc`") { copy, _, git in
            try git("gc", "-q")
            return plain(copy)
        },
        TableSituation(
            name: "replaced", words: "a commit has other parents by `git replace --graft`",
            exceptions: ["diff A B": .works, "show": .works, "blame": .works, "restore": .works, "log -p": .works]
        ) { copy, _, git in
            try git("replace", "--graft", "HEAD", "HEAD~2")
            return plain(copy)
        },
        TableSituation(
            name: "LFS fetched", words: "scripts are in Git LFS, their objects are here, and pointers are checked out",
            exceptions: each(["diff A B", "show", "log", "log -p", "import", "restore", "rm", "mv", "merge-tree"], .works)
        ) { copy, _, git in
            try lfs(copy, git, isFetched: true)
            return plain(copy)
        },
        TableSituation(
            name: "LFS absent", words: "the same without the objects",
            exceptions: each(
                ["diff A B", "show", "log", "log -p", "import", "restore", "rm", "mv", "merge-tree"], .works,
                and: ["pack": .says("git lfs pull"), "pack REV": .says("git lfs pull")])
        ) { copy, _, git in
            try lfs(copy, git, isFetched: false)
            return plain(copy)
        },
        TableSituation(
            name: "SHA-256", words: "objects are named by SHA-256: `git init --object-format=sha256`",
            exceptions: each(
                ["ls", "check", "pack", "unpack", "version", "apply"], .same,
                and: ["*": .says("SHA-256"), "doctor": .works])
        ) { copy, folder, _ in
            let path = folder + "/sha256"
            try Files.createDirectories(path)
            let git = GitRun(in: path)
            try git("init", "-q", "-b", "main", "--object-format=sha256")
            _ = try Process.run(["cp", "-R", copy + "/sol", path + "/sol"])
            try git("add", "-A")
            try git("commit", "-qm", "Orders")
            return Place(path: path)
        },
        TableSituation(
            name: "reftable", words: "references are in a reftable",
            exceptions: each(
                ["ls", "check", "pack", "unpack"], .same,
                and: ["*": .says("reftable"), "doctor": .works, "version": .works, "apply": .works])
        ) { copy, _, git in
            try git("config", "core.repositoryFormatVersion", "1")
            try git("config", "extensions.refStorage", "reftable")
            return plain(copy)
        },
        TableSituation(
            name: "GIT_DIR", words: "`GIT_DIR` and `GIT_WORK_TREE` name it from elsewhere",
            exceptions: ["version": .says("no solution"), "apply": .says("no solution here")]
        ) { copy, folder, _ in
            try Files.createDirectories(folder + "/elsewhere")
            return Place(path: folder + "/elsewhere", variables: ["GIT_DIR": copy + "/.git", "GIT_WORK_TREE": copy])
        },
        TableSituation(
            name: "refused", words: "it belongs to somebody else, and `safe.directory` does not list it",
            exceptions: ["*": .says("dubious ownership"), "version": .works]
        ) { copy, _, _ in
            _ = try Process.run(["chown", "-R", "nobody", copy])
            return plain(copy)
        },
        TableSituation(name: "listed", words: "it belongs to somebody else, and `git -c safe.directory=…` lists it") { copy, _, _ in
            _ = try Process.run(["chown", "-R", "nobody", copy])
            return Place(
                path: copy,
                variables: ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": copy])
        },
        TableSituation(name: "sudo", words: "it belongs to the user who has called `sudo`") { copy, _, _ in
            _ = try Process.run(["chown", "-R", "nobody", copy])
            let user = String(decoding: try Process.run(["id", "-u", "nobody"]).output, as: UTF8.self).lines.first.map { String($0) }
            return Place(path: copy, variables: ["SUDO_UID": user ?? ""])
        },
        TableSituation(
            name: "superproject", words: "the solution is in a submodule",
            exceptions: each(
                ["ls", "check", "pack", "version"], .works,
                and: [
                    "*": .works,
                    "ls REV": .says("holds no solution"), "check REV": .says("holds no solution"),
                    "pack REV": .says("holds no solution"),
                    "diff A B": .says("HEAD~1"), "merge-tree": .says("topic"), "merge": .says("topic"), "restore": .says("HEAD~1"),
                    "rm": .says("holds no solution"), "mv": .says("holds no solution"),
                ])
        ) { copy, folder, _ in
            let path = folder + "/super"
            try Files.createDirectories(path)
            let git = GitRun(in: path)
            try git("init", "-q", "-b", "main")
            try git("-c", "protocol.file.allow=always", "submodule", "add", "-q", copy, "inner")
            try git("commit", "-qm", "with a submodule")
            return Place(path: path)
        },
        TableSituation(name: "submodule", words: "it is a submodule of another") { copy, folder, _ in
            let path = folder + "/super"
            try Files.createDirectories(path)
            let git = GitRun(in: path)
            try git("init", "-q", "-b", "main")
            try git("-c", "protocol.file.allow=always", "submodule", "add", "-q", copy, "inner")
            try branches(path + "/inner")
            return Place(path: path + "/inner")
        },
        TableSituation(
            name: "merging", words: "in a merge, with a conflict in another file", exceptions: stopped
        ) { copy, _, git in
            try notes(copy, git)
            _ = try? git("merge", "-q", "other")
            return plain(copy)
        },
        TableSituation(
            name: "rebasing", words: "in a rebase, with a conflict in another file",
            exceptions: stopped
        ) { copy, _, git in
            try notes(copy, git)
            _ = try? git("rebase", "-q", "other")
            return plain(copy)
        },
        TableSituation(
            name: "CRLF", words: "`core.autocrlf`: lines end with a return in the working tree",
            exceptions: ["pack": .works, "import": .works, "merge": .works, "apply": .says("the diff starts from")]
        ) { copy, _, git in
            try git("config", "core.autocrlf", "true")
            try Files.removeTree(copy + "/sol")
            try git("checkout", "-q", "--", ".")
            return plain(copy)
        },
        TableSituation(name: "ignorecase", words: "`core.ignoreCase`") { copy, _, git in
            try git("config", "core.ignoreCase", "true")
            return plain(copy)
        },
        TableSituation(
            name: "UTF-16", words: "the table is in UTF-16, in all of the history",
            exceptions: each(
                ["show", "log -p", "blame", "merge-tree", "merge", "import", "status", "diff", "diff --cached"], .works,
                and: [
                    "apply": .says("it is not the file that the diff starts from"), "restore": .works, "resolve": .works, "rm": .works,
                    "mv": .works,
                ])
        ) { copy, _, _ in
            // Its byte order mark becomes one of UTF-16.
            let table = "'" + ExampleRepository.table + "'"
            let filter = "iconv -f UTF-8 -t UTF-16LE \(table) > ../utf16 && cat ../utf16 > \(table)"
            var environment = GitRun.environment(home: copy)
            environment.variables["FILTER_BRANCH_SQUELCH_WARNING"] = "1"
            let words = ["git", "filter-branch", "--tree-filter", filter, "--", "--all"]
            let result = try Process.run(words, environment: environment, directory: copy)
            guard result.end == .exited(0) else { throw GitRun.Failure(String(decoding: result.errors, as: UTF8.self)) }
            return plain(copy)
        },
        TableSituation(
            name: "read-only", words: "nothing in `.git` can be written",
            exceptions: each(
                ["import", "restore", "rm", "mv", "resolve", "install", "init", "merge-tree", "merge"], .says("cannot be written"),
                and: ["uninstall": .works])
        ) { copy, _, _ in Place(path: copy, readOnly: copy + "/.git") },
        TableSituation(
            name: "hooksPath", words: "`core.hooksPath` names a folder of hooks",
            exceptions: each(["install", "init", "uninstall", "doctor"], .works)
        ) {
            copy, folder, git in
            try git("config", "core.hooksPath", folder + "/hooks")
            return plain(copy)
        },
    ]

    /// Those of the repository that it was cloned from.
    private static func branches(_ path: String) throws {
        for name in ["topic", "clash"] { try GitRun(in: path)("branch", "-q", name, "origin/" + name) }
    }

    /// As git: what is not checked out is no file to patch, and what was unstaged there is what is staged.
    private static let sparse: [String: Expected] = ["diff": .works, "apply": .says("there is no such file")]

    /// Where another conflict waits: what would write says so.
    private static let stopped: [String: Expected] = [
        "merge": .says("under way"), "import": .says("under way"), "restore": .says("left conflicts here"),
        "rm": .says("left conflicts here"),
        "mv": .says("left conflicts here"), "status": .works, "conflicts": .works, "diff A B": .works, "show": .works, "log": .works,
        "merge-tree": .works, "log -p": .works, "diff": .works, "diff --cached": .works, "apply": .works, "version": .works,
        "resolve": .works,
    ]

    /// On two branches a file of notes that git cannot merge; the solution is the same on both.
    private static func notes(_ copy: String, _ git: GitRun) throws {
        try git("branch", "-q", "other")
        for (branch, text) in [("other", "theirs"), ("main", "ours")] {
            try git("checkout", "-q", branch)
            try Files.write(Array((text + "\n").utf8), to: copy + "/notes.txt")
            try git("add", "-A")
            try git("commit", "-qm", text)
        }
    }

    /// The script of the solution as a pointer, committed.
    private static func lfs(_ copy: String, _ git: GitRun, isFetched: Bool) throws {
        let file = copy + "/" + LargeFileTests.script
        let content = try Files.read(file)
        let digest = SHA256.hex(of: content)
        let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:\(digest)\nsize \(content.count)\n"
        try Files.write(Array(pointer.utf8), to: file)
        try git("commit", "-qam", "LFS")
        guard isFetched else { return }
        let folder = "\(copy)/.git/lfs/objects/\(digest.prefix(2))/\(digest.dropFirst(2).prefix(2))"
        try Files.createDirectories(folder)
        try Files.write(content, to: folder + "/" + digest)
    }
}
