// Who last changed each property of a component: its values followed back through history by what they are, not where they stand.

public import Bindings
public import SolutionCore

/// A property with the commit that gave it its value.
public struct BlamedLine {
    public let subject: Subject
    public let address: Address
    public let trail: [Change.Step]
    public let value: String?
    /// The value as a maker knows it.
    public let shownValue: String?
    /// Its file as it is now.
    public let file: String
    /// Nil where it is not committed yet.
    public fileprivate(set) var commit: ObjectID?
}

/// Finds the origins of the properties that some patterns mean.
public final class Blame {
    private let repository: Repository
    private let reach: AddressReach
    private let isWanted: (Outline.Line) -> Bool
    private let shapes: ShapeTable
    private var outlines: [Exact: Outline] = [:]
    /// Lines that may have come from a commit, or from before it.
    private var pending: [ObjectID: [Suspect]] = [:]
    public private(set) var lines: [BlamedLine] = []
    /// The commits that gave values, the newest first.
    public private(set) var commits: [ObjectID] = []
    private let hidden: [ObjectID]

    /// Lines of one file, as places in `lines` and in the outline of the file at a commit.
    private struct Suspect {
        let path: String
        let outline: Outline
        let lines: [(result: Int, here: Int)]
    }

    /// `start` is a commit; nil is the working tree. Nobody looks further back than to what `hidden` commits can reach. `files`: only what
    /// these hold.
    public init(
        _ repository: Repository, rules: RepositoryRules, at start: ObjectID?, hiding hidden: [ObjectID] = [], in files: [String]? = nil,
        reach: AddressReach = AddressReach([]), where isWanted: @escaping (Outline.Line) -> Bool
    ) throws(StoreError) {
        self.repository = repository
        shapes = rules.shapes
        self.reach = reach
        self.isWanted = isWanted
        self.hidden = hidden
        if let start {
            pending[start] = try find(in: try snapshot(start), files)
            try walk(from: start)
        } else {
            let worktree = try WorktreeSnapshot(repository)
            let suspects = try find(in: worktree, files)
            let head = try git { (repository) throws(GitError) in try repository.headCommit }
            guard let head else { return }
            let before = try snapshot(head)
            let now = Set(exact: worktree.paths)
            for suspect in suspects {
                if let id = worktree.id(of: suspect.path), id == (try before.id(of: suspect.path)) {
                    pending[head, default: []].append(suspect)
                } else {
                    _ = try pass(suspect, to: head, before) { () throws(StoreError) in try before.paths.filter { !now.contains($0) } }
                }
            }
            try walk(from: head)
        }
    }

    private func git<R>(_ body: (Repository) throws(GitError) -> R) throws(StoreError) -> R {
        do throws(GitError) {
            return try body(repository)
        } catch {
            throw StoreError(error, doing: "walk through the history")
        }
    }

    private func snapshot(_ commit: ObjectID) throws(StoreError) -> RevisionSnapshot {
        let tree = try git { (repository) throws(GitError) in try repository.peel(commit, to: .tree) }
        return RevisionSnapshot(tree, named: commit.hex, in: repository)
    }

    // MARK: - Where it starts

    private func find(in snapshot: any Snapshot, _ files: [String]?) throws(StoreError) -> [Suspect] {
        var suspects: [Suspect] = []
        var paths: [String] = []
        if let files {
            for file in files { if try snapshot.has(file) { paths.append(file) } }
        } else {
            paths = try snapshot.paths
        }
        for path in paths where Syntax(path: path) != nil && reach.includes(path) {
            guard let outline = try outline(path, in: snapshot) else { continue }
            let wanted = outline.lines.indices.filter { isWanted(outline.lines[$0]) }
            if wanted.isEmpty { continue }
            suspects.append(Suspect(path: path, outline: outline, lines: wanted.enumerated().map { (lines.count + $0, $1) }))
            for place in wanted {
                let line = outline.lines[place]
                lines.append(
                    BlamedLine(
                        subject: line.subject, address: line.address, trail: line.trail, value: line.value, shownValue: line.shownValue,
                        file: path))
            }
        }
        return suspects
    }

    /// The values of a file; nil where it is no document of a solution.
    private func outline(_ path: String, in snapshot: any Snapshot) throws(StoreError) -> Outline? {
        let mark = try snapshot.id(of: path).map { "\($0) \(path)" }
        if let mark, let known = outlines[mark] { return known }
        let around = ComponentFiles.divide(path).folder
        guard
            let root = try SolutionPath.root(around: around, has: { (path) throws(StoreError) in try snapshot.has(path) })?.folder,
            let syntax = Syntax(path: path)
        else { return nil }
        let bytes = try snapshot.read(path)
        guard let tree = try? Document(bytes, syntax: syntax, names: shapes.names).tree else { return nil }
        let inside = path.inside(root)
        let finder = SubjectFinder(snapshot, folder: root, language: nil, names: shapes.names)
        let outline = Outline(finder.side(inside, tree), path: inside, shapes: shapes) { [shapes] in
            try? Document($0, syntax: $1, names: shapes.names).tree
        }
        if let mark { outlines[mark] = outline }
        return outline
    }

    // MARK: - Back through history

    private func walk(from start: ObjectID) throws(StoreError) {
        let ids = try git { (repository) throws(GitError) in try repository.history(from: [start], hiding: hidden, order: .topological) }
        for id in ids where !pending.isEmpty {
            guard let suspects = pending.removeValue(forKey: id) else { continue }
            let commit = try git { (repository) throws(GitError) in try repository.readCommit(id) }
            let left = try pass(suspects, of: commit)
            if !left.isEmpty { commits.append(id) }
            for line in left.flatMap(\.lines) { lines[line.result].commit = id }
        }
    }

    /// Gives the parents of a commit what they have already; what is left is the commit's own.
    private func pass(_ suspects: [Suspect], of commit: Commit) throws(StoreError) -> [Suspect] {
        var left = suspects
        for parent in commit.parents where !left.isEmpty {
            let before = try snapshot(parent)
            let differences = try git { (repository) throws(GitError) in try repository.differences(before.tree, commit.tree) }
            let changed = Set(exact: differences.map(\.path))
            var rest: [Suspect] = []
            for suspect in left {
                if !changed.contains(suspect.path) {
                    pending[parent, default: []].append(suspect)
                    continue
                }
                let other = try pass(suspect, to: parent, before) { differences.filter { $0.new == nil }.map(\.path) }
                if !other.lines.isEmpty { rest.append(other) }
            }
            left = rest
        }
        return left
    }

    /// Gives a parent the lines of a file that it has already; what is left is given back. `gone` are the files that went.
    private func pass(
        _ suspect: Suspect, to parent: ObjectID, _ before: RevisionSnapshot, gone: () throws(StoreError) -> [String]
    ) throws(StoreError) -> Suspect {
        var path = suspect.path
        if try !before.has(path) {
            guard let other = try earlierPath(of: suspect, before, gone()) else { return suspect }
            path = other
        }
        guard let earlier = try outline(path, in: before) else { return suspect }
        let origins = suspect.outline.origins(in: earlier)
        let passed = suspect.lines.compactMap { line in origins[line.here].map { (result: line.result, here: $0) } }
        if !passed.isEmpty { pending[parent, default: []].append(Suspect(path: path, outline: earlier, lines: passed)) }
        return Suspect(
            path: suspect.path, outline: suspect.outline, lines: suspect.lines.filter { origins[$0.here] == nil })
    }

    /// Where the component of a file that came with a commit was before: in a file that went with it.
    private func earlierPath(
        of suspect: Suspect, _ before: RevisionSnapshot, _ gone: [String]
    ) throws(StoreError) -> String? {
        let components = Set(suspect.lines.map { suspect.outline.lines[$0.here].subject.address })
        let role = ComponentFiles.role(of: suspect.path)
        for path in gone where ComponentFiles.role(of: path) == role && reach.includes(path) {
            guard let outline = try outline(path, in: before) else { continue }
            if outline.lines.contains(where: { components.contains($0.subject.address) }) { return path }
        }
        return nil
    }

    // MARK: - What is gone

    /// The newest commit that took out what an address meant in a file, with all that is below it. Looks at no more than `limit` commits.
    public func removal(of address: Address, in file: String, since start: ObjectID, limit: Int = 200) throws(StoreError) -> ObjectID? {
        let ids = try git { (repository) throws(GitError) in
            try repository.history(from: [start], hiding: hidden, order: .topological, limit: limit)
        }
        func isThere(_ snapshot: RevisionSnapshot) throws(StoreError) -> Bool {
            guard try snapshot.has(file), let outline = try outline(file, in: snapshot) else { return false }
            return outline.lines.contains { $0.address == address || $0.address.isBelow(address) }
        }
        for id in ids {
            let parents = try git { (repository) throws(GitError) in try repository.readCommit(id).parents }
            let now = try snapshot(id)
            // A merge only brings along what one of its sides did.
            guard parents.count == 1, let parent = parents.first else { continue }
            let before = try snapshot(parent)
            if try now.id(of: file) == before.id(of: file) { continue }
            if try !isThere(now), try isThere(before) { return id }
        }
        return nil
    }
}
