// Conflicts of lines and of content that has none: what is shown of them, and where an editor opens.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

struct ConflictLinesTests {
    private static let script = "sol/WebResources/contoso_/orders.js"
    private static let image = "sol/WebResources/contoso_/logo.png"

    private func sol(
        _ repository: ExampleRepository, _ words: [String], _ variables: [String: String] = [:]
    ) throws -> ProgramRun {
        try BuiltProgram.run(
            words, in: repository.path, variables: GitRun.environment(home: repository.path).variables.merging(variables) { $1 })
    }

    /// A merge that stopped at two places of a script and at an image.
    private func stopped() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        func write(_ word: String, _ byte: UInt8) throws {
            let lines = (1...40).map { [10, 30].contains($0) ? "var line\($0) = '\(word)';" : "var line\($0) = \($0);" }
            try repository.directory.write(lines.joined(separator: "\n") + "\n", to: Self.script)
            try repository.directory.write([0x89, 0, byte, byte], to: Self.image)
            try repository.commit(word)
        }
        try write("before", 1)
        try repository.git("checkout", "-q", "-b", "topic")
        try write("there", 2)
        try repository.git("checkout", "-q", "-")
        try write("here", 3)
        #expect(try sol(repository, ["merge", "topic"]).status == 1)
        return repository
    }

    @Test func theFirstPlaceIsShown() throws {
        let repository = try stopped()
        let list = try sol(repository, ["conflicts"])
        let words = [
            "at 2 places, the first at line 10:", "    var line10 = 'before';", "    var line10 = 'here';", "    var line10 = 'there';",
        ]
        for part in words {
            #expect(list.output.contains(part), "\(part): \(list)")
        }
        #expect(!list.output.contains("line30"), "\(list)")
        let json = try sol(repository, ["conflicts", "--json"])
        #expect(json.output.contains("\"places\": 2") && json.output.contains("\"line\": 10"), "\(json)")
    }

    @Test func contentWithoutLinesIsDescribed() throws {
        let list = try sol(try stopped(), ["conflicts"])
        let sizes = list.output.split(separator: "\n").filter { $0.contains("4 bytes, ") }
        #expect(sizes.count == 3 && Set(sizes.map { $0.split(separator: ",")[1] }).count == 3, "\(list)")
        #expect(!list.output.contains("nothing"), "\(list)")
    }

    @Test func theEditorOpensAtTheFirstPlace() throws {
        let repository = try stopped()
        // An editor that says how it was called, and takes our side of all.
        let editor = repository.path + "/vim"
        try repository.directory.write(
            """
            #!/bin/sh
            echo "$1" > '\(repository.path)/call'
            sed -i -e '/^<<<<<<</d' -e '/^=======/,/^>>>>>>>/d' "$2"

            """, to: "vim")
        let mode = try Process.run(["chmod", "+x", editor])
        #expect(mode.end == .exited(0))
        let run = try sol(repository, ["resolve", "--edit", "--file", Self.script], ["GIT_EDITOR": editor])
        #expect(run.status == 0, "\(run)")
        #expect(try Files.read(repository.path + "/call") == Array("+10\n".utf8))
        let text = String(decoding: try Files.read(repository.path + "/" + Self.script), as: UTF8.self)
        #expect(text.contains("line10 = 'here'") && text.contains("line30 = 'here'") && !text.contains("there"))
        #expect(try repository.git("ls-files", "-u", "--", Self.script) == "")
    }

    @Test(arguments: [
        ("vim", ["+7", "f"]), ("/usr/bin/nvim -f", ["+7", "f"]), ("'/opt/my editors/nano' -w", ["+7", "f"]),
        ("code --wait", ["-g", "f:7"]), ("subl -w", ["f:7"]), ("sed -i s/a/b/", ["f"]), ("", ["f"]),
    ])
    func eachEditorIsToldInItsWay(editor: String, words: [String]) {
        #expect(EditorPlace.words(editor, "f", 7) == words)
        #expect(EditorPlace.words(editor, "f", nil) == ["f"])
    }
}
