// git sol init: what it makes, that a second run changes nothing, and what imports have of it.

import Bindings
import TestSupport
import Testing

struct InitTests {
    private let variables = GitRun.environment(home: "/nonexistent").variables.merging(
        ["PATH": (Files.parent(of: BuiltProgram.path) ?? ".") + ":/usr/bin:/bin"]) { $1 }

    private func sol(_ words: String..., in directory: String) throws -> ProgramRun {
        try BuiltProgram.run(words, in: directory, variables: variables)
    }

    private func settings(_ path: String) throws -> [[UInt8]] {
        try ["config", "info/attributes", "hooks/pre-commit"].map { try Files.read(path + "/.git/" + $0) }
    }

    @Test func aNewRepositoryIsReady() throws {
        let directory = TemporaryDirectory()
        let run = try sol("init", "new/one", in: directory.path)
        let path = directory.path + "/new/one"
        #expect(run.status == 0 && run.errors.isEmpty, "\(run)")
        #expect(run.output.hasPrefix("made a repository in '\(path)/'\nwrote settings in"), "\(run)")
        #expect(run.output.hasSuffix("\nno solution is in it yet: git sol import ZIP\n"), "\(run)")
        #expect(try GitRun(in: path)("config", "merge.sol.driver") != "")
        let before = try settings(path)
        let again = try sol("init", in: path)
        #expect(again.output.hasPrefix("there already: a repository in '\(path)/'\nthere already: settings in"), "\(again)")
        #expect(!again.output.contains("wrote") && again.status == 0, "\(again)")
        #expect(try settings(path) == before)
    }

    @Test func theFoldersOfSolutionsAreNamed() throws {
        let sample = try ImportRepository()
        let config = try Files.read(sample.path + "/.git/config")
        let run = try sol("init", in: sample.path + "/sol")
        #expect(
            run.output.contains("wrote folders of solutions in") && run.output.hasSuffix("solution ContosoOrders is in 'sol'\n"), "\(run)")
        #expect(try sample.git("config", "sol.ContosoOrders.folder") == "sol")
        let before = try settings(sample.path)
        #expect(try !sol("init", in: sample.path).output.contains("wrote"))
        #expect(try !sol("install", in: sample.path).output.contains("wrote"))
        #expect(try settings(sample.path) == before)
        #expect(try sol("doctor", in: sample.path).output.hasSuffix("nothing is wrong\n"))
        #expect(try sol("uninstall", in: sample.path).status == 0)
        #expect(try Files.read(sample.path + "/.git/config") == config)
    }

    @Test func importsGoWhereTheSettingsSay() throws {
        let sample = try ImportRepository()
        let zip = try sample.export(edits: [ImportRepository.label])
        let directory = TemporaryDirectory()
        #expect(try sol("init", "-q", in: directory.path).description == "[status 0]\n")
        let git = GitRun(in: directory.path)
        try git("config", "sol.ContosoOrders.folder", "src/./orders/")
        #expect(try sol("import", "--commit", "-q", zip, in: directory.path).description == "[status 0]\n")
        #expect(try git("ls-tree", "-r", "--name-only", "HEAD").hasPrefix("src/orders/"))
        // Moved since: the tree knows better.
        try git("mv", "src/orders", "elsewhere")
        try git("commit", "-qm", "Move")
        #expect(try sol("import", "--commit", zip, in: directory.path).output.contains("is in the repository already"))
        // In two places: the setting tells them apart.
        try git("config", "sol.ContosoOrders.folder", "copy")
        _ = try Process.run(["cp", "-R", directory.path + "/elsewhere", directory.path + "/copy"])
        try git("add", "-A")
        try git("commit", "-qm", "Copy")
        #expect(try sol("import", "--commit", zip, in: directory.path).status == 0)
        try git("config", "--unset", "sol.ContosoOrders.folder")
        let run = try sol("import", "--commit", zip, in: directory.path)
        #expect(
            run.errors.contains("'ContosoOrders' is in several folders: 'copy', 'elsewhere'\nhint: choose with '--folder', or for good"),
            "\(run)")
        #expect(try sol("init", in: directory.path).errors.contains("'ContosoOrders' is in several folders"))
    }

    @Test func aBareRepositoryIsTakenAsItIs() throws {
        let sample = try ImportRepository()
        let bare = TemporaryDirectory()
        try sample.git("clone", "-q", "--bare", ".", bare.path + "/r.git")
        let run = try sol("init", in: bare.path + "/r.git")
        #expect(run.status == 0 && run.output.hasSuffix("solution ContosoOrders is in 'sol'\n"), "\(run)")
    }
}
