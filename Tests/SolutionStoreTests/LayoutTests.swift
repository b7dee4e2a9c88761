// The packager's layout where a package is odd: texts with files of their own, names that no file may have, what nobody knows.

import Bindings
import SolutionStore
import TestSupport
import Testing

@testable import SolutionCore

struct LayoutTests {
    private let directory = TemporaryDirectory()

    private func zip(_ sections: String, isManaged: Bool = false, manifest more: String = "", entries: [(String, String)] = []) throws
        -> String
    {
        let manifest = """
            <ImportExportXml><SolutionManifest><UniqueName>Odd</UniqueName><Version>1.0</Version><Managed>\(isManaged ? 1 : 0)</Managed>\(more)</SolutionManifest></ImportExportXml>
            """
        let documents = [("solution.xml", manifest), ("customizations.xml", "<ImportExportXml>\(sections)</ImportExportXml>")]
        return try directory.write(
            RawZip((documents + entries).map { RawZip.Entry($0, $1) }).bytes, to: isManaged ? "odd_managed.zip" : "odd.zip")
    }

    private func files(_ zip: String) throws -> [String: String] { try texts(UnpackedSolution(Package(zip))) }

    private func texts(_ solution: UnpackedSolution) throws -> [String: String] {
        Dictionary(uniqueKeysWithValues: try solution.files.map { ($0.path, String(decoding: try $0.bytes(), as: UTF8.self)) })
    }

    /// Packs what a zip unpacks to, and expects that to unpack to the same.
    private func roundTrip(_ zip: String, _ edits: [String: String] = [:]) throws -> [String: String] {
        let folder = TemporaryDirectory()
        for (path, text) in try files(zip).merging(edits, uniquingKeysWith: { $1 }) { try folder.write(text, to: path) }
        let packed = try PackedSolution(FolderSnapshot(folder.path), folder: "", form: .unmanaged)
        return try files(directory.write(packed.zip(), to: "packed.zip"))
    }

    private static let mark = "\u{FEFF}"
    private static let template = """
        <emailtemplate><templateid>{7B1}</templateid><subject>&lt;a&gt; &amp; é</subject><body><![CDATA[<b>]]></body><presentationxml /><languagecode>1033</languagecode></emailtemplate>
        """

    @Test func textsOfTemplatesHaveFiles() throws {
        let zip = try zip("<Templates><EmailTemplates>\(Self.template)</EmailTemplates></Templates>")
        let files = try files(zip)
        let place = "Templates/EmailDocuments/1033/{7B1}/"
        #expect(files[place + "subject.xsl"] == Self.mark + "<a> & é")
        #expect(files[place + "body.xsl"] == Self.mark + "<b>")
        #expect(files.count == 5, "\(files.keys.sorted())")
        #expect(files["Templates/EmailTemplates.xml"]?.contains("<subject></subject>") == true)
        #expect(files["Other/Customizations.xml"]?.contains("<Templates />") == true)
        #expect(try roundTrip(zip) == files)
        let edited = try roundTrip(zip, [place + "subject.xsl": "without a mark & with <tags>"])
        #expect(edited[place + "subject.xsl"] == Self.mark + "without a mark & with <tags>")
    }

    /// Of two with one key the second keeps its texts: none is lost without a word.
    @Test func twoTemplatesOfOneKeyAreToldApart() throws {
        let zip = try zip("<Templates><EmailTemplates>\(Self.template)\(Self.template)</EmailTemplates></Templates>")
        #expect(try files(zip)["Templates/EmailTemplates.xml"]?.contains("&lt;a&gt; &amp; é") == true)
        #expect(throws: PackRefusal.self) { try roundTrip(zip) }
    }

    @Test func whatNoKindKnowsStaysInItsSection() throws {
        let zip = try zip(
            "<Templates><EmailTemplates>\(Self.template)</EmailTemplates><Novel><a>1</a></Novel></Templates><Roles><Role id=\"1\" name=\"r\" /><Odd /></Roles>"
        )
        let files = try files(zip)
        let residue = try #require(files["Other/Customizations.xml"])
        #expect(residue.contains("<Novel>") && residue.contains("<Odd />") && !residue.contains("<Role "))
        #expect(try roundTrip(zip) == files)
    }

    @Test(arguments: [("CI/CD", "CI_CD"), ("a\\b:c*d?e\"f<g>h|i", "a_b_c_d_e_f_g_h_i"), ("../../up", ".._.._up")])
    func namesBecomeNamesOfFiles(name: String, file: String) throws {
        let spelled = name.unicodeScalars.map { ["<": "&lt;", "\"": "&quot;"][String($0)] ?? String($0) }.joined()
        let zip = try zip("<Roles><Role id=\"1\" name=\"\(spelled)\" /></Roles>")
        let files = try files(zip)
        #expect(files["Roles/\(file).xml"]?.contains("name=") == true, "\(files.keys.sorted())")
        #expect(try roundTrip(zip) == files)
    }

    @Test func proceduresAreCalledByTheirNames() throws {
        let zip = try zip(
            "<StoredProcedures><procedure name=\"p_one\"><file>/StoredProcedures/other.sql</file></procedure></StoredProcedures>",
            entries: [("StoredProcedures/other.sql", "select 1")])
        let files = try files(zip)
        #expect(files["StoredProcedures/p_one.sql"] == "select 1" && files["StoredProcedures/p_one.sql.data.xml"] != nil)
        #expect(try roundTrip(zip) == files)
    }

    @Test func agreementsAndEmptyLists() throws {
        let zip = try zip(
            "<Slas><Sla SLAId=\"1\" Name=\"Fast\"><SlaItems /></Sla></Slas>", manifest: "<MissingDependencies></MissingDependencies>",
            entries: [("filteredcomponents.xml", "<Components />")])
        let files = try files(zip)
        #expect(files.keys.sorted() == ["Other/Customizations.xml", "Other/Solution.xml", "Slas/Fast.meta.xml"])
        #expect(files["Other/Solution.xml"]?.contains("<MissingDependencies />") == true)
        #expect(try roundTrip(zip) == files)
    }

    /// What only the managed half has: twins of forms stay, roles and files of code components do not.
    @Test func bothLeavesOutWhatOnlyTheManagedHalfHas() throws {
        func table(_ form: String) -> String {
            "<Entities><Entity><Name>t</Name><FormXml><forms type=\"main\">\(form)</forms></FormXml></Entity></Entities>"
        }
        let form = "<systemform><formid>{1}</formid></systemform>"
        let unmanaged = try zip(table("") + "<Roles />")
        let managed = try zip(
            table(form) + "<Roles><Role id=\"1\" name=\"more\" /></Roles>", isManaged: true,
            entries: [("Controls/c/bundle.js.LICENSE.txt", "x")])
        let both = try UnpackedSolution(unmanaged: Package(unmanaged), managed: Package(managed))
        #expect(both.leftOut == ["Controls/c/bundle.js.LICENSE.txt", "Roles/more.xml"])
        #expect(both.files.map(\.path).contains("Entities/t/FormXml/main/{1}_managed.xml"))
    }
}
