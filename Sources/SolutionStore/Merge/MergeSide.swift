// One of the three trees of a merge: where its solutions are, and what its files belong to.

internal import Bindings
internal import SolutionCore

final class MergeSide {
    let snapshot: RevisionSnapshot
    let shapes: ShapeTable
    private var finders: [Exact: SubjectFinder] = [:]
    private var roots: [Exact: String?] = [:]

    init(_ tree: ObjectID, _ name: String, _ store: any ObjectStore, _ shapes: ShapeTable) {
        snapshot = RevisionSnapshot(tree, named: name, in: store)
        self.shapes = shapes
    }

    /// Who knows what a file of a solution is; nil for a file that is in none.
    func finder(of path: String) -> SubjectFinder? {
        guard let root = root(of: path) else { return nil }
        if let known = finders[root] { return known }
        let finder = SubjectFinder(snapshot, folder: root, language: nil, names: shapes.names)
        finders[root] = finder
        return finder
    }

    func subject(of path: String?) -> Subject? {
        guard let path, let finder = finder(of: path) else { return nil }
        return finder.fileSubject(of: path.inside(finder.folder))
    }

    private func root(of path: String) -> String? {
        if let root = (try? SolutionPairs.root(of: path, in: snapshot, &roots)) ?? nil { return root }
        return SolutionPath.isLikely(path) ? SolutionPath.likelyFolder(path) : nil
    }

    /// The files that this side renamed since the base, by their old names.
    func renames(_ differences: [(path: String, old: TreeEntry?, new: TreeEntry?)], from base: MergeSide) -> [Exact: String] {
        var gone: [Exact: [String]] = [:]
        var come: [Exact: [String]] = [:]
        for (path, old, new) in differences where (old == nil) != (new == nil) {
            let side = old == nil ? self : base
            guard let finder = side.finder(of: path) else { continue }
            let inside = path.inside(finder.folder)
            if old == nil { come[finder.folder, default: []].append(inside) } else { gone[finder.folder, default: []].append(inside) }
        }
        var renames: [Exact: String] = [:]
        for (folder, paths) in gone.pairs {
            guard let others = come[folder], let before = base.finders[folder], let after = finders[folder] else { continue }
            for (old, new) in SubjectFinder.renames(of: paths, before, among: others, after).pairs { renames[folder + old] = folder + new }
        }
        return renames
    }
}
