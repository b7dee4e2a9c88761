// What an import planned, put in place: all objects as one pack, index and working tree by one switch, and where a commit is asked for, that too.

public import Bindings
internal import SolutionCore

/// The commit that an import builds upon, and what moves to the new one.
public struct ImportGround: Sendable {
    /// The reference that moves.
    public var reference = ""
    /// What is to be there when it does.
    public var expected = ReferenceUpdate.Expected.absent
    /// Nil before the first commit.
    public var commit: ObjectID?
    public var tree = ObjectID.emptyTree
    /// Index and working tree follow the reference.
    public var isCheckedOut = false

    public init() {}

    func update(to commit: (id: ObjectID, subject: String)) -> ReferenceUpdate {
        ReferenceUpdate(reference, to: commit.id, expected: expected, message: "import: " + commit.subject)
    }
}

/// Puts imports in place, each at once or not at all.
public struct ImportLanding {
    let repository: Repository
    private let git: GitProgram
    private let settings: GitSettings
    private let environment: Environment

    public init(_ repository: Repository, git: GitProgram, settings: GitSettings, environment: Environment) {
        self.repository = repository
        self.git = git
        self.settings = settings
        self.environment = environment
    }

    /// Into index and working tree; gives the tree of the index.
    public func stage(_ plan: ImportPlan, over tree: ObjectID, filter: any ContentFilter) throws(StoreError) -> ObjectID {
        let pack = try ofGit { () throws(GitError) in try ObjectPack(for: repository) }
        let files = try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: true) }
        let tree = try plan.write(to: pack, over: tree, filter: filter, preparing: files)
        try ofGit { () throws(GitError) in try pack.land() }
        try files.finishAlone(nil)
        return tree
    }

    /// To a commit; nil where the tree is as it was. `message` is told the new tree.
    public func commit(
        _ plan: ImportPlan, on ground: ImportGround, filter: any ContentFilter,
        message: (_ tree: ObjectID, _ store: any ObjectStore) throws -> String
    ) throws -> (id: ObjectID, tree: ObjectID, subject: String)? {
        let pack = try ofGit { () throws(GitError) in try ObjectPack(for: repository) }
        let files = try ofGit { () throws(GitError) in try TreeSwitch(of: repository, touchesFiles: ground.isCheckedOut) }
        let tree = try plan.write(to: pack, over: ground.tree, filter: filter, preparing: files)
        guard tree != ground.tree else { return nil }
        let made = try land(pack, with: tree, parents: ground.commit.map { [$0] } ?? [], message: try message(tree, pack))
        try files.finishAlone(ground.update(to: made))
        return (made.id, tree, made.subject)
    }

    /// Puts all of a pack in place with a commit of a tree in it, to which nothing leads yet.
    func land(
        _ pack: ObjectPack, with tree: ObjectID, parents: [ObjectID], message: String
    ) throws(StoreError) -> (id: ObjectID, subject: String) {
        let committer = try person("GIT_COMMITTER_IDENT")
        let author = try isTheSamePerson ? committer : person("GIT_AUTHOR_IDENT")
        let commit = Commit(tree: tree, parents: parents, author: author, committer: committer, message: message)
        let id = try ofGit { () throws(GitError) -> ObjectID? in
            try repository.setReflogIdentity(SignatureIdentity(name: committer.name, email: committer.email))
            let id = isSigned ? nil : try pack.writeCommit(commit)
            try pack.land()
            return id
        }
        if let id { return (id, commit.summary) }
        return (try signed(commit), commit.summary)
    }

    private var isSigned: Bool { settings.flag("commit.gpgsign") == true }

    /// Nothing tells the author from the committer: git need not be asked twice.
    private var isTheSamePerson: Bool {
        let words = ["name", "email"]
        return ["AUTHOR", "COMMITTER"].allSatisfy { role in
            (words + ["date"]).allSatisfy { environment["GIT_\(role)_\($0.uppercased())"] == nil }
                && words.allSatisfy { settings["\(role.lowercased()).\($0)"] == nil }
        }
    }

    /// Who it is by and when, as git finds it.
    private func person(_ variable: String) throws(StoreError) -> Signature {
        let line = String(decoding: try git.output(of: ["var", variable]), as: UTF8.self)
        guard let signature = Signature(line: line) else { throw StoreError(.failed, "git does not know who you are: \(line)") }
        return signature
    }

    private func signed(_ commit: Commit) throws(StoreError) -> ObjectID {
        let parents = commit.parents.flatMap { ["-p", $0.hex] }
        return try git.object(of: ["commit-tree", "-S", commit.tree.hex] + parents, in: repository, input: commit.messageBytes)
    }
}
