// The law of packages on solutions of every kind: unpacking, packing and unpacking again is unpacking, and nothing is lost.

import Bindings
import SolutionStore
import TestSupport
import Testing

@testable import SolutionCore

struct RandomPackageTests {
    private let directory = TemporaryDirectory()

    private func folder(_ name: String, of solution: UnpackedSolution) throws -> FolderSnapshot {
        try Files.createDirectories(directory.path + "/" + name)
        for file in solution.files { try directory.write(try file.bytes(), to: name + "/" + file.path) }
        return try FolderSnapshot(directory.path + "/" + name)
    }

    private func pack(_ folder: FolderSnapshot, _ form: PackageForm, _ name: String, _ seed: UInt64) throws -> String? {
        let packed: PackedSolution
        do throws(PackRefusal) {
            packed = try PackedSolution(folder, folder: "", form: form)
        } catch {
            for reason in error.reasons { Issue.record("seed \(seed): \(reason)") }
            return nil
        }
        return try directory.write(packed.zip(), to: "\(name)-\(form).zip")
    }

    private func compare(_ unpacked: UnpackedSolution, _ expected: FolderSnapshot, _ seed: UInt64) throws {
        expectNone(Set(unpacked.files.map(\.path)).symmetricDifference(expected.paths).sorted(), "seed \(seed)")
        let known = Set(expected.paths)
        for file in unpacked.files where known.contains(file.path) {
            try expectSame(file.bytes(), expected.read(file.path), "seed \(seed): \(file.path)")
        }
    }

    @Test(arguments: [PackageForm.unmanaged, .managed])
    func oneHalfRoundTrips(form: PackageForm) throws {
        for seed in seeds(20) {
            let random = RandomPackage(seed: seed)
            let original = try directory.write(random.zip(isManaged: form == .managed), to: "\(seed).zip")
            let once = try UnpackedSolution(Package(original))
            #expect(once.losses == [], "seed \(seed)")
            let folder = try folder("\(seed)", of: once)
            guard let packed = try pack(folder, form, "\(seed)", seed) else { continue }
            try expectSameMeaning(ZipSnapshot(packed), ZipSnapshot(original), "seed \(seed)")
            try compare(UnpackedSolution(Package(packed)), folder, seed)
        }
    }

    @Test func bothHalvesRoundTrip() throws {
        for seed in seeds(20) {
            let first = try directory.write(RandomPackage(seed: seed).zip(isManaged: false), to: "\(seed).zip")
            var other = RandomPackage(seed: seed)
            other.diverge()
            let second = try directory.write(other.zip(isManaged: true), to: "\(seed)_managed.zip")
            let folder = try folder("\(seed)", of: UnpackedSolution(unmanaged: Package(first), managed: Package(second)))
            guard let unmanaged = try pack(folder, .unmanaged, "\(seed)", seed), let managed = try pack(folder, .managed, "\(seed)", seed)
            else { continue }
            try compare(UnpackedSolution(unmanaged: Package(unmanaged), managed: Package(managed)), folder, seed)
        }
    }

    @Test func everyKindIsMade() {
        let made = (0..<20).reduce(into: Set<String>()) { $0.formUnion(RandomPackage(seed: $1).kinds) }
        // The manifest is in each; what is content of another kind's components is made with those.
        let others = Kinds.table.all.filter {
            $0.word != "solution" && !($0.path.isEmpty && $0.owner.flatMap { Kinds.table[$0]?.path.isEmpty } == false)
        }
        #expect(Set(others.map(\.word)).subtracting(made) == [])
    }
}
