// What an import would take back of the work that was committed since the last import of the same solution.

public import Bindings
public import SolutionCore

/// Changes of commits that an export does not know of and that importing it would undo.
public struct TakenBack {
    public struct Item {
        /// What the import does.
        public let change: Change
        /// The commits that it undoes there, the newest first.
        public let commits: [ObjectID]
    }
    /// The last import: the environment that was exported held no more than this.
    public let lastImport: ObjectID
    /// In the order of their addresses.
    public let items: [Item]
    /// By id.
    public let commits: [ObjectID: Commit]
}

extension ImportPlanner {
    /// What a plan takes back of the commits between the last import of the solution and `head`; nil where that is nothing.
    ///
    /// A place is taken back if the import changes it and a commit made it differ from what the import makes of it: there the export has
    /// the state before that commit. Only files are read that both the commit and the import change.
    public func takenBack(
        by plan: ImportPlan, into stored: RevisionSnapshot, from head: ObjectID, in repository: Repository
    ) throws(StoreError) -> TakenBack? {
        guard plan.before != nil, !plan.edits.isEmpty,
            let last = try LastImport(of: plan.after.uniqueName, from: head, in: repository), last.commit != head
        else { return nil }
        let steps = try ImportSteps(since: last.commit, to: head, touching: Set(exact: plan.edits.map(\.path)), in: repository)
        guard !steps.all.isEmpty else { return nil }
        let touched = steps.all.reduce(into: Set<Exact>()) { $0.formUnion($1.paths) }
        let outcome = try plan.outcome(over: stored, of: touched)
        func differences(_ state: RevisionSnapshot, _ paths: [String]) throws(StoreError) -> [Exact: Change] {
            state.filter = stored.filter
            return try self.differences(state, outcome, paths, plan)
        }
        let open = try differences(stored, touched.texts)
        guard !open.isEmpty else { return nil }
        var undone: [Exact: [ObjectID]] = [:]
        var others: [Exact: [ObjectID]] = [:]
        for step in steps.all {
            let before = try differences(RevisionSnapshot(step.parent, named: "the commit before", in: repository), step.paths)
            let after = try differences(RevisionSnapshot(step.tree, named: "the commit", in: repository), step.paths)
            for (address, change) in after where open[address] != nil {
                guard let earlier = before[address] else {
                    undone[address, default: []].append(step.commit)
                    continue
                }
                // It made another value of one that the export does not have either.
                if earlier.before != change.before { others[address, default: []].append(step.commit) }
            }
        }
        // The manifest's line comes and goes with its component.
        let hasWhole = undone.keys.contains { open[$0]?.isWhole == true }
        let items = undone.compactMap { address, commits -> TakenBack.Item? in
            guard let change = open[address], !(hasWhole && change.isRootComponent) else { return nil }
            let all = Set(commits).union(others[address] ?? [])
            return TakenBack.Item(change: change, commits: steps.all.map(\.commit).filter(all.contains))
        }
        guard !items.isEmpty else { return nil }
        return TakenBack(
            lastImport: last.commit, items: items.sorted { $0.change.address < $1.change.address }, commits: steps.commits)
    }

    /// Where some files of a state differ from what the import makes of them, by address.
    private func differences(
        _ state: RevisionSnapshot, _ outcome: Overlay, _ paths: [String], _ plan: ImportPlan
    ) throws(StoreError) -> [Exact: Change] {
        let comparer = comparer.comparer(
            of: SolutionPair(
                before: SolutionPair.Side(snapshot: state, folder: plan.folder, manifest: plan.before),
                after: SolutionPair.Side(snapshot: outcome, folder: plan.folder, manifest: plan.after), files: []))
        var pairs: [(old: String?, new: String?)] = []
        for path in paths {
            let inside = path.inside(plan.folder)
            pairs.append((try state.has(path) ? inside : nil, try outcome.has(path) ? inside : nil))
        }
        try state.prepare(pairs.compactMap { $0.old.map { plan.folder + $0 } })
        var files: [FileComparison] = []
        for (old, new) in comparer.withRenames(pairs) {
            if let file = try comparer.compare(old, new) { files.append(file) }
        }
        // A lower version is a question of its own.
        let changes = files.told(in: plan.folder).flatMap(\.changes).filter { $0.noise == nil && $0.address.folded != "solution/version" }
        return Dictionary(exact: changes.map { ($0.address.folded, $0) }) { first, _ in first }
    }
}

/// The commits since an import, as far as they touch what another import changes.
private struct ImportSteps {
    struct Step {
        let commit: ObjectID
        let parent: ObjectID
        let tree: ObjectID
        /// Of the files that the import changes, those that the commit changes.
        let paths: [String]
    }
    /// The newest first. What a merge brought is told by the commits that it brought.
    private(set) var all: [Step] = []
    private(set) var commits: [ObjectID: Commit] = [:]

    init(since old: ObjectID, to head: ObjectID, touching edited: Set<Exact>, in repository: Repository) throws(StoreError) {
        try ofGit(doing: "read the commits since the last import") { () throws(GitError) in
            for id in try repository.history(from: [head], hiding: [old], order: .topological) {
                let commit = try repository.readCommit(id)
                guard commit.parents.count < 2 else { continue }
                let parent = try commit.parents.first.map { (id) throws(GitError) in try repository.peel(id, to: .tree) } ?? .emptyTree
                let paths = try repository.differences(parent, commit.tree).map(\.path).filter(edited.contains)
                guard !paths.isEmpty else { continue }
                all.append(Step(commit: id, parent: parent, tree: commit.tree, paths: paths))
                commits[id] = commit
            }
        }
    }
}
