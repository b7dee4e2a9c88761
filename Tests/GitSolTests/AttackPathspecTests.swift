// Names that git would take for patterns or options: each command touches the file of that name and no other.

import Bindings
import TestSupport
import Testing

struct AttackPathspecTests {
    /// A name, and that of another file which git would mean by it too; folders are named so as well.
    private static let names = [
        ("Cl*", "Clerk"), ("[a]", "a"), ("C?", "Ca"), (":(top)x", "x"), (":!x", "y"), ("-rf", "rf"), ("--help", "help"), ("\"q", "q"),
    ]

    private struct Stopped {
        let directory = TemporaryDirectory()
        var git: GitRun { GitRun(in: directory.path) }
        let files: [String]

        /// A merge that stopped with two roles in conflict, in a folder of the first name.
        init(_ name: String, _ other: String) throws {
            files = [name, other].map { "\(name)/Roles/\($0).xml" }
            try git("init", "-q", "-b", "main")
            try write("base", at: name)
            try git("checkout", "-q", "-b", "topic")
            try write("theirs", at: name)
            try git("checkout", "-q", "main")
            try write("ours", at: name)
            let merge = try sol("merge", "topic")
            #expect(merge.status == 1 && merge.output.contains("2 conflicts"), "\(name): \(merge)")
        }

        private func write(_ word: String, at folder: String) throws {
            let manifest = """
                <ImportExportXml><SolutionManifest><UniqueName>Sample</UniqueName><Version>1.0.0.0</Version>
                <Managed>0</Managed></SolutionManifest></ImportExportXml>
                """
            try directory.write(manifest, to: folder + "/Other/Solution.xml")
            try directory.write("<ImportExportXml></ImportExportXml>", to: folder + "/Other/Customizations.xml")
            for (number, file) in files.enumerated() {
                try directory.write("<Role id=\"{0000000\(number)-0000-0000-0000-000000000000}\" name=\"\(word)\"></Role>", to: file)
            }
            try git("add", "-A")
            try git("commit", "-qm", word)
        }

        func sol(_ words: String..., variables: [String: String] = [:]) throws -> ProgramRun {
            try BuiltProgram.run(
                words, in: directory.path, variables: GitRun.environment(home: directory.path).variables.merging(variables) { $1 })
        }

        func text(_ file: Int) throws -> String { String(decoding: try Files.read(directory.path + "/" + files[file]), as: UTF8.self) }

        func unmerged() throws -> Set<String> {
            Set(try git("ls-files", "-u", "-z").split(separator: "\0").compactMap { $0.split(separator: "\t").last.map(String.init) })
        }
    }

    /// `git --glob-pathspecs sol` hands that on.
    @Test(arguments: names, [[:], ["GIT_GLOB_PATHSPECS": "1", "GIT_ICASE_PATHSPECS": "1"]])
    func oneFileIsSettledAndBroughtBack(_ names: (String, String), _ variables: [String: String]) throws {
        let stopped = try Stopped(names.0, names.1)
        let both = Set(stopped.files)
        let address = "role/00000000-0000-0000-0000-000000000000/**"
        let settled = try stopped.sol("resolve", "--theirs", address, variables: variables)
        #expect(settled.status == 0, "\(settled)")
        #expect(try stopped.unmerged() == [stopped.files[1]])
        #expect(try stopped.text(0).contains("theirs") && !stopped.text(0).contains("<<<<"))
        #expect(try stopped.text(1).contains("<<<<"))
        let back = try stopped.sol("resolve", "--undo", address, variables: variables)
        #expect(back.status == 0, "\(back)")
        #expect(try stopped.unmerged() == both)
        #expect(try stopped.sol("resolve", "--ours", "**", variables: variables).status == 0)
        #expect(try stopped.unmerged().isEmpty)
        #expect(try stopped.sol("merge", "--continue", variables: variables).status == 0)
        #expect(try stopped.git("status", "--porcelain") == "")
    }

    @Test(arguments: names) func oneSideDeletedIsSettledAlone(_ names: (String, String)) throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        func sol(_ words: String...) throws -> ProgramRun {
            try BuiltProgram.run(words, in: directory.path, variables: GitRun.environment(home: directory.path).variables)
        }
        let stopped = try Stopped(names.0, names.1)
        _ = try Process.run(["cp", "-R", stopped.directory.path + "/.", directory.path])
        try git("merge", "--abort")
        // Theirs has none of the two any more.
        try git("checkout", "-q", "topic")
        for file in stopped.files { try Files.remove(directory.path + "/" + file) }
        try git("commit", "-qam", "gone")
        try git("checkout", "-q", "main")
        #expect(try sol("merge", "topic").status == 1)
        let settled = try sol("resolve", "--theirs", "role/00000000-0000-0000-0000-000000000000")
        #expect(settled.status == 0, "\(settled)")
        #expect(!Files.exists(directory.path + "/" + stopped.files[0]) && Files.exists(directory.path + "/" + stopped.files[1]))
        #expect(try Set(git("ls-files", "-z").split(separator: "\0").map(String.init)).contains(stopped.files[1]))
        #expect(try !git("ls-files", "-u").isEmpty)
    }

    /// Hooks are people's own programs, and their patterns stay patterns.
    @Test func hooksGetTheirPatterns() throws {
        let stopped = try Stopped("sol", "other")
        let hook = "#!/bin/sh\ngit ls-files -- '*.xml' | wc -l | tr -d ' ' > seen\n"
        try Files.write(Array(hook.utf8), to: stopped.directory.path + "/.git/hooks/pre-commit", mode: .exactly(0o755))
        #expect(try stopped.sol("resolve", "--ours", "**").status == 0)
        let end = try stopped.sol("merge", "--continue")
        #expect(end.status == 0, "\(end)")
        #expect(String(decoding: try Files.read(stopped.directory.path + "/seen"), as: UTF8.self) == "4\n")
    }

    /// Such a branch can be made by who knows git well.
    @Test func aBranchIsNoOption() throws {
        let repository = try ExampleRepository()
        for name in ["--abort", "-x", "--help"] {
            try repository.git("checkout", "-q", "--detach")
            try repository.edit(ExampleRepository.role, "Order Clerk", "Order Clerk")
            try repository.directory.write(name, to: "other")
            try repository.commit(name)
            let head = try repository.git("rev-parse", "HEAD")
            try repository.git("update-ref", "refs/heads/" + name, head)
            try repository.git("checkout", "-q", "main")
            let merge = try BuiltProgram.run(
                ["merge", "--", name], in: repository.path, variables: GitRun.environment(home: repository.path).variables)
            #expect(merge.status == 0 && merge.output.contains("Fast-forward"), "\(merge)")
            #expect(try repository.git("rev-parse", "main") == head)
        }
    }
}
