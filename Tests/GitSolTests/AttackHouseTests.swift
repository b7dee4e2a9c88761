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
        "SwitchWork.swift": (8, "the directory of our own in the repository, and its index"),
        "TreeSwitch.swift": (10, "the same, and the top of the working tree as a root"),
        "Root.swift": (2, "a place of our own that a file is given to, or comes from"),
        "Files+Output.swift": (1, "where a link leads that the user named"),
        "Files+Update.swift": (3, "where a link leads that stands for a file of git's"),
        "Files.swift": (2, "below or above a path that is trusted"),
        "OwnedDirectory.swift": (1, "the directory itself"),
        "NewFolder.swift": (2, "beside a folder that the user named"),
        "ApplyCommand.swift": (1, "the folder of the flag"),
        "ConflictEditor.swift": (2, "a file of ours in the repository, one name long"),
        "OpenMerge.swift": (1, "the top of the working tree as a root"),
        "ConflictSettler.swift": (1, "the top of the working tree as a root"),
        "GenerateCommand.swift": (2, "the folder of the argument, and names of our own manual"),
        "HookCommand.swift": (1, "the message that git gives to the hook"),
        "InitCommand.swift": (1, "the folder of the argument"),
        "MergeCommand.swift": (1, "what git keeps of a merge, in the repository"),
        "MergeDriverCommand.swift": (1, "the file that git gives to the driver"),
        "PackCommand.swift": (2, "the output of the flag, and as a root the folder for names that nobody has typed"),
        "SettingsTarget.swift": (2, "the file of the flag, and as a root the top of the working tree"),
        "PackCommand+Package.swift": (1, "the folder of the flag as a root"),
        "UnpackCommand.swift": (1, "the folder of the flag; without it the solution's name, of which no link is followed"),
        "VersionCommand.swift": (1, "the folder one stands in as a root"),
        "GitFilter.swift": (2, "a directory of our own in the repository"),
        "Log.swift": (1, "the file of the flag"),
        "HookItem.swift": (1, "a hook of a name of ours, in the repository: where core.hooksPath says nothing is written"),
        "InstallationItem.swift": (1, "settings, attributes and hooks in the repository, and a person's own"),
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

    /// The files that call the system to write, and what they write to.
    static let writing: [String: String] = [
        "Files.swift": "trusted paths",
        "Files+Identity.swift": "a trusted path",
        "Files+Output.swift": "a trusted path",
        "Files+Times.swift": "a trusted path",
        "Files+Update.swift": "the lock beside a trusted path",
        "Files+Write.swift": "a trusted path, or one name below a directory that is open",
        "FileBatch.swift": "checked paths below a directory of our own that is open",
        "NewFolder.swift": "a directory of our own beside a trusted path",
        "OutputStream.swift": "a trusted path, at its end",
        "OwnedDirectory.swift": "a directory of our own",
        "Root.swift": "checked paths below a directory that is open",
        "SwitchWork.swift": "our own directory in the repository, and the index under git's lock",
        "Repository+Index.swift": "the index under git's lock",
    ]

    /// No call opens for writing without one of the constants.
    private static let calls = [
        "O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND", "creat(", "fopen(", "freopen(", "truncate(", "ftruncate(", "rename(",
        "renameat(", "renameat2(", "unlink(", "unlinkat(", "remove(\"", "rmdir(", "mkdir(", "mkdirat(", "mkdtemp(", "mkstemp(", "mkfifo(",
        "mknod(", "link(", "linkat(", "symlink(", "symlinkat(", "chmod(", "fchmodat(", "chown(", "lchown(", "fchownat(", "utimensat(",
        "utimes(", "setxattr(", "mount(", "sendfile(", "copy_file_range(",
    ]

    /// The calls of the C library in a text: a name of its own, not the end of another's, no method and no declaration.
    private static func callsThatWrite(in text: [UInt8]) -> [String] {
        let wanted = calls.map { Array($0.utf8) }
        var found: Set<Int> = []
        text.withUnsafeBufferPointer { text in
            var last: UInt8 = 0
            for (place, byte) in text.enumerated() {
                defer { last = byte }
                let isName = last | 0x20 >= 0x61 && last | 0x20 <= 0x7A || last >= 0x30 && last <= 0x39 || last == 0x5F
                if isName { continue }
                for (number, call) in wanted.enumerated() where call[0] == byte && text[place...].starts(with: call) {
                    let before = text[..<place]
                    let isMethod = last == UInt8(ascii: ".") && !before.suffix(6).elementsEqual("Glibc.".utf8)
                    if !isMethod, !before.suffix(5).elementsEqual("func ".utf8) { found.insert(number) }
                }
            }
        }
        return found.sorted().map { calls[$0] }
    }

    @Test func nothingElseWrites() throws {
        for (path, text) in try Self.swiftFiles() {
            // The C library is named where it is imported, and in no other module than `Bindings`.
            let isCalling = Self.count("import Glibc", in: text) > 0
            #expect(!isCalling || path.hasPrefix("Bindings/"), "'\(path)' imports the C library")
            let found = isCalling ? Self.callsThatWrite(in: text) : []
            #expect(found.isEmpty || Self.writing[Self.name(path)] != nil, "'\(path)' calls \(found)")
            if found.isEmpty { #expect(Self.writing[Self.name(path)] == nil, "'\(path)' does not write any more") }
        }
        let names = try Self.swiftFiles().map { Self.name($0.path) }
        for name in Self.writing.keys { #expect(names.contains(name), "'\(name)' is not there any more") }
        // What makes a path of a text stands in the other list: nothing here opens a text that is none.
        #expect(Self.callsThatWrite(in: Array("x.rename(a) func link(b) kept.chmod(c) unlinked(d)".utf8)).isEmpty)
        #expect(Self.callsThatWrite(in: Array("Glibc.rename(a, b); link(c, d), rmdir(e)".utf8)) == ["rename(", "rmdir(", "link("])
    }
}
