// The law of diff and apply, on real solutions: what `diff --json` says, `apply` puts back.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@testable import GitSol

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct DiffApplyTests {
    /// The diff of two folders as JSON.
    static func patch(_ before: String, _ after: String, noise: Bool) throws -> Patch {
        let world = World(environment: [:])
        let comparisons = try SnapshotComparer().compare(try FolderSnapshot(before), try FolderSnapshot(after))
        try DiffCommand.writeJSON(comparisons, DiffCommand.Selection(patterns: [], showsNoise: noise), world)
        return try Patch(json: world.out.memory, named: "diff")
    }

    /// Applies the diff of two folders to a copy of the first, and checks what comes out.
    private func check(_ before: String, _ after: String, _ name: String, in directory: TemporaryDirectory) throws {
        for noise in [true, false] {
            let copy = directory.path + "/copy"
            try Files.createDirectories(copy)
            defer { _ = try? Process.run(["rm", "-rf", copy]) }
            _ = try Process.run(["cp", "-r", before + "/.", copy])
            do {
                // The corpus has only some files of the sides of merges, and often no manifest among them.
                try PatchUpdate(Self.patch(before, after, noise: noise), to: TrustedPath(trusting: copy), guessing: true).write(in: nil)
            } catch {
                Issue.record("\(name): \(error)")
                continue
            }
            let all = try SnapshotComparer().compare(try FolderSnapshot(copy), try FolderSnapshot(after)).flatMap(\.changes)
            // What tells git what to do is left out of every diff that is put back.
            let left = all.filter { !PathGate.steers($0.file) }
            #expect(!left.contains { noise || $0.noise == nil }, "\(name), noise \(noise): left \(left.prefix(3))")
        }
    }

    @Test func sidesOfRealMergesAreReached() throws {
        let directory = TemporaryDirectory()
        for pair in CorpusPairs.folders() where pair.name.contains(" base-") {
            try check(pair.before, pair.after, pair.name, in: directory)
        }
    }

    @Test func laterVersionsAreReached() throws {
        let directory = TemporaryDirectory()
        for version in CorpusPairs.versions() {
            guard let before = try version.before.expected("both", into: directory.path + "/before"),
                let after = try version.after.expected("both", into: directory.path + "/after")
            else { continue }
            try check(before, after, version.name, in: directory)
            _ = try Process.run(["rm", "-rf", directory.path + "/before", directory.path + "/after"])
        }
    }
}
