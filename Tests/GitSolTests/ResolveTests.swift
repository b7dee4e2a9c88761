// git sol resolve: a side for one conflict of several, by flag, by key and by editor, and back again.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

struct ResolveTests {
    private static let total = "entity/contoso_order/attribute/contoso_total/displayname/1033/@description"
    private static let priority = "entity/contoso_order/attribute/contoso_priority/displayname/1033/@description"

    private func sol(
        _ repository: ExampleRepository, _ words: [String], _ variables: [String: String] = [:]
    ) throws -> ProgramRun {
        try BuiltProgram.run(
            words, in: repository.path,
            variables: GitRun.environment(home: repository.path).variables.merging(variables) { $1 })
    }

    /// A merge that stopped at two conflicts in one file.
    private func stopped(_ settings: String...) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        for setting in settings {
            try repository.git("config", String(setting.prefix { $0 != "=" }), String(setting.drop { $0 != "=" }.dropFirst()))
        }
        func rename(_ total: String, _ priority: String) throws {
            try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"\(total)\"")
            try repository.edit(ExampleRepository.table, "description=\"Priority\"", "description=\"\(priority)\"")
            try repository.commit(total)
        }
        try repository.git("checkout", "-q", "-b", "topic")
        try rename("Sum", "Rank")
        try repository.git("checkout", "-q", "-")
        try rename("Amount", "Urgency")
        let merge = try sol(repository, ["merge", "topic"])
        #expect(merge.status == 1 && merge.output.contains("2 conflicts"), "\(merge)")
        return repository
    }

    private func table(_ repository: ExampleRepository) throws -> String {
        String(decoding: try Files.read(repository.path + "/" + ExampleRepository.table), as: UTF8.self)
    }

    /// The program's own world on a terminal, with these keys pressed.
    private func dialogue(_ repository: ExampleRepository, _ keys: String) throws -> (isDone: Bool, output: String) {
        var variables = GitRun.environment(home: repository.path).variables
        variables["GIT_DIR"] = repository.path + "/.git"
        variables["GIT_WORK_TREE"] = repository.path
        let world = World(environment: variables, input: Array(keys.utf8), isTerminal: true)
        let status = try ResolveCommand.run(Arguments(), in: world)
        return (status == .done, world.out.text + world.err.text)
    }

    @Test func oneIsSettledAndTheOtherStaysOpen() throws {
        let repository = try stopped()
        #expect(try sol(repository, ["resolve", "--theirs", Self.total]).status == 0)
        let text = try table(repository)
        #expect(text.contains("\"Sum\"") && !text.contains("\"Amount\"") && text.contains("\"Urgency\"") && text.contains("\"Rank\""))
        #expect(try repository.git("ls-files", "-u") != "")
        #expect(try sol(repository, ["conflicts"]).output.contains(Self.priority))
        #expect(try sol(repository, ["resolve", "--ours", "**"]).status == 0)
        #expect(try repository.git("ls-files", "-u") == "")
        #expect(try sol(repository, ["conflicts"]).status == 0)
    }

    @Test func oneComesBackAndTheOtherStaysSettled() throws {
        let repository = try stopped()
        let before = try table(repository)
        for (one, other) in [("--theirs", "--ours"), ("--ours", "--theirs")] {
            #expect(try sol(repository, ["resolve", one, Self.total]).status == 0)
            #expect(try sol(repository, ["resolve", other, Self.priority]).status == 0)
            let back = try sol(repository, ["resolve", "--undo", Self.total])
            #expect(back.status == 0, "\(back)")
            let text = try table(repository)
            #expect(text.contains("\"Sum\"") && text.contains("\"Amount\""))
            #expect(text.contains("\"Rank\"") == (other == "--theirs") && text.contains("\"Urgency\"") == (other == "--ours"))
            #expect(try sol(repository, ["conflicts"]).output.contains(Self.priority) == false)
            #expect(try sol(repository, ["resolve", "--undo", "**"]).status == 0)
            #expect(
                try table(repository).replacing("<<<<<<< ours", with: "<<<<<<< HEAD").replacing(">>>>>>> theirs", with: ">>>>>>> topic")
                    == before)
        }
    }

    @Test func keysAnswer() throws {
        let repository = try stopped()
        let quit = try dialogue(repository, "sq")
        #expect(!quit.isDone && quit.output.contains("2 conflicts are still open"), "\(quit.output)")
        let taken = try dialogue(repository, "?vouto")
        #expect(taken.isDone, "\(taken.output)")
        #expect(taken.output.contains("[2/2]") && taken.output.contains("All conflicts are settled"))
        #expect(try repository.git("ls-files", "-u") == "")
        let text = try table(repository)
        #expect(text.contains("\"Rank\"") && text.contains("\"Amount\"") || text.contains("\"Urgency\"") && text.contains("\"Sum\""))
    }

    /// `a` is the rest of the component, as it is the rest of the file in `git add -p`; Enter says nothing, and only what can be taken is offered.
    @Test func oneKeyAnswersTheRest() throws {
        for keys in ["\n\nat", "\r lt", "a\nqat"] {
            let repository = try stopped()
            let taken = try dialogue(repository, keys)
            #expect(taken.isDone && taken.output.contains("All conflicts are settled"), "\(taken.output)")
            #expect(!taken.output.contains("skip: leave it open"), "\(taken.output)")
            #expect(taken.output.contains("[o]urs, [t]heirs, [a]ll of this component, al[l] like this, [e]dit"), "\(taken.output)")
            #expect(!taken.output.contains("[b]ase") && !taken.output.contains("bot[h]") && !taken.output.contains("[u]ndo"))
            let text = try table(repository)
            #expect(text.contains("\"Sum\"") && text.contains("\"Rank\""))
        }
        let repository = try stopped("merge.conflictStyle=diff3")
        let base = try dialogue(repository, "ab")
        #expect(base.isDone && base.output.contains("[b]ase"), "\(base.output)")
        let text = try table(repository)
        #expect(text.contains("\"Total\"") && text.contains("\"Priority\""))
    }

    @Test func longValuesAreShownWhereTheyDiffer() {
        let start = String(repeating: "The quick brown fox ", count: 10)
        let long = ValueExcerpt.of(
            Sides(base: .some(start + "sleeps"), ours: start + "jumps over", theirs: start + "runs under"))
        #expect(long.base == "…The quick brown fox sleeps" && long.ours == "…The quick brown fox jumps over")
        #expect(long.theirs == "…The quick brown fox runs under")
        let short = ValueExcerpt.of(Sides(base: .some(nil), ours: "", theirs: "a\nb"))
        #expect(short.base == "nothing" && short.ours == "\"\"" && short.theirs == "a b")
    }

    @Test func withoutATerminalNothingIsAsked() throws {
        let repository = try stopped()
        let before = try table(repository)
        let run = try sol(repository, ["resolve"])
        #expect(run.status == 2 && run.errors.contains("terminal"), "\(run)")
        #expect(try table(repository) == before)
    }

    @Test func theEditorWrites() throws {
        let repository = try stopped()
        let editor = "sed -i -e '/^<<<<<<</d' -e '/^=======/,$d' -e s/Amount/Grand/"
        let run = try sol(repository, ["resolve", "--edit", Self.total], ["GIT_EDITOR": editor])
        #expect(run.status == 0, "\(run)")
        #expect(try table(repository).contains("\"Grand\""))
        let untouched = try sol(repository, ["resolve", "--edit", Self.priority], ["GIT_EDITOR": "true"])
        #expect(untouched.status == 1 && untouched.output.contains("still open"), "\(untouched)")
    }

    @Test func whatCannotBeTakenIsRefused() throws {
        let repository = try stopped()
        let before = try table(repository)
        for (words, reason) in [
            (["--both", Self.total], "cannot stand"), (["--base", Self.total], "does not show the state before"),
            (["--ours", "--theirs", Self.total], "not several"), (["--ours"], "which conflicts"),
        ] {
            let run = try sol(repository, ["resolve"] + words)
            #expect(run.status == 2 && run.errors.contains(reason), "\(run)")
        }
        #expect(try sol(repository, ["resolve", "--ours", "entity/nobody"]).status == 1)
        #expect(try table(repository) == before)
    }

    @Test func theBaseIsTakenWhereItIsShown() throws {
        let repository = try stopped("merge.conflictStyle=diff3")
        #expect(try sol(repository, ["resolve", "--base", "**"]).status == 0)
        let text = try table(repository)
        #expect(text.contains("\"Total\"") && text.contains("\"Priority\"") && !text.contains("|||||||"))
    }

    @Test func markersOfAnyLengthAreFound() {
        let text = "a\n<<<<<<<<< HEAD\nx\n||||||||| base\n<<<<<<<<<<< b\ny\n=========\nz\n>>>>>>>>> t\nb\n"
        let regions = ConflictRegion.all(in: Array(text.utf8))
        #expect(regions.map { String(decoding: $0.ours + $0.theirs, as: UTF8.self) } == ["x\nz\n"])
    }
}
