// Files that are in no solution, merged by git itself: by their lines, with renames seen by likeness.

internal import Bindings
internal import SolutionCore

/// What git made of files that are in no solution.
struct OtherFiles {
    /// Against ours.
    let edits: [(path: String, edit: TreeEdit)]
    let conflicts: [MergedTree.Unsettled]

    /// Whether git would see more in these files than what each is by itself: two changed one, or one might have been renamed.
    static func needGit(_ units: [MergeUnit]) -> Bool {
        units.contains { unit in
            let sides = [unit.ours, unit.theirs]
            return sides.allSatisfy { $0 != unit.base } && unit.ours != unit.theirs
        }
    }

    /// Trees of these files alone are merged as commits of their own, which nobody refers to afterwards.
    init(_ units: [MergeUnit], in repository: Repository, store: any ObjectStore, git: GitProgram) throws(StoreError) {
        let commits: [ObjectID]
        do throws(GitError) {
            commits = try Self.commits(units, repository, store)
        } catch {
            throw StoreError(error, doing: "merge the files that are in no solution")
        }
        try checkNames(units.flatMap { [$0.base, $0.ours, $0.theirs].compactMap { $0?.path } }, doing: "merge")
        let output = try Self.merge(
            ["--write-tree", "-z", "--no-messages", "--allow-unrelated-histories", commits[1].hex, commits[2].hex], in: repository, git)
        let parts = output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        guard let first = parts.first, let tree = ObjectID(hex: first) else {
            throw StoreError(.failed, "cannot merge the files that are in no solution: git merge-tree printed no tree")
        }
        conflicts = Self.unsettled(parts.dropFirst())
        do throws(GitError) {
            let ours = try repository.peel(commits[1], to: .tree)
            edits = try repository.differences(ours, tree).map { path, _, new in (path, new.map { .put($0.mode, $0.id) } ?? .remove) }
        } catch {
            throw StoreError(error, doing: "merge the files that are in no solution")
        }
    }

    /// `git merge-tree`, which ends with 1 where there are conflicts. A folder counts as renamed for git when nothing is left in it;
    /// it is shown only some files, so it must not ask.
    private static func merge(_ words: [String], in repository: Repository, _ git: GitProgram) throws(StoreError) -> [UInt8] {
        let words = ["-c", "merge.directoryRenames=false", "merge-tree"] + words
        do throws(StoreError) {
            let result = try git.result(of: words, in: repository)
            return result.end == .exited(1) ? result.output : try GitProgram.output(of: result, words)
        } catch {
            throw StoreError(.failed, "cannot merge the files that are in no solution: \(error.message)", hints: error.hints)
        }
    }

    /// Base, ours and theirs.
    private static func commits(
        _ units: [MergeUnit], _ repository: Repository, _ store: any ObjectStore
    ) throws(GitError) -> [ObjectID] {
        let pack = try ObjectPack(for: repository)
        func tree(_ side: KeyPath<MergeUnit, TreeFile?>) throws(GitError) -> ObjectID {
            let files = units.compactMap { $0[keyPath: side] }
            // What a merge of ancestors made is not in the repository yet.
            for file in files where file.mode.isFile {
                if try !repository.contains(file.id) { try pack.writeBlob(store.readBlob(file.id)) }
            }
            return try pack.editTree(
                nil, files.map { (file) throws(GitError) in (try GitError.gated(file.path), .put(file.mode, file.id)) })
        }
        let nobody = Signature(name: "git sol", email: "git-sol@localhost", time: 0)
        func commit(_ tree: ObjectID, _ parents: [ObjectID]) throws(GitError) -> ObjectID {
            try pack.writeCommit(
                Commit(tree: tree, parents: parents, author: nobody, committer: nobody, message: "files that are in no solution\n"))
        }
        let base = try commit(try tree(\.base), [])
        let sides = [base, try commit(try tree(\.ours), [base]), try commit(try tree(\.theirs), [base])]
        try pack.land()
        return sides
    }

    /// Lines of `mode id stage TAB path`.
    private static func unsettled(_ lines: ArraySlice<String>) -> [MergedTree.Unsettled] {
        var stages: [Exact: [Int: TreeFile]] = [:]
        for line in lines {
            let halves = line.split(separator: "\t", maxSplits: 1)
            let words = halves[0].split(separator: " ")
            guard halves.count == 2, words.count == 3, let mode = UInt32(words[0], radix: 8), let id = ObjectID(hex: words[1]),
                let stage = Int(words[2])
            else { continue }
            let path = String(halves[1])
            stages[path, default: [:]][stage] = TreeFile(path: path, mode: FileMode(rawValue: mode), id: id)
        }
        return stages.sortedPairs.map { path, sides in
            MergedTree.Unsettled(path: path, base: sides[1], ours: sides[2], theirs: sides[3])
        }
    }
}
