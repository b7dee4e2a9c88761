// Git's own verbs through the installed driver: what they merge is merged by component, and what they ask is asked once.

import Bindings
import TestSupport
import Testing

/// A repository with the driver, and edits of one column that lie so close that git cannot tell them apart.
struct DrivenRepository {
    let example: ExampleRepository
    var path: String { example.path }
    static let table = ExampleRepository.table
    static let role = ExampleRepository.role

    init() throws {
        example = try ExampleRepository()
        let run = try example.sol("install", "-q", variables: ["PATH": (Files.parent(of: BuiltProgram.path) ?? ".") + ":/usr/bin:/bin"])
        #expect(run.status == 0, "\(run)")
    }

    @discardableResult
    func git(_ words: String..., variables: [String: String] = [:]) throws -> ProgramRun {
        try example.gitWithSol(words, variables: ["GIT_EDITOR": "true"].merging(variables) { $1 })
    }

    func text(_ file: String = table) throws -> String { String(decoding: try Files.read(path + "/" + file), as: UTF8.self) }

    func setLength(_ length: Int) throws {
        let text = try text()
        let start = try #require(text.range(after: "<MaxLength>", before: "<"))
        try example.directory.write(text.replacingSubrange(start, "\(length)"), to: Self.table)
        try example.commit("Length \(length)")
    }

    func setPlain() throws {
        try example.edit(Self.table, "</MaxLength>\n          <IsCustomField>1<", "</MaxLength>\n          <IsCustomField>0<")
    }

    func grant(_ level: String, in role: String = role) throws { try example.edit(role, "level=\"Global\"", "level=\"\(level)\"") }
    func restrict(in role: String = role) throws { try example.edit(role, "level=\"Basic\"", "level=\"Local\"") }

    /// `topic` made the column plain, `main` made it longer.
    func part() throws {
        try git("checkout", "-q", "-b", "topic")
        try setPlain()
        try example.commit("Plain")
        try git("checkout", "-q", "main")
        try setLength(200)
    }

    func attributes() throws -> String { try text(".git/info/attributes") }

    func hasBoth() throws -> Bool { try text().contains("<MaxLength>200</MaxLength>\n          <IsCustomField>0<") }
}

extension String {
    fileprivate func range(after start: String, before end: Character) -> Range<String.Index>? {
        var here = startIndex
        while here < endIndex {
            if self[here...].hasPrefix(start) {
                let from = index(here, offsetBy: start.count)
                return from..<(self[from...].firstIndex(of: end) ?? endIndex)
            }
            here = index(after: here)
        }
        return nil
    }

    fileprivate func replacingSubrange(_ range: Range<Index>, _ text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}

struct MergeVerbTests {
    @Test(arguments: [["merge", "-q", "topic"], ["cherry-pick", "topic"], ["rebase", "topic"], ["rebase", "main", "topic"]])
    func whatLiesCloseIsMerged(verb: [String]) throws {
        let repository = try DrivenRepository()
        try repository.part()
        let run = try repository.example.gitWithSol(verb, variables: ["GIT_EDITOR": "true"])
        #expect(run.status == 0, "\(run)")
        #expect(try repository.hasBoth())
        #expect(try repository.git("status", "--short").output == "")
    }

    @Test func aStashComesBack() throws {
        let repository = try DrivenRepository()
        try repository.setPlain()
        try repository.git("stash")
        try repository.setLength(200)
        let run = try repository.git("stash", "pop")
        #expect(run.status == 0, "\(run)")
        #expect(try repository.hasBoth())
    }

    @Test func aCommitIsTakenBack() throws {
        let repository = try DrivenRepository()
        try repository.setPlain()
        try repository.example.commit("Plain")
        try repository.setLength(200)
        let run = try repository.git("revert", "HEAD~1")
        #expect(run.status == 0, "\(run)")
        #expect(try repository.text().contains("<MaxLength>200</MaxLength>\n          <IsCustomField>1<"))
    }

    @Test(arguments: ["cherry-pick", "rebase", "merge", "revert"])
    func whatBothSetIsAskedOnce(verb: String) throws {
        let repository = try DrivenRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.setLength(300)
        try repository.setPlain()
        try repository.example.commit("Plain")
        try repository.git("checkout", "-q", "main")
        if verb == "revert" { try repository.setLength(300) }
        try repository.setLength(200)
        let what = ["cherry-pick": "main..topic", "revert": "HEAD~1"][verb] ?? "topic"
        let run = try repository.git(verb, what)
        #expect(run.status == 1, "\(run)")
        #expect(run.errors.contains("column Name of Order › MaxLength") && run.errors.contains("'git sol resolve' settles it"), "\(run)")
        let open = try repository.git("sol", "conflicts")
        let address = "entity/contoso_order/attribute/contoso_name/MaxLength"
        #expect(open.status == 1 && open.output.contains(address), "\(open)")
        #expect(try repository.text().split(separator: "\n").count { $0.hasPrefix("<<<<<<< ours: \(address): both changed it") } == 1)
        #expect(try repository.git("diff", "--check").status != 0)
        #expect(try repository.git("sol", "resolve", "--theirs", address).status == 0)
        let next = try repository.git(verb, "--continue")
        #expect(next.status == 0, "\(next)")
        #expect(try repository.git("status", "--short").output == "")
        #expect(!(try repository.text().contains("<<<<<<<")))
        if verb == "cherry-pick" || verb == "merge" {
            #expect(try repository.text().contains("<MaxLength>300</MaxLength>\n          <IsCustomField>0<"))
        }
    }

    /// Git gives a driver no word of -X; the setting of ours is heard.
    @Test func sidesAreChosenBySettings() throws {
        let repository = try DrivenRepository()
        try repository.part()
        try repository.git("checkout", "-q", "topic")
        try repository.setLength(300)
        try repository.git("checkout", "-q", "main")
        #expect(try repository.git("merge", "-Xours", "topic").status == 1)
        #expect(try repository.text().contains("<<<<<<< ours"))
        try repository.git("merge", "--abort")
        #expect(try repository.git("-c", "sol.merge=ours **", "merge", "-q", "topic").status == 0)
        #expect(try repository.hasBoth())
    }

    /// Several branches at once are merged by lines, without drivers: git gives up, and nothing is lost.
    @Test func severalAtOnceAreLeftToGit() throws {
        let repository = try DrivenRepository()
        try repository.part()
        try repository.git("checkout", "-q", "-b", "other", "main")
        try repository.example.edit(DrivenRepository.role, "Order Clerk", "Order Desk")
        try repository.example.commit("Desk")
        try repository.git("checkout", "-q", "main")
        try repository.example.edit(ExampleRepository.flow, "OpenApiConnection\"", "Http\"")
        try repository.example.commit("Http")
        let before = try repository.git("rev-parse", "HEAD").output
        #expect(try repository.git("merge", "topic", "other").status != 0)
        try repository.git("reset", "-q", "--merge")
        #expect(try repository.git("rev-parse", "HEAD").output == before)
        for branch in ["topic", "other"] { #expect(try repository.git("merge", "-q", branch).status == 0) }
        #expect(try repository.hasBoth())
    }

    /// Both merged the other's work, and decided differently or alike. Git merges the common states first, with a longer
    /// marker, by lines or, where somebody wants it so, with the driver.
    @Test(arguments: [true, false], [true, false])
    func crossedHistories(isByLines: Bool, isAlike: Bool) throws {
        let repository = try DrivenRepository()
        if !isByLines { try repository.git("config", "merge.sol.recursive", "sol") }
        try repository.git("branch", "topic")
        try repository.setLength(200)
        try repository.git("checkout", "-q", "topic")
        try repository.setLength(300)
        try repository.git("branch", "old")
        for (branch, other, choice) in [("topic", "main", isAlike ? "theirs" : "ours"), ("main", "old", "ours")] {
            try repository.git("checkout", "-q", branch)
            #expect(try repository.git("merge", other).status == 1)
            #expect(try repository.git("sol", "resolve", "--" + choice, "**").status == 0)
            #expect(try repository.git("commit", "-q", "--no-edit").status == 0)
        }
        try repository.git("checkout", "-q", "topic")
        try repository.setPlain()
        try repository.example.commit("Plain")
        try repository.git("checkout", "-q", "main")
        let run = try repository.git("merge", "topic")
        let text = try repository.text()
        #expect(run.status == (isAlike ? 0 : 1), "\(run)\n\(text)")
        #expect(text.contains("<IsCustomField>0<") && text.contains("<MaxLength>200<"))
        if isAlike { #expect(try repository.hasBoth()) } else { #expect(text.contains("<MaxLength>300<") && text.contains("<<<<<<< ")) }
    }

    @Test func whatGitRenamesIsMergedByItsKeys() throws {
        let repository = try DrivenRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.git("mv", DrivenRepository.role, "sol/Roles/Desk.xml")
        try repository.restrict(in: "sol/Roles/Desk.xml")
        try repository.example.commit("Renamed")
        try repository.git("checkout", "-q", "main")
        try repository.grant("Deep")
        try repository.example.commit("Deep")
        let run = try repository.git("merge", "-q", "topic")
        #expect(run.status == 0, "\(run)")
        let text = try repository.text("sol/Roles/Desk.xml")
        #expect(text.contains("\"Deep\"") && text.contains("\"Local\"") && !Files.exists(repository.path + "/" + DrivenRepository.role))
    }

    @Test func whatOneDeletedIsInTheIndex() throws {
        let repository = try DrivenRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.git("rm", "-q", DrivenRepository.role)
        try repository.example.commit("Gone")
        try repository.git("checkout", "-q", "main")
        try repository.grant("Deep")
        try repository.example.commit("Deep")
        #expect(try repository.git("merge", "topic").status == 1)
        let open = try repository.git("sol", "conflicts")
        #expect(open.status == 1 && open.output.contains("one deleted what the other changed"), "\(open)")
    }

    @Test func whatBothAddedIsUnited() throws {
        let repository = try DrivenRepository()
        let file = "sol/OptionSets/contoso_size.xml"
        func add(_ value: Int) throws {
            try repository.example.directory.write(
                "<optionset Name=\"contoso_size\">\n  <options>\n    <option value=\"\(value)\" />\n  </options>\n</optionset>\n", to: file)
            try repository.example.commit("Size \(value)")
        }
        try repository.git("checkout", "-q", "-b", "topic")
        try add(2)
        try repository.git("checkout", "-q", "main")
        try add(1)
        #expect(try repository.git("merge", "-q", "topic").status == 0)
        #expect(try repository.text(file).contains("<option value=\"1\" />\n    <option value=\"2\" />"))
    }

    // MARK: - Markers

    @Test(arguments: [("merge", "", 7), ("diff3", "||||||| base", 7), ("zdiff3", "||||||| base", 7), ("diff3", "||||||||||| base", 11)])
    func markersAreAsSet(style: String, base: String, size: Int) throws {
        let repository = try DrivenRepository()
        try repository.git("config", "merge.conflictStyle", style)
        if size != 7 {
            try repository.example.directory.write(
                try repository.attributes() + "*.xml conflict-marker-size=\(size)\n", to: ".git/info/attributes")
        }
        try repository.part()
        try repository.git("checkout", "-q", "topic")
        try repository.setLength(300)
        try repository.git("checkout", "-q", "main")
        #expect(try repository.git("merge", "topic").status == 1)
        let lines = try repository.text().split(separator: "\n").map(String.init)
        for (mark, rest) in [("<", " ours: "), ("=", ""), (">", " theirs")] {
            #expect(lines.contains { $0.hasPrefix(String(repeating: mark, count: size) + rest) }, "\(style) \(mark)")
        }
        #expect(lines.contains { $0.hasPrefix("|||||||") } == !base.isEmpty && (base.isEmpty || lines.contains(base)))
        #expect(lines.contains("          <IsCustomField>0</IsCustomField>"))
    }

    @Test func gitRemembersAnswers() throws {
        let repository = try DrivenRepository()
        try repository.git("config", "rerere.enabled", "true")
        try repository.part()
        try repository.git("checkout", "-q", "topic")
        try repository.setLength(300)
        try repository.git("checkout", "-q", "main")
        #expect(try repository.git("merge", "topic").status == 1)
        #expect(try repository.git("sol", "resolve", "--theirs", "**").status == 0)
        #expect(try repository.git("commit", "-q", "--no-edit").status == 0)
        try repository.git("reset", "-q", "--hard", "HEAD~1")
        #expect(try repository.git("merge", "topic").status == 1)
        #expect(try repository.text().contains("<MaxLength>300</MaxLength>\n          <IsCustomField>0<"))
    }

    // MARK: - What may go wrong

    @Test(arguments: ["Ä 'x' \"y\" $(touch z) %P;`.xml", "-q.xml", "two\nlines.xml", " .xml", "a\\b.xml", "%O %A %B.xml"])
    func oddPathsAreTaken(name: String) throws {
        let repository = try DrivenRepository()
        let file = "sol/Roles/" + name
        try repository.git("mv", DrivenRepository.role, file)
        try repository.example.commit("Odd")
        try repository.git("checkout", "-q", "-b", "topic")
        try repository.restrict(in: file)
        try repository.example.commit("Local")
        try repository.git("checkout", "-q", "main")
        try repository.grant("Deep", in: file)
        try repository.example.commit("Deep")
        let run = try repository.git("merge", "-q", "topic")
        #expect(run.status == 0, "\(run)")
        let text = try repository.text(file)
        #expect(text.contains("\"Deep\"") && text.contains("\"Local\""))
        #expect(!Files.exists(repository.path + "/z") && !Files.exists(repository.path + "/sol/Roles/z"))
    }

    /// Switched off, broken, killed or gone: as git alone, and whoever was killed may have done anything.
    @Test(arguments: ["off", "exit 3", "exit 139", "kill -9 $$", "gone"])
    func gitDecidesWithoutUs(fault: String) throws {
        let repository = try DrivenRepository()
        var variables = fault == "off" ? ["GIT_SOL": "0"] : ["PATH": repository.path + "/.git/bin:/usr/bin:/bin"]
        variables["GIT_EDITOR"] = "true"
        if fault != "off" && fault != "gone" {
            try Files.createDirectories(repository.path + "/.git/bin")
            try Files.write(
                Array("#!/bin/sh\ntest $1 != merge-driver && exit\n\(fault)\n".utf8), to: repository.path + "/.git/bin/git-sol",
                mode: .exactly(0o755))
        }
        try repository.part()
        let close = try repository.example.gitWithSol(["merge", "topic"], variables: variables)
        #expect(close.status == 1, "\(close)")
        let text = try repository.text()
        for part in ["<<<<<<< ours", "<MaxLength>200<", "=======", "<IsCustomField>0<", ">>>>>>> theirs"] { #expect(text.contains(part)) }
        try repository.git("merge", "--abort")
        // What git can merge it merges; after a kill it is for a person to look at.
        try repository.git("checkout", "-q", "-b", "other", "main~1")
        try repository.example.edit(DrivenRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.example.commit("Sum")
        try repository.git("checkout", "-q", "main")
        let far = try repository.example.gitWithSol(["merge", "-q", "other"], variables: variables)
        #expect(far.status == (["exit 139", "kill -9 $$"].contains(fault) ? 1 : 0), "\(far)")
        let merged = try repository.text()
        #expect(merged.contains("<MaxLength>200<") && merged.contains("\"Sum\"") && !merged.contains("<<<<<<<"))
    }

    @Test func bytesAreLeftAlone() throws {
        let repository = try DrivenRepository()
        func put(_ text: String) throws {
            try repository.example.directory.write("<a>\0\(text)</a>\n", to: DrivenRepository.role)
            try repository.example.commit(text)
        }
        try repository.git("checkout", "-q", "-b", "topic")
        try put("theirs")
        try repository.git("checkout", "-q", "main")
        try put("ours")
        #expect(try repository.git("merge", "topic").status == 1)
        #expect(try repository.text(DrivenRepository.role) == "<a>\0ours</a>\n")
        #expect(try repository.git("ls-files", "-u").output.split(separator: "\n").count == 3)
    }
}
