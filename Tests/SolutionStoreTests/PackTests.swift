// Packing: what the packager unpacked goes back into a zip that unpacks to the same, and holds what the export held.

import Bindings
import SolutionCore
import SolutionStore
import Testing
import TestSupport

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct PackTests {
    @Test(arguments: Corpus.packages)
    func packingUndoesUnpacking(package: Corpus.Package) throws {
        let directory = TemporaryDirectory()
        for (form, half, zip) in [("unmanaged", PackageForm.unmanaged, package.unmanaged), ("managed", .managed, package.managed)] {
            guard let zip, let folder = try package.expected(form, into: directory.path) else { continue }
            let snapshot = try FolderSnapshot(folder)
            let bytes = try PackedSolution(snapshot, folder: "", form: half).zip()
            #expect(try PackedSolution(snapshot, folder: "", form: half).zip() == bytes)
            let path = try directory.write(bytes, to: form + ".zip")
            try compare(UnpackedSolution(try Package(path)), snapshot)
            // What unpacking loses, as the packager does, no packing can bring back.
            if UnpackedSolution(try Package(zip)).losses.isEmpty { try compare(ZipSnapshot(path), ZipSnapshot(zip)) }
        }
        guard let folder = try package.expected("both", into: directory.path) else { return }
        let snapshot = try FolderSnapshot(folder)
        let halves = try [PackageForm.unmanaged, .managed].map { form in
            try Package(directory.write(PackedSolution(snapshot, folder: "", form: form).zip(), to: "both-\(form).zip"))
        }
        try compare(UnpackedSolution(unmanaged: halves[0], managed: halves[1]), snapshot)
    }

    private func compare(_ unpacked: UnpackedSolution, _ expected: FolderSnapshot) throws {
        #expect(unpacked.files.map(\.path) == expected.paths, "\(expected.name)")
        for file in unpacked.files {
            let isEqual = try file.bytes() == expected.read(file.path)
            #expect(isEqual, "\(expected.name)/\(file.path)")
        }
    }

    private func compare(_ packed: ZipSnapshot, _ original: ZipSnapshot) throws {
        let names = Names()
        #expect(packed.paths == original.paths, "\(original.name)")
        for path in original.paths where path != "[Content_Types].xml" {
            if ["solution.xml", "customizations.xml"].contains(path) {
                let one = try Document(packed.read(path), syntax: .xml, names: names).tree
                let other = try Document(original.read(path), syntax: .xml, names: names).tree
                #expect(meaning(of: one, one.root) == meaning(of: other, other.root), "\(original.name): \(path)")
            } else {
                let isEqual = try packed.read(path) == original.read(path)
                #expect(isEqual, "\(original.name): \(path)")
            }
        }
    }

    /// A digest that takes children in any order; the order inside components is compared by unpacking.
    private func meaning(of tree: Tree, _ index: Tree.Index) -> Int {
        var hasher = Hasher()
        var inAnyOrder = 0
        hasher.combine(tree.name(of: index))
        for child in tree.children(of: index) {
            switch tree[child].kind {
            case .element: inAnyOrder &+= meaning(of: tree, child)
            case .attribute where !tree.name(of: child).hasPrefix("xmlns"):
                var pair = Hasher()
                pair.combine(tree.name(of: child))
                pair.combine(tree.text(of: child))
                inAnyOrder &+= pair.finalize()
            case .text, .cdata: hasher.combine(tree.text(of: child))
            default: break
            }
        }
        hasher.combine(inAnyOrder)
        return hasher.finalize()
    }
}
