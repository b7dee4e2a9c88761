// What a diff looks like: the example solution, edited, in every form of output.

import Bindings
import TestSupport
import Testing

struct DiffTextTests {
    private static let example: String = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/Examples/orders"
    private static let form = "Entities/contoso_Order/FormXml/main/{c0a1b2d3-0001-4000-8000-000000000001}.xml"
    private static let flow = "Workflows/Notifyaboutorders-8F0E8A53-7D1B-4E9F-8A53-2F4B6F1C3D02.json"

    /// Two copies of the example, the second one edited.
    private static func edited() throws -> TemporaryDirectory {
        let directory = TemporaryDirectory()
        for name in ["a", "b"] { _ = try Process.run(["cp", "-r", example, directory.path + "/" + name]) }
        func edit(_ path: String, _ edits: (String, String)...) throws {
            let file = directory.path + "/b/" + path
            var text = String(decoding: try Files.read(file), as: UTF8.self)
            for (old, new) in edits {
                try #require(text.contains(old), "\(path): \(old)")
                text.replace(old, with: new, maxReplacements: 1)
            }
            try Files.writeIfChanged(Array(text.utf8), to: file)
        }
        try edit(form, ("description=\"Order\"", "description=\"The order\""))
        try edit(flow, ("\"runAfter\": {}", "\"runAfter\": { \"Check\": [\"Succeeded\"] }"))
        try edit(flow + ".data.xml", ("<StateCode>1</StateCode>", "<StateCode>0</StateCode>"))
        try edit("Other/Solution.xml", ("<Version>1.0.0.0</Version>", "<Version>1.1.0.0</Version>"))
        try edit(
            "Entities/contoso_Order/Entity.xml",
            ("<IntroducedVersion>1.0.0.0</IntroducedVersion>", "<IntroducedVersion>1.1.0.0</IntroducedVersion>"))
        try edit("WebResources/contoso_/scripts/order.js", ("function", "async function"))
        return directory
    }

    @Test(
        arguments: [
            ("text", []), ("noise", ["--noise"]), ("stat", ["--stat"]), ("name-status", ["--name-status"]),
            ("markdown", ["--format=markdown"]), ("addresses", ["--addresses"]),
        ] as [(String, [String])])
    func outputIsAsRecorded(name: String, flags: [String]) throws {
        let directory = try Self.edited()
        let run = try BuiltProgram.run(["diff"] + flags + ["a", "b"], in: directory.path, variables: ["COLUMNS": "100"])
        try Golden.expect(run.description, is: "diff-\(name).txt")
    }

    @Test func aFileThatDoesNotParseIsComparedAsText() throws {
        let directory = try Self.edited()
        try directory.write("<forms>\n  <broken\n", to: "b/" + Self.form)
        let run = try BuiltProgram.run("diff", "a", "b", in: directory.path)
        #expect(run.status == 0, "\(run)")
        #expect(run.errors.hasPrefix("warning: ") && run.errors.contains("compared as text"), "\(run)")
        #expect(run.output.contains("+  <broken") && run.output.contains("Version: 1.0.0.0 → 1.1.0.0"), "\(run)")
    }

    @Test func settingsSayWhatElseIsNoise() throws {
        let directory = try Self.edited()
        let run = try BuiltProgram.run("-c", "sol.noise=Workflow/StateCode", "diff", "a", "b", in: directory.path)
        #expect(!run.output.contains("StateCode") && run.output.contains("1 noise by setting"), "\(run)")
        let git = GitRun(in: directory.path)
        try git("init", "-q")
        try git("config", "--add", "sol.noise", "Workflow/StateCode")
        try git("config", "--add", "sol.noise", "SolutionManifest/Version")
        let configured = try BuiltProgram.run("diff", "a", "b", in: directory.path)
        #expect(configured.output.contains("2 noise by setting"), "\(configured)")
        let wrong = try BuiltProgram.run("-c", "sol.noise=a//b", "diff", "a", "b", in: directory.path)
        #expect(wrong.status == 2 && wrong.errors.contains("'a//b' in the setting 'sol.noise' is no place"), "\(wrong)")
    }
}
