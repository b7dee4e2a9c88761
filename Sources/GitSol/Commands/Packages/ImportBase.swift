// git sol import: what an export is imported into, and the export itself.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// The state that an import builds upon.
struct ImportBase {
    /// Into the working tree and the index; else to a commit.
    let isWorktree: Bool
    var ground = ImportGround()

    /// `commits`: whatever the flags say.
    init(_ arguments: Arguments, _ repository: Repository, _ world: World, commits: Bool = false) throws {
        let name = arguments.value(ImportCommand.branch)
        isWorktree = !commits && name == nil && !arguments.has(ImportCommand.commit) && !arguments.has(ImportCommand.message)
        if isWorktree {
            guard !repository.isBare else {
                throw CommandError(
                    "the repository is bare: it has no working tree", hints: ["'--commit' or '--branch NAME' imports straight to a commit"])
            }
            ground.isCheckedOut = true
            return
        }
        guard commits || !arguments.has(ImportCommand.force) else {
            throw UsageError(
                message: "'--force' is for the working tree: it does not go with a commit",
                hints: ["commit or stash your own changes first"])
        }
        let head = try repository.headBranch
        let reference = name.map { $0.hasPrefix("refs/") ? $0 : "refs/heads/" + $0 } ?? head ?? "HEAD"
        guard try Repository.isValidReferenceName(reference) else { throw CommandError("'\(name ?? reference)' is no name for a branch") }
        ground.reference = reference
        ground.commit = try repository.target(of: reference)
        if let commit = ground.commit { ground.expected = .object(commit) }
        // A new branch starts where one stands.
        if ground.commit == nil, name != nil, reference != head { ground.commit = try repository.headCommit }
        if let commit = ground.commit { ground.tree = try repository.peel(commit, to: .tree) }
        ground.isCheckedOut = !repository.isBare && (reference == head || reference == "HEAD")
        if !ground.isCheckedOut { try checkOtherWorktrees(world) }
    }

    /// A branch that is checked out elsewhere would part from the files there.
    private func checkOtherWorktrees(_ world: World) throws {
        let lines = String(decoding: try world.git.output(of: ["worktree", "list", "--porcelain"]), as: UTF8.self).split(separator: "\n")
        var path: Substring = ""
        for line in lines {
            if line.hasPrefix("worktree ") { path = line.dropFirst(9) }
            guard line == "branch " + ground.reference else { continue }
            throw CommandError(
                "the branch '\(ground.reference.dropFirst(11))' is checked out in '\(path)'", hints: ["import there, with --commit"])
        }
    }
}

/// The export and how it is to be taken.
struct ImportSession {
    let arguments: Arguments
    let world: World
    let repository: Repository
    let packages: [Package]
    let solution: UnpackedSolution
    /// Of the commit, instead of a summary.
    let message: String?
    let options: ImportOptions
    private let comparer: SnapshotComparer
    /// Somebody said what the export started from, so nothing that came since is taken for undone.
    var isBased: Bool { arguments.has(ImportCommand.base) }

    init(_ arguments: Arguments, _ world: World) throws {
        try self.init(arguments, world, try UnpackCommand.open(arguments, world), message: arguments.value(ImportCommand.message))
        UnpackCommand.warnOfLosses(solution, world)
    }

    /// Of halves that are open already.
    init(_ arguments: Arguments, _ world: World, _ packages: [Package], message: String?) throws {
        self.arguments = arguments
        self.world = world
        self.packages = packages
        self.message = message
        repository = try world.openRepository(toWrite: !arguments.has(.dryRun))
        options = try Self.options(arguments, packages[0].manifest.uniqueName, repository, world)
        solution = try UnpackCommand.unpacked(packages, world)
        comparer = try world.comparer(arguments, isHere: false)
    }

    static func options(_ arguments: Arguments, _ name: String, _ repository: Repository, _ world: World) throws -> ImportOptions {
        guard !(arguments.has(ImportCommand.keepMissing) && arguments.has(ImportCommand.prune)) else {
            throw UsageError(message: "'--keep-missing' and '--prune' exclude each other")
        }
        var options = ImportOptions()
        options.isExact = arguments.has(ImportCommand.exact)
        options.missing = arguments.has(ImportCommand.keepMissing) ? .keepAll : arguments.has(ImportCommand.prune) ? .deleteAll : .delete
        options.allowed = Set(arguments.values(ImportCommand.allow).compactMap { ImportQuestion(rawValue: $0.lowercased()) })
        options.folder = try folder(arguments, name, repository, world)
        options.usualFolder = try usualFolder(name, world)
        return options
    }

    /// What `sol.NAME.folder` says, from the top of the tree.
    private static func usualFolder(_ name: String, _ world: World) throws -> String? {
        try world.config("sol.\(name).folder").map { try relative($0, given: $0) }
    }

    /// As trees name it: what is given is seen from where one stands.
    private static func folder(_ arguments: Arguments, _ name: String, _ repository: Repository, _ world: World) throws -> String? {
        guard let given = arguments.value(ImportCommand.folder) else { return nil }
        var path = given
        if let top = repository.workingDirectory {
            let here = try world.directory() + "/"
            path = given.hasPrefix("/") ? given : here + given
            guard (path + "/").hasPrefix(top) else {
                throw CommandError("'\(given)' is outside of the working tree '\(top)'")
            }
            path = String((path + "/").dropFirst(top.count))
        }
        return try relative(path, given: given)
    }

    private static func relative(_ path: String, given: String) throws -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            guard part != ".." else {
                guard parts.popLast() != nil else { throw CommandError("'\(given)' is outside of the repository") }
                continue
            }
            parts.append(part)
        }
        return parts.map { $0 + "/" }.joined()
    }

    private func planner(_ filter: GitFilter) -> ImportPlanner { ImportPlanner(comparer: comparer, options: options, filter: filter) }

    /// What the plan undoes of the commits since the last import of the solution. Stops unless that is allowed.
    func takenBack(by plan: ImportPlan, over tree: ObjectID, filter: GitFilter, from head: ObjectID?) throws -> TakenBack? {
        guard let head, !isBased else { return nil }
        let stored = RevisionSnapshot(tree, named: "the repository", in: repository)
        stored.filter = filter
        guard let found = try planner(filter).takenBack(by: plan, into: stored, from: head, in: repository) else { return nil }
        guard options.allowed.contains(.undo) else { throw try TakenBackText(found, in: repository).error }
        return found
    }

    /// What is to be done, unless a question is open.
    func plan(into tree: ObjectID, filter: GitFilter) throws -> ImportPlan {
        let planner = planner(filter)
        let stored = RevisionSnapshot(tree, named: "the repository", in: repository)
        let managed: Manifest.Managed = packages.count == 2 ? .both : packages[0].manifest.managed
        switch try planner.plan(solution, packages[0].manifest, managed: managed, into: stored) {
        case .success(let plan): return plan
        case .failure(let questions):
            throw CommandErrors(
                questions.open.map { CommandError($0.words, hints: ["if that is meant: --allow=\($0.question.rawValue)"]) })
        }
    }
}
