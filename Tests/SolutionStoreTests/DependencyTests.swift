// What uses what: the two directions are each other's inverse, and solutions are put in an order that holds.

import Bindings
import TestSupport
import Testing

@testable import SolutionCore
@testable import SolutionStore

struct DependencyTests {
    @Test(
        .enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"),
        arguments: Corpus.packages.filter { $0.unmanaged != nil && ($0.isSmall || Corpus.isWhole) })
    func usesAndUsersAreInverse(package: Corpus.Package) throws {
        let source = try PackageSnapshot(try #require(package.unmanaged))
        let found = try SolutionDependencies(IndexedSolution.all(in: source, rules: .none))
        let index = try #require(found.solutions.first).index
        var pairs: Set<[Address]> = []
        var inverse: Set<[Address]> = []
        for address in index.components.keys {
            let set = ComponentSet([address])
            for use in found.graph.uses(of: set) where use.from == address && !ComponentSet([use.to]).contains(address) {
                pairs.insert([use.from, use.to])
            }
            for use in found.graph.users(of: set) where use.to == address && !ComponentSet([use.from]).contains(address) {
                inverse.insert([use.from, use.to])
            }
        }
        // A part and what it is in are one for the question about the whole.
        func apart(_ pairs: Set<[Address]>) -> Set<[Address]> {
            pairs.filter { !ComponentSet([$0[0]]).contains($0[1]) && !ComponentSet([$0[1]]).contains($0[0]) }
        }
        #expect(apart(pairs) == apart(inverse))
        #expect(found.graph.all.allSatisfy { index.components[$0.to] != nil })
        for component in found.graph.unused {
            let users = found.graph.users(of: ComponentSet([component.address])).filter { !$0.isBond }
            #expect(users.isEmpty, "\(component.address)")
        }
    }

    // MARK: - Several solutions

    private func manifest(_ name: String, _ roots: String, needs: String = "") -> String {
        """
        <ImportExportXml><SolutionManifest><UniqueName>\(name)</UniqueName><Version>1.0</Version><Managed>0</Managed>
        <Publisher><UniqueName>p</UniqueName><CustomizationPrefix>p</CustomizationPrefix></Publisher>
        <RootComponents>\(roots)</RootComponents><MissingDependencies>\(needs)</MissingDependencies></SolutionManifest></ImportExportXml>
        """
    }

    private func choice(_ name: String) -> String { "<optionset Name=\"\(name)\" localizedName=\"\(name)\"><options /></optionset>" }

    private func table(_ name: String, choice: String) -> String {
        """
        <Entity><Name>\(name)</Name><EntityInfo><entity Name="\(name)"><attributes><attribute PhysicalName="p_kind"><Type>picklist</Type>
        <Name>p_kind</Name><LogicalName>p_kind</LogicalName><OptionSetName>\(choice)</OptionSetName></attribute></attributes></entity></EntityInfo></Entity>
        """
    }

    private func graph(_ files: [String: String]) throws -> SolutionDependencies {
        try SolutionDependencies(IndexedSolution.all(in: MemorySnapshot(files.mapValues { Array($0.utf8) }), rules: .none))
    }

    @Test func whatIsNeededComesFirst() throws {
        var files = [
            "a/Other/Solution.xml": manifest("A", ""), "a/Entities/p_one/Entity.xml": table("p_one", choice: "p_two"),
            "b/Other/Solution.xml": manifest("B", ""), "b/OptionSets/p_two.xml": choice("p_two"),
        ]
        var found = try graph(files)
        #expect(found.graph.order == [[1], [0]])
        let use = try #require(found.graph.all.first)
        #expect(use.from == Address("entity/p_one/attribute/p_kind") && use.to == Address("optionset/p_two") && use.certainty == .certain)
        // And the other way round they need each other.
        files["b/Entities/p_other/Entity.xml"] = table("p_other", choice: "p_three")
        files["a/OptionSets/p_three.xml"] = choice("p_three")
        found = try graph(files)
        #expect(found.graph.order == [[0, 1]])
        // A manifest says it too.
        let need =
            "<MissingDependency><Required type=\"1\" schemaName=\"p_x\" solution=\"B (1.0)\" /><Dependent type=\"1\" schemaName=\"p_y\" /></MissingDependency>"
        found = try graph(["a/Other/Solution.xml": manifest("A", "", needs: need), "b/Other/Solution.xml": manifest("B", "")])
        #expect(found.graph.order == [[1], [0]])
    }

    @Test func wordsOfScriptsAreLikely() throws {
        let script = """
            <WebResource><WebResourceId>{5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01}</WebResourceId><Name>p_/js/main.js</Name>
            <WebResourceType>3</WebResourceType><FileName>/WebResources/p_/js/main.js</FileName></WebResource>
            """
        let found = try graph([
            "Other/Solution.xml": manifest("A", ""), "Entities/p_one/Entity.xml": table("p_one", choice: "p_two"),
            "OptionSets/p_two.xml": choice("p_two"), "OptionSets/p_lost.xml": choice("p_lost"),
            "WebResources/p_/js/main.js.data.xml": script,
            "WebResources/p_/js/main.js": "form.getAttribute('p_kind').setValue(xp_two);",
        ])
        let words = found.graph.uses(of: ComponentSet([Address("webresource/p_/js/main.js")]))
        #expect(words.map(\.to) == [Address("entity/p_one/attribute/p_kind")] && words.allSatisfy { $0.certainty == .likely })
        #expect(found.graph.unused.map(\.address) == [Address("optionset/p_lost"), Address("webresource/p_/js/main.js")])
        let deep = found.graph.uses(of: ComponentSet([Address("webresource/p_/js/main.js")]), transitive: true)
        #expect(deep.map(\.to) == [Address("entity/p_one/attribute/p_kind"), Address("optionset/p_two")])
        let back = found.graph.users(of: ComponentSet([Address("optionset/p_two")]), transitive: true)
        #expect(back.map(\.from) == [Address("entity/p_one/attribute/p_kind"), Address("webresource/p_/js/main.js")])
    }
}
