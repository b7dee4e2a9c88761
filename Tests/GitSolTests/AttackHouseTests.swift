// Reading our own code: every place that trusts a path is known, with the reason, and nothing else in the program writes.

import Bindings
import TestSupport
import Testing

struct AttackHouseTests {
    static let sources = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources"

    /// Where a text becomes a path that may lead anywhere, how often, and why it may.
    ///
    /// By the names of files: no two are called the same.
    static let trusted: [String: (count: Int, reason: String)] = [
        "ObjectPack.swift": (3, "packs of the repository, named after their digest"),
        "SwitchWork.swift": (9, "the directory of our own in the repository, and its index"),
        "TreeSwitch.swift": (10, "the same, and the top of the working tree as a root"),
        "Root.swift": (2, "a place of our own that a file is given to, or comes from"),
        "Files+Output.swift": (1, "where a link leads that the user named"),
        "Files+Update.swift": (3, "where a link leads that stands for a file of git's"),
        "Files.swift": (2, "below or above a path that is trusted"),
        "OwnedDirectory.swift": (1, "the directory itself"),
        "NewFolder.swift": (2, "beside a folder that the user named"),
        "ApplyCommand.swift": (1, "the folder of the flag"),
        "ConflictEditor.swift": (2, "a file of ours in the repository, one name long"),
        "ConflictSettler.swift": (1, "the top of the working tree as a root"),
        "GenerateCommand.swift": (2, "the folder of the argument, and names of our own manual"),
        "HookCommand.swift": (1, "the message that git gives to the hook"),
        "InitCommand.swift": (1, "the folder of the argument"),
        "MergeCommand.swift": (1, "what git keeps of a merge, in the repository"),
        "MergeDriverCommand.swift": (1, "the file that git gives to the driver"),
        "PackCommand.swift": (2, "the output of the flag, and its folder, or the one one stands in, as a root"),
        "UnpackCommand.swift": (1, "the folder of the flag; without it the solution's name, which is no link"),
        "VersionCommand.swift": (1, "the folder one stands in as a root"),
        "GitFilter.swift": (1, "a directory of our own in the repository"),
        "HookItem.swift": (1, "a hook, of a name of ours"),
        "InstallationItem.swift": (1, "settings, attributes and hooks where git has them"),
        "FolderWriter.swift": (1, "above the folder that the user named"),
    ]

    private static func count(_ pattern: String, in text: [UInt8]) -> Int {
        let wanted = Array(pattern.utf8)
        return text.indices.filter { text[$0] == wanted[0] && text[$0...].starts(with: wanted) }.count
    }

    private static func name(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    private static func swiftFiles() throws -> [(path: String, text: [UInt8])] {
        try Walk.list(sources).filter { $0.kind == .file && $0.path.hasSuffix(".swift") }.map {
            ($0.path, try Files.read(sources + "/" + $0.path))
        }
    }

    @Test func everyTrustedPathHasAReason() throws {
        for (path, text) in try Self.swiftFiles() {
            let count = Self.count("TrustedPath(trusting:", in: text)
            #expect(
                count == Self.trusted[Self.name(path)]?.count ?? 0,
                "'\(path)' trusts \(count) paths: add it with the reason, or take the gate")
        }
    }

    @Test func noTwoFilesHaveOneName() throws {
        let names = try Self.swiftFiles().map { Self.name($0.path) }
        #expect(Set(names).count == names.count)
        for name in Self.trusted.keys { #expect(names.contains(name), "'\(name)' is not there any more") }
    }

    /// Calls that write stand where paths are types; the two exceptions are git's own index and references, under git's own locks.
    @Test func nothingElseWrites() throws {
        let allowed = [
            "SolutionCore/", "Bindings/System/", "Bindings/Paths/", "SwitchWork.swift", "Repository+Index.swift",
        ]
        let calls = [
            "Glibc.open(", "openat(", "rename(\"", " rename(", "renameat(", "unlink(", "unlinkat(", "mkdir(", "mkdirat(", "symlink(\"",
            "linkat(", "fopen(\"", "O_CREAT",
        ]
        for (path, text) in try Self.swiftFiles() where !allowed.contains(where: { path.hasPrefix($0) || Self.name(path) == $0 }) {
            for call in calls { #expect(Self.count(call, in: text) == 0, "'\(path)' calls \(call)") }
        }
    }
}
