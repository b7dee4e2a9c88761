// Two names that only bytes tell apart, where a command decides by them: merging, packing, checking, hooks.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct AttackTwinTests {
    private static let names = ["x\u{E9}", "xe\u{301}"]

    // MARK: - Merging

    /// Two roles in conflict, in files that look alike; one of them settled.
    @Test func conflictsInFilesThatLookAlikeAreTwo() throws {
        let sample = try ExampleRepository()
        let text = String(decoding: try Files.read(sample.path + "/" + ExampleRepository.role), as: UTF8.self)
        for (number, name) in Self.names.enumerated() {
            let role = text.replacing("6f3c1f2a01", with: "6f3c1f2a1\(number)").replacing("Order Clerk", with: name)
            try sample.directory.write(role, to: "sol/Roles/\(name).xml")
        }
        try sample.commit("Twins")
        func level(_ level: String) throws {
            for name in Self.names { try sample.edit("sol/Roles/\(name).xml", "level=\"Global\"", "level=\"\(level)\"") }
            try sample.commit(level)
        }
        try sample.git("checkout", "-qb", "topic")
        try level("Deep")
        try sample.git("checkout", "-q", "main")
        try level("Local")
        func sol(_ words: String...) throws -> ProgramRun {
            try BuiltProgram.run(words, in: sample.path, variables: GitRun.environment(home: sample.path).variables)
        }
        let merge = try sol("merge", "topic")
        #expect(merge.status == 1 && merge.output.contains("2 conflicts"), "\(merge)")
        func listed() throws -> String { try sol("conflicts", "--json").output }
        let first = try listed()
        for name in Self.names { #expect(first.contains("sol/Roles/\(name).xml"), "\(first)") }
        for (number, name) in Self.names.enumerated() {
            let early = try sol("merge", "--continue")
            #expect(early.status != 0, "\(early)")
            let open = try listed()
            #expect(open.contains("sol/Roles/\(name).xml"), "\(open)")
            let run = try sol("resolve", "--theirs", "role/5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a1\(number)/**")
            #expect(run.status == 0, "\(run)")
            let left = try listed()
            #expect(!left.contains("sol/Roles/\(name).xml"), "\(left)")
        }
        #expect(try sol("merge", "--continue").status == 0)
        for name in Self.names { #expect(try sample.git("show", "HEAD:sol/Roles/\(name).xml").contains("level=\"Deep\"")) }
    }

    /// Rows of a form are known by what is in them.
    @Test func rowsThatLookAlikeAreTwo() throws {
        func form(_ cells: [String]) -> String {
            let rows = cells.map { "<row><cell id=\"{\($0)}\"><control id=\"c\($0)\" /></cell></row>" }.joined()
            return """
                <forms type="main"><systemform><formid>{\(ScaledSolution.id(1))}</formid><form><tabs><tab id="{t}"><columns><column width="100%">
                <sections><section id="{s}"><rows>\(rows)</rows></section></sections></column></columns></tab></tabs></form></systemform></forms>
                """
        }
        let directory = TemporaryDirectory()
        try GitRun(in: directory.path)("init", "-q")
        for (file, cells) in [("O", ["a"]), ("A", ["a", Self.names[0]]), ("B", ["a", Self.names[1]])] {
            try directory.write(form(cells), to: file)
        }
        let place = "Entities/new_t/FormXml/main/{\(ScaledSolution.id(1))}.xml"
        let run = try BuiltProgram.run(["merge-driver", "O", "A", "B", "7", place], in: directory.path)
        let merged = String(decoding: try Files.read(directory.path + "/A"), as: UTF8.self)
        #expect(run.status == 0 && Self.names.allSatisfy { merged.contains("\"{\($0)}\"") }, "\(run) \(merged)")
    }

    // MARK: - Packages

    /// Forms of two types are packed under two types.
    @Test func typesOfFormsThatLookAlikeAreTwo() throws {
        let directory = TemporaryDirectory()
        let forms = Self.names.enumerated().map { number, name in
            """
            <forms type="\(name)"><systemform><formid>{00000000-0000-4000-8000-00000000000\(number)}</formid><form /></systemform></forms>
            """
        }
        let customizations = """
            <ImportExportXml><Entities><Entity><Name LocalizedName="T">new_t</Name><EntityInfo><entity Name="new_t" /></EntityInfo>\
            <FormXml>\(forms.joined())</FormXml></Entity></Entities></ImportExportXml>
            """
        try directory.write(RawZip(BadZipTests.solution("Made", customizations: customizations)).bytes, to: "one.zip")
        for words in [["unpack", "-q", "-d", "one", "one.zip"], ["pack", "-q", "-o", "again.zip", "one"]] {
            let run = try BuiltProgram.run(words, in: directory.path)
            #expect(run.status == 0, "\(run)")
        }
        let zip = try ZipReader(try Files.read(directory.path + "/again.zip"))
        let packed = try #require(zip.entries.first { $0.name == "customizations.xml" })
        let text = String(decoding: try zip.read(packed), as: UTF8.self)
        for name in Self.names { #expect(text.contains("type=\"\(name)\""), "\(text)") }
    }

    // MARK: - Hooks and checks

    /// A file that is about to be committed is looked at, whatever its twin is.
    @Test func aStagedFileIsNotItsTwin() throws {
        let sample = try ExampleRepository()
        try sample.directory.write("<a>", to: "sol/Roles/\(Self.names[0]).xml")
        try sample.commit("Broken")
        try sample.directory.write("<a>", to: "sol/Roles/\(Self.names[1]).xml")
        try sample.git("add", "-A")
        let run = try sample.sol("parse", "--staged")
        #expect(run.status == 1 && run.errors.contains(Self.names[1]), "\(run)")
    }

    /// An export with a form of so many libraries, each of them a web resource.
    static func libraries(_ names: [String], named: [String]? = nil) throws -> [UInt8] {
        var roots = "<RootComponent type=\"1\" schemaName=\"new_t\" behavior=\"0\" />", resources = "", libraries = ""
        let writer = try ZipWriter()
        for (number, name) in names.enumerated() {
            roots += "<RootComponent type=\"61\" schemaName=\"\(name)\" behavior=\"0\" />\n"
            resources += """
                <WebResource><WebResourceId>{\(ScaledSolution.id(number))}</WebResourceId><Name>\(name)</Name><DisplayName>\(name)</DisplayName>
                <WebResourceType>3</WebResourceType><FileName>/WebResources/file\(number)</FileName></WebResource>
                """
            try writer.add("WebResources/file\(number)", Array("// \(number)\n".utf8))
        }
        for (number, name) in (named ?? names).enumerated() {
            libraries += "<Library name=\"\(name)\" libraryUniqueId=\"{\(ScaledSolution.id(number))}\" />\n"
        }
        let manifest = """
            <ImportExportXml version="9.2" languagecode="1033"><SolutionManifest><UniqueName>Made</UniqueName><Version>1.0.0.0</Version>
            <Managed>0</Managed><Publisher><UniqueName>new</UniqueName><CustomizationPrefix>new</CustomizationPrefix></Publisher>
            <RootComponents>\(roots)</RootComponents><MissingDependencies /></SolutionManifest></ImportExportXml>
            """
        let customizations = """
            <ImportExportXml><Entities><Entity><Name LocalizedName="T">new_t</Name><EntityInfo><entity Name="new_t" /></EntityInfo>
            <FormXml><forms type="main"><systemform><formid>{\(ScaledSolution.id(0))}</formid><form><formLibraries>\(libraries)</formLibraries>
            </form></systemform></forms></FormXml></Entity></Entities><WebResources>\(resources)</WebResources></ImportExportXml>
            """
        try writer.add("solution.xml", Array(manifest.utf8))
        try writer.add("customizations.xml", Array(customizations.utf8))
        return try writer.finish()
    }

    @Test func keysThatLookAlikeAreNoDuplicates() throws {
        let directory = TemporaryDirectory()
        try directory.write(try Self.libraries(Self.names.map { "new_/\($0).js" }), to: "one.zip")
        let run = try BuiltProgram.run(["check", "one.zip"], in: directory.path)
        #expect(run.status == 0 && !run.output.contains("duplicate-key"), "\(run)")
        // A name that is really there twice is found, and one that is of nothing.
        try directory.write(
            Self.libraries(Self.names.map { "new_/\($0).js" }, named: ["new_/x\u{E9}.js", "new_/x\u{E9}.js"]), to: "two.zip")
        let twice = try BuiltProgram.run(["check", "two.zip"], in: directory.path)
        #expect(twice.status == 1 && twice.output.contains("stands twice"), "\(twice)")
        try directory.write(try Self.libraries(["new_/x\u{E9}.js"], named: ["new_/xe\u{301}.js"]), to: "none.zip")
        let none = try BuiltProgram.run(["check", "none.zip"], in: directory.path)
        #expect(none.status == 1 && none.output.contains("not in the solution"), "\(none)")
    }

    /// What has no order has one line for line, however it is spelled.
    @Test func linesThatLookAlikeHaveAnOrder() throws {
        let directory = TemporaryDirectory()
        let privileges = Self.names.map { "<RolePrivilege name=\"\($0)\" level=\"Global\" />" }
        func role(_ privileges: [String]) -> String {
            "<Role id=\"{5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01}\" name=\"R\"><RolePrivileges>\(privileges.joined())</RolePrivileges></Role>"
        }
        try directory.write(role(privileges), to: "Roles/one.xml")
        try directory.write(role(privileges.reversed()), to: "Roles/two.xml")
        let lines = try ["one", "two"].map { try BuiltProgram.run(["textconv", "Roles/\($0).xml"], in: directory.path) }
        #expect(lines[0].status == 0 && lines[0].output.contains(Self.names[0]), "\(lines[0])")
        #expect(lines[0].output == lines[1].output)
    }
}
