// Merging that is killed at any moment, with all that it has started: no file is ever half, no side is lost, and the next run
// comes to what an undisturbed one would have made. `make merge-kills` tries a thousand of each.

import Bindings
import TestSupport
import Testing

struct MergeKillTests {
    /// Runs the program and ends it and its children after so many seconds.
    private func run(_ words: [String], in directory: String, seconds: Double = 60) throws -> ProcessEnd {
        let environment = GitRun.environment(home: directory)
        return try Process.run(
            ["timeout", "-s", "KILL", "\(seconds)", BuiltProgram.path] + words, environment: environment, directory: directory
        ).end
    }

    private func files(_ directory: String) throws -> [String: [UInt8]] {
        try Walk.list(directory) { $0 != ".git" }.filter { $0.kind == .file }.reduce(into: [:]) {
            $0[$1.path] = try Files.read(directory + "/" + $1.path)
        }
    }

    // MARK: - The driver

    /// A choice of many options, some of which have another text.
    private func choice(_ text: (Int) -> String) -> String {
        let options = (0..<4000).map {
            "    <option value=\"\($0)\">\n      <labels>\n        <label description=\"\(text($0))\" languagecode=\"1033\" />\n      </labels>\n    </option>\n"
        }
        return "<optionset Name=\"new_many\">\n  <options>\n\(options.joined())  </options>\n</optionset>\n"
    }

    @Test func theDriverLeavesOursOrTheResult() throws {
        let directory = TemporaryDirectory()
        try directory.write(choice { "Option \($0)" }, to: "base")
        let ours = choice { $0 % 7 == 0 ? "Ours \($0)" : "Option \($0)" }
        try directory.write(choice { $0 % 11 == 0 ? "Theirs \($0)" : "Option \($0)" }, to: "theirs")
        let words = ["merge-driver", "base", "ours", "theirs", "7", "OptionSets/new_many.xml"]
        try directory.write(ours, to: "ours")
        let start = Clock.milliseconds
        #expect(try run(words, in: directory.path) == .exited(1))
        let longest = Double(Clock.milliseconds - start) / 1000
        let whole = try Files.read(directory.path + "/ours")
        #expect(whole != Array(ours.utf8))
        var kills = 0
        for seed in seeds(20) {
            var random = SeededRandom(seed: seed)
            try directory.write(ours, to: "ours")
            if try run(words, in: directory.path, seconds: longest * Double(random.below(1100) + 1) / 1000) != .exited(1) { kills += 1 }
            let found = try files(directory.path)
            #expect(found["ours"] == Array(ours.utf8) || found["ours"] == whole, "seed \(seed)")
            for name in found.keys where !["base", "ours", "theirs"].contains(name) {
                #expect(Files.isTemporary(name), "seed \(seed): \(name)")
                try Files.remove(directory.path + "/" + name)
            }
        }
        #expect(kills * 4 > seeds(20).count, "\(kills) kills")
    }

    // MARK: - The whole merge

    /// All that can be told of a repository's state.
    private struct State: Equatable {
        let head: String
        let index: String
        let other: String
        let files: [String: [UInt8]]
    }

    private func state(_ path: String) throws -> State {
        let git = GitRun(in: path)
        let other = Files.exists(path + "/.git/MERGE_HEAD") ? try git("rev-parse", "MERGE_HEAD") : ""
        return State(head: try git("rev-parse", "HEAD"), index: try git("ls-files", "-s"), other: other, files: try files(path))
    }

    /// Two branches with files that one changed, added and deleted, and some that both changed.
    private func parted(conflict: Bool) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        func script(_ number: Int, _ text: String) throws {
            let body = String(repeating: "// \(text) \(number)\n", count: 40 * (number % 7))
            try repository.directory.write("// begin\n\n\n" + body, to: "sol/WebResources/contoso_/folder\(number % 5)/script\(number).js")
        }
        for number in 0..<80 { try script(number, "base") }
        try repository.commit("Scripts")
        try repository.git("checkout", "-q", "-b", "topic")
        for number in 0..<120 where number % 3 != 0 { try script(number, "topic") }
        try repository.git("rm", "-q", "sol/WebResources/contoso_/folder0/script0.js", "sol/WebResources/contoso_/folder3/script3.js")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("Topic")
        try repository.git("checkout", "-q", "main")
        try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"Urgency\"")
        if conflict { try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Amount\"") }
        for number in 0..<80 where number % 3 == 0 && number > 3 { try script(number, "main") }
        try repository.commit("Main")
        return repository
    }

    @Test(arguments: [false, true]) func theRepositoryIsAsBeforeOrAsAfter(conflict: Bool) throws {
        let repository = try parted(conflict: conflict)
        let room = TemporaryDirectory()
        func copy(_ name: String) throws -> String {
            _ = try Process.run(["cp", "-a", repository.path, room.path + "/" + name])
            return room.path + "/" + name
        }
        let whole = try copy("whole")
        let start = Clock.milliseconds
        #expect(try run(["merge", "topic"], in: whole) == .exited(conflict ? 1 : 0))
        let longest = Double(Clock.milliseconds - start) / 1000
        let (before, after) = (try state(repository.path), try state(whole))
        var kills = 0
        for seed in seeds(10) {
            var random = SeededRandom(seed: seed)
            let path = try copy("killed")
            let moment = longest * Double(random.below(1050) + 1) / 1000
            if try run(["merge", "topic"], in: path, seconds: moment) != .exited(conflict ? 1 : 0) { kills += 1 }
            let found = try files(path)
            for (name, bytes) in found { #expect(bytes == before.files[name] || bytes == after.files[name], "seed \(seed): \(name)") }
            for name in before.files.keys where after.files[name] != nil { #expect(found[name] != nil, "seed \(seed): \(name)") }
            try GitRun(in: path)("fsck", "--strict")
            var last = ""
            try recover(path, byHand: seed % 2 == 0, &last)
            let end = try state(path)
            let others =
                Set(end.files.keys).symmetricDifference(after.files.keys).sorted()
                + end.files.keys.filter { end.files[$0] != after.files[$0] }.sorted()
            #expect(
                end == after,
                "seed \(seed): head \(end.head == after.head), index \(end.index == after.index), other \(end.other), files \(others.prefix(5)); \(last)"
            )
            try Files.removeTree(path)
        }
        #expect(kills * 4 > seeds(10).count, "\(kills) kills")
    }

    /// What somebody does who finds the repository so: away with git's locks, and once more, from the beginning or as it is.
    private func recover(_ path: String, byHand: Bool, _ last: inout String) throws {
        for entry in try Walk.list(path + "/.git", details: false) where entry.path.hasSuffix(".lock") {
            try Files.remove(path + "/.git/" + entry.path)
        }
        let git = GitRun(in: path)
        func isMerged() throws -> Bool { try git("rev-list", "--parents", "-1", "HEAD").split(separator: " ").count == 3 }
        if try isMerged() {
            // The commit was made; what git does after it was not.
            try git("reset", "-q", "--merge")
            return
        }
        let isUnderWay = Files.exists(path + "/.git/MERGE_HEAD")
        if isUnderWay && byHand { try git("merge", "--abort") }
        if isUnderWay && !byHand {
            _ = try run(["merge", "--continue"], in: path)
            return
        }
        if try byHand || !git("ls-files", "-u").isEmpty { try git("reset", "-q", "--hard") }
        let result = try Process.run([BuiltProgram.path, "merge", "topic"], environment: GitRun.environment(home: path), directory: path)
        last = String(decoding: result.output + result.errors, as: UTF8.self)
    }
}
