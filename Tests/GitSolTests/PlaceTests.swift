// git sol place: what is deployed where, its history, and two people who change it at once.

import Bindings
import TestSupport
import Testing

struct PlaceTests {
    /// Two tagged states of the shipped solution.
    private func repository() throws -> ExampleRepository {
        let repository = try ExampleRepository()
        try repository.git("tag", "one")
        try repository.edit("sol/Other/Solution.xml", "<Version>1.0.0.0", "<Version>1.1.0.0")
        try repository.edit(ExampleRepository.table, "description=\"Total\"", "description=\"Sum\"")
        try repository.commit("More")
        try repository.git("tag", "two")
        return repository
    }

    private func sol(_ words: String..., in path: String) throws -> ProgramRun {
        try BuiltProgram.run(words, in: path, variables: Self.person)
    }

    private static let person = [
        "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@contoso.example", "GIT_COMMITTER_NAME": "Ann",
        "GIT_COMMITTER_EMAIL": "ann@contoso.example", "GIT_AUTHOR_DATE": "1700000000 +0000", "GIT_COMMITTER_DATE": "1700000000 +0000",
    ]

    @Test func aPlaceHasAHistory() throws {
        let repository = try repository()
        let path = repository.path
        #expect(try sol("place", "set", "prod", "one", in: path).errors == "prod: ContosoOrders 1.0.0.0\n")
        #expect(
            try sol("place", "set", "prod", "two", "--note", "change 4711", in: path).errors
                == "prod: ContosoOrders 1.1.0.0, before: 1.0.0.0\n")
        #expect(try sol("place", "set", "test", "one", in: path).status == 0)
        let list = try sol("place", "list", in: path)
        #expect(
            list.output == """
                prod  ContosoOrders  1.1.0.0  two  2023-11-14  Ann  change 4711
                test  ContosoOrders  1.0.0.0  one  2023-11-14  Ann             

                """, "\(list)")
        let log = try sol("place", "log", "prod", in: path)
        #expect(log.output.split(separator: "\n").map { $0.contains("from one") } == [true, false], "\(log)")
        #expect(try repository.git("rev-list", "--count", "refs/sol/place/prod") == "2")
        #expect(try repository.git("fsck", "--strict") == "")
        let trailers = try repository.git("log", "-1", "--format=%(trailers:only,unfold)", "refs/sol/place/prod")
        #expect(
            trailers.contains("Tag: two\n") && trailers.contains("From: one\n") && trailers.contains("Note: change 4711"), "\(trailers)")
        let difference = try sol("place", "diff", "test", "prod", in: path)
        #expect(difference.output.contains("Total") && difference.output.contains("Sum"), "\(difference)")
        // What somebody else's message calls another place is not told of it.
        try repository.git("update-ref", "refs/sol/place/stage", "refs/sol/place/prod")
        #expect(try sol("place", "list", in: path).output == list.output)
        #expect(try sol("place", "list", "nowhere", in: path).status == 2)
        #expect(try sol("place", "set", "a/b", "one", in: path).status == 2)
        #expect(try sol("place", "set", "prod", "three", in: path).status == 2)
    }

    @Test func aPlaceStandsForWhatIsThere() throws {
        let repository = try repository()
        let path = repository.path
        _ = try sol("place", "set", "prod", "one", in: path)
        let named = try sol("diff", "prod", "two", in: path)
        #expect(
            try named.status == 0 && named.output == sol("diff", "one", "two", in: path).output && named.output.contains("Sum"), "\(named)")
        let impact = try sol("impact", "--unmanaged", "prod", "two", in: path)
        #expect(
            impact.output.hasPrefix(
                "Unmanaged import of Contoso Orders 1.0.0.0 to 1.1.0.0: allowed; 1 column changes, 1 connection reference is asked for."),
            "\(impact)")
        // A revision of that name wins, and says so.
        try repository.git("branch", "prod", "two")
        let same = try sol("diff", "prod", "two", in: path)
        #expect(same.output == "" && same.errors.contains("'prod' is a revision and a place"), "\(same)")
    }

    /// Two clones: the second push is refused, and nothing of either is lost.
    @Test func noUpdateIsLost() throws {
        let repository = try repository()
        let remote = TemporaryDirectory(), other = TemporaryDirectory()
        try repository.git("clone", "-q", "--bare", repository.path, remote.path + "/r.git")
        try repository.git("remote", "add", "origin", remote.path + "/r.git")
        try repository.git("clone", "-q", remote.path + "/r.git", other.path + "/clone")
        let (here, there) = (repository.path, other.path + "/clone")
        #expect(try sol("place", "set", "prod", "one", in: here).status == 0)
        #expect(try sol("place", "push", in: here).status == 0)
        // What init writes makes git fetch places too.
        #expect(try sol("init", "-q", in: there).status == 0)
        let clone = GitRun(in: there)
        try clone("fetch", "-q")
        #expect(try clone("rev-parse", "refs/sol/remote-place/origin/prod") == repository.git("rev-parse", "refs/sol/place/prod"))
        #expect(try sol("place", "list", in: there).output.hasPrefix("prod  ContosoOrders  1.0.0.0  one"))
        // Both change it.
        #expect(try sol("place", "set", "prod", "two", "--note", "there", in: there).status == 0)
        #expect(try sol("place", "push", in: there).status == 0)
        #expect(try sol("place", "set", "prod", "two", "--note", "here", in: here).status == 0)
        let refused = try sol("place", "push", in: here)
        #expect(refused.status == 2 && refused.errors.contains("git sol place fetch origin"), "\(refused)")
        let fetched = try sol("place", "fetch", in: here)
        #expect(fetched.status == 0 && fetched.errors.contains("was changed here and elsewhere"), "\(fetched)")
        #expect(try sol("place", "set", "prod", "one", "--note", "settled", in: here).status == 0)
        #expect(try sol("place", "push", in: here).status == 0)
        let notes = try sol("place", "log", "prod", in: here).output
        #expect(["settled", "here", "there"].allSatisfy { notes.contains($0) }, "\(notes)")
        #expect(try sol("place", "fetch", in: there).errors == "prod: taken over from origin\n")
        #expect(try clone("rev-parse", "refs/sol/place/prod") == repository.git("rev-parse", "refs/sol/place/prod"))
        // Uninstalling takes the lines out again.
        #expect(try sol("uninstall", in: there).status == 0)
        #expect(try clone("config", "--get-all", "remote.origin.fetch") == "+refs/heads/*:refs/remotes/origin/*")
    }
}
