// Unpacking that is killed at any moment: no file is ever half, and the next run puts everything right.

import Bindings
import TestSupport
import Testing

struct UnpackKillTests {
    private let directory = TemporaryDirectory()

    private func contents(_ folder: String) throws -> [String: [UInt8]] {
        let folder = directory.path + "/" + folder
        guard Files.exists(folder) else { return [:] }
        return try Walk.list(folder).filter { $0.kind == .file }.reduce(into: [:]) { $0[$1.path] = try Files.read(folder + "/" + $1.path) }
    }

    private func unpack(_ version: Int, _ folder: String, seconds: Double = 60) throws -> ProcessEnd {
        try BuiltProgram.end(
            of: ["unpack", "-q", "--allow-delete", "-d", folder, "v\(version).zip"], in: directory.path, killedAfter: seconds)
    }

    private func isTemporary(_ path: String) -> Bool { Files.isTemporary(path.split(separator: "/").last ?? "") }

    @Test func nothingIsHalfAndTheNextRunPutsItRight() throws {
        var whole: [[String: [UInt8]]] = []
        var longest = 0.0
        for version in 0..<2 {
            try directory.write(SampleSolution.zip(version: version), to: "v\(version).zip")
            let start = Clock.milliseconds
            #expect(try unpack(version, "whole\(version)") == .exited(0))
            longest = max(longest, Double(Clock.milliseconds - start) / 1000)
            whole.append(try contents("whole\(version)"))
        }
        #expect(try unpack(0, "folder") == .exited(0))
        var kills = 0
        for seed in seeds(100) {
            var random = SeededRandom(seed: seed)
            let version = Int(seed + 1) % 2
            let moment = longest * Double(random.below(1100)) / 1000 + 0.0001
            if try unpack(version, "folder", seconds: moment) != .exited(0) { kills += 1 }
            let found = try contents("folder")
            for (path, bytes) in found where !isTemporary(path) {
                #expect(bytes == whole[0][path] || bytes == whole[1][path], "seed \(seed): \(path)")
            }
            for path in whole[0].keys where whole[1][path] != nil { #expect(found[path] != nil, "seed \(seed): \(path)") }
            #expect(try unpack(version, "folder") == .exited(0), "seed \(seed)")
            #expect(try contents("folder") == whole[version], "seed \(seed)")
            // Where there was nothing: what is there is whole too.
            guard seed % 4 == 0 else { continue }
            _ = try unpack(version, "fresh", seconds: moment)
            for (path, bytes) in try contents("fresh") where !isTemporary(path) {
                #expect(bytes == whole[version][path], "seed \(seed): \(path)")
            }
            try Files.removeTree(directory.path + "/fresh")
        }
        #expect(kills * 4 > Int(seeds(100).count), "\(kills) kills")
    }

    @Test func leftoversOfKilledRunsAreIgnoredAndThenRemoved() throws {
        try directory.write(SampleSolution.zip(version: 0), to: "v0.zip")
        #expect(try unpack(0, "folder") == .exited(0))
        let whole = try contents("folder")
        // A process that has ended; its number is not given to another one so soon.
        let ended = String(decoding: try Process.run(["sh", "-c", "echo $$"]).output.dropLast(), as: UTF8.self)
        try directory.write("half", to: "folder/Roles/.git-sol-\(ended)-1.tmp")
        try directory.write("<ImportExportXml />", to: ".git-sol-\(ended)-2.tmp/Other/Solution.xml")
        let pack = try BuiltProgram.run("pack", ".", "-o", "out.zip", in: directory.path)
        #expect(pack.status == 0, "\(pack)")
        #expect(try ZipReader(Files.read(directory.path + "/out.zip")).entries.allSatisfy { !$0.name.contains(".tmp") })
        #expect(try unpack(0, "folder") == .exited(0))
        #expect(try contents("folder") == whole)
    }
}
