// What is staged, what is not, what git does not know yet, and what is in conflict: the working tree in components.

public import Bindings
public import SolutionCore

/// The state of a working tree against its index and HEAD.
public struct WorkingState {
    /// From HEAD to the index.
    public let staged: [SolutionComparison]
    /// From the index to the working tree, without what git does not know yet.
    public let unstaged: [SolutionComparison]
    /// Files of solutions that git does not know yet.
    public let untracked: [SolutionComparison]
    /// The paths in conflict, with the component that each is part of as far as our side tells.
    public let conflicts: [(path: String, subject: Subject)]

    /// `submodules`: those that are looked into.
    public init(
        _ repository: Repository, _ submodules: Submodules, comparer: SnapshotComparer, reach: AddressReach
    ) throws(StoreError) {
        let index = try submodules.joined(IndexSnapshot(repository))
        let worktree = try submodules.joined(WorktreeSnapshot(repository))
        let conflicted: Set<Exact>
        let unknown: Set<Exact>
        let commit: RevisionSnapshot
        do throws(GitError) {
            let status = try repository.status().map { (path: $0.path, entry: $0) } + submodules.status()
            conflicted = Set(exact: status.filter(\.entry.isConflicted).map(\.path))
            unknown = Set(exact: status.filter(\.entry.isUntracked).map(\.path))
            let tree = try repository.headCommit.map { (id) throws(GitError) in try repository.peel(id, to: .tree) }
            commit = RevisionSnapshot(tree ?? .emptyTree, named: "HEAD", in: repository)
        } catch {
            throw StoreError(error, doing: "read the state of the working tree")
        }
        let head = try submodules.joined(commit)
        func compare(_ one: any Snapshot, _ other: any Snapshot) throws(StoreError) -> [SolutionComparison] {
            do throws(StoreError) {
                return try comparer.compare(one, other, reach: reach).map { comparison in
                    comparison.keeping { !conflicted.contains($0.path) && !conflicted.contains($0.newPath ?? $0.path) }
                }
            } catch {
                // One of the three may hold no solution while another does.
                if error.kind == .notFound { return [] }
                throw error
            }
        }
        staged = try compare(head, index)
        let all = try compare(index, worktree)
        unstaged = all.map { $0.keeping { $0.before != nil || !unknown.contains($0.path) } }
        untracked = all.map { $0.keeping { $0.before == nil && unknown.contains($0.path) } }
        conflicts = try Self.subjects(of: conflicted.texts, in: index)
        if staged.isEmpty, all.isEmpty, SolutionRoots.find(in: try worktree.paths).isEmpty {
            throw try SolutionRoots.nothingFound(in: worktree)
        }
    }

    private static func subjects(
        of paths: [String], in index: any Snapshot
    ) throws(StoreError) -> [(path: String, subject: Subject)] {
        guard !paths.isEmpty else { return [] }
        let places = SolutionRoots.find(in: try index.paths).sorted { $0.folder.utf8.count > $1.folder.utf8.count }
        let names = Names()
        var found: [(path: String, subject: Subject)] = []
        for path in paths {
            guard let root = places.first(where: { path.hasPrefix($0.folder) }) else {
                found.append((path, SubjectFinder.file(path)))
                continue
            }
            let finder = SubjectFinder(index, folder: root.folder, language: nil, names: names)
            let bytes = try? index.read(path)
            let tree = Syntax(path: path).flatMap { syntax in
                bytes.flatMap { try? Document($0, syntax: syntax, names: names).tree }
            }
            found.append((path, finder.subject(of: path.inside(root.folder), tree)))
        }
        return found
    }
}
