// What git never shows a driver: components whose files one side renamed or deleted while the other worked on them.

import Bindings
import TestSupport
import Testing

struct MergeRenameTests {
    private static let newFlow = "sol/Workflows/Tellofneworders-8F0E8A53-7D1B-4E9F-8A53-2F4B6F1C3D02.json"

    /// `theirs` on a branch, `ours` here, and the merge of both.
    private func merged(
        theirs: (ExampleRepository) throws -> Void, ours: (ExampleRepository) throws -> Void
    ) throws -> (repository: ExampleRepository, run: ProgramRun) {
        let repository = try ExampleRepository()
        try repository.git("checkout", "-q", "-b", "topic")
        try theirs(repository)
        try repository.commit("Theirs")
        try repository.git("checkout", "-q", "main")
        try ours(repository)
        try repository.commit("Ours")
        return (repository, try repository.sol("merge", "topic", variables: GitRun.environment(home: repository.path).variables))
    }

    private func renameFlow(_ repository: ExampleRepository) throws {
        for end in ["", ".data.xml"] { try repository.git("mv", ExampleRepository.flow + end, Self.newFlow + end) }
        try repository.edit(Self.newFlow + ".data.xml", "Notifyaboutorders", "Tellofneworders")
    }

    @Test(arguments: [true, false]) func aFlowRenamedByOneAndEditedByTheOther(isTheirs: Bool) throws {
        func edit(_ repository: ExampleRepository) throws { try repository.edit(ExampleRepository.flow, "OpenApiConnection\"", "Http\"") }
        let (repository, run) = try merged(theirs: isTheirs ? renameFlow : edit, ours: isTheirs ? edit : renameFlow)
        #expect(run.status == 0, "\(run)")
        let text = String(decoding: try Files.read(repository.path + "/" + Self.newFlow), as: UTF8.self)
        #expect(text.contains("Http\"") && !Files.exists(repository.path + "/" + ExampleRepository.flow))
        #expect(try repository.git("status", "--short") == "")
    }

    @Test func aFolderRenamedByLetterCase() throws {
        let (repository, run) = try merged(
            theirs: { try $0.git("mv", "sol/Entities/contoso_Order", "sol/Entities/contoso_order") },
            ours: { try $0.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"") })
        #expect(run.status == 0, "\(run)")
        let text = String(decoding: try Files.read(repository.path + "/sol/Entities/contoso_order/Entity.xml"), as: UTF8.self)
        #expect(text.contains("\"Sum\"") && !Files.exists(repository.path + "/" + ExampleRepository.table))
    }

    @Test func aFlowDeletedByOneAndEditedByTheOtherIsOneConflict() throws {
        let (repository, run) = try merged(
            theirs: { try $0.git("rm", "-q", ExampleRepository.flow, ExampleRepository.flow + ".data.xml") },
            ours: { try $0.edit(ExampleRepository.flow, "OpenApiConnection\"", "Http\"") })
        #expect(run.status == 1 && run.output.contains("1 conflict"), "\(run)")
        // With all its files: nobody is left with half a flow.
        for end in ["", ".data.xml"] { #expect(Files.exists(repository.path + "/" + ExampleRepository.flow + end)) }
        #expect(try repository.git("ls-files", "-u").split(separator: "\n").count == 4)
    }
}
