// Writing below a folder: links on the way are not followed, wherever and whenever they are put there.

import Bindings
import Dispatch
import TestSupport
import Testing

struct AttackRootTests {
    let directory = TemporaryDirectory()
    var inside: String { directory.path + "/in" }
    var outside: String { directory.path + "/out" }

    init() throws {
        for folder in [inside + "/a/b/c", outside + "/a/b/c", outside + "/b/c", outside + "/c"] { try Files.createDirectories(folder) }
    }

    private func link(_ target: String, _ path: String) throws {
        try Files.removeTree(path)
        _ = try Process.run(["ln", "-s", target, path])
    }

    private func outsideFiles() throws -> [String] { try Walk.list(outside).filter { $0.kind != .directory }.map(\.path) }

    @Test(arguments: ["a", "a/b", "a/b/c"])
    func aLinkAtAnyLevelStopsEveryCall(level: String) throws {
        try directory.write("theirs", to: "out/c/x")
        try directory.write("theirs", to: "out/x")
        let before = try outsideFiles()
        try link(outside, inside + "/" + level)
        let root = try Root(TrustedPath(trusting: inside))
        let path = try PathGate.check("a/b/c/x")
        #expect { try root.write([1], to: path) } throws: { ($0 as? SystemError)?.isLinkInTheWay == true }
        #expect { try root.remove(path) } throws: { ($0 as? SystemError)?.isLinkInTheWay == true }
        #expect { _ = try root.read(path) } throws: { ($0 as? SystemError)?.isLinkInTheWay == true }
        #expect { _ = try root.status(path) } throws: { ($0 as? SystemError)?.isLinkInTheWay == true }
        let own = try directory.write("own", to: "own")
        #expect { try root.take(own, as: path) } throws: { ($0 as? SystemError)?.isLinkInTheWay == true }
        root.removeEmptyFolders(above: path)
        #expect(try outsideFiles() == before)
        #expect(Files.exists(own))
    }

    @Test func aLinkInTheFilesPlaceIsReplacedAndNotReadThrough() throws {
        try directory.write("theirs", to: "out/x")
        try link(outside + "/x", inside + "/x")
        let root = try Root(TrustedPath(trusting: inside))
        let path = try PathGate.check("x")
        #expect { _ = try root.read(path) } throws: { $0 is SystemError }
        #expect(try root.status(path)?.kind == .link)
        try root.write([1], to: path)
        #expect(try Files.read(outside + "/x") == Array("theirs".utf8))
        #expect(try root.read(path) == [1])
    }

    /// Somebody turns a folder into a link and back while we write: no byte lands outside.
    @Test func aLinkThatComesMeanwhileIsNotFollowed() throws {
        let (inside, outside) = (inside, outside)
        try directory.write("", to: "stop-not")
        let flag = directory.path + "/stop-not"
        let group = DispatchGroup()
        DispatchQueue.global().async(group: group) {
            while Files.exists(flag) {
                try? Files.rename(inside + "/a/b", to: inside + "/a/aside")
                _ = try? Process.run(["ln", "-s", outside, inside + "/a/b"])
                try? Files.remove(inside + "/a/b")
                try? Files.rename(inside + "/a/aside", to: inside + "/a/b")
            }
        }
        var written = 0
        for number in 0..<3_000 {
            guard let root = try? Root(TrustedPath(trusting: inside)), let path = try? PathGate.check("a/b/c/f\(number)") else { continue }
            if (try? root.write([1, 2, 3], to: path)) != nil { written += 1 }
        }
        try Files.remove(flag)
        group.wait()
        #expect(try outsideFiles().isEmpty)
        #expect(written > 0)
    }

    @Test func outputsGoThroughWhatIsThere() throws {
        let pipe = directory.path + "/pipe"
        _ = try Process.run(["mkfifo", pipe])
        let reader = DispatchQueue.global()
        let group = DispatchGroup()
        reader.async(group: group) { #expect((try? Files.read(pipe)) == [1, 2]) }
        try Files.output([1, 2], to: TrustedPath(trusting: pipe))
        group.wait()
        #expect(try Files.status(pipe)?.kind == .other)
        try directory.write("old", to: "target")
        try link("target", directory.path + "/link")
        try Files.output([3], to: TrustedPath(trusting: directory.path + "/link"))
        #expect(try Files.status(directory.path + "/link")?.kind == .link)
        #expect(try Files.read(directory.path + "/target") == [3])
        try Files.output([4], to: TrustedPath(trusting: "/dev/null"))
        #expect(try Files.status("/dev/null")?.kind == .other)
    }
}
