// Resource files: which keys texts have, and the law that what was written changes nothing when it is merged.

import Bindings
import SolutionCore
import SolutionStore
import TestSupport
import Testing

struct LocalisationTests {
    private static let manifest = """
        <ImportExportXml languagecode="1033"><SolutionManifest><UniqueName>Made</UniqueName><LocalizedNames>
          <LocalizedName description="Made up" languagecode="1033" />
        </LocalizedNames><Publisher><UniqueName>Us</UniqueName><Descriptions>
          <Description description="We &amp; they" languagecode="1033" />
        </Descriptions><CustomizationPrefix>us</CustomizationPrefix><CustomizationOptionValuePrefix>100</CustomizationOptionValuePrefix>
        </Publisher></SolutionManifest></ImportExportXml>
        """

    private func tree(_ text: String) throws -> Tree { try Document(Array(text.utf8), syntax: .xml, names: Names()).tree }

    private func half(_ sections: String) throws -> PackageHalf {
        let text = "<ImportExportXml languagecode=\"1033\">\(sections)</ImportExportXml>"
        return PackageHalf(manifest: try tree(Self.manifest), customizations: try tree(text), entries: [])
    }

    /// The keys that the file of one language has, with their texts.
    private func texts(_ half: PackageHalf, _ lcid: String = "1033") throws -> [String] {
        var texts = LocalisedTexts()
        texts.add(half, isManaged: false)
        guard let file = texts.template(lcid, solution: "Made") else { return [] }
        let tree = try Document(file.bytes, syntax: .xml, names: Names()).tree
        return tree.elements(of: tree.root).filter { tree.name(of: $0) == "data" }.map { data in
            (tree.attribute("name", of: data) ?? "") + "=" + (tree.element("value", of: data).map { tree.text(of: $0) } ?? "?")
        }
    }

    private static let table = """
        <Entities><Entity><Name LocalizedName="Order">us_Order</Name><EntityInfo><entity Name="us_Order">
          <LocalizedNames><LocalizedName description="Order" languagecode="1033" /></LocalizedNames>
          <attributes><attribute PhysicalName="us_State">
            <displaynames><displayname description="State" languagecode="1033" /><displayname description="Zustand" languagecode="1031" /></displaynames>
            <optionset Name="us_order_us_state"><options><option value="1"><labels><label description="New" languagecode="1033" /></labels></option></options></optionset>
          </attribute></attributes></entity></EntityInfo>
          <FormXml><forms type="main"><systemform><formid>{f1}</formid><form><tabs><tab id="{t1}">
            <labels><label description="General" languagecode="1033" /></labels></tab></tabs></form>
            <LocalizedNames><LocalizedName description="Information" languagecode="1033" /></LocalizedNames></systemform></forms></FormXml>
        </Entity></Entities>
        """

    @Test func keysAreThoseOfSolutionPackager() throws {
        let solution = ["15062:Description,Usus100=We & they", "15062:LocalizedName,Made=Made up"]
        let expected =
            solution + [
                "1:displayname,us_Orderus_State=State", "1:label,Order{t1}=General", "1:label,us_Orderus_order_us_state1=New",
                "1:LocalizedName,Order{f1}=Information", "1:LocalizedName,us_Orderentityus_Order=Order",
            ]
        #expect(try texts(try half(Self.table)) == expected)
        let german = try texts(try half(Self.table), "1031")
        #expect(
            german.count == expected.count && german.contains("1:displayname,us_Orderus_State=Zustand")
                && german.contains("1:label,Order{t1}="))
    }

    @Test func equalIdsAreToldApartByTheWayToThem() throws {
        let form =
            "<systemform><formid>{f}</formid><cell id=\"{c}\"><labels><label description=\"One\" languagecode=\"1033\" /></labels></cell></systemform>"
        let other = form.replacing("{f}", with: "{g}").replacing("One", with: "Two")
        func table(_ forms: String) -> String {
            "<Entities><Entity><Name LocalizedName=\"Order\">us_Order</Name><FormXml><forms type=\"main\">\(forms)</forms></FormXml></Entity></Entities>"
        }
        #expect(
            try texts(try half(table(form + other))).suffix(2) == [
                "1:label,Order{c},us_Order/FormXml/forms[main]/systemform[{f}]/cell[{c}]/labels=One",
                "1:label,Order{c},us_Order/FormXml/forms[main]/systemform[{g}]/cell[{c}]/labels=Two",
            ])
        // What nothing tells apart is in no file, rather than one text for both.
        var texts = LocalisedTexts()
        texts.add(try half(table(form + form)), isManaged: false)
        #expect(texts.unnamed == 2)
    }

    @Test func textsAreReplacedAndAddedAndNothingElse() throws {
        let source = try half(Self.table).customizations
        var translations = Translations()
        func file(_ data: String) throws -> Tree { try tree("<root>\(data)</root>") }
        func data(_ key: String, _ text: String) -> String { "<data name=\"\(key)\"><value>\(text)</value></data>" }
        try translations.add(
            try file(
                data("1:displayname,us_Orderus_State", "Status &lt;neu&gt;") + data("1:label,Order{t1}", "Allgemein")
                    + data("1:nothing,x", "y")),
            path: "Resources/de-DE/resources.de-DE.resx")
        try translations.add(
            try file(data("1:label,Order{t1}", "") + data("1:displayname,us_Orderus_State", "State")),
            path: "Resources/1033/resources.1033.resx")
        let merged = String(decoding: translations.merge(into: source), as: UTF8.self)
        let expected = String(decoding: source.source, as: UTF8.self)
            .replacing("description=\"Zustand\"", with: "description=\"Status &lt;neu&gt;\"")
            .replacing(
                "<labels><label description=\"General\" languagecode=\"1033\" />",
                with:
                    "<labels><label description=\"General\" languagecode=\"1033\" /><label description=\"Allgemein\" languagecode=\"1031\" />"
            )
        #expect(merged == expected)
        #expect(translations.unused == ["1:nothing,x"])
    }

    @Test func aFileOfNoLanguageIsRefused() throws {
        var translations = Translations()
        #expect(throws: ParseError.self) { try translations.add(try tree("<root />"), path: "Resources/klingon/resources.klingon.resx") }
        #expect(throws: ParseError.self) { try translations.add(try tree("<other />"), path: "Resources/1033/resources.1033.resx") }
        // A copy of the template says the language it is from: its folder counts.
        try translations.add(
            try tree("<root><metadata name=\"Source LCID\"><value>1033</value></metadata></root>"),
            path: "Resources/sr-Latn-RS/resources.sr-Latn-RS.resx")
    }

    @Test func textsThatDifferBetweenTheHalvesStayInTheDocuments() throws {
        var texts = LocalisedTexts()
        texts.add(try half(Self.table), isManaged: false)
        texts.add(try half(Self.table.replacing("General", with: "")), isManaged: true)
        #expect(texts.disputed == ["1:label,Order{t1}"])
    }

    @Test(
        .enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"), arguments: Corpus.packages)
    func mergingWhatWasWrittenChangesNothing(package: Corpus.Package) throws {
        let halves = try package.zips.compactMap { try smallHalf($0) }
        for group in halves.map({ [$0] }) + (halves.count > 1 ? [halves] : []) {
            var texts = LocalisedTexts()
            for half in group { texts.add(half, isManaged: false) }
            var translations = Translations()
            for file in texts.files(solution: "x", usesNumbers: false) {
                try translations.add(try Document(file.bytes, syntax: .xml, names: Names()).tree, path: file.path)
            }
            for tree in group.flatMap({ [$0.manifest, $0.customizations] }) {
                let isSame = translations.merge(into: tree) == tree.source
                #expect(isSame)
            }
            #expect(translations.unused.isEmpty)
        }
    }

    /// The documents of a zip, unless they are too big for a debug build.
    private func smallHalf(_ zip: String) throws -> PackageHalf? {
        let snapshot = try ZipSnapshot(zip)
        let documents = try ["solution.xml", "customizations.xml"].map { try snapshot.read($0) }
        guard documents[1].count < 3_000_000 else { return nil }
        let trees = try documents.map { try Document($0, syntax: .xml, names: Names()).tree }
        return PackageHalf(manifest: trees[0], customizations: trees[1], entries: [])
    }
}
