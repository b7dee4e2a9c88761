// Each command in each situation of `SituationTable.swift`, beside the same in a plain repository; and the page that tells of it.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct SituationTableTests {
    /// What came of a command: all that is to be the same elsewhere.
    private struct Outcome: Sendable {
        let run: ProgramRun
        /// What it prints, without where the repository lies.
        let output: String
        let effect: String
    }

    /// The plain repository, what it packs to, a diff, and what each command does there.
    private struct Plain {
        let repository: ExampleRepository
        let zip: String
        let patch: String
        let outcomes: [Exact: Outcome]

        init() throws {
            repository = try ExampleRepository()
            try repository.git("checkout", "-q", "-b", "topic")
            try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
            try repository.commit("Urgency")
            zip = repository.directory.path + "-x.zip"
            _ = try repository.sol("pack", "HEAD", "-q", "-o", zip)
            try repository.git("checkout", "-q", "main")
            for (branch, old, new) in [("main", "Total", "Sum"), ("clash", "Sum", "Count"), ("main", "Sum", "Amount")] {
                if branch != "main" { try repository.git("checkout", "-q", "-b", branch) }
                try repository.edit(ExampleRepository.table, "description=\"\(old)\"", "description=\"\(new)\"")
                try repository.commit(new)
                try repository.git("checkout", "-q", "main")
            }
            patch = repository.directory.path + "-p.json"
            try Files.write(Array(try repository.sol("diff", "--json", "HEAD", "HEAD~1").output.utf8), to: patch)
            // The repository stays as it is: others are made of it.
            let copy = repository.directory.path + "-copy"
            _ = try Process.run(["cp", "-R", repository.path, copy])
            defer { try? Files.removeTree(copy) }
            var outcomes: [Exact: Outcome] = [:]
            for command in TableCommand.all where command.name != "merge" {
                outcomes[Exact(command.name)] = try SituationTableTests.outcome(
                    of: command, Place(path: copy), (zip, patch), isPutBack: true)
            }
            self.outcomes = outcomes
        }
    }

    nonisolated(unsafe) private static let plain = Result { try Plain() }

    private static func git(_ place: Place, _ words: [String]) throws -> String {
        var environment = GitRun.environment(home: place.path)
        for (name, value) in place.variables { environment.variables[name] = value }
        let result = try Process.run(["git"] + words, environment: environment, directory: place.path)
        return String(decoding: result.output, as: UTF8.self)
    }

    private static func outcome(
        of command: TableCommand, _ place: Place, _ made: (zip: String, patch: String), isPutBack: Bool
    ) throws -> Outcome {
        if isPutBack { for words in command.before { _ = try git(place, words) } }
        let run = try run(command.words.map { $0 == "ZIP" ? made.zip : $0 == "PATCH" ? made.patch : $0 }, place)
        var (output, effect) = (run.output, "")
        switch command.effect {
        case .none: break
        case .files:
            effect = try git(place, ["status", "--porcelain", "--untracked-files=all", "--", "sol"])
            let diff = try git(place, ["diff", "HEAD", "--no-ext-diff", "--no-textconv", "--text", "--", "sol"])
            effect += diff.split(separator: "\n").filter { !$0.hasPrefix("index ") }.joined(separator: "\n")
            if isPutBack { _ = try git(place, ["reset", "-q", "--hard"]) }
        case .settings:
            let folder = try git(place, ["rev-parse", "--path-format=absolute", "--git-common-dir"]).lines.first.map { String($0) } ?? ""
            let top = try git(place, ["rev-parse", "--show-toplevel"]).lines.first.map { String($0) } ?? ""
            effect = try git(place, ["config", "--local", "--get-regexp", "^(diff|merge|difftool|mergetool|sol)[.]"])
            for name in ["info/attributes", "hooks/pre-commit", "hooks/prepare-commit-msg", "hooks/post-merge", "hooks/pre-push"] {
                guard let bytes = try Files.readIfThere(folder + "/" + name) else { continue }
                effect += "\(name)\n" + String(decoding: bytes, as: UTF8.self)
            }
            for (path, word) in [(folder, "GIT"), (top, "TOP")] where !path.isEmpty {
                output = output.split(separator: path + "/", omittingEmptySubsequences: false).joined(separator: word + "/")
            }
        }
        return Outcome(run: run, output: output, effect: effect)
    }

    /// Runs the program. Permissions mean nothing to root, unless root goes without the right to pass over them.
    private static func run(_ words: [String], _ place: Place) throws -> ProgramRun {
        let variables = GitRun.environment(home: place.path).variables.merging(place.variables) { $1 }
        guard let folder = place.readOnly else { return try BuiltProgram.run(words, in: place.path, variables: variables) }
        _ = try Process.run(["chmod", "-R", "a-w", folder])
        defer { _ = try? Process.run(["chmod", "-R", "u+w", folder]) }
        return try BuiltProgram.run(words, in: place.path, variables: variables, within: isRoot ? bound : [])
    }

    private static let isRoot = (try? Process.run(["id", "-u"]).output.starts(with: Array("0\n".utf8))) ?? false
    private static let bound = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]

    /// Why a situation cannot be made here.
    private static func obstacle(_ situation: TableSituation) -> String? {
        switch situation.name {
        case "refused", "listed", "sudo": isRoot ? nil : "only root can give a repository to somebody else"
        case "read-only" where isRoot:
            (try? Process.run(bound + ["true"]).end) == .exited(0) ? nil : "root can write everywhere, and there is no 'setpriv'"
        default: nil
        }
    }

    @Test(arguments: TableSituation.all) func everyCommandDoesWhatItDoesElsewhere(situation: TableSituation) throws {
        let plain = try Self.plain.get()
        if let obstacle = Self.obstacle(situation) {
            print("skipped: \(obstacle)")
            return
        }
        let directory = TemporaryDirectory()
        let copy = directory.path + "/copy"
        _ = try Process.run(["cp", "-R", plain.repository.path, copy])
        let place = try situation.make(copy, directory.path, GitRun(in: copy))
        for command in TableCommand.all {
            let expected = situation.expected(command)
            let outcome = try Self.outcome(of: command, place, (plain.zip, plain.patch), isPutBack: !situation.isUnderWay)
            let run = outcome.run
            let what = "\(situation.name), \(command.name): \(run)"
            switch expected {
            case .works: #expect(run.status < 2, "\(what)")
            case .says(let words):
                #expect(run.status == 2 && run.output.isEmpty, "\(what)")
                // One sentence, and what to do.
                #expect(
                    run.errors.contains(words) && run.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }.count == 1, "\(what)"
                )
            case .same: try expectSame(command, outcome, place, plain, what)
            }
        }
    }

    private func expectSame(_ command: TableCommand, _ outcome: Outcome, _ place: Place, _ plain: Plain, _ what: String) throws {
        switch command.name {
        case "merge":
            // The tree of git's own merge of both: nothing in it is in conflict.
            #expect(outcome.run.status == 0, "\(what)")
            let tree = try Self.git(place, ["rev-parse", "HEAD^{tree}"])
            #expect(try tree == Self.git(place, ["merge-tree", "--write-tree", "HEAD^1", "HEAD^2"]), "\(what)")
        case "log":
            let ours = outcome.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
            let theirs = try Self.git(place, ["log", "--format=%h", "--", "sol"]).split(separator: "\n").map(String.init)
            #expect(outcome.run.status == 0 && ours == theirs, "\(what)")
        default:
            let reference = try #require(plain.outcomes[Exact(command.name)])
            #expect(outcome.run.status == reference.run.status, "\(what)")
            // Places are fetched only where there is a remote, and plain has none.
            func withoutPlaces(_ text: String) -> [Substring] { text.split(separator: "\n").filter { !$0.contains("fetched of places") } }
            #expect(withoutPlaces(outcome.output) == withoutPlaces(reference.output), "\(what)\ninstead of \(reference.run)")
            #expect(outcome.effect == reference.effect, "\(what)\nwhat it did")
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

            Each command in each sort of repository, as the tests run it. `=` is what it does in a plain repository: the same output, the same
            files, index and settings afterwards, and of a merge and a log what git itself gives. `works` is that it works, and prints what is there. `says so` is one sentence of what is missing and what to do, before
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
