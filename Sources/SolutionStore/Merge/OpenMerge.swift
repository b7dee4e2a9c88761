// The conflicts that wait in the index and in the working tree, whoever left them there: git, our driver or our merge.

public import Bindings
internal import SolutionCore

/// A merge, a rebase or a cherry-pick that stopped.
public struct OpenMerge {
    /// A conflict that is still open.
    public struct Item {
        public let conflict: OpenConflict
        /// It is between markers in its file; else whole files are in question.
        public let isInText: Bool
    }

    public let items: [Item]
    /// By path: the three states.
    public let states: [String: IndexConflict]
    /// The other side's commit, where git says which it is.
    public let theirs: ObjectID?

    public init(_ repository: Repository) throws(StoreError) {
        do throws(GitError) {
            let index = try repository.index()
            states = Dictionary(index.conflicts().map { ($0.path, $0) }) { first, _ in first }
            theirs = try Self.otherSide(of: repository)
            let head = try repository.headCommit
            var base: ObjectID?
            if let head, let theirs { base = try repository.mergeBases(head, theirs).first }
            items = try Self.items(
                states.values.sorted { $0.path < $1.path }, repository, ours: head, theirs: theirs, base: base)
        } catch {
            throw StoreError(error, doing: "read the open conflicts")
        }
    }

    private static func otherSide(of repository: Repository) throws(GitError) -> ObjectID? {
        for name in ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REBASE_HEAD", "REVERT_HEAD"] {
            if let id = try repository.target(of: name) { return id }
        }
        return nil
    }

    private static func items(
        _ states: [IndexConflict], _ repository: Repository, ours: ObjectID?, theirs: ObjectID?, base: ObjectID?
    ) throws(GitError) -> [Item] {
        func tree(_ commit: ObjectID?) throws(GitError) -> ObjectID? {
            guard let commit else { return nil }
            return try repository.peel(commit, to: .tree)
        }
        func file(_ entry: IndexEntry?, _ path: String) -> TreeFile? { entry.map { TreeFile(path: path, mode: $0.mode, id: $0.id) } }
        let trees = (try tree(base), try tree(ours) ?? .emptyTree, try tree(theirs) ?? .emptyTree)
        let units = states.map { MergeUnit(base: file($0.base, $0.path), ours: file($0.ours, $0.path), theirs: file($0.theirs, $0.path)) }
        guard let work = try? TreeMergeWork(
            units: units, base: trees.0 ?? trees.1, ours: trees.1, theirs: trees.2, store: try ObjectPack(for: repository), shapes: ShapeTable())
        else { return [] }
        var merge = work
        guard (try? merge.run(FileMerger(), isVirtual: true)) != nil else { return [] }
        let folder = repository.workingDirectory
        return merge.openConflicts.compactMap { open in
            let isInText = open.files.count == 1 && states.contains { $0.path == open.file && $0.ours != nil && $0.theirs != nil }
            guard isInText, let folder else { return Item(conflict: open, isInText: false) }
            let text = (try? Files.read(folder + open.file)) ?? []
            let regions = ConflictRegion.all(in: text)
            // Without our label it is a conflict of lines, which is open as long as there are markers.
            let isOpen = regions.contains { $0.isOf(open.conflict.address) || !$0.label.contains(": ") }
            return isOpen || regions.isEmpty && open.conflict.ours == nil && open.conflict.theirs == nil
                ? Item(conflict: open, isInText: !regions.isEmpty) : nil
        }
    }
}
