// Files: whole or not at all, whatever fails.

import Bindings
import TestSupport
import Testing

@Suite struct SystemFilesTests {
    let directory = TemporaryDirectory()
    var path: String { directory.path + "/file" }

    @Test func whatIsWrittenIsRead() throws {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        try Files.write(bytes, to: path, sync: true)
        #expect(try Files.read(path) == bytes)
        try Files.write([], to: path)
        #expect(try Files.read(path) == [])
    }

    /// Makes the first, second, third … write, sync and rename fail, until none is left to fail.
    @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
        try Files.write(Array("old".utf8), to: path)
        let new = [UInt8](repeating: 7, count: 200_000)
        var failures = 0
        for nth in 1...100 {
            let (error, struck) = Faults.failing(nth: nth) { () -> SystemError? in
                do throws(SystemError) {
                    try Files.write(new, to: path, sync: true)
                    return nil
                } catch {
                    return error
                }
            }
            guard struck else { break }
            failures += 1
            let content = try Files.read(path)
            // Syncing the directory comes after the rename: then the new file is there, whole.
            #expect(content == Array("old".utf8) || content == new, "call \(nth)")
            #expect(error?.path == path || content == new)
            #expect(error?.reason == "No space left on device")
            #expect(try Walk.list(directory.path).map(\.path) == ["file"], "call \(nth)")
            try Files.write(Array("old".utf8), to: path)
        }
        #expect(failures == 4)
    }

    @Test func modeIsKept() throws {
        try Files.write([1], to: path, mode: .exactly(0o755))
        try Files.write([2], to: path)
        #expect(try Files.status(path)?.mode == 0o755)
        #expect(try Files.status(path)?.isExecutable == true)
    }

    @Test func aLinkIsReplacedNotFollowed() throws {
        let target = directory.path + "/target"
        try Files.write([1], to: target)
        _ = try Process.run(["ln", "-s", "target", path])
        #expect(try Files.status(path)?.kind == .link)
        try Files.write([2], to: path)
        #expect(try Files.read(target) == [1])
        #expect(try Files.status(path)?.kind == .file)
    }

    @Test func whatIsTheSameIsNotWritten() throws {
        #expect(try Files.writeIfChanged([1, 2], to: path))
        let before = try Files.status(path)
        #expect(try !Files.writeIfChanged([1, 2], to: path))
        #expect(try Files.status(path) == before)
        #expect(try Files.writeIfChanged([1, 3], to: path))
    }

    @Test func directoriesAreMadeAndRemoved() throws {
        let deep = directory.path + "/a/b/c"
        try Files.createDirectories(deep)
        try Files.createDirectories(deep)
        #expect(Files.isDirectory(deep))
        try Files.write([1], to: deep + "/x")
        try Files.removeTree(directory.path + "/a")
        #expect(try Walk.list(directory.path).isEmpty)
        try Files.remove(deep)
        try Files.write([1], to: path)
        #expect(throws: SystemError(number: 20, action: "create the directory", path: path + "/x")) {
            try Files.createDirectories(path + "/x")
        }
    }

    @Test func missingFilesSayWhatWasTried() {
        #expect(throws: SystemError(number: 2, action: "read", path: "/nonexistent/x")) {
            try Files.read("/nonexistent/x")
        }
        #expect(throws: SystemError.self) { try Files.read("/") }
    }

    @Test(
        arguments: [
            ("a/b", "a"), ("/a", "/"), ("/", nil), ("a", nil), ("a/b/", "a"), ("/a/b", "/a"),
        ] as [(String, String?)])
    func parents(path: String, parent: String?) {
        #expect(Files.parent(of: path) == parent)
    }
}
