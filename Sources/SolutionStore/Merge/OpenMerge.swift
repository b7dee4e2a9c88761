// The conflicts that wait in the index and in the working tree, whoever left them there: git, our driver or our merge.

public import Bindings
public import SolutionCore

/// A merge, a rebase or a cherry-pick that stopped.
public struct OpenMerge {
    public struct Item {
        public let conflict: OpenConflict
        /// It is between markers in its file; else whole files are in question.
        public let isInText: Bool
        public let isOpen: Bool
    }

    /// What is still open.
    public let items: [Item]
    /// What was in conflict and is settled.
    public let settled: [Item]
    /// The three states of what is open, by path.
    public let states: [Exact: IndexConflict]
    /// The three states of files in which nothing is open any more, by path.
    public let settledStates: [Exact: IndexConflict]
    /// The other side's commit, where git says which it is.
    public let theirs: ObjectID?
    /// What that commit alone did is being put on ours, or taken out of it.
    public let isOfOneCommit: Bool

    /// Merges once more, with the names of sides that its markers have.
    public let merger: FileMerger

    /// `rules`: those under which the merge was made, or other conflicts would be found than it left.
    public init(_ repository: Repository, rules: RepositoryRules) throws(StoreError) {
        merger = FileMerger(rules, markers: rules.markers(ours: "ours", theirs: "theirs"))
        let trees: Trees
        do throws(GitError) {
            let index = try repository.index()
            let states = Dictionary(exact: index.conflicts().map { ($0.path, $0) }) { first, _ in first }
            settledStates = Dictionary(
                exact: index.settledConflicts().filter { states[$0.path] == nil }.map { ($0.path, $0) }
            ) { first, _ in first }
            self.states = states
            (theirs, isOfOneCommit) = try Self.otherSide(of: repository)
            trees = try Trees(repository, theirs)
        } catch {
            throw StoreError(error, doing: "read the open conflicts")
        }
        let all = try Self.items(
            (Array(states.values) + settledStates.values).sorted { $0.path < $1.path }, Set(states.keys), repository, trees, merger)
        items = all.filter(\.isOpen)
        settled = all.filter { !$0.isOpen }
    }

    private static func otherSide(of repository: Repository) throws(GitError) -> (ObjectID?, Bool) {
        if let id = try repository.target(of: "MERGE_HEAD") { return (id, false) }
        for name in ["CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"] {
            if let id = try repository.target(of: name) { return (id, true) }
        }
        return (nil, false)
    }

    /// Where the names of things are looked up.
    private struct Trees {
        var base: ObjectID?
        var ours = ObjectID.emptyTree
        var theirs = ObjectID.emptyTree

        init(_ repository: Repository, _ other: ObjectID?) throws(GitError) {
            guard let head = try repository.headCommit else { return }
            ours = try repository.peel(head, to: .tree)
            guard let other else { return }
            theirs = try repository.peel(other, to: .tree)
            if let common = try repository.mergeBases(head, other).first { base = try repository.peel(common, to: .tree) }
        }
    }

    private static func items(
        _ states: [IndexConflict], _ open: Set<Exact>, _ repository: Repository, _ trees: Trees, _ merger: FileMerger
    ) throws(StoreError) -> [Item] {
        if states.isEmpty { return [] }
        func file(_ entry: IndexEntry?, _ path: String) -> TreeFile? { entry.map { TreeFile(path: path, mode: $0.mode, id: $0.id) } }
        let units = states.map { MergeUnit(base: file($0.base, $0.path), ours: file($0.ours, $0.path), theirs: file($0.theirs, $0.path)) }
        let pack: ObjectPack
        do throws(GitError) { pack = try ObjectPack(for: repository) } catch { throw StoreError(error, doing: "read the open conflicts") }
        var merge = try TreeMergeWork(
            units: units, base: trees.base ?? trees.ours, ours: trees.ours, theirs: trees.theirs, store: pack, shapes: merger.shapes)
        try merge.run(merger, isVirtual: true)
        let conflicts = merge.openConflicts
        let onBothSides = Set(exact: states.filter { $0.ours != nil && $0.theirs != nil }.map(\.path))
        let byFile = Dictionary(exact: conflicts.filter { $0.files.count == 1 && onBothSides.contains($0.file) }, by: \.file)
        let marked = byFile.compactMapValues { Marked($0, in: repository) }
        return conflicts.map { conflict in
            guard conflict.files.count == 1, let file = marked[conflict.file] else {
                return Item(conflict: conflict, isInText: false, isOpen: conflict.files.contains { open.contains($0) })
            }
            let isMarked = file.hasLines || file.named.contains(conflict.conflict.address)
            let isWhole = file.isSettled && conflict.conflict.extent == .content
            return Item(conflict: conflict, isInText: isMarked || !isWhole, isOpen: open.contains(conflict.file) && (isMarked || isWhole))
        }
    }

    /// A file as it is now, as far as markers go.
    private struct Marked {
        /// The conflicts that markers in it name.
        var named: Set<Address> = []
        /// Without our label it is a conflict of lines, which is open as long as there are markers.
        let hasLines: Bool
        let isSettled: Bool

        /// Nil where it cannot be read.
        init?(_ conflicts: [OpenConflict], in repository: Repository) {
            guard let file = conflicts.first?.file, let folder = repository.workingDirectory,
                let text = try? Files.readContent(folder + file)
            else { return nil }
            let regions = ConflictRegion.all(in: text)
            isSettled = regions.isEmpty
            hasLines = regions.contains(where: \.isOfLines)
            let addresses = conflicts.map(\.conflict.address)
            let holders = ConflictHolders(regions, addresses)
            for region in regions where !region.isOfLines { if let number = holders.number(of: region) { named.insert(addresses[number]) } }
        }
    }
}
