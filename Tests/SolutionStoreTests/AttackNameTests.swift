// Names that look alike and are two, where sets, groups, orders and comparisons are made of them.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import SolutionStore

struct AttackNameTests {
    private static let names = ["x\u{E9}", "xe\u{301}"]

    private func tree(_ text: String) throws -> Tree { try Document(Array(text.utf8), syntax: .xml, names: Names()).tree }

    private func half(_ columns: String) throws -> PackageHalf {
        let manifest =
            "<ImportExportXml languagecode=\"1033\"><SolutionManifest><UniqueName>Made</UniqueName></SolutionManifest></ImportExportXml>"
        let text = """
            <ImportExportXml languagecode="1033"><Entities><Entity><Name LocalizedName="Order">us_Order</Name><EntityInfo>
            <entity Name="us_Order"><attributes>\(columns)</attributes></entity></EntityInfo></Entity></Entities></ImportExportXml>
            """
        return PackageHalf(manifest: try tree(manifest), customizations: try tree(text), entries: [])
    }

    private func column(_ name: String, _ label: String) -> String {
        """
        <attribute PhysicalName="\(name)"><displaynames><displayname description="\(label)" languagecode="1033" /></displaynames></attribute>
        """
    }

    /// A label that each half spells in its own way is in no resource file: it would be another in one of them.
    @Test func labelsThatLookAlikeDiffer() throws {
        var texts = LocalisedTexts()
        texts.add(try half(column("us_a", Self.names[0])), isManaged: false)
        texts.add(try half(column("us_a", Self.names[1])), isManaged: true)
        #expect(texts.disputed == ["1:displayname,us_Orderus_a"])
    }

    /// The same file in every run.
    @Test func keysThatLookAlikeHaveAnOrder() throws {
        var columns = ""
        for number in 0..<16 { for name in Self.names { columns += column("us_\(number)\(name)", "Label") } }
        var texts = LocalisedTexts()
        texts.add(try half(columns), isManaged: false)
        let file = try #require(texts.template("1033", solution: "Made"))
        let document = try Document(file.bytes, syntax: .xml, names: Names()).tree
        let keys = document.elements(of: document.root).filter { document.name(of: $0) == "data" }
            .compactMap { document.attribute("name", of: $0) }
        let sorted = keys.map { (Array($0.uppercased().utf8), Array($0.utf8), $0) }.sorted { one, other in
            one.0 == other.0 ? one.1.lexicographicallyPrecedes(other.1) : one.0.lexicographicallyPrecedes(other.0)
        }
        #expect(keys.count == 32 && keys == sorted.map(\.2))
    }

    // MARK: - Pairs

    private static let words = (0..<40).map { number in
        "word" + String(repeating: ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"][number % 10], count: 3 + number / 10)
    }
    private static let release = Array((";" + words.map { "\($0)(1);" }.joined()).utf8)
    private static let debug = Array(words.map { "    \($0)( 1 ) ; // what it does, in words\n" }.joined().utf8)

    /// What is beside a debug build is excused; what is beside a script that both halves have alike is not.
    @Test func scriptsThatLookAlikeAreTwo() throws {
        func half(isManaged: Bool) throws -> ReleaseHalf {
            let manifest = """
                <ImportExportXml languagecode="1033"><SolutionManifest><UniqueName>Made</UniqueName><Version>1.0</Version>
                <Managed>\(isManaged ? 1 : 0)</Managed></SolutionManifest></ImportExportXml>
                """
            var files: [Exact: [UInt8]] = ["Other/Solution.xml": Array(manifest.utf8)]
            for name in Self.names {
                let isRelease = isManaged || name == Self.names[1]
                files["WebResources/\(name).js"] = isRelease ? Self.release : Self.debug
                if !isManaged { files["WebResources/\(name).js.map"] = [0x7B, 0x7D] }
            }
            return try ReleaseHalf(files, named: "made", isManaged: isManaged)
        }
        let comparison = try PairChecker().compare(half(isManaged: false), half(isManaged: true))
        #expect(comparison.notes.map(\.file) == ["WebResources/\(Self.names[0]).js"], "\(comparison)")
        #expect(comparison.findings.map(\.file) == ["WebResources/\(Self.names[1]).js.map"], "\(comparison.findings)")
    }

    /// What is only in the managed half goes with the component that it is a part of.
    @Test func tablesThatLookAlikeAreTwo() throws {
        func package(isManaged: Bool) throws -> Package {
            // The form is in the managed half alone, of a table that both have; the other table is in that half alone.
            let form = """
                <FormXml><forms type="main"><systemform><formid>{00000000-0000-4000-8000-000000000001}</formid><form /></systemform></forms></FormXml>
                """
            func table(_ name: String, _ forms: String) -> String {
                "<Entity><Name LocalizedName=\"T\">\(name)</Name><EntityInfo><entity Name=\"\(name)\" /></EntityInfo>\(forms)</Entity>"
            }
            let tables = isManaged ? table(Self.names[0], "") + table(Self.names[1], form) : table(Self.names[1], "")
            let zip = RawZip([
                RawZip.Entry(
                    "solution.xml",
                    """
                    <ImportExportXml languagecode="1033"><SolutionManifest><UniqueName>Made</UniqueName><Version>1.0</Version>
                    <Managed>\(isManaged ? 1 : 0)</Managed></SolutionManifest></ImportExportXml>
                    """),
                RawZip.Entry(
                    "customizations.xml", "<ImportExportXml><Entities>\(tables)</Entities></ImportExportXml>"),
            ])
            let directory = TemporaryDirectory()
            return try Package(directory.write(zip.bytes, to: "x.zip"))
        }
        let solution = try UnpackedSolution(unmanaged: package(isManaged: false), managed: package(isManaged: true))
        let form = "Entities/\(Self.names[1])/FormXml/main/{00000000-0000-4000-8000-000000000001}_managed.xml"
        #expect(solution.files.map(\.path).contains(form), "\(solution.files.map(\.path))")
        #expect(solution.leftOut == ["Entities/\(Self.names[0])/Entity.xml"], "\(solution.leftOut)")
    }

    // MARK: - Mappings

    /// Only the file that a mapped one was read from is not packed again under its own name.
    @Test func mappedFilesThatLookAlikeAreTwo() throws {
        let directory = TemporaryDirectory()
        for name in Self.names { try directory.write(name, to: "\(name).js") }
        let mapping = try FileMapping(
            tree("<Mapping><FileToFile map=\"a.js\" to=\"\(Self.names[0]).js\" /></Mapping>"), folder: directory.path
        ) { _ in nil }
        let mapped = MappedFiles(mapping, folder: directory.path)
        mapped.look(for: "WebResources/a.js")
        #expect(mapped.isSource("\(Self.names[0]).js") && !mapped.isSource("\(Self.names[1]).js"))
    }
}
