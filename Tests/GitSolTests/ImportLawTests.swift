// The laws of imports, on every two consecutive exports of the corpus: what gets in, what stays out, and what comes out again.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct ImportLawTests {
    enum Form: String, CaseIterable, Sendable {
        case unmanaged, managed, both

        func zips(_ package: Corpus.Package) -> [String] {
            switch self {
            case .unmanaged: [package.unmanaged].compactMap(\.self)
            case .managed: [package.managed].compactMap(\.self)
            case .both: [package.unmanaged, package.managed].compactMap(\.self)
            }
        }
    }

    struct Step: Sendable, CustomStringConvertible {
        let description: String
        let before: [String]
        let after: [String]
        let form: Form
    }

    /// Of each two versions the forms in turn; with more rounds, each of them.
    private static let steps: [Step] = CorpusPairs.versions().enumerated().flatMap { place, version -> [Step] in
        let isWhole = Environment.current["SOL_ROUNDS"] != nil
        return Form.allCases.enumerated().compactMap { number, form -> Step? in
            guard isWhole || (place + 1) % 3 == number else { return nil }
            let (before, after) = (form.zips(version.before), form.zips(version.after))
            guard before.count == after.count, before.count == (form == .both ? 2 : 1) else { return nil }
            return Step(description: "\(version.name) \(form)", before: before, after: after, form: form)
        }
    }

    private let directory = TemporaryDirectory()
    private var git: GitRun { GitRun(in: directory.path + "/r") }

    private func sol(_ words: [String]) throws -> ProgramRun {
        let run = try BuiltProgram.run(words, in: directory.path + "/r", variables: GitRun.environment(home: directory.path).variables)
        try #require(run.status == 0, "\(words): \(run)")
        return run
    }

    private func export(_ zips: [String]) throws -> PackageSnapshot {
        guard zips.count == 2 else { return try PackageSnapshot(zips[0]) }
        let files = try UnpackedSolution(unmanaged: try Package(zips[0]), managed: try Package(zips[1]))
        return PackageSnapshot(files, named: "the export", managed: .both)
    }

    private func revision(_ name: String) throws -> RevisionSnapshot {
        try RevisionSnapshot(name, in: try Repository.open(RepositoryLocation(gitDirectory: directory.path + "/r/.git", workTree: nil)))
    }

    /// What is in the only folder, without its name.
    private func files(_ snapshot: some Snapshot, in folder: String = "") throws -> [String: [UInt8]] {
        try snapshot.paths.reduce(into: [:]) { $0[String($1.dropFirst(folder.utf8.count))] = try snapshot.read($1) }
    }

    private func changes(_ before: any Snapshot, _ after: any Snapshot) throws -> [Change] {
        try SnapshotComparer().compare(before, after).flatMap(\.changes)
    }

    @Test(arguments: steps)
    func lawsHold(step: Step) throws {
        try Files.createDirectories(directory.path + "/r")
        try git("init", "-q", "-b", "main")
        let name = try Package(step.after[0]).manifest.uniqueName + "/"
        let (old, new) = (try export(step.before), try export(step.after))

        _ = try sol(["import", "-q", "--commit"] + step.before)
        #expect(try files(revision("HEAD"), in: name) == files(old))
        _ = try sol(["import", "-q", "--commit"] + step.after)
        #expect(try git("status", "--porcelain") == "")
        #expect(try git("rev-list", "--count", "HEAD") == "2")

        // What was taken over is what differs, and what differs otherwise was held back.
        let left = try changes(try revision("HEAD"), new).filter { $0.noise == nil }
        #expect(left.isEmpty, "\(left.map(\.address))")

        // The commit has nothing but what is listed.
        let compared = try SnapshotComparer().compare(try revision("HEAD~1"), try revision("HEAD")).flatMap(\.files)
        let listed = Set(compared.flatMap { [$0.path] + ($0.newPath.map { [$0] } ?? []) })
        let touched = try git("-c", "core.quotePath=off", "diff", "--name-only", "--no-renames", "HEAD~1", "HEAD").split(separator: "\n")
            .map(String.init)
        #expect(Set(touched) == listed)
        for file in compared {
            #expect(file.changes.allSatisfy { $0.noise == nil }, "\(file.path)")
            // A file without a change of its own is told with another: a twin, an index, the content of a component.
            if !file.changes.isEmpty { #expect(file.applied { $0.noise == nil } == file.after, "\(file.path)") }
        }

        // The same again is no commit, and the index and the files have it too.
        for words in [["--commit"], ["--branch", "main"], []] {
            #expect(try sol(["import"] + words + step.after).output.contains("is in the repository already"))
        }
        #expect(try git("rev-list", "--count", "HEAD") == "2")

        let packed = try export(pack(step.form))
        let lost = try changes(packed, new).filter { $0.noise == nil }
        #expect(lost.isEmpty && packed.paths == new.paths, "\(lost.map(\.address))")

        _ = try sol(["import", "-q", "--commit", "--exact"] + step.after)
        #expect(try files(revision("HEAD"), in: name) == files(new))
        #expect(try git("status", "--porcelain") == "")
        // Packing joins the documents in an order of its own; unpacked they are the same to the byte.
        #expect(try files(export(pack(step.form))) == files(new))
        #expect(try git("fsck", "--strict") == "")
    }

    private func pack(_ form: Form) throws -> [String] {
        let zip = directory.path + "/packed.zip"
        _ = try sol(["pack", "-q", "HEAD", "--" + form.rawValue, "-o", zip])
        return form == .both ? [zip, directory.path + "/packed_managed.zip"] : [zip]
    }
}
