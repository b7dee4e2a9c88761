// Walk: everything, in the order of git, links not followed.

import Bindings
import TestSupport
import Testing

@Suite struct SystemWalkTests {
    let directory = TemporaryDirectory()

    private func make(_ paths: [String]) throws {
        for path in paths {
            let full = directory.path + "/" + path
            try Files.createDirectories(Files.parent(of: full) ?? "/")
            try Files.write(Array(path.utf8), to: full)
        }
    }

    @Test func theOrderIsThatOfBytes() throws {
        try make(["b", "a/x", "a.b", "a0", "B", "é", "a/y/z", "a-b", "a/x.y"])
        let entries = try Walk.list(directory.path)
        #expect(entries.filter { $0.kind == .file }.map(\.path) == ["B", "a-b", "a.b", "a/x", "a/x.y", "a/y/z", "a0", "b", "é"])
        let all = entries.map { $0.kind == .directory ? $0.path + "/" : $0.path }
        #expect(all == all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        #expect(entries.first { $0.path == "a/y/z" }?.size == 5)
    }

    @Test func linksAreListedNotFollowed() throws {
        try make(["d/file"])
        _ = try Process.run(["ln", "-s", "d", directory.path + "/link"])
        let entries = try Walk.list(directory.path)
        #expect(entries.map(\.path) == ["d", "d/file", "link"])
        #expect(entries.last?.kind == .link)
    }

    @Test func unwantedDirectoriesAreNotEntered() throws {
        try make([".git/config", "a/.git/x", "a/b"])
        let entries = try Walk.list(directory.path) { !$0.hasSuffix(".git") }
        #expect(entries.map(\.path) == ["a", "a/b"])
    }

    @Test func bottomlessFoldersAreRefused() throws {
        try Files.createDirectories(directory.path + String(repeating: "/d", count: 300))
        #expect(throws: SystemError.self) { try Walk.list(directory.path) }
        _ = try Process.run(["rm", "-rf", directory.path + "/d"])
    }

    @Test func namesThatAreNoTextAreAnError() throws {
        _ = try Process.run(["/bin/sh", "-c", "touch \"$(printf 'a\\377b')\""], directory: directory.path)
        #expect(throws: SystemError.self) { try Walk.list(directory.path) }
    }
}
