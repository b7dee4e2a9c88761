// A real merge of the corpus as a repository: its two sides as the branches 'ours' and 'theirs', with what they have in common as 'main'.

import Bindings
import TestSupport

struct MergeBranches {
    let directory = TemporaryDirectory()
    let name: String
    var path: String { directory.path }
    var git: GitRun { GitRun(in: directory.path) }

    /// Checked out is 'ours'.
    init(_ merge: Corpus.Merge) throws {
        name = merge.name
        try git("init", "-q", "-b", "ours")
        try git("config", "gc.auto", "0")
        let base = try commit(merge.folder + "/base", parent: nil)
        try git("branch", "main", base)
        try git("branch", "theirs", try commit(merge.folder + "/theirs", parent: base))
        try git("update-ref", "HEAD", try commit(merge.folder + "/ours", parent: base))
        try git("reset", "-q", "--hard")
    }

    /// A state of the files; one that is not there is the empty one.
    private func commit(_ folder: String, parent: String?) throws -> String {
        if Files.isDirectory(folder) { try git("--work-tree=" + folder, "add", "-A", ".") } else { try git("read-tree", "--empty") }
        return try git.run(["commit-tree", "-m", "state", try git("write-tree")] + (parent.map { ["-p", $0] } ?? []))
    }
}
