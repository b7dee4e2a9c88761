// Imports that are killed at any moment: objects are whole, branch, index and files are as before or as after, and the next run puts everything right.

import Bindings
import TestSupport
import Testing

struct ImportKillTests {
    enum Way: String, CaseIterable, Sendable {
        case bare, commit, worktree
        /// Each run is the first process of a container: all have one number.
        case container

        /// What was imported before is not committed: over that too.
        var flags: [String] { self == .worktree ? ["--force"] : ["--commit"] }
    }

    private let directory = TemporaryDirectory()
    private var path: String { directory.path + "/r" }
    private var git: GitRun { GitRun(in: path) }
    private var variables: [String: String] { GitRun.environment(home: directory.path).variables }

    /// What can be before or after.
    private struct State: Equatable {
        var head = ""
        var index = ""
        var files: [String: [UInt8]] = [:]
    }

    private func state(_ way: Way) throws -> State {
        let head = way == .worktree ? "" : try git("rev-parse", "HEAD^{tree}")
        if way == .bare { return State(head: head) }
        let files = try Walk.list(path) { !$0.hasPrefix(".git") }.filter { $0.kind == .file }
        return State(
            head: head, index: try git("ls-files", "-s"),
            files: try files.reduce(into: [:]) { $0[$1.path] = try Files.read(path + "/" + $1.path) })
    }

    private func end(_ way: Way, _ version: Int, killedAfter seconds: Double = 60) throws -> ProcessEnd {
        let words = ["import", "-q", "--allow=downgrade", "--allow=stranger"] + way.flags + ["\(directory.path)/v\(version).zip"]
        return try BuiltProgram.end(
            of: words, in: path, variables: variables, killedAfter: seconds, within: way == .container ? Self.container : [])
    }

    /// Without what a killed run leaves behind, which the next one removes.
    private var leftovers: [String] {
        get throws {
            let folder = path + (Files.exists(path + "/.git") ? "/.git" : "")
            var names: [String] = []
            _ = try Walk.list(folder, details: false) { name in
                names.append(name)
                return false
            }
            return names.filter(Files.isTemporary)
        }
    }

    private static let container = ["unshare", "-rpf", "--mount-proc", "--kill-child"]

    @Test(arguments: Way.allCases)
    func beforeOrAfter(way: Way) throws {
        if way == .container, try Process.run(Self.container + ["true"]).end != .exited(0) { return print("skipped: no containers here") }
        try Files.createDirectories(path)
        _ = try way == .bare ? git("init", "-q", "-b", "main", "--bare") : git("init", "-q", "-b", "main")
        for version in 0..<2 { try directory.write(SampleSolution.zip(version: version), to: "v\(version).zip") }
        var whole: [State] = []
        var shortest = 60.0
        for version in [0, 1, 0] {
            let start = Clock.milliseconds
            #expect(try end(way, version) == .exited(0))
            shortest = min(shortest, Double(Clock.milliseconds - start) / 1000)
            whole.append(try state(way))
        }
        #expect(whole[0] == whole[2] && whole[0] != whole[1])
        var (kills, between) = (0, 0)
        for seed in seeds(12) {
            var random = SeededRandom(seed: seed)
            let version = Int(seed + 1) % 2
            let moment = shortest * Double(random.below(1100)) / 1000 + 0.0001
            let (before, after) = (whole[1 - version], whole[version])
            let end = try end(way, version, killedAfter: moment)
            if end != .exited(0) { kills += 1 }
            let found = try state(way)
            #expect(found.head == before.head || found.head == after.head, "\(way) \(seed)")
            #expect(found.index == before.index || found.index == after.index, "\(way) \(seed)")
            for (file, bytes) in found.files {
                #expect(bytes == before.files[file] || bytes == after.files[file], "\(way) \(seed): \(file)")
            }
            #expect(try git("fsck", "--strict", "--no-dangling") == "", "\(way) \(seed)")
            if found != before, found != after {
                // In the midst of the renames: what is to be done is written down.
                between += 1
                #expect(try leftovers.contains { Files.exists(path + "/.git/" + $0 + "/journal") }, "\(way) \(seed)")
            }
            #expect(try self.end(way, version) == .exited(0), "\(way) \(seed)")
            #expect(try state(way) == after, "\(way) \(seed)")
            #expect(try leftovers == [], "\(way) \(seed)")
        }
        print("\(way.rawValue): \(kills) of \(seeds(12).count) killed, \(between) between before and after")
        #expect(kills > 0)
    }
}
