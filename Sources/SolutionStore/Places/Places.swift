// What is deployed where: a reference for each place, and behind it a history of commits that say what came there.

public import Bindings
public import SolutionCore

/// The places of a repository, those that other repositories have told it of among them.
///
/// Each change is a commit on top of the one before, so that two changes made at once cannot replace each other: git refuses to push the
/// second. What a remote has is kept beside our own references, where a fetch may replace it, and taken over where it goes on from ours.
public struct Places {
    public static let prefix = "refs/sol/place/"
    /// Behind it the name of a remote, a slash and the name of a place.
    public static let remotePrefix = "refs/sol/remote-place/"

    /// One change of a place.
    public struct Moment: Sendable {
        public let id: ObjectID
        public let entry: PlaceEntry
        public let author: Signature
    }

    private let repository: Repository

    public init(_ repository: Repository) { self.repository = repository }

    /// What git is told to fetch from a remote.
    public static func refspec(of remote: String) -> String { "+\(prefix)*:\(remotePrefix)\(remote)/*" }

    /// The reference of a place; nil for what can be no name of one.
    public static func reference(of name: String) throws(GitError) -> String? {
        let isName = !name.isEmpty && !name.contains("/") && !name.hasPrefix("-") && MessageText.line(name) == name
        guard isName, try Repository.isValidReferenceName(prefix + name) else { return nil }
        return prefix + name
    }

    // MARK: - What is there

    /// The names of all places.
    public func names() throws(StoreError) -> [String] {
        let all = try ofGit(doing: "list the places") { () throws(GitError) -> [(name: String, id: ObjectID)] in try heads() }
        return Set(exact: all.map(\.name)).texts.sorted { $0.precedes($1) }
    }

    /// Every change of a place, the last first.
    public func history(of name: String) throws(StoreError) -> [Moment] {
        try ofGit(doing: "read the place '\(name)'") { () throws(GitError) -> [Moment] in
            let starts = try latest(of: name)
            var moments: [Moment] = []
            for id in starts.isEmpty ? [] : try repository.history(from: starts, order: .topological) {
                let commit = try repository.readCommit(id)
                // A message that speaks of another place says nothing of this one.
                guard let entry = PlaceEntry(message: commit.message), entry.place == name else { continue }
                moments.append(Moment(id: id, entry: entry, author: commit.author))
            }
            return moments
        }
    }

    /// What is there now, of each solution the last change; in the order of names.
    public func present(in name: String) throws(StoreError) -> [Moment] {
        var seen: Set<Exact> = []
        return try history(of: name).filter { seen.insert(Exact($0.entry.solution.lowercased())).inserted }
            .sorted { $0.entry.solution.lowercased().precedes($1.entry.solution.lowercased()) }
    }

    /// Whether a place was changed here and elsewhere, each without the other.
    public func isDivided(_ name: String) throws(StoreError) -> Bool {
        try ofGit(doing: "read the place '\(name)'") { () throws(GitError) -> Bool in try latest(of: name).count > 1 }
    }

    // MARK: - Changing it

    /// Puts a change on top of what is there. Nothing is written where somebody else was faster.
    public func add(_ entry: PlaceEntry, git: GitProgram, isSigned: Bool) throws(StoreError) -> ObjectID {
        let doing = "change the place '\(entry.place)'"
        let (parents, own) = try ofGit(doing: doing) { () throws(GitError) -> ([ObjectID], ObjectID?) in
            // A commit needs its tree in the repository, even an empty one.
            _ = try repository.write(.tree, [])
            return (try latest(of: entry.place), try repository.target(of: Self.prefix + entry.place))
        }
        let words = ["commit-tree"] + (isSigned ? ["-S"] : []) + [ObjectID.emptyTree.hex] + parents.flatMap { ["-p", $0.hex] }
        let id = try git.object(of: words, in: repository, input: Array(entry.message.utf8))
        try move(entry.place, from: own, to: id)
        return id
    }

    /// Takes over what a remote has, where it goes on from what is here. Gives the names of the places that moved.
    ///
    /// What one remote says is nobody's word for another one.
    public func follow(_ remote: String) throws(StoreError) -> [String] {
        var moved: [String] = []
        let all = try ofGit(doing: "list the places") { () throws(GitError) -> [(name: String, id: ObjectID)] in try heads(of: remote) }
        for name in Set(exact: all.map(\.name)).texts {
            let (heads, own) = try ofGit(doing: "read the place '\(name)'") { () throws(GitError) -> ([ObjectID], ObjectID?) in
                (try latest(of: name, at: remote), try repository.target(of: Self.prefix + name))
            }
            guard heads.count == 1, let head = heads.first, head != own else { continue }
            try move(name, from: own, to: head)
            moved.append(name)
        }
        return moved
    }

    private func move(_ name: String, from own: ObjectID?, to id: ObjectID) throws(StoreError) {
        do throws(GitError) {
            try repository.update(
                ReferenceUpdate(
                    Self.prefix + name, to: id, expected: own.map { .object($0) } ?? .absent, message: "place: \(name)"))
        } catch {
            guard error.isModified || error.isExists else { throw StoreError(error, doing: "change the place '\(name)'") }
            throw StoreError(
                .failed, "somebody else changed the place '\(name)' at the same moment: nothing was written",
                hints: ["'git sol place log \(name)' shows it; then try again"])
        }
    }

    // MARK: - References

    /// Our own, and those of all remotes or of one.
    private func heads(of remote: String? = nil) throws(GitError) -> [(name: String, id: ObjectID)] {
        var heads: [(name: String, id: ObjectID)] = []
        for prefix in [Self.prefix, Self.remotePrefix] {
            for reference in try repository.references(matching: prefix + "*") {
                let (folder, name) = ComponentFiles.divide(reference.name)
                // A remote's name may have slashes in it, a place's has none.
                let isOf = prefix == Self.remotePrefix ? remote.map { folder == prefix + $0 + "/" } ?? true : folder == prefix
                // A remote may have names that nobody could give here.
                guard isOf, try Self.reference(of: name) != nil, case .object(let id) = reference.target,
                    try repository.header(id).kind == .commit
                else { continue }
                heads.append((name, id))
            }
        }
        return heads
    }

    /// The last changes of a place: one, unless it was changed in several repositories at once.
    private func latest(of name: String, at remote: String? = nil) throws(GitError) -> [ObjectID] {
        var found: [ObjectID] = []
        for head in try heads(of: remote) where head.name == name && !found.contains(head.id) { found.append(head.id) }
        var last: [ObjectID] = []
        for id in found {
            var isOld = false
            for other in found where other != id && !isOld { isOld = try repository.mergeBases(id, other).contains(id) }
            if !isOld { last.append(id) }
        }
        return last
    }
}
