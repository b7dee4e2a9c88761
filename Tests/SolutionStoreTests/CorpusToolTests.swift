// Tools/corpus: fetches what its list says, from a mirror made here, and keeps nothing that has other bytes.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct CorpusToolTests {
    private static let top = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    private static let digest = "find . -type f | LC_ALL=C sort | tr '\\n' '\\0' | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1"

    private static func shell(_ script: String, in directory: String, _ variables: [String: String] = [:]) throws -> Process.Result {
        var environment = GitRun.environment(home: directory)
        for (name, value) in variables { environment.variables[name] = value }
        return try Process.run(["/bin/sh", "-c", script], environment: environment, directory: directory)
    }

    private static func text(_ script: String, in directory: String) throws -> String {
        String(decoding: try shell(script, in: directory).output.filter { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    /// A repository with a merge whose files have line ends of both kinds, and a package; the states as the corpus keeps them beside it.
    private static let mirror = """
        set -e
        git init -q -b main mirror/team/thing && cd mirror/team/thing
        git config uploadpack.allowFilter true && git config uploadpack.allowAnySHA1InWant true
        state() {
            mkdir -p sol/My_Package "../../../states/$1/sol_My_Package" && printf "$2" >"sol/My_Package/a b.xml"
            cp "sol/My_Package/a b.xml" "../../../states/$1/sol_My_Package/"
            git add -A && git commit -qm "$1"
        }
        echo '* text=auto' >.gitattributes && echo '* -text' >.git/info/attributes
        state base 'one\\r\\ntwo\\r\\n'
        git checkout -q -b theirs && state theirs 'one\\r\\n2\\n'
        git checkout -q main && state ours '1\\r\\ntwo\\r\\n'
        git merge -q -s ours --no-commit theirs && state human '1\\r\\n2\\n'
        git tag merged && printf zip >'x 1.zip' && git add -A && git commit -qm package
        """

    @Test func whatTheListSaysIsFetched() throws {
        let directory = TemporaryDirectory()
        let made = try Self.shell(Self.mirror, in: directory.path)
        #expect(made.end == .exited(0), "\(String(decoding: made.errors, as: UTF8.self))")
        let git = GitRun(in: directory.path + "/mirror/team/thing")
        let (merged, head) = (try git("rev-parse", "merged"), try git("rev-parse", "HEAD"))
        let sum = try Self.text("printf zip | sha256sum | cut -d ' ' -f 1", in: directory.path)
        let states = try ["base", "ours", "theirs", "human"].map { state in
            "state \(state) " + (try Self.text(Self.digest, in: directory.path + "/states/" + state))
        }
        let files = "file both sol_My_Package a b.xml"
        func list(_ sum: String, _ states: [String]) throws {
            let lines = ["# facts", "package X team/thing \(head) \(sum) x 1.zip", "merge case team/thing \(merged)"] + states + [files]
            try directory.write(lines.joined(separator: "\n") + "\n", to: "list")
        }
        let variables = ["CORPUS_MIRROR": "file://\(directory.path)/mirror/"]
        let fetch = "\(Self.top)/Tools/corpus list out"
        // Other bytes than the list says are not kept.
        try list(String(sum.reversed()), Array(states.dropLast()) + ["state human " + sum])
        #expect(try Self.shell(fetch, in: directory.path, variables).end == .exited(1))
        #expect(!Files.exists(directory.path + "/out/packages/X/x 1.zip") && !Files.exists(directory.path + "/out/merges/case"))

        try list(sum, states)
        let run = try Self.shell(fetch, in: directory.path, variables)
        #expect(run.end == .exited(0), "\(String(decoding: run.errors, as: UTF8.self))")
        #expect(String(decoding: run.output, as: UTF8.self) == "packages/X/x 1.zip\nmerges/case\n")
        #expect(try Files.read(directory.path + "/out/packages/X/x 1.zip") == Array("zip".utf8))
        let differences = try Self.shell("rm out/merges/case/case.json && diff -r states out/merges/case", in: directory.path)
        #expect(differences.end == .exited(0), "\(String(decoding: differences.output, as: UTF8.self))")
        // What is there is not fetched again: the mirror is gone.
        try Files.removeTree(directory.path + "/mirror")
        #expect(try Self.shell(fetch, in: directory.path, variables).end == .exited(0))
    }

    @Test(.enabled(if: Corpus.isPresent, "no corpus beside the checkout: set SOL_CORPUS"))
    func theListIsOfTheCorpus() throws {
        let lines = String(decoding: try Files.read(Self.top + "/Tools/corpus.list"), as: UTF8.self).split(separator: "\n").map(String.init)
        var merge: Corpus.Merge?
        for line in lines where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map(String.init)
            switch words[0] {
            case "package":
                let name = String(line.split(separator: "/").last ?? "")
                guard let package = Corpus.packages.first(where: { $0.name == words[1] }) else { continue }
                #expect(try Self.text("sha256sum '\(name)' | cut -d ' ' -f 1", in: package.folder) == words[4], "\(name)")
            case "merge": merge = Corpus.merges.first { $0.name == words[1] }
            case "state":
                guard let side = merge?.side(words[1]) else { continue }
                #expect(try Self.text(Self.digest, in: side) == words[2], "\(merge?.name ?? "") \(words[1])")
            case "root", "file": break
            default: Issue.record("a line of no kind: \(line)")
            }
        }
    }
}
