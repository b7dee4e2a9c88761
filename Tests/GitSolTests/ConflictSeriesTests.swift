// Conflicts as questions: what has the same two answers is asked once, and what one side deleted is one thing.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

/// Conflicts that are one question: the same two answers at many places, and what one side deleted as a whole.
struct ConflictSeriesTests {
    private func sol(_ repository: ExampleRepository, _ words: [String]) throws -> ProgramRun {
        try BuiltProgram.run(words, in: repository.path, variables: GitRun.environment(home: repository.path).variables)
    }

    private static let webResources = (0..<5).map { "sol/WebResources/contoso_/many\($0).js.data.xml" }

    /// Five web resources whose description both sides set alike, and one in which they did something else.
    private func stopped() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        func write(_ words: (Int) -> String) throws {
            for (number, path) in Self.webResources.enumerated() {
                try repository.directory.write(
                    """
                    <WebResource>
                      <WebResourceId>{00000000-0000-0000-0000-00000000000\(number)}</WebResourceId>
                      <Name>contoso_/many\(number).js</Name>
                      <DisplayName>Many \(number)</DisplayName>
                      <Description>\(words(number))</Description>
                    </WebResource>

                    """, to: path)
            }
            try repository.commit("descriptions")
        }
        try write { _ in "old" }
        try repository.git("checkout", "-q", "-b", "topic")
        try write { $0 == 4 ? "another" : "new there" }
        try repository.git("checkout", "-q", "-")
        try write { _ in "new here" }
        #expect(try sol(repository, ["merge", "topic"]).status == 1)
        return repository
    }

    @Test func theSameAnswersAreAskedForOnce() throws {
        let repository = try stopped()
        let list = try sol(repository, ["conflicts"])
        #expect(list.output.contains("4 times") && list.output.contains("(series 1)") && list.output.contains("… and 1 more"), "\(list)")
        #expect(try sol(repository, ["resolve", "--theirs", "--series", "9"]).status == 2)
        #expect(try sol(repository, ["resolve", "--theirs", "--series", "1"]).status == 0)
        for (number, path) in Self.webResources.enumerated() {
            let text = String(decoding: try Files.read(repository.path + "/" + path), as: UTF8.self)
            #expect(text.contains("<<<<<<<") == (number == 4) && text.contains("new there") == (number != 4), "\(path)")
        }
        #expect(try sol(repository, ["resolve", "--ours", "--kind", "web resource"]).status == 0)
        #expect(try sol(repository, ["conflicts"]).status == 0)
        #expect(try sol(repository, ["resolve", "--ours", "--kind", "webresorce"]).errors.contains("webresource"))
    }

    @Test func theDialogueAsksOnceOrForEach() throws {
        func dialogue(_ keys: String) throws -> (isDone: Bool, output: String) {
            let repository = try stopped()
            var variables = GitRun.environment(home: repository.path).variables
            variables["GIT_DIR"] = repository.path + "/.git"
            variables["GIT_WORK_TREE"] = repository.path
            let world = World(environment: variables, input: Array(keys.utf8), isTerminal: true)
            let status = try ResolveCommand.run(Arguments(), in: world)
            return (status == .done, world.out.text)
        }
        let once = try dialogue("to")
        #expect(once.isDone && once.output.contains("[1/2] ") && once.output.contains("of all 4 take"), "\(once.output)")
        let each = try dialogue("itttto")
        #expect(each.isDone && each.output.contains("[4/5] "), "\(each.output)")
    }

    /// A table that one side deleted while the other changed a form of it and added a view: one question with all its files.
    @Test(arguments: [true, false]) func aDeletedTableIsOneQuestion(isTaken: Bool) throws {
        let repository = try ExampleRepository()
        let folder = repository.path + "/sol/Entities/contoso_Order"
        let files = try Walk.list(folder).filter { $0.kind == .file }.map(\.path)
        let view = try #require(files.first { $0.hasPrefix("SavedQueries/") })
        try repository.git("checkout", "-q", "-b", "topic")
        let text = try Files.read(folder + "/" + view)
        try repository.directory.write(text, to: "sol/Entities/contoso_Order/SavedQueries/{0a0a0a0a-0001-4000-8000-000000000001}.xml")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("work on it")
        try repository.git("checkout", "-q", "-")
        try repository.git("rm", "-rq", "sol/Entities/contoso_Order")
        try repository.commit("take it out")
        let merge = try sol(repository, ["merge", "topic"])
        #expect(merge.status == 1 && merge.output.contains("1 conflict:"), "\(merge)")
        #expect(merge.output.contains("(one deleted what the other changed): table"), "\(merge)")
        #expect(try sol(repository, ["resolve", isTaken ? "--ours" : "--theirs", "entity/contoso_order"]).status == 0)
        #expect(try sol(repository, ["conflicts"]).status == 0)
        #expect(Files.exists(folder + "/Entity.xml") == !isTaken)
        #expect(try sol(repository, ["merge", "--continue"]).status == 0)
        #expect(try repository.git("status", "--porcelain") == "")
    }

    /// Whoever only laid it out anew has not changed it.
    @Test func whatOnlyLooksOtherwiseIsDeleted() throws {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        let table = try Files.read(repository.path + "/" + ExampleRepository.table)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let isMarked = table.starts(with: mark)
        let hasReturns = table.contains(0x0D)
        let plain = (isMarked ? Array(table.dropFirst(3)) : table).filter { $0 != 0x0D }
        let other = hasReturns ? plain : plain.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        try repository.directory.write((isMarked ? [] : mark) + other, to: ExampleRepository.table)
        try repository.commit("line ends")
        try repository.git("checkout", "-q", "-")
        try repository.git("rm", "-rq", "sol/Entities/contoso_Order")
        try repository.commit("take it out")
        let merge = try sol(repository, ["merge", "topic"])
        #expect(merge.status == 0, "\(merge)")
        #expect(!Files.exists(repository.path + "/" + ExampleRepository.table))
    }
}
