// The merge of two commits: their common ancestors, made one where there are several, and the trees.

public import Bindings
public import SolutionCore

extension Repository {
    /// Merges the trees of two commits. New objects are written to `store`. With `git` it merges what is in no solution.
    public func mergeTrees(
        _ ours: ObjectID, _ theirs: ObjectID, base: ObjectID? = nil, into store: any ObjectStore, rules: RepositoryRules,
        markers: MarkerStyle = MarkerStyle(), git: GitProgram? = nil
    ) throws(StoreError) -> MergedTree {
        var ancestor = base
        if ancestor == nil { ancestor = try commonTree(of: ours, theirs, into: store, rules, depth: 0) }
        return try TreeMerger(store, rules: rules, markers: markers, others: git.map { (self, $0) }).merge(
            base: ancestor, ours: try treeID(ours), theirs: try treeID(theirs))
    }

    /// The same, with the new objects in the repository.
    public func mergeTrees(
        _ ours: ObjectID, _ theirs: ObjectID, base: ObjectID? = nil, rules: RepositoryRules, markers: MarkerStyle, git: GitProgram
    ) throws(StoreError) -> MergedTree {
        let pack = try ofGit { () throws(GitError) in try ObjectPack(for: self) }
        let result = try mergeTrees(ours, theirs, base: base, into: pack, rules: rules, markers: markers, git: git)
        try ofGit { () throws(GitError) in try pack.land() }
        return result
    }

    /// The tree of the best common ancestor; several are merged with each other first. Nil where there is none.
    private func commonTree(
        of one: ObjectID, _ other: ObjectID, into store: any ObjectStore, _ rules: RepositoryRules, depth: Int
    ) throws(StoreError) -> ObjectID? {
        let bases: [ObjectID]
        do throws(GitError) { bases = try mergeBases(one, other) } catch { throw StoreError(error, doing: "find the common ancestor") }
        guard let first = bases.first else { return nil }
        var tree = try treeID(first)
        // Histories that cross more often than this are beyond what anybody can follow; one ancestor will do.
        guard depth < 20 else { return tree }
        for next in bases.dropFirst() {
            let below = try commonTree(of: first, next, into: store, rules, depth: depth + 1)
            tree = try TreeMerger(store, rules: rules, isVirtual: true).merge(base: below, ours: tree, theirs: try treeID(next)).tree
        }
        return tree
    }

    private func treeID(_ id: ObjectID) throws(StoreError) -> ObjectID {
        do throws(GitError) { return try peel(id, to: .tree) } catch { throw StoreError(error, doing: "read revision '\(id.hex)'") }
    }
}
