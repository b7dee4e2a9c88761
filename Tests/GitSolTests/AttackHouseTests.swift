// Reading our own code: every place that trusts a path is known, with the reason, and nothing else in the program writes.

import Bindings
import Testing
import TestSupport

struct AttackHouseTests {
    static let sources = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Sources"

    /// Where a text becomes a path that may lead anywhere, how often, and why it may.
    static let trusted: [String: (count: Int, reason: String)] = [
        "Bindings/Git/ObjectPack.swift": (3, "packs of the repository, named after their digest"),
        "Bindings/Git/SwitchWork.swift": (8, "the directory of our own in the repository, and its index"),
        "Bindings/Git/TreeSwitch.swift": (6, "the same, and the top of the working tree as a root"),
        "Bindings/Paths/Root.swift": (2, "a place of our own that a file is given to, or comes from"),
        "Bindings/System/Files+Output.swift": (1, "where a link leads that the user named"),
        "Bindings/System/Files+Replace.swift": (3, "the lock beside a file of git's"),
        "Bindings/System/Files+Update.swift": (3, "where a link leads that stands for a file of git's"),
        "Bindings/System/Files.swift": (2, "below or above a path that is trusted"),
        "Bindings/System/OwnedDirectory.swift": (1, "the directory itself"),
        "Bindings/System/NewFolder.swift": (2, "beside a folder that the user named"),
        "GitSol/Commands/Apply.swift": (1, "the folder of the flag"),
        "GitSol/Commands/ConflictEditor.swift": (2, "a file of ours in the repository, one name long"),
        "GitSol/Commands/ConflictSettler.swift": (1, "the top of the working tree as a root"),
        "GitSol/Commands/Generate.swift": (2, "the folder of the argument, and names of our own manual"),
        "GitSol/Commands/Hook.swift": (1, "the message that git gives to the hook"),
        "GitSol/Commands/Init.swift": (1, "the folder of the argument"),
        "GitSol/Commands/Merge.swift": (5, "what git keeps of a merge, in the repository"),
        "GitSol/Commands/MergeDriver.swift": (1, "the file that git gives to the driver"),
        "GitSol/Commands/Pack.swift": (2, "the output of the flag, and its folder, or the one one stands in, as a root"),
        "GitSol/Commands/Unpack.swift": (1, "the folder of the flag; without it the solution's name, which is no link"),
        "GitSol/Commands/Version.swift": (1, "the folder one stands in as a root"),
        "GitSol/World/GitFilter.swift": (1, "a directory of our own in the repository"),
        "GitSol/World/TreeCheckout.swift": (2, "a directory of our own in the repository, its index, and the top of the working tree as a root"),
        "SolutionStore/Installation/HookItem.swift": (1, "a hook, of a name of ours"),
        "SolutionStore/Installation/InstallationItem.swift": (1, "settings, attributes and hooks where git has them"),
        "SolutionStore/Package/FolderWriter.swift": (1, "above the folder that the user named"),
    ]

    private static func count(_ pattern: String, in text: [UInt8]) -> Int {
        let wanted = Array(pattern.utf8)
        return text.indices.filter { text[$0] == wanted[0] && text[$0...].starts(with: wanted) }.count
    }

    private static func swiftFiles() throws -> [(path: String, text: [UInt8])] {
        try Walk.list(sources).filter { $0.kind == .file && $0.path.hasSuffix(".swift") }.map { ($0.path, try Files.read(sources + "/" + $0.path)) }
    }

    @Test func everyTrustedPathHasAReason() throws {
        for (path, text) in try Self.swiftFiles() {
            let count = Self.count("TrustedPath(trusting:", in: text)
            #expect(count == Self.trusted[path]?.count ?? 0, "'\(path)' trusts \(count) paths: add it with the reason, or take the gate")
        }
    }

    /// Calls that write stand where paths are types; the two exceptions are git's own index and references, under git's own locks.
    @Test func nothingElseWrites() throws {
        let allowed = ["SolutionCore/", "Bindings/System/", "Bindings/Paths/", "Bindings/Git/SwitchWork.swift", "Bindings/Git/Repository+Index.swift"]
        let calls = ["Glibc.open(", "openat(", "rename(\"", " rename(", "renameat(", "unlink(", "unlinkat(", "mkdir(", "mkdirat(", "symlink(\"", "linkat(", "fopen(\"", "O_CREAT"]
        for (path, text) in try Self.swiftFiles() where !allowed.contains(where: path.hasPrefix) {
            for call in calls { #expect(Self.count(call, in: text) == 0, "'\(path)' calls \(call)") }
        }
    }
}
