// What git is in the middle of, and what its two sides are: in each of its verbs 'ours' and 'theirs' mean something else.

public import Bindings
internal import SolutionCore

/// A merge, a rebase or the like that stopped.
public struct OpenOperation {
    public enum Verb: String, Sendable, CaseIterable {
        case merge
        case squash = "merge --squash"
        case rebase
        case cherryPick = "cherry-pick"
        case revert
        case stash
        case am
    }

    /// Nil where git keeps no note of it.
    public let verb: Verb?
    /// The branch that it is about: in a rebase the one that is being moved, else the current one. Nil where HEAD is on none.
    public let branch: String?
    /// What ours comes of: the current commit.
    public let ours: ObjectID?
    /// What comes in: the merged commit, the one that is picked or taken back, the stash.
    public let theirs: ObjectID?
    /// What `am` is putting in, as its patch is called.
    public let patch: String?
    /// The states that both sides come from; empty where git does not say.
    let bases: [ObjectID]
    /// The state that theirs is, where that is not what `theirs` is.
    private let incoming: ObjectID?

    /// What that commit alone did is being put on ours, or taken out of it.
    public var isOfOneCommit: Bool {
        switch verb {
        case .rebase, .cherryPick, .revert, .stash: true
        case .merge, .squash, .am, nil: false
        }
    }

    /// `states`: what is or was in conflict, by which a stash is known.
    init(of repository: Repository, _ states: [IndexConflict]) throws(GitError) {
        let note = OperationNotes(repository.gitDirectory)
        if let other = try repository.target(of: "MERGE_HEAD") {
            try self.init(.merge, other, of: repository, note)
            return
        }
        let picks: [(Verb, String)] = [(.cherryPick, "CHERRY_PICK_HEAD"), (.revert, "REVERT_HEAD"), (.rebase, "REBASE_HEAD")]
        // A rebase picks, and notes both.
        for (verb, name) in note.isRebase ? picks.reversed() : picks {
            guard let other = try repository.target(of: name) else { continue }
            try self.init(verb, other, of: repository, note)
            return
        }
        if note.isMail {
            try self.init(.am, nil, of: repository, note)
        } else if let tip = note.squashed {
            try self.init(.squash, tip, of: repository, note)
        } else if let stash = try Self.stash(in: repository, states) {
            try self.init(.stash, stash, of: repository, note)
        } else {
            try self.init(nil, nil, of: repository, note)
        }
    }

    private init(_ verb: Verb?, _ theirs: ObjectID?, of repository: Repository, _ note: OperationNotes) throws(GitError) {
        self.verb = verb
        self.theirs = theirs
        ours = try repository.headCommit
        let current = try repository.headBranch
        branch = verb == .rebase ? note.rebased : current.map { $0.inside("refs/heads/") }
        patch = verb == .am ? note.patch : nil
        let parent = try theirs.flatMap { (id) throws(GitError) in try repository.readCommit(id).parents.first }
        switch verb {
        case .merge, .squash:
            bases = if let ours, let theirs { try repository.mergeBases(ours, theirs) } else { [] }
            incoming = theirs
        case .rebase, .cherryPick, .stash:
            bases = parent.map { [$0] } ?? []
            incoming = theirs
        case .revert:
            bases = theirs.map { [$0] } ?? []
            incoming = parent
        case .am, nil:
            bases = []
            incoming = nil
        }
    }

    /// A stash that comes back leaves no note; its files are the third states of what is in conflict.
    private static func stash(in repository: Repository, _ states: [IndexConflict]) throws(GitError) -> ObjectID? {
        guard !states.isEmpty, let top = try repository.target(of: "refs/stash") else { return nil }
        let tree = try repository.peel(top, to: .tree)
        for state in states {
            let entry = try repository.entry(at: state.path, in: tree)
            guard entry?.id == state.theirs?.id else { return nil }
        }
        return top
    }

    /// The three trees, as far as git says of what they are: ours stands for what it does not.
    func trees(in repository: Repository) throws(GitError) -> Sides<ObjectID> {
        func tree(_ commit: ObjectID?) throws(GitError) -> ObjectID? {
            try commit.map { (id) throws(GitError) in try repository.peel(id, to: .tree) }
        }
        let mine = try tree(ours) ?? .emptyTree
        return Sides(base: try tree(bases.first) ?? mine, ours: mine, theirs: try tree(incoming) ?? mine)
    }
}

/// The files in which git notes what it is doing.
private struct OperationNotes {
    private let directory: String
    init(_ directory: String) { self.directory = directory }

    private func line(_ file: String) -> String? {
        guard let text = try? Files.read(directory + file) else { return nil }
        return String(decoding: text.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    var isRebase: Bool { Files.exists(directory + "rebase-merge") || Files.exists(directory + "rebase-apply/rebasing") }
    var isMail: Bool { Files.exists(directory + "rebase-apply/applying") }
    /// The first line of the message that the patch will have.
    var patch: String? { line("rebase-apply/final-commit") }
    var rebased: String? {
        let name = line("rebase-merge/head-name") ?? line("rebase-apply/head-name")
        return name.flatMap { $0.hasPrefix("refs/heads/") ? $0.inside("refs/heads/") : nil }
    }

    /// The newest commit that a squash lists.
    var squashed: ObjectID? {
        guard let text = try? Files.read(directory + "SQUASH_MSG") else { return nil }
        let line = String(decoding: text, as: UTF8.self).lines.first { $0.hasPrefix("commit ") }
        return line.flatMap { ObjectID(hex: String($0.dropFirst("commit ".utf8.count).prefix { $0 != " " })) }
    }
}
