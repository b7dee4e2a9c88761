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
    /// What git was doing, with what the sides are.
    public let operation: OpenOperation

    /// Merges once more, with the names of sides that its markers have.
    public let merger: FileMerger

    /// `rules`: those under which the merge was made, or other conflicts would be found than it left.
    public init(_ repository: Repository, rules: RepositoryRules) throws(StoreError) {
        merger = FileMerger(rules, markers: rules.markers(ours: "ours", theirs: "theirs"))
        let (pack, trees): (ObjectPack, Sides<ObjectID>)
        let sorted: [IndexConflict]
        do throws(GitError) {
            let index = try repository.index()
            let states = Dictionary(exact: index.conflicts().map { ($0.path, $0) }) { first, _ in first }
            settledStates = Dictionary(
                exact: index.settledConflicts().filter { states[$0.path] == nil }.map { ($0.path, $0) }
            ) { first, _ in first }
            self.states = states
            sorted = (Array(states.values) + settledStates.values).sorted { $0.path < $1.path }
            operation = try OpenOperation(of: repository, states.isEmpty ? sorted : Array(states.values))
            pack = try ObjectPack(for: repository)
            trees = try Self.trees(operation.trees(in: repository), with: sorted, in: pack)
        } catch {
            throw StoreError(error, doing: "read the open conflicts")
        }
        let all = try Self.items(sorted, Set(states.keys), repository, pack, trees, merger)
        items = all.filter(\.isOpen)
        settled = all.filter { !$0.isOpen }
    }

    /// The three trees with the files as the index has them: git may have merged other states than those of commits, or of none.
    private static func trees(
        _ trees: Sides<ObjectID>, with states: [IndexConflict], in store: ObjectPack
    ) throws(GitError) -> Sides<ObjectID> {
        func tree(_ tree: ObjectID, _ side: (IndexConflict) -> IndexEntry?) throws(GitError) -> ObjectID {
            var edits: [(path: CheckedPath, edit: TreeEdit)] = []
            for state in states {
                // What the index holds under such a name is refused where it is settled.
                guard let path = try? GitError.gated(state.path) else { continue }
                edits.append((path, side(state).map { .put($0.mode, $0.id) } ?? .remove))
            }
            // A file where another state has a folder: as far as commits tell, then.
            do throws(GitError) { return try store.editTree(tree, edits) } catch { return tree }
        }
        return Sides(
            base: try tree(trees.base ?? trees.ours) { $0.base }, ours: try tree(trees.ours) { $0.ours },
            theirs: try tree(trees.theirs) { $0.theirs })
    }

    private static func items(
        _ states: [IndexConflict], _ open: Set<Exact>, _ repository: Repository, _ pack: ObjectPack, _ trees: Sides<ObjectID>,
        _ merger: FileMerger
    ) throws(StoreError) -> [Item] {
        if states.isEmpty { return [] }
        func file(_ entry: IndexEntry?, _ path: String) -> TreeFile? { entry.map { TreeFile(path: path, mode: $0.mode, id: $0.id) } }
        let units = states.map { MergeUnit(base: file($0.base, $0.path), ours: file($0.ours, $0.path), theirs: file($0.theirs, $0.path)) }
        var merge = try TreeMergeWork(
            units: units, base: trees.base ?? trees.ours, ours: trees.ours, theirs: trees.theirs, store: pack, shapes: merger.shapes)
        try merge.run(merger, isVirtual: true)
        let conflicts = merge.openConflicts
        let onBothSides = Set(exact: states.filter { $0.ours != nil && $0.theirs != nil }.map(\.path))
        let inText = conflicts.filter { $0.files.allSatisfy { onBothSides.contains($0) } }
        let byFile = Dictionary(exact: inText.flatMap { conflict in conflict.files.map { (file: $0, conflict) } }, by: \.file)
        var marked: [Exact: Marked] = [:]
        let top = repository.workingDirectory.flatMap { try? Root(TrustedPath(trusting: $0)) }
        // No link on the way is followed: what lies elsewhere is nobody's side.
        func now(_ path: String) -> [UInt8]? {
            guard let top, let checked = try? gated(path, as: .repository) else { return nil }
            return (try? top.read(checked)) ?? nil
        }
        for path in onBothSides.texts {
            marked[Exact(path)] = now(path).map { Marked($0, byFile[Exact(path)]?.map(\.1) ?? []) }
        }
        // What git takes for bytes it leaves as ours, without markers, where our driver is not asked: nobody has looked at it yet.
        let untouched = states.filter { state in
            guard open.contains(state.path), marked[state.path]?.isSettled == true, let ours = state.ours, state.theirs != nil,
                let bytes = try? pack.readBlob(ours.id), bytes.prefix(8000).contains(0)
            else { return false }
            return now(state.path) == bytes
        }
        let whole = Set(exact: untouched.map(\.path))
        let items = conflicts.filter { !whole.contains($0.file) }.map { conflict in
            let files = conflict.files.allSatisfy { onBothSides.contains($0) } ? conflict.files.compactMap { marked[$0] } : []
            guard files.count == conflict.files.count else {
                return Item(conflict: conflict, isInText: false, isOpen: conflict.files.contains { open.contains($0) })
            }
            let isMarked = files.contains { $0.hasLines || $0.named.contains(conflict.conflict.address) }
            let isWhole = files.allSatisfy(\.isSettled) && conflict.conflict.extent == .content
            let isOpen = conflict.files.contains { open.contains($0) }
            return Item(conflict: conflict, isInText: isMarked || !isWhole, isOpen: isOpen && (isMarked || isWhole))
        }
        // Git left markers where we would have none, as it does without our driver: they are as open as any.
        let held = Set(exact: items.filter(\.isOpen).flatMap(\.conflict.files))
        let others = Set(marked.keys.filter { open.contains($0) && !held.contains($0) && marked[$0]?.isSettled == false }).texts
        return items
            + others.compactMap { path in
                marked[Exact(path)].map { Item(conflict: lines(in: $0.file, path, merge), isInText: true, isOpen: true) }
            }
            + untouched.map { Item(conflict: content(of: $0, pack, merge), isInText: false, isOpen: true) }
    }

    /// Told by the lines of the first place.
    private static func lines(in file: MarkedFile, _ path: String, _ merge: TreeMergeWork) -> OpenConflict {
        let (regions, first) = (file.regions, file.regions.first)
        func words(_ lines: ArraySlice<UInt8>?) -> String? { lines.map { String(decoding: $0, as: UTF8.self) } }
        return merge.conflict(
            in: path, Sides<String?>(base: words(first?.base), ours: words(first?.ours), theirs: words(first?.theirs)),
            .lines(places: regions.count, first: first?.line(in: file.text) ?? 1))
    }

    /// Told by sizes and digests.
    private static func content(of state: IndexConflict, _ pack: ObjectPack, _ merge: TreeMergeWork) -> OpenConflict {
        func words(_ entry: IndexEntry?) -> String? { entry.flatMap { try? pack.readBlob($0.id) }.map(Content.summary) }
        return merge.conflict(
            in: state.path, Sides<String?>(base: words(state.base), ours: words(state.ours), theirs: words(state.theirs)), .content,
            trail: [Change.Step(noun: "binary content", label: nil)])
    }

    /// A file as it is now, as far as markers go.
    private struct Marked {
        /// The conflicts that markers in it name.
        var named: Set<Address> = []
        /// Without our label it is a conflict of lines, which is open as long as there are markers.
        let hasLines: Bool
        let isSettled: Bool
        let file: MarkedFile

        init(_ bytes: [UInt8], _ conflicts: [OpenConflict]) {
            file = MarkedFile(bytes)
            let regions = file.regions
            isSettled = regions.isEmpty
            hasLines = regions.contains(where: \.isOfLines)
            let addresses = conflicts.map(\.conflict.address)
            let holders = ConflictHolders(regions, addresses)
            for region in regions where !region.isOfLines { named.formUnion(holders.numbers(of: region).map { addresses[$0] }) }
        }
    }
}
