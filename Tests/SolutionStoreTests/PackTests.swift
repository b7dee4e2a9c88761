// Packing: what the packager unpacked goes back into a zip that unpacks to the same, and holds what the export held.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct PackTests {
    @Test(arguments: Corpus.packages)
    func packingUndoesUnpacking(package: Corpus.Package) throws {
        let directory = TemporaryDirectory()
        for (form, half, zip) in [("unmanaged", PackageForm.unmanaged, package.unmanaged), ("managed", .managed, package.managed)] {
            guard let zip, let folder = try package.expected(form, into: directory.path) else { continue }
            let snapshot = try FolderSnapshot(folder)
            let bytes = try PackedSolution(snapshot, folder: "", form: half).zip()
            expectSame(try PackedSolution(snapshot, folder: "", form: half).zip(), bytes, "\(package) a second time")
            let path = try directory.write(bytes, to: form + ".zip")
            try compare(UnpackedSolution(try Package(path)), snapshot)
            // What unpacking loses, as the packager does, no packing can bring back.
            if try UnpackedSolution(Package(zip)).losses.isEmpty {
                try expectSameMeaning(ZipSnapshot(path), ZipSnapshot(zip), package.name)
            }
        }
        guard let folder = try package.expected("both", into: directory.path) else { return }
        let snapshot = try FolderSnapshot(folder)
        let halves = try [PackageForm.unmanaged, .managed].map { form in
            try Package(directory.write(PackedSolution(snapshot, folder: "", form: form).zip(), to: "both-\(form).zip"))
        }
        try compare(UnpackedSolution(unmanaged: halves[0], managed: halves[1]), snapshot)
    }

    /// Folders that people committed: what packs, unpacks to the same, up to the text form of what they edited by hand.
    @Test func committedFoldersRoundTrip() throws {
        let counts = try Corpus.folders.map { try roundTrip(FolderSnapshot($0 + "/merges")) }
        #expect(counts[0].whole > 20, "\(counts[0].whole) of \(counts[0].all) folders are whole solutions")
    }

    private func roundTrip(_ snapshot: FolderSnapshot) throws -> (whole: Int, all: Int) {
        let known = Set(snapshot.paths)
        let folders = snapshot.paths.filter { $0.hasSuffix("Other/Solution.xml") }.map { String($0.dropLast(18)) }
        let directory = TemporaryDirectory()
        var count = 0
        for folder in folders where known.contains(folder + "Other/Customizations.xml") {
            guard let place = try? SolutionPlace.all(in: SubSnapshot(snapshot, folder)).first else { continue }
            let form: PackageForm = place.manifest.managed == .managed ? .managed : .unmanaged
            var options = PackOptions()
            options.ignoresStrays = true
            let packed: PackedSolution
            do throws(PackRefusal) {
                packed = try PackedSolution(snapshot, folder: folder, form: form, options: options)
            } catch {
                // Parts of solutions and broken merges are refused with reasons; nothing else is.
                for reason in error.reasons {
                    #expect(
                        ["does not parse", "both hold", "no unmanaged twin", "letter case"].contains { reason.contains($0) },
                        "\(folder): \(reason)")
                }
                continue
            }
            count += 1
            let once = try Package(directory.write(try packed.zip(), to: "once.zip"))
            let tree = TemporaryDirectory()
            let files = try UnpackedSolution(once).files
            for file in files { try tree.write(try file.bytes(), to: file.path) }
            let again = try PackedSolution(FolderSnapshot(tree.path), folder: "", form: form).zip()
            let twice = try UnpackedSolution(Package(directory.write(again, to: "twice.zip"))).files
            #expect(twice.map(\.path) == files.map(\.path), "\(folder)")
            for (one, other) in zip(files, twice) {
                try expectSame(one.bytes(), other.bytes(), folder + one.path)
            }
            try expectNothingIsLost(snapshot, folder, files, form, packed.warnings + strays(snapshot, folder, form))
        }
        return (count, folders.count)
    }

    /// What packing says of files that belong to no component.
    private func strays(_ snapshot: FolderSnapshot, _ folder: String, _ form: PackageForm) -> [String] {
        do throws(PackRefusal) {
            _ = try PackedSolution(snapshot, folder: folder, form: form)
            return []
        } catch {
            return error.reasons
        }
    }

    /// Every file of a folder is there again and says the same, or packing told why not.
    private func expectNothingIsLost(
        _ snapshot: FolderSnapshot, _ folder: String, _ files: [UnpackedSolution.File], _ form: PackageForm, _ told: [String]
    ) throws {
        let names = Names()
        let found = Dictionary(files.map { ($0.path.lowercased(), $0) }) { one, _ in one }
        for path in snapshot.paths where path.hasPrefix(folder) {
            let inside = String(path.dropFirst(folder.count))
            guard let file = found[inside.lowercased()] else {
                let isOtherHalf =
                    form == .unmanaged ? inside.hasSuffix("_managed.xml") : found[inside.lowercased().dropLast(4) + "_managed.xml"] != nil
                #expect(isOtherHalf || told.contains { $0.contains("'\(inside)'") }, "\(path)")
                continue
            }
            let before = try snapshot.read(path), after = try file.bytes()
            if before == after || told.contains(where: { $0.contains("'\(inside)' names") }) { continue }
            let one = try Document(before, syntax: .xml, names: names).tree, other = try Document(after, syntax: .xml, names: names).tree
            // The documents of the package itself: which half it is, and sections that only the files told of.
            let isPackage = inside.hasPrefix("Other/Solution") || inside.hasPrefix("Other/Customizations")
            let said = isPackage ? content(of: one) : [meaning(of: one, one.root)]
            let says = isPackage ? content(of: other) : [meaning(of: other, other.root)]
            #expect(said.isSubset(of: says), "\(path)")
        }
    }

    /// The digests of what is two levels down, but which half it is.
    private func content(of tree: Tree) -> Set<Int> {
        let sections = tree.elements(of: tree.root).flatMap { tree.elements(of: $0) }
        return Set(sections.filter { tree.name(of: $0) != "Managed" }.map { meaning(of: tree, $0) })
    }

    /// One folder of a snapshot, by itself.
    private final class SubSnapshot: Snapshot {
        let name: String
        let paths: [String]
        private let base: FolderSnapshot

        init(_ base: FolderSnapshot, _ folder: String) {
            self.base = base
            name = folder
            paths = base.paths.filter { $0.hasPrefix(folder) }
        }

        func read(_ path: String) throws(StoreError) -> [UInt8] { try base.read(path) }
    }

    private func compare(_ unpacked: UnpackedSolution, _ expected: FolderSnapshot) throws {
        let paths = unpacked.files.map(\.path)
        expectNone(Set(paths).symmetricDifference(expected.paths).sorted(), expected.name)
        for file in unpacked.files {
            try expectSame(file.bytes(), expected.read(file.path), "\(expected.name)/\(file.path)")
        }
    }
}
