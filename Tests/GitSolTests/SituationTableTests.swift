// Each command in each situation of `SituationTable.swift`, beside the same in a plain repository; and the page that tells of it.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct SituationTableTests {
    /// The plain repository, what it packs to, and what each command does there.
    private struct Plain {
        let repository: ExampleRepository
        let zip: String
        let runs: [Exact: ProgramRun]

        init() throws {
            repository = try ExampleRepository()
            try repository.git("checkout", "-q", "-b", "topic")
            try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
            try repository.commit("Urgency")
            try repository.git("checkout", "-q", "main")
            for (old, new) in [("Total", "Sum"), ("Sum", "Amount")] {
                try repository.edit(ExampleRepository.table, "description=\"\(old)\"", "description=\"\(new)\"")
                try repository.commit(new)
            }
            zip = repository.directory.path + "-x.zip"
            _ = try repository.sol("pack", "HEAD", "-q", "-o", zip)
            var runs: [Exact: ProgramRun] = [:]
            for command in TableCommand.all where command.name != "merge" {
                runs[Exact(command.name)] = try SituationTableTests.run(command, Place(path: repository.path), zip)
            }
            self.runs = runs
        }
    }

    nonisolated(unsafe) private static let plain = Result { try Plain() }

    private static func run(_ command: TableCommand, _ place: Place, _ zip: String) throws -> ProgramRun {
        let words = command.words.map { $0 == "ZIP" ? zip : $0 }
        let variables = GitRun.environment(home: place.path).variables.merging(place.variables) { $1 }
        return try BuiltProgram.run(words, in: place.path, variables: variables)
    }

    private static var isRoot: Bool { (try? Process.run(["id", "-u"]).output.starts(with: Array("0\n".utf8))) ?? false }

    @Test(arguments: TableSituation.all) func everyCommandDoesWhatItDoesElsewhere(situation: TableSituation) throws {
        let plain = try Self.plain.get()
        if ["refused", "listed"].contains(situation.name), !Self.isRoot {
            print("skipped: only root can give a repository to somebody else")
            return
        }
        let directory = TemporaryDirectory()
        let copy = directory.path + "/copy"
        _ = try Process.run(["cp", "-R", plain.repository.path, copy])
        let place = try situation.make(copy, directory.path, GitRun(in: copy))
        for command in TableCommand.all {
            let run = try Self.run(command, place, plain.zip)
            let what = "\(situation.name), \(command.name): \(run)"
            switch situation.expected(command) {
            case .works: #expect(run.status < 2, "\(what)")
            case .says(let words):
                #expect(run.status == 2 && run.output.isEmpty, "\(what)")
                // One sentence, and what to do.
                #expect(
                    run.errors.contains(words) && run.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 1, "\(what)"
                )
            case .same: try expectSame(command, run, place, plain, what)
            }
        }
    }

    private func expectSame(_ command: TableCommand, _ run: ProgramRun, _ place: Place, _ plain: Plain, _ what: String) throws {
        func git(_ words: String...) throws -> String {
            var environment = GitRun.environment(home: place.path)
            for (name, value) in place.variables { environment.variables[name] = value }
            let result = try Process.run(["git"] + words, environment: environment, directory: place.path)
            return String(decoding: result.output, as: UTF8.self)
        }
        switch command.name {
        case "merge":
            // The tree of git's own merge of both: nothing in it is in conflict.
            #expect(run.status == 0, "\(what)")
            let (tree, merged) = (try git("rev-parse", "HEAD^{tree}"), try git("merge-tree", "--write-tree", "HEAD^1", "HEAD^2"))
            #expect(tree == merged, "\(what)")
        case "log":
            let ours = run.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
            let theirs = try git("log", "--format=%h", "--", "sol").split(separator: "\n").map(String.init)
            #expect(run.status == 0 && ours == theirs, "\(what)")
        default:
            let reference = try #require(plain.runs[Exact(command.name)])
            // Which branch one is on, and where a repository lies, is another.
            #expect(run.status == reference.status, "\(what)")
            if !["doctor", "install", "version", "import"].contains(command.name) {
                #expect(run.output == reference.output, "\(what)\ninstead of \(reference)")
            }
        }
    }

    // MARK: - The page

    private static let page = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined() + "/docs/situations.md"

    private static var text: String {
        var notes: [String] = []
        func mark(_ expected: Expected) -> String {
            switch expected {
            case .same: "="
            case .works: "works"
            case .says: "says so"
            }
        }
        var text = """
            # Where git sol works

            Each command in each sort of repository, as the tests run it. `=` is what it does in a plain repository: the same output, and of a merge
            and a log what git itself gives. `works` is that it works, and prints what is there. `says so` is one sentence of what is missing and what to do, before
            anything is done. `make situations` runs the tests and writes this page.


            """
        text += "| repository | " + TableCommand.all.map { "`\($0.name)`" }.joined(separator: " | ") + " |\n"
        text += "| --- |" + String(repeating: " --- |", count: TableCommand.all.count) + "\n"
        for situation in TableSituation.all {
            let cells = TableCommand.all.map { mark(situation.expected($0)) }
            text += "| \(situation.name) | " + cells.joined(separator: " | ") + " |\n"
            notes.append("- **\(situation.name)**: \(situation.words).")
        }
        return text + "\n" + notes.joined(separator: "\n") + "\n"
    }

    @Test func thePageIsTrue() throws {
        if Environment.current["SOL_RECORD"] != nil { try Files.write(Array(Self.text.utf8), to: Self.page) }
        #expect(try Files.read(Self.page) == Array(Self.text.utf8), "'make situations' writes the page anew")
    }
}
