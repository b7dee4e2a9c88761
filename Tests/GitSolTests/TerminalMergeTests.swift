// Real merges, resolved by a person at a terminal: each question is answered by a key, and the result is what the answers said.

import Bindings
import TestSupport
import Testing

@Suite(
    .enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"),
    .enabled(if: Terminal.isThere, "there is no tmux"))
struct TerminalMergeTests {
    struct Talk: Sendable, CustomStringConvertible {
        let merge: String
        let questions: [Question]
        /// What the merge is to hold, by address.
        let taken: [(address: String, side: String)]

        var description: String { merge }
    }

    /// What a card has in it, and the keys that answer it.
    struct Question: Sendable {
        let text: String
        let keys: [String]

        init(_ text: String, _ keys: String...) {
            self.text = text
            self.keys = keys
        }
    }

    private static let flow = "workflow/d2f7f0e2-a1a9-eb11-b1ac-000d3a53c3c2/"
    private static let row =
        "entity/opc_complaint/form/b8bed16c-fe15-4801-ae58-2636ceecce77/tab/4eed6aeb-af57-42aa-aac6-6bdc1c057b4e"
        + "/section/b247f9bb-96df-4f28-ad38-1c92563db9b3"
    private static let column = "entity/opc_complaint/attribute/opc_legislation/Description"
    private static let relationship = "relationship/opc_legislation_complaints_legislation/RelationshipDescription"

    static let talks = [
        // Two files of one flow: its default is theirs, its state ours.
        Talk(
            merge: "austin-0e0f0facc5",
            questions: [Question("DecimalEnvironmentVariable", "t"), Question("StateCode", "v", "o"), Question("StatusCode", "o")],
            taken: [
                (flow + "properties/definition/parameters/DecimalEnvironmentVariable/defaultValue", "theirs"),
                (flow + "StateCode", "ours"), (flow + "StatusCode", "ours"),
            ]),
        // One side deleted an area of a site map and a row of a form, the other changed them.
        Talk(
            merge: "opc-2d5d6dc20f",
            questions: [Question("area Compliance", "s"), Question("row", "t"), Question("area Compliance", "o")],
            taken: [("appsitemap/opc_compliance/Area/compliance_area", "ours"), (row, "theirs")]),
        // A description of a column and the same one of its relationship: one question, taken apart.
        Talk(
            merge: "opc-e705011e63",
            questions: [Question("2 times", "i"), Question("column", "o"), Question("relationship", "t")],
            taken: [(column, "ours"), (relationship, "theirs")]),
    ]

    @Test(arguments: talks)
    func answersAreWhatIsMerged(_ talk: Talk) async throws {
        let merge = try #require(Corpus.merges.first { $0.name == talk.merge })
        let branches = try MergeBranches(merge)
        let git = branches.git
        func sol(_ words: String...) throws -> ProgramRun {
            try BuiltProgram.run(words, in: branches.path, variables: GitRun.environment(home: branches.path).variables)
        }
        let stopped = try sol("merge", "theirs")
        #expect(stopped.status == 1, "\(stopped)")
        #expect(try git("ls-files", "-u") != "")

        let terminal = try Terminal(in: branches.path)
        let (prompt, question) = ("shell>", "[?]:")
        var screen = try await terminal.wait(for: [prompt])
        func start() async throws {
            try terminal.type("git sol resolve")
            screen = try await terminal.wait(for: ["git sol resolve"], after: screen)
            try terminal.enter()
            screen = try await terminal.wait(for: [prompt, question], after: screen)
        }
        try await start()
        for expected in talk.questions {
            // What was skipped is asked when it is started again.
            if screen.hasSuffix(prompt) { try await start() }
            let card = screen.split(separator: "\n\n[").last ?? ""
            #expect(card.contains(expected.text), "asked otherwise: \(screen)")
            for key in expected.keys {
                try terminal.type(key)
                screen = try await terminal.wait(for: [prompt, question], after: screen)
            }
        }
        #expect(screen.contains("All conflicts are settled") && screen.hasSuffix(prompt), "\(screen)")

        #expect(try git("ls-files", "-u") == "")
        let check = try sol("check", "--merge")
        #expect(check.status == 0, "\(check)")
        let committed = try sol("merge", "--continue")
        #expect(committed.status == 0, "\(committed)")
        for (address, side) in talk.taken {
            let other = side == "ours" ? "theirs" : "HEAD^1"
            let same = side == "ours" ? "HEAD^1" : "theirs"
            let kept = try sol("diff", same, "HEAD", "--", address)
            #expect(kept.status == 0 && kept.output == "", "\(kept)")
            #expect(try sol("diff", other, "HEAD", "--", address).output != "", "\(address)")
        }
    }
}
