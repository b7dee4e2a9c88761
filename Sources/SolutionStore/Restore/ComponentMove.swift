// Renames a component in all files of its solution, and moves the files that are called after it.

public import SolutionCore

/// What a solution is with a component under another name.
public struct ComponentMove {
    public let edits: [FileEdit]
    /// Where the old name still stands, in scripts and other texts: nobody can know what is meant there.
    public let mentions: [(path: String, line: Int)]

    public init(_ renaming: Renaming, in solution: IndexedSolution) throws(StoreError) {
        let component = ComponentSet([renaming.component.address])
        let own = solution.index.belongings(of: component)
        let bound = solution.index.bound(to: component)
        let all = solution.index.belongings(of: bound)
        var edits: [FileEdit] = []
        var mentions: [(path: String, line: Int)] = []
        for path in solution.root.paths {
            let before = try solution.snapshot.read(solution.folder + path)
            var after = before
            if let document = try solution.document(path),
                let text = renaming.renamed(document.tree, path, in: solution.index, bound: bound)
            {
                do throws(ParseError) { after = try document.encode(text) } catch {
                    throw StoreError(error, file: solution.snapshot.place(of: solution.folder + path))
                }
            }
            let place = all[path] == .whole ? renaming.path(path, isOwn: own[path] == .whole) : path
            if place != path {
                if try solution.snapshot.has(solution.folder + place) {
                    throw StoreError(
                        .badInput, "it exists already", file: solution.folder + place, hints: ["move it away first, or choose another name"]
                    )
                }
                edits.append(FileEdit(solution.folder + path, nil))
                edits.append(FileEdit(solution.folder + place, after, isNew: true))
            } else if after != before {
                edits.append(FileEdit(solution.folder + path, after))
            }
            if Content.isText(after) {
                mentions += Set(renaming.mentions(in: after)).sorted().map { (solution.folder + place, $0) }
            }
        }
        self.edits = edits
        self.mentions = mentions
    }
}
