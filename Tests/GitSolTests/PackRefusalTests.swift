// What would make a broken package: refused with every reason at once, and no zip.

import Bindings
import TestSupport
import Testing

struct PackRefusalTests {
    private static let example: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"

    /// One thing that is wrong with a folder that is otherwise whole.
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        /// Files that are put into the folder.
        var files: [String: String] = [:]
        /// Files of which a text is replaced.
        var edits: [(file: String, old: String, new: String)] = []
        var removed: [String] = []
        var arguments: [String] = []
        let reasons: [String]
        var testDescription: String { id }
    }

    private static let role = "Roles/Order Clerk.xml"
    private static let roleID = "{5c1d7f8e-2f2c-4f6a-9a65-0b6f3c1f2a01}"
    private static let form = "<forms><systemform><formid>{1}</formid></systemform></forms>"
    private static let script = "WebResources/contoso_/scripts/order.js"

    static let cases: [Case] = [
        Case(id: "stray", files: ["WebResources/stray.js": "x"], reasons: ["'WebResources/stray.js' belongs to no component"]),
        Case(
            id: "stray-in-a-table", files: ["Entities/contoso_Order/notes.txt": "x"],
            reasons: ["'Entities/contoso_Order/notes.txt' belongs to no component"]),
        Case(id: "stray-in-other", files: ["Other/Notes.xml": "<Notes />"], reasons: ["'Other/Notes.xml' belongs to no component"]),
        Case(id: "stray-of-another-root", files: ["Roles/Form.xml": form], reasons: ["'Roles/Form.xml' belongs to no component"]),
        Case(
            id: "no-table", removed: ["Entities/contoso_Order/Entity.xml"],
            reasons: [
                "'Entities/contoso_Order/RibbonDiff.xml' belongs to no component",
                "SavedQueries/{d0a1b2d3-0001-4000-8000-000000000001}.xml' belongs to no component",
            ]),
        Case(
            id: "package-part", files: ["customizations.xml": "<ImportExportXml />"],
            reasons: ["'customizations.xml' belongs to no component"]),
        Case(id: "types-part", files: ["[Content_Types].xml": "<Types />"], reasons: ["'[Content_Types].xml' belongs to no component"]),
        Case(id: "no-component-of-content", removed: [script + ".data.xml"], reasons: ["'\(script)' belongs to no component"]),
        Case(
            id: "managed-only", files: ["Entities/contoso_Order/FormXml/main/{1}_managed.xml": form],
            reasons: ["'Entities/contoso_Order/FormXml/main/{1}_managed.xml' has no unmanaged twin"]),
        Case(id: "other-half", arguments: ["--managed"], reasons: ["'Other/Solution.xml' says that the folder is unmanaged"]),
        Case(
            id: "other-half-managed", edits: [("Other/Solution.xml", "<Managed>0<", "<Managed>1<")], arguments: ["--unmanaged"],
            reasons: ["'Other/Solution.xml' says that the folder is managed"]),
        Case(id: "one-half-of-both", arguments: ["--both"], reasons: ["'Other/Solution.xml' says that the folder is unmanaged"]),
        Case(
            id: "no-managed", edits: [("Other/Solution.xml", "<Managed>0</Managed>", "")], reasons: ["has no 'Managed' that is 0, 1 or 2"]),
        Case(
            id: "odd-managed", edits: [("Other/Solution.xml", "<Managed>0<", "<Managed>yes<")],
            reasons: ["has no 'Managed' that is 0, 1 or 2"]),
        Case(
            id: "two-files-one-key", files: ["Roles/Copy.xml": "<Role id=\"\(roleID.uppercased())\" name=\"Copy\" />"],
            reasons: ["'Roles/Order Clerk.xml' and 'Roles/Copy.xml' both hold the security role"]),
        Case(
            id: "two-columns-one-key",
            edits: [
                (
                    "Entities/contoso_Order/Entity.xml", "</attributes>",
                    "<attribute PhysicalName=\"X\" /><attribute PhysicalName=\"x\" /></attributes>"
                )
            ],
            reasons: ["'Entities/contoso_Order/Entity.xml' holds the column 'x' twice"]),
        Case(
            id: "two-references-one-key",
            edits: [
                (
                    "Other/Customizations.xml", "</connectionreferences>",
                    "<connectionreference connectionreferencelogicalname=\"CONTOSO_mail\" /></connectionreferences>"
                )
            ],
            reasons: ["'Other/Customizations.xml' holds the connection reference 'contoso_mail' twice"]),
        Case(
            id: "left-in-customizations",
            edits: [("Other/Customizations.xml", "<Roles />", "<Roles><Role id=\"\(roleID)\" name=\"Again\" /></Roles>")],
            reasons: ["both hold the security role"]),
        Case(
            id: "two-relationships-one-key",
            files: [
                "Other/Relationships.xml": "<EntityRelationships><EntityRelationship Name=\"a\" /></EntityRelationships>",
                "Other/Relationships/One.xml": "<EntityRelationships><EntityRelationship Name=\"a\" /></EntityRelationships>",
                "Other/Relationships/Two.xml": "<EntityRelationships><EntityRelationship Name=\"A\" /></EntityRelationships>",
            ], reasons: ["'Other/Relationships/Two.xml' and 'Other/Relationships/One.xml' both hold the relationship 'a'"]),
        Case(
            id: "listed-and-not-there",
            files: ["Other/Relationships.xml": "<EntityRelationships><EntityRelationship Name=\"gone\" /></EntityRelationships>"],
            arguments: ["--strict"], reasons: ["'Other/Relationships.xml' names the relationship 'gone', and no file holds it"]),
        Case(
            id: "letter-case", files: ["roles/order clerk.xml": "<Role id=\"{1}\" name=\"order clerk\" />"],
            reasons: ["files 'Roles/Order Clerk.xml' and 'roles/order clerk.xml' differ only in letter case"]),
        Case(
            id: "root-without-file", removed: [role], arguments: ["--strict"],
            reasons: ["no file holds security role '\(roleID.dropFirst().dropLast())', which the manifest lists"]),
        Case(
            id: "not-well-formed", files: ["OptionSets/broken.xml": "<optionset"],
            reasons: ["'OptionSets/broken.xml' does not parse: line 1"]),
        Case(
            id: "merged-by-hand", edits: [(role, "<IsCustomizable>", "<<<<<<< ours\n<IsCustomizable>")],
            reasons: ["'Roles/Order Clerk.xml' does not parse: line 3"]),
        Case(id: "no-customizations", removed: ["Other/Customizations.xml"], reasons: ["there is no 'Other/Customizations.xml'"]),
        Case(
            id: "other-customizations", files: ["Other/Customizations.xml": "<Entities />"],
            reasons: ["'Other/Customizations.xml' is not the document that it should be"]),
        Case(id: "backslash", files: ["notes/a\\b.txt": "x"], reasons: ["the zip's entry 'notes/a\\b.txt' has a backslash"]),
        Case(id: "device", files: ["notes/nul.txt": "x"], reasons: ["the zip's entry 'notes/nul.txt' names a device"]),
        Case(
            id: "content-that-leads-out", edits: [(script + ".data.xml", "<FileName>/WebResources/", "<FileName>/../")],
            reasons: ["leads out of the folder"]),
        Case(
            id: "one-entry-for-two", files: ["notes/a.txt": "x"],
            edits: [(script + ".data.xml", "<FileName>/WebResources/", "<FileName>/notes/a.txt</FileName><FileName>/WebResources/")],
            reasons: ["two files are to be the zip's entry 'notes/a.txt'"]),
    ]

    private func folder(_ example: Case) throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        _ = try Process.run(["cp", "-R", Self.example, directory.path + "/folder"])
        for path in example.removed { try Files.remove(directory.path + "/folder/" + path) }
        for (path, text) in example.files { try directory.write(text, to: "folder/" + path) }
        for (path, old, new) in example.edits {
            let text = String(decoding: try Files.read(directory.path + "/folder/" + path), as: UTF8.self)
            let pieces = text.pieces(around: old)
            #expect(pieces.count > 1, "\(path) has no '\(old)'")
            try directory.write(pieces.joined(separator: new), to: "folder/" + path)
        }
        return directory
    }

    private func pack(_ directory: TemporaryDirectory, _ arguments: [String]) throws -> ProgramRun {
        try BuiltProgram.run(["pack", "folder", "-o", "out.zip"] + arguments, in: directory.path)
    }

    @Test(arguments: cases)
    func isRefused(example: Case) throws {
        let directory = try folder(example)
        try directory.write("old", to: "out.zip")
        let run = try pack(directory, example.arguments)
        #expect(run.status == 2, "\(run)")
        for reason in example.reasons { #expect(run.errors.contains(reason), "\(run)") }
        #expect(try Walk.list(directory.path).map(\.path).filter { !$0.hasPrefix("folder") } == ["out.zip"])
        #expect(try Files.read(directory.path + "/out.zip") == Array("old".utf8))
    }

    @Test func everyReasonIsToldAtOnce() throws {
        let together = Self.cases.filter {
            ["stray", "two-files-one-key", "not-well-formed", "device", "two-columns-one-key", "no-managed"].contains($0.id)
        }
        let all = Case(
            id: "all", files: together.reduce(into: [:]) { $0.merge($1.files) { one, _ in one } }, edits: together.flatMap(\.edits),
            reasons: together.flatMap(\.reasons))
        let run = try pack(try folder(all), [])
        #expect(run.status == 2)
        for reason in all.reasons { #expect(run.errors.contains(reason), "\(run)") }
    }

    @Test func straysMayBeLeftOut() throws {
        let strays = Case(
            id: "", files: ["Roles/notes.txt": "x", "Other/Notes.xml": "<Notes />", "[Content_Types].xml": "<Types />"], reasons: [])
        let directory = try folder(strays)
        #expect(try pack(directory, ["--ignore-strays"]).status == 0)
        #expect(try BuiltProgram.run("pack", Self.example, "-o", "plain.zip", in: directory.path).status == 0)
        #expect(try Files.read(directory.path + "/out.zip") == Files.read(directory.path + "/plain.zip"))
    }

    @Test func filesOfGitStayOutAndUnknownFoldersAreCarried() throws {
        let files = [".gitattributes": "x", "Roles/.gitkeep": "", "newthings/a/thing.xml": "<thing />", "Assets/b.bin": "x"]
        let directory = try folder(Case(id: "", files: files, reasons: []))
        #expect(try pack(directory, []).status == 0)
        let names = try ZipReader(Files.read(directory.path + "/out.zip")).entries.map(\.name)
        #expect(names.filter { $0.contains(".git") } == [])
        #expect(names.contains("newthings/a/thing.xml") && names.contains("Assets/b.bin"), "\(names)")
    }

    @Test func rootsWithoutFilesAndMissingTwinsAreWarnings() throws {
        let changes = Case(
            id: "",
            files: ["Other/Relationships.xml": "<EntityRelationships><EntityRelationship Name=\"gone\" /></EntityRelationships>"],
            edits: [("Other/Solution.xml", "<Managed>0<", "<Managed>2<")], removed: [Self.role], reasons: [])
        let directory = try folder(changes)
        let run = try pack(directory, ["--managed"])
        #expect(run.status == 0, "\(run)")
        for warning in ["no file holds security role", "names the relationship 'gone'", "has no managed twin"] {
            #expect(run.errors.contains(warning), "\(run)")
        }
        let forms = try ZipReader(Files.read(directory.path + "/out.zip"))
        let document = try #require(forms.entries.first { $0.name == "customizations.xml" })
        #expect(!String(decoding: try forms.read(document), as: UTF8.self).contains("<systemform>"))
        #expect(try pack(directory, ["--managed", "--use-unmanaged-for-missing-managed"]).errors.contains("twin") == false)
        // A folder of the managed half alone may hold a file without the mark as well.
        let manifest = String(decoding: try Files.read(directory.path + "/folder/Other/Solution.xml"), as: UTF8.self)
        try directory.write(manifest.pieces(around: "<Managed>2<").joined(separator: "<Managed>1<"), to: "folder/Other/Solution.xml")
        #expect(try pack(directory, []).errors.contains("has no managed twin"))
    }
}

extension String {
    /// What is between the places of a text.
    fileprivate func pieces(around text: String) -> [String] {
        var pieces: [String] = []
        var rest = utf8[...]
        var start = rest.startIndex
        let needle = Array(text.utf8)
        while rest.count >= needle.count {
            if rest.starts(with: needle) {
                pieces.append(String(decoding: utf8[start..<rest.startIndex], as: UTF8.self))
                rest = rest.dropFirst(needle.count)
                start = rest.startIndex
            } else {
                rest = rest.dropFirst()
            }
        }
        return pieces + [String(decoding: utf8[start...], as: UTF8.self)]
    }
}
