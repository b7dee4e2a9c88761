// git sol ls on the solution that the repository ships, as a folder and as a revision.

import Bindings
import TestSupport
import Testing

struct LsTests {
    private static let example: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"

    @Test func listsNamesAndAddresses() throws {
        let run = try BuiltProgram.run("ls", Self.example)
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        #expect(run.output.hasPrefix("Contoso Orders (ContosoOrders) 1.0.0.0, unmanaged, published by contoso\n"))
        for line in [
            "  table                 Order                entity/contoso_order\n",
            "  column                Total                entity/contoso_order/attribute/contoso_total\n",
            "  security role         Order Clerk          role/5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01\n",
            "  cloud flow            Notify about orders  workflow/8f0e8a53-7d1b-4e9f-8a53-2f4b6f1c3d02\n",
            "  connection reference  Order mail           connectionreference/contoso_mail\n",
        ] { #expect(run.output.contains(line), "\(line)\(run)") }
        #expect(run.output.hasSuffix("\n15 components\n"))
    }

    @Test func addressesKindsAndNamesChoose() throws {
        func addresses(_ words: String...) throws -> [String] {
            let run = try BuiltProgram.run(["ls", Self.example] + words)
            return run.output.split(separator: "\n").filter { $0.hasPrefix("  ") }.compactMap {
                $0.split(separator: " ").last.map(String.init)
            }
        }
        #expect(try addresses("entity/*/view") == ["entity/contoso_order/view/d0a1b2d3-0001-4000-8000-000000000001"])
        #expect(try addresses("--kind", "role") == ["role/5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01"])
        #expect(try addresses("Notify about orders") == ["workflow/8f0e8a53-7d1b-4e9f-8a53-2f4b6f1c3d02"])
        #expect(try addresses("entity/nothing") == [])
        #expect(try BuiltProgram.run("ls", Self.example, "entity/nothing").status == 1)
        #expect(try BuiltProgram.run("ls", Self.example, "--kind", "wokflow").errors.contains("did you mean 'workflow'"))
    }

    @Test func revisionsAndSeveralSolutionsAreKeptApart() throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        try git("init", "-q", "-b", "main")
        _ = try Process.run(["cp", "-R", Self.example, directory.path + "/one"])
        _ = try Process.run(["cp", "-R", Self.example, directory.path + "/two"])
        let manifest = String(decoding: try Files.read(directory.path + "/two/Other/Solution.xml"), as: UTF8.self)
        try directory.write(
            manifest.split(separator: "ContosoOrders", omittingEmptySubsequences: false).joined(separator: "Second"),
            to: "two/Other/Solution.xml")
        try git("add", "-A")
        try git("commit", "-qm", "both")
        let all = try BuiltProgram.run("ls", "HEAD", "--json", in: directory.path)
        #expect(all.status == 0)
        #expect(all.output.contains("\"format\": \"git-sol.ls/1\""))
        #expect(all.output.contains("\"path\": \"one/\"") && all.output.contains("\"path\": \"two/\""))
        let second = try BuiltProgram.run("ls", "HEAD", "--solution", "second", in: directory.path)
        #expect(second.output.contains("(Second)") && !second.output.contains("ContosoOrders"))
        let files = try BuiltProgram.run("ls", "HEAD:one", "--name-only", "-z", "--kind", "form", in: directory.path)
        #expect(files.output == "Entities/contoso_Order/FormXml/main/{c0a1b2d3-0001-4000-8000-000000000001}.xml\0")
        try git("clone", "-q", "--bare", ".", "bare.git")
        #expect(
            try BuiltProgram.run("ls", in: directory.path + "/bare.git").output == BuiltProgram.run("ls", "HEAD", in: directory.path).output
        )
    }

    /// What the manifest calls a component, where that is not its key.
    @Test func namesOfTheManifestWillDo() throws {
        let directory = TemporaryDirectory()
        let manifest = """
            <ImportExportXml><SolutionManifest><UniqueName>Named</UniqueName><Version>1.0</Version><Managed>0</Managed><RootComponents>
            <RootComponent type="50" schemaName=":RibbonDiffXml" /><RootComponent type="431" schemaName="a_room a_image" />
            <RootComponent type="372" id="{D5781852-D15C-476B-852C-48C738E17BE4}" schemaName="a_mail" /><RootComponent type="20" id="{1}" />
            </RootComponents></SolutionManifest></ImportExportXml>
            """
        let customizations = """
            <ImportExportXml><Roles><Role id="{1}" name="r" /></Roles><RibbonDiffXml><CustomActions /></RibbonDiffXml><AttributeImageConfigs><AttributeImageConfig>
            <attributelogicalname>a_image</attributelogicalname><parententitylogicalname>a_room</parententitylogicalname></AttributeImageConfig>
            </AttributeImageConfigs><Connectors><Connector><connectorid>{d5781852-d15c-476b-852c-48c738e17be4}</connectorid><name>a_mail</name>
            </Connector></Connectors></ImportExportXml>
            """
        let documents = [RawZip.Entry("solution.xml", manifest), RawZip.Entry("customizations.xml", customizations)]
        let zip = try directory.write(RawZip(documents).bytes, to: "named.zip")
        let all = try BuiltProgram.run("ls", zip)
        #expect(all.output.contains("  globalribbon  in the manifest: :RibbonDiffXml\n"), "\(all)")
        #expect(all.output.contains("  attributeimage/a_room,a_image  in the manifest: a_room a_image\n"), "\(all)")
        #expect(all.output.contains("  connector/a_mail  in the manifest: {D5781852-D15C-476B-852C-48C738E17BE4}\n"), "\(all)")
        #expect(all.output.contains("  role/{1}\n") && !all.output.contains("only named"), "\(all)")
        let one = try BuiltProgram.run("ls", zip, "--addresses", "connector/d5781852-d15c-476b-852c-48c738e17be4")
        #expect(one.output == "connector/a_mail\n", "\(one)")
        #expect(try BuiltProgram.run("ls", zip, "--addresses", "globalribbon/:RibbonDiffXml").output == "globalribbon\n")
        let json = try BuiltProgram.run("ls", zip, "--json", "connector/a_mail").output.filter { !$0.isWhitespace }
        #expect(json.contains("\"manifest\":[\"{D5781852-D15C-476B-852C-48C738E17BE4}\",\"a_mail\"]"), "\(json)")
    }

    @Test func theHookRefusesBrokenFiles() throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        try directory.write("<a>", to: "broken.xml")
        try directory.write("{}", to: "sound.json")
        try git("add", "-A")
        let run = try BuiltProgram.run("parse", "--staged", in: directory.path)
        #expect(run.status == 1)
        #expect(run.errors.contains("'broken.xml'") && !run.errors.contains("sound.json"), "\(run)")
    }
}
