// Mapping files, by a table: which directive matches which file, and where the file may be instead.

import Bindings
import SolutionCore
import SolutionStore
import Testing

struct FileMappingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let id: String
        let directives: String
        let path: String
        let places: [String]
        var testDescription: String { id }
    }
    private static let variables = ["BASE": "../build", "EMPTY": ""]

    private func mapping(_ directives: String) throws -> FileMapping {
        let text = "<?xml version=\"1.0\"?>\n<Mapping>\n<!-- a remark -->\n\(directives)\n</Mapping>"
        let tree = try Document(Array(text.utf8), syntax: .xml, names: Names()).tree
        return try FileMapping(tree, folder: "/builds/solution") { Self.variables[$0] }
    }

    @Test(arguments: [
        Case(
            id: "folder", directives: #"<Folder map="Controls\x" to="..\out\x"/>"#, path: "Controls/x/css/a.css",
            places: ["../out/x/css/a.css"]),
        Case(id: "folder, any case", directives: #"<Folder map="controls\X\" to="out"/>"#, path: "Controls/x/a.js", places: ["out/a.js"]),
        Case(id: "folder, not its namesake", directives: #"<Folder map="Controls\x" to="out"/>"#, path: "Controls/xy/a.js", places: []),
        Case(id: "folder, not the folder as a file", directives: #"<Folder map="a\b" to="out"/>"#, path: "a/b", places: []),
        Case(
            id: "file anywhere", directives: #"<FileToFile map="x.dll" to="..\bin\y.dll"/>"#, path: "PluginAssemblies/x-1/X.dll",
            places: ["../bin/y.dll"]),
        Case(id: "file in its folder", directives: #"<FileToFile map="A\x.dll" to="y.dll"/>"#, path: "a/x.dll", places: ["y.dll"]),
        Case(id: "file in another folder", directives: #"<FileToFile map="A\x.dll" to="y.dll"/>"#, path: "a/b/x.dll", places: []),
        Case(
            id: "file below a folder", directives: #"<FileToFile map="A\**\x.dll" to="..\**\y.dll"/>"#, path: "A/b/c/x.dll",
            places: ["../**/y.dll"]),
        Case(id: "below is also in", directives: #"<FileToFile map="A\**\x.dll" to="y.dll"/>"#, path: "A/x.dll", places: ["y.dll"]),
        Case(
            id: "ending", directives: #"<FileToPath map="*.jpg" to="JPG format\"/>"#, path: "WebResources/a/b.JPG",
            places: ["JPG format/b.JPG"]),
        Case(id: "other ending", directives: #"<FileToPath map="*.jpg" to="x"/>"#, path: "WebResources/a/b.jpeg", places: []),
        Case(
            id: "every name", directives: #"<FileToPath map="WebResources\**\*.*" to="web\**"/>"#, path: "WebResources/new_/app",
            places: ["web/**/app"]),
        Case(
            id: "every name, but not below", directives: #"<FileToPath map="WebResources\*.*" to="web"/>"#, path: "WebResources/new_/app",
            places: []),
        Case(id: "question mark", directives: #"<FileToPath map="a?.js" to="web"/>"#, path: "x/ab.js", places: ["web/ab.js"]),
        Case(id: "star inside", directives: #"<FileToPath map="a*c*.js" to="web"/>"#, path: "x/abcd.js", places: ["web/abcd.js"]),
        Case(
            id: "earlier comes first",
            directives: #"<FileToFile map="x.js" to="a/1.js"/><Folder map="w" to="b"/><FileToPath map="*.*" to="c"/>"#,
            path: "w/x.js", places: ["a/1.js", "b/x.js", "c/x.js"]),
        Case(
            id: "variable", directives: #"<FileToPath map="*.dll" to="%BASE%\%EMPTY%\bin"/>"#, path: "p/x.dll",
            places: ["../build/bin/x.dll"]),
        Case(
            id: "no such variable", directives: #"<FileToPath map="*.dll" to="%NOPE%BASE%\bin"/>"#, path: "p/x.dll",
            places: ["%NOPE../build/bin/x.dll"]),
        Case(id: "one percent sign", directives: #"<FileToPath map="*.dll" to="50%"/>"#, path: "p/x.dll", places: ["50%/x.dll"]),
        Case(id: "absolute place", directives: #"<FileToPath map="*.dll" to="/opt/bin"/>"#, path: "p/x.dll", places: ["/opt/bin/x.dll"]),
        Case(
            id: "absolute map in the solution", directives: #"<FileToFile map="/builds/solution/p/x.dll" to="y.dll"/>"#, path: "p/x.dll",
            places: ["y.dll"]),
        Case(id: "absolute map elsewhere", directives: #"<FileToFile map="/builds/other/x.dll" to="y.dll"/>"#, path: "p/x.dll", places: []),
    ])
    func whereAFileMayBe(_ row: Case) throws {
        #expect(try mapping(row.directives).places(of: row.path).map(\.description) == row.places)
    }

    @Test(arguments: [
        (#"<Fold map="a" to="b"/>"#, "'Fold' is no mapping"),
        (#"<Folder map="a"/>"#, "'Folder' needs 'to'"),
        (#"<Folder map="" to="b"/>"#, "'Folder' needs 'map'"),
        (#"<Folder map="a\**" to="b"/>"#, "a 'Folder' takes no wildcards"),
        (#"<FileToFile map="*.dll" to="b.dll"/>"#, "'FileToFile' names one file"),
        (#"<FileToFile map="a.dll" to="*.dll"/>"#, "'FileToFile' names one file"),
        (#"<FileToFile map="a\**\b\x.dll" to="x.dll"/>"#, "can only be the last folder"),
        (#"<FileToPath map="*.dll" to="**\b"/>"#, "can only be the last folder"),
    ])
    func whatMakesNoSenseIsRefusedWithItsLine(directive: String, message: String) throws {
        #expect { try mapping(directive) } throws: { error in
            guard let error = error as? ParseError else { return false }
            return error.line == 4 && error.message.contains(message)
        }
    }

    @Test func namesOfWholeFoldersAndFilesAreGiven() throws {
        let mapping = try mapping(
            #"<Folder map="Controls\x" to="out"/><FileToFile map="a\b\c.nupkg" to="c"/><FileToFile map="c.dll" to="c"/>"#)
        #expect(mapping.folders.map(\.path) == ["Controls/x"] && mapping.folders.map(\.place) == ["out"])
        #expect(mapping.files == ["a/b/c.nupkg"])
    }
}
