// Unpacking against the packager itself: every file of every package, name and bytes.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct UnpackTests {
    @Test(arguments: Corpus.packages)
    func givesThePackagersTree(package: Corpus.Package) throws {
        let directory = TemporaryDirectory()
        let unmanaged = try package.unmanaged.map { try Package($0) }
        let managed = try package.managed.map { try Package($0) }
        if let unmanaged, let folder = try package.expected("unmanaged", into: directory.path) {
            try compare(UnpackedSolution(unmanaged), FolderSnapshot(folder))
        }
        if let managed, let folder = try package.expected("managed", into: directory.path) {
            try compare(UnpackedSolution(managed), FolderSnapshot(folder))
        }
        if let unmanaged, let managed, let folder = try package.expected("both", into: directory.path) {
            try compare(UnpackedSolution(unmanaged: unmanaged, managed: managed), FolderSnapshot(folder))
        }
    }

    private func compare(_ unpacked: UnpackedSolution, _ expected: FolderSnapshot) throws {
        let paths = unpacked.files.map(\.path)
        expectNone(Set(expected.paths).subtracting(paths).sorted(), "missing in \(expected.name)")
        expectNone(Set(paths).subtracting(expected.paths).sorted(), "too many in \(expected.name)")
        let known = Set(expected.paths)
        for file in unpacked.files where known.contains(file.path) {
            try expectSame(file.bytes(), expected.read(file.path), "\(expected.name)/\(file.path)")
        }
    }
}
