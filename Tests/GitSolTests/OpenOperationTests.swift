// Conflicts in each of git's verbs: what is listed, settled and brought back is the same, and ours and theirs are named as they are there.

import Bindings
import SolutionCore
import TestSupport
import Testing

/// A branch `topic` that renamed two columns and deleted a role, and `main` that named them otherwise and edited the role, then
/// something else in the same file.
struct StoppedRepository {
    let driven: DrivenRepository
    var example: ExampleRepository { driven.example }
    static let total = "entity/contoso_order/attribute/contoso_total/displayname/1033/@description"

    init(_ settings: [String: String] = [:], prepare: (ExampleRepository) throws -> Void = { _ in }) throws {
        driven = try DrivenRepository()
        for (name, value) in settings { try example.git("config", name, value) }
        try prepare(example)
        try git("checkout", "-q", "-b", "topic")
        try rename("Sum", "Rank")
        try git("rm", "-q", ExampleRepository.role)
        try example.commit("Names of the topic")
        try git("checkout", "-q", "main")
        try rename("Amount", "Urgency")
        try example.edit(ExampleRepository.role, "level=\"Global\"", "level=\"Deep\"")
        try example.commit("Names of main")
        try example.edit(ExampleRepository.table, "What a customer ordered.", "What was ordered.")
        try example.commit("Something else")
    }

    private func rename(_ total: String, _ priority: String) throws {
        try example.edit(ExampleRepository.table, "description=\"Total\"", "description=\"\(total)\"")
        try example.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"\(priority)\"")
    }

    @discardableResult
    func git(_ words: String...) throws -> ProgramRun { try example.gitWithSol(words, variables: ["GIT_EDITOR": "true"]) }

    func stop(in verb: String) throws {
        switch verb {
        case "squash": try git("merge", "--squash", "topic")
        case "rebase": try git("rebase", "main", "topic")
        case "rebase --apply": try git("rebase", "--apply", "main", "topic")
        case "cherry-pick": try git("cherry-pick", "topic")
        case "revert":
            // Ours are now the names of the topic, and those of main are taken out.
            try git("checkout", "-q", "main")
            try example.edit(ExampleRepository.table, "\"Amount\"", "\"Sum\"")
            try example.edit(ExampleRepository.table, "\"Urgency\"", "\"Rank\"")
            try git("rm", "-q", ExampleRepository.role)
            try example.commit("Other names")
            try git("revert", "HEAD~2")
        case "stash":
            try git("checkout", "-q", "topic~1")
            try git("checkout", "topic", "--", "sol/Entities")
            try git("rm", "-q", ExampleRepository.role)
            try git("stash", "-q")
            try git("checkout", "-q", "main")
            try git("stash", "pop")
        case "am":
            try git("format-patch", "-q", "-1", "--no-ext-diff", "--no-textconv", "-o", ".git", "topic")
            try git("am", "-3", ".git/0001-Names-of-the-topic.patch")
        default: try git("merge", "topic")
        }
    }

    func table() throws -> String { try driven.text() }
    func unsettled() throws -> [Substring] { try git("ls-files", "-u").output.split(separator: "\n") }
    func markers() throws -> Int { try table().split(separator: "\n").count { $0.hasPrefix("<<<<<<<") } }
}

struct OpenOperationTests {
    /// In a rebase ours is upstream, and theirs is a commit of one's own.
    @Test(arguments: [
        ("merge", "A merge stopped", "branch 'main'", "what is merged, ", "Names of the topic"),
        ("squash", "A merge --squash stopped", "branch 'main'", "what is merged, ", "Names of the topic"),
        ("rebase", "A rebase of 'topic' stopped", "what is built upon, ", "the commit that is put on it, ", "Names of the topic"),
        ("rebase --apply", "A rebase of 'topic' stopped", "what is built upon, ", "the commit that is put on it, ", "Names of the topic"),
        ("cherry-pick", "A cherry-pick stopped", "branch 'main'", "the picked commit, ", "Names of the topic"),
        ("revert", "A revert stopped", "branch 'main'", "the state before the commit that is taken back, ", "Names of main"),
        ("stash", "A stash came back", "branch 'main'", "the stash, ", "WIP on"),
        ("am", "Patches are put in", "branch 'main'", "the patch, ", "Names of the topic"),
    ])
    func whatIsSettledComesBackInEveryVerb(verb: String, heading: String, ours: String, theirs: String, subject: String) throws {
        let repository = try StoppedRepository(["merge.conflictStyle": "diff3"])
        try repository.stop(in: verb)
        let open = try repository.git("sol", "conflicts")
        #expect(open.status == 1 && open.output.contains(StoppedRepository.total), "\(open)")
        #expect(open.output.contains("one deleted what the other changed") && !open.errors.contains("not staged"), "\(open)")
        let lines = open.output.split(separator: "\n").map(String.init)
        #expect(lines.count > 2 && lines[0].hasPrefix(heading) && lines[1].hasPrefix("  ours   is \(ours)"), "\(open)")
        #expect(lines.count > 2 && lines[2].hasPrefix("  theirs is \(theirs)") && lines[2].contains(subject), "\(open)")
        #expect(open.output.contains("3 conflicts in 2 components:\n  2  table Order\n  1  security role Order Clerk\n"), "\(open)")
        let (stages, text) = (try repository.unsettled(), try repository.table())
        #expect(stages.count == 5 && text.contains("<<<<<<<"))
        #expect(try repository.git("sol", "resolve", "--theirs", "**").status == 0)
        #expect(try repository.unsettled().isEmpty && repository.markers() == 0)
        let back = try repository.git("sol", "resolve", "--undo", StoppedRepository.total)
        #expect(back.status == 0, "\(back)")
        #expect(try repository.markers() == 1 && repository.unsettled().count == 3)
        #expect(try repository.git("sol", "resolve", "--undo", "**").status == 0)
        #expect(try repository.unsettled() == stages && repository.markers() == 2)
        #expect(try repository.git("sol", "conflicts").output == open.output)
        let base = try repository.git("sol", "resolve", "--base", StoppedRepository.total)
        #expect(base.status == 0, "\(base)")
        #expect(try repository.markers() == 1 && repository.table().contains(verb == "revert" ? "\"Amount\"" : "\"Total\""))
    }

    @Test func whoSetTheValueIsNamed() throws {
        let repository = try StoppedRepository()
        try repository.git("checkout", "-q", "topic")
        try repository.example.edit(ExampleRepository.table, "description=\"Orders\"", "description=\"All orders\"")
        try repository.example.commit("Another thing of the topic")
        try repository.git("checkout", "-q", "main")
        try repository.stop(in: "merge")
        let output = try repository.git("sol", "conflicts").output
        let cards = output.split(separator: "column Amount")
        let card = try #require(cards.last)
        #expect(card.contains("Names of main)") && card.contains("Names of the topic)"), "\(output)")
        #expect(!output.contains("Something else)") && !output.contains("Another thing of the topic)"), "\(output)")
    }

    /// Which commit took a thing out is found too, and not the one that came after it.
    @Test func whoDeletedAPartIsNamed() throws {
        let repository = try DrivenRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        let text = try repository.text()
        let start = try #require(text.utf8.firstRange(of: Array("        <attribute PhysicalName=\"contoso_Total\"".utf8)))
        let end = try #require(text.utf8[start.lowerBound...].firstRange(of: Array("</attribute>\n".utf8)))
        try repository.example.directory.write(
            String(text[..<start.lowerBound]) + String(text[end.upperBound...]), to: DrivenRepository.table)
        try repository.example.commit("Total is gone")
        try repository.setLength(300)
        try repository.git("checkout", "-q", "main")
        try repository.example.edit(DrivenRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.example.commit("Sum")
        #expect(try repository.git("merge", "topic").status == 1)
        let output = try repository.git("sol", "conflicts").output
        #expect(output.contains("Total is gone)") && output.contains("Sum)") && !output.contains("Length 300)"), "\(output)")
    }

    // MARK: - Files as they are in the working tree

    @Test(arguments: ["eol=crlf", "working-tree-encoding=UTF-16LE-BOM"])
    func whatComesBackIsAsGitChecksItOut(attribute: String) throws {
        let repository = try StoppedRepository { example in
            // Git would put a second mark before the first line.
            try example.edit(ExampleRepository.table, "\u{FEFF}", "")
            try example.commit("No mark")
        }
        try repository.example.directory.write(
            try repository.driven.attributes() + "Entity.xml text \(attribute)\n", to: ".git/info/attributes")
        try repository.git("rm", "-q", ExampleRepository.table)
        try repository.git("reset", "-q", "--hard")
        try repository.stop(in: "merge")
        let path = repository.example.path + "/" + ExampleRepository.table
        let before = try Files.read(path)
        #expect(try repository.git("sol", "conflicts").output.contains(StoppedRepository.total))
        #expect(try repository.git("sol", "resolve", "--theirs", "entity/**").status == 0)
        let settled = try Files.read(path)
        #expect(try repository.git("show", ":" + ExampleRepository.table).output.contains("\"Sum\""))
        #expect(try repository.git("diff", "--stat", "--", ExampleRepository.table).output == "")
        #expect(settled.prefix(60) == before.prefix(60) && settled.count < before.count)
        #expect(settled.prefix(60).contains(0) || settled.contains(UInt8(ascii: "\r")))
        #expect(try repository.git("sol", "resolve", "--undo", StoppedRepository.total).status == 0)
        #expect(try repository.git("sol", "resolve", "--undo", "entity/**").status == 0)
        #expect(try Files.read(path) == before)
    }

    /// Without our driver git leaves markers where we would have none: they are open all the same.
    @Test func markersOfGitAreOpen() throws {
        let repository = try DrivenRepository()
        try repository.part()
        #expect(try repository.git("merge", "topic", variables: ["GIT_SOL": "0"]).status == 1)
        let open = try repository.git("sol", "conflicts")
        #expect(open.status == 1 && open.output.contains(DrivenRepository.table) && !open.errors.contains("not staged"), "\(open)")
        #expect(try repository.git("sol", "resolve", "--theirs", "**").status == 0)
        #expect(try repository.git("sol", "conflicts").status == 0)
        #expect(try repository.text().contains("<IsCustomField>0<") && !repository.text().contains("<<<<<<<"))
    }

    // MARK: - What git shows and keeps

    /// Components on both sides and between them, not components beside the text of a file.
    @Test func gitDiffShowsComponentsOnAllSides() throws {
        let repository = try StoppedRepository()
        try repository.stop(in: "merge")
        let lines = try repository.git("diff", "--", ExampleRepository.table).output.split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex { $0.hasPrefix("@@@") })
        #expect(lines.contains(" +\(StoppedRepository.total) = Amount") && lines.contains("+ \(StoppedRepository.total) = Sum"), "\(lines)")
        let rest = lines[start...].dropFirst().filter { line in
            !["++<<<<<<< ours", "++=======", "++>>>>>>> theirs"].contains(line) && !line.dropFirst(2).hasPrefix("entity/contoso_order/")
                && !line.hasPrefix("@@@")
        }
        #expect(rest.isEmpty, "\(rest)")
    }

    @Test func noCommentIsKeptWhereNobodyTakesItOut() throws {
        for words in [["commit", "-q", "--no-edit"], ["-c", "commit.cleanup=whitespace", "commit", "-q"]] {
            let repository = try StoppedRepository()
            try repository.stop(in: "merge")
            try repository.git("sol", "resolve", "--theirs", "**")
            _ = try repository.example.gitWithSol(words, variables: ["GIT_EDITOR": "true"])
            let message = try repository.example.git("log", "-1", "--format=%B")
            #expect(message.hasPrefix("Merge branch 'topic'") && !message.contains("Components:"), "\(words): \(message)")
            if words.contains("--no-edit") { #expect(!message.contains("#"), "\(message)") }
        }
    }

    @Test func continuingSaysWhatGitSays() throws {
        let repository = try StoppedRepository()
        try repository.git("sol", "merge", "topic")
        try repository.git("sol", "resolve", "--theirs", "**")
        let done = try repository.git("sol", "merge", "--continue")
        #expect(done.status == 0 && done.output.hasPrefix("[main ") && done.output.contains("Merge branch 'topic'"), "\(done)")
    }
}
