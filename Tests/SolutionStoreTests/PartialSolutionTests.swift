// Parts of real solutions packed on their own: what is taken out, unpacked and imported elsewhere is what it was.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

@Suite(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
struct PartialSolutionTests {
    private static let packages = Corpus.packages.filter { $0.unmanaged != nil && ($0.isSmall || Corpus.isWhole) }

    private let directory = TemporaryDirectory()

    /// The first component of each kind, and with `SOL_ROUNDS` more of them.
    private func samples(_ solution: IndexedSolution) -> [Component] {
        let all = solution.index.components.values.filter { $0.kind != "solution" && !$0.isOnlyNamed && !$0.isManagedTwin }
        let groups = Dictionary(grouping: all, by: \.kind)
        return groups.sorted { $0.key < $1.key }.flatMap { _, found in
            found.sorted { $0.address < $1.address }.prefix(Corpus.isWhole ? 3 : 1)
        }
    }

    @Test(arguments: packages)
    func aPartIsWhatItWas(package: Corpus.Package) throws {
        let source = try PackageSnapshot(try #require(package.unmanaged))
        let solution = try #require(IndexedSolution.all(in: source, rules: .none).first)
        let known = Set(try Checker().findings(in: source).map(\.identity))
        try GitRun(in: directory.path)("init", "-q")
        let repository = try Repository.open(RepositoryLocation(gitDirectory: directory.path + "/.git", workTree: nil))
        for (number, component) in samples(solution).enumerated() {
            var wish = PartialWish()
            wish.patterns = [AddressPattern(component.address.description)]
            wish.name = "Part"
            wish.withNeeds = number % 4 == 3
            let part = try #require(try PartialSolution(wish, from: solution, unknown: { Issue.record("\($0.text)") }))
            let packed = try PackedSolution(part.snapshot, folder: "", form: .unmanaged)
            let made = try packed.package()
            let files = try UnpackedSolution(made)
            let result = PackageSnapshot(files, named: "the part", managed: .unmanaged)
            let place = "\(component.address)\(wish.withNeeds ? " with needs" : "")"

            let planner = ImportPlanner(comparer: SnapshotComparer(), options: ImportOptions(), filter: nil)
            let empty = RevisionSnapshot(.emptyTree, named: "nothing", in: repository)
            let plan = try planner.plan(files, made.manifest, managed: .unmanaged, into: empty).get()
            #expect(plan.edits.count == files.files.count, "\(place)")

            // It is there with the same content.
            let there = try #require(IndexedSolution.all(in: result, rules: .none).first)
            #expect(there.index.components[component.address] != nil, "\(place)")
            let wanted = ComponentSet([component.address])
            let changes = try SnapshotComparer().compare(source, result).flatMap(\.changes)
                .filter { $0.noise == nil && wanted.contains($0.subject.address) }
            #expect(changes.isEmpty, "\(place): \(changes.map { "\($0.operation) \($0.address)" })")

            // Nothing is wrong with it that was not wrong before, and what it needs is listed.
            let findings = try Checker().findings(in: result).filter { !known.contains($0.identity) }
            #expect(findings.isEmpty, "\(place): \(findings.map { "\($0.code) \($0.address) \($0.message)" })")
            #expect(made.manifest.publisher == solution.manifest.publisher && made.manifest.uniqueName == "Part")
            if !wish.withNeeds {
                let others = there.index.components.keys.filter {
                    !["solution", "language"].contains(there.index.components[$0]?.kind ?? "")
                        && !ComponentSet([$0]).contains(component.address)
                        && !ComponentSet([solution.index.top(of: component.address) ?? component.address]).contains($0)
                        && !solution.index.bound(to: wanted).contains($0)
                }
                #expect(others.isEmpty, "\(place): \(others)")
            }
        }
    }

    /// A table with all its parts, with its own properties alone, and bare.
    @Test func aTableComesWithOrWithoutItsParts() throws {
        let snapshots = Self.packages.lazy.compactMap { $0.unmanaged.flatMap { try? PackageSnapshot($0) } }
        let found = snapshots.first { $0.paths.contains { $0.hasPrefix("Entities/") && $0.hasSuffix("/Entity.xml") } }
        let source = try #require(found)
        let solution = try #require(IndexedSolution.all(in: source, rules: .none).first)
        let all = solution.index.components
        let tables = all.values.filter { $0.kind == "entity" }.sorted { $0.address < $1.address }
        let full = tables.first { table in all.keys.contains { $0.folded.hasPrefix(table.address.folded + "/attribute/") } }
        let table = try #require(full)
        for behavior in 0...2 {
            var wish = PartialWish()
            wish.patterns = [AddressPattern(table.address.description)]
            (wish.name, wish.behavior) = ("Part", behavior)
            let part = try #require(try PartialSolution(wish, from: solution, unknown: { Issue.record("\($0.text)") }))
            let made = try PackedSolution(part.snapshot, folder: "", form: .unmanaged).package()
            let root = try #require(made.manifest.rootComponents.first)
            #expect(made.manifest.rootComponents.count == 1 && (behavior == 0 || root.behavior == String(behavior)))
            let result = PackageSnapshot(try UnpackedSolution(made), named: "the part", managed: .unmanaged)
            let there = try #require(IndexedSolution.all(in: result, rules: .none).first).index.components
            let parts = there.keys.filter { $0.folded.hasPrefix(table.address.folded + "/") }
            #expect(there[table.address] != nil && parts.isEmpty == (behavior > 0), "\(behavior): \(parts)")
            let file = try #require(result.paths.first { $0.hasSuffix("/Entity.xml") })
            let text = String(decoding: try result.read(file), as: UTF8.self)
            #expect(text.contains("<EntitySetName>") == (behavior < 2), "\(behavior)")
        }
    }
}
