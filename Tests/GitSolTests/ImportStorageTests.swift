// What imports store: git's filters, executables, signatures of time, and two imports at once.

import Bindings
import TestSupport
import Testing

struct ImportStorageTests {
    /// A filter that nobody could mistake for the content: Base64, as Git LFS puts pointers.
    private func filtered() throws -> ImportRepository {
        let sample = try ImportRepository()
        try sample.git("config", "filter.sixtyfour.clean", "base64")
        try sample.git("config", "filter.sixtyfour.smudge", "base64 -d")
        try sample.repository.directory.write("*.json filter=sixtyfour\nEntity.xml filter=sixtyfour\n", to: ".gitattributes")
        try sample.git("add", "--renormalize", "-A")
        try sample.repository.commit("Filter")
        return sample
    }

    @Test(arguments: [["--commit"], ["--branch", "export"], []])
    func gitsFiltersAreHeeded(words: [String]) throws {
        let sample = try filtered()
        let flow = (file: ExampleRepository.flow, old: "OpenApiConnection\"", new: "Http\"")
        let zip = try sample.export(edits: [flow, ImportRepository.label, ImportRepository.stamp])
        let run = try sample.sol(["import"] + words + [zip])
        #expect(run.status == 0 && run.output.contains("2 changed, 0 deleted, 10 as they were"), "\(run)")
        let revision = words.first == "--branch" ? "export" : words.isEmpty ? "" : "HEAD"
        for (file, old, new) in [flow, ImportRepository.label] {
            let stored = try sample.git("cat-file", "blob", "\(revision):\(file)")
            #expect(!stored.contains("<") && !stored.contains("{"))
            let content = try sample.git("cat-file", "--filters", "\(revision):\(file)")
            #expect(content.contains(new) && !content.contains(old), "\(file)")
        }
        #expect(try sample.sol(["import"] + words + [zip]).output.contains("is in the repository already"))
        if !words.isEmpty {
            // What is stored is never taken for the content.
            let diff = try sample.sol(["diff", words.count == 1 ? "HEAD" : "export", zip])
            #expect(diff.description == "not shown: 1 version stamp (--noise shows them)\n[status 0]\n", "\(diff)")
            #expect(try sample.sol(["pack", words.count == 1 ? "HEAD" : "export", "-q", "-o", "packed.zip"]).status == 0)
            #expect(try sample.sol(["diff", "packed.zip", zip]).output == diff.output)
        }
        if words != ["--branch", "export"] { #expect(try sample.git("diff") == "") }
    }

    @Test func aBareRepositoryHasTheAttributesOfItsCommits() throws {
        let sample = try filtered()
        let bare = TemporaryDirectory()
        try sample.git("clone", "-q", "--bare", ".", bare.path + "/r.git")
        let git = GitRun(in: bare.path + "/r.git")
        try git("config", "filter.sixtyfour.clean", "base64")
        try git("config", "filter.sixtyfour.smudge", "base64 -d")
        let run = try sample.importing("--commit", try sample.export(edits: [ImportRepository.label]), in: git.directory)
        #expect(run.status == 0 && run.output.contains("1 changed"), "\(run)")
        #expect(try !git("cat-file", "blob", "main:" + ExampleRepository.table).contains("<"))
        #expect(try Walk.list(git.directory, details: false).allSatisfy { !$0.path.contains(".git-sol") })
    }

    @Test func whoMadeAFileExecutableMeantIt() throws {
        let sample = try ImportRepository()
        try sample.git("update-index", "--chmod=+x", ExampleRepository.table)
        try sample.git("commit", "-qm", "Executable")
        try sample.git("checkout", "-q", "--", ".")
        #expect(try sample.importing("--commit", "-q", try sample.export(edits: [ImportRepository.label])).status == 0)
        #expect(try sample.git("ls-tree", "HEAD", ExampleRepository.table).hasPrefix("100755 "))
    }

    /// Some wait or fail with a clear message; what was made is all there.
    @Test(arguments: ["main", "export"])
    func importsAtOnce(branch: String) throws {
        let sample = try ImportRepository()
        let results = TemporaryDirectory()
        let way = branch == "main" ? "--commit" : "--branch export"
        var script = ""
        for number in 1...6 {
            let zip = try sample.export(
                "\(number).zip", edits: [(ImportRepository.manifest, "<Version>1.0.0.0", "<Version>1.0.0.\(number)")])
            script +=
                "('\(BuiltProgram.path)' import \(way) --allow=downgrade '\(zip)' >\(number).out 2>\(number).err; echo $? >\(number).s; mv \(number).s \(number).status) &\n"
        }
        let variables = GitRun.environment(home: sample.path).variables.merging([
            "GIT_DIR": sample.path + "/.git", "GIT_WORK_TREE": sample.path,
        ]) { $1 }
        // Not with `wait`: a shell that inherits blocked signals never hears of its children's ends.
        script += "n=0; until test $(ls | grep -c status) = 6 || test $n = 600; do sleep 0.1; n=$((n + 1)); done"
        _ = try Process.run(["sh", "-c", script], environment: Environment(variables), directory: results.path)
        func text(_ file: String) throws -> String { String(decoding: try Files.read(results.path + "/" + file), as: UTF8.self) }
        let made = try (1...6).count { try text("\($0).status") == "0\n" && text("\($0).out").contains("] Import ") }
        #expect(made >= 1)
        #expect(try sample.git("rev-list", "--count", branch) == String(1 + made))
        for number in 1...6 where try text("\(number).status") != "0\n" {
            let errors = try text("\(number).err")
            let isClear = ["has moved meanwhile", "another git process is at work", "uncommitted changes"].contains { errors.contains($0) }
            #expect(isClear, "\(errors)")
        }
        #expect(try sample.git("status", "--porcelain") == "")
        #expect(try sample.git("fsck", "--strict", "--no-dangling") == "")
    }
}
