// Links and files that somebody else has put where the program writes by itself: nothing goes through them.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct AttackLinkTests {
    private static let variables = ["PATH": (Files.parent(of: BuiltProgram.path) ?? ".") + ":/usr/bin:/bin"]

    private func link(_ target: String, _ place: String) throws {
        #expect(try Process.run(["ln", "-s", target, place]).end == .exited(0))
    }

    /// A clone with a folder of hooks in which one is a link to a file elsewhere, and one leads to where nothing is.
    private func clone(_ outside: TemporaryDirectory) throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try Files.createDirectories(repository.path + "/.husky")
        try link(outside.path + "/file", repository.path + "/.husky/pre-commit")
        try link(outside.path + "/nothing", repository.path + "/.husky/pre-push")
        try repository.commit("Hooks")
        try repository.git("config", "core.hooksPath", ".husky")
        return repository
    }

    @Test func hooksInAFolderOfTheCloneAreNotWritten() throws {
        let outside = TemporaryDirectory()
        try outside.write("mine\n", to: "file")
        let repository = try clone(outside)
        for words in [["init"], ["install"], ["doctor"], ["uninstall"], ["init"]] {
            let run = try BuiltProgram.run(words, in: repository.path, variables: Self.variables)
            #expect(run.status == 0 || words == ["doctor"], "\(words): \(run)")
            #expect(try Files.read(outside.path + "/file") == Array("mine\n".utf8), "\(words)")
            #expect(try Files.status(outside.path + "/nothing") == nil, "\(words)")
            #expect(try repository.git("status", "--porcelain") == "", "\(words)")
        }
    }

    /// Our own lines in a file elsewhere, as in the hook of another repository, stay in it.
    @Test func hooksElsewhereKeepTheirLines() throws {
        let other = try ExampleRepository()
        #expect(try BuiltProgram.run(["install"], in: other.path, variables: Self.variables).status == 0)
        let hook = try Files.read(other.path + "/.git/hooks/pre-commit")
        let outside = TemporaryDirectory()
        try outside.write(hook, to: "file")
        let repository = try clone(outside)
        for words in [["init"], ["uninstall"]] {
            #expect(try BuiltProgram.run(words, in: repository.path, variables: Self.variables).status == 0)
            #expect(try Files.read(outside.path + "/file") == hook, "\(words)")
        }
    }

    /// A hook that is a program stays one.
    @Test func aHookThatIsNoScriptStaysAsItIs() throws {
        let repository = try ExampleRepository()
        let program: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0A, 0xFF]
        let hook = repository.path + "/.git/hooks/pre-push"
        try Files.write(program, to: hook, mode: .exactly(0o755))
        for words in [["install"], ["install"], ["uninstall"]] {
            let run = try BuiltProgram.run(words, in: repository.path, variables: Self.variables)
            #expect(run.status == 0, "\(words): \(run)")
            #expect(try Files.read(hook) == program, "\(words)")
        }
    }

    /// A link that is put there after the program has looked: it waits for a mapping meanwhile.
    @Test func aLinkThatIsPutThereMeanwhileIsNotFollowed() throws {
        let repository = try ExampleRepository()
        #expect(try repository.sol("pack", "-q", "sol", "-o", "base.zip").status == 0)
        try Files.createDirectories(repository.path + "/elsewhere")
        let script = """
            mkfifo map
            "$0" unpack -q --map map base.zip &
            run=$!
            exec 3>map
            ln -s elsewhere ContosoOrders
            echo '<Mapping></Mapping>' >&3
            exec 3>&-
            wait "$run"
            """
        let run = try Process.run(
            ["timeout", "60", "sh", "-c", script, BuiltProgram.path], environment: Environment(BuiltProgram.environment()),
            directory: repository.path)
        #expect(run.end == .exited(2), "\(run.end): \(String(decoding: run.errors, as: UTF8.self))")
        #expect(String(decoding: run.errors, as: UTF8.self).contains("symbolic link"))
        #expect(try Walk.list(repository.path + "/elsewhere").isEmpty)
    }

    /// Of a pair the user names one zip; the name of the other is ours.
    @Test func aLinkOfTheOtherZipsNameIsNotFollowed() throws {
        let repository = try ExampleRepository()
        let outside = TemporaryDirectory()
        try repository.edit("sol/Other/Solution.xml", "<Managed>0", "<Managed>2")
        for place in ["X_managed.zip", "out/Y_managed.zip"] {
            try outside.write("precious", to: "file")
            try Files.createDirectories(repository.path + "/out")
            try link(outside.path + "/file", repository.path + "/" + place)
            let named = place.split(separator: "_managed").joined()
            let run = try repository.sol("pack", "-q", "sol", "--both", "-o", named)
            #expect(run.status == 0, "\(run)")
            #expect(try Files.read(outside.path + "/file") == Array("precious".utf8), "\(place)")
            for file in [named, place] { #expect(try Files.status(repository.path + "/" + file)?.kind == .file, "\(file)") }
        }
    }
}
