// git sol import: into the working tree and the index, and what of somebody's own work stands in the way.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension ImportSession {
    func stage(_ base: ImportBase) throws -> ImportOutcome {
        try Self.checkState(repository)
        var tree = try Self.indexTree(repository, world)
        let filter = try GitFilter(world.git, world.settings, repository, commit: nil, tree: tree, isWorktree: true)
        var plan = try plan(into: tree, filter: filter)
        if arguments.has(ImportCommand.force), !arguments.has(.dryRun) {
            let changed = try changes(touching: plan, base: tree).map(\.path)
            if !changed.isEmpty {
                try add(changed)
                tree = try Self.indexTree(repository, world)
                plan = try self.plan(into: tree, filter: filter)
            }
        } else if !arguments.has(.dryRun) {
            try checkChanges(plan, base: tree, isStaging: true)
        }
        var outcome = ImportOutcome(plan: plan, tree: tree)
        outcome.takenBack = try takenBack(by: plan, over: tree, filter: filter, from: repository.headCommit)
        guard !plan.edits.isEmpty, !arguments.has(.dryRun) else { return outcome }
        outcome.tree = try landing.stage(plan, over: tree, filter: filter)
        return outcome
    }

    static func indexTree(_ repository: Repository, _ world: World) throws -> ObjectID {
        let id = try world.git.object(of: ["write-tree"], in: repository)
        try repository.refreshObjects()
        return id
    }

    /// Nothing else may be under way.
    static func checkState(_ repository: Repository) throws {
        guard repository.state == .none, try !repository.index().hasConflicts else {
            throw CommandError(
                "something else is under way here", hints: ["'git status' tells what; finish it, or import to a branch with --branch"])
        }
    }

    /// Somebody's own changes that the import would meet.
    private struct OwnChange {
        let path: String
        let subject: Subject
    }

    /// Refuses to import over uncommitted changes.
    func checkChanges(_ plan: ImportPlan, base: ObjectID, isStaging: Bool) throws {
        let found = try changes(touching: plan, base: base)
        guard let first = found.first else { return }
        var error = CommandError(
            "uncommitted changes of the same components are in the way, '\(first.path)' first:",
            hints: ["commit them, or 'git stash'" + (isStaging ? "; or '--force' imports over them" : "")])
        error.list = found.prefix(10).map { "\(ComponentTitle($0.subject).words) (\($0.path))" } + (found.count > 10 ? ["…"] : [])
        throw error
    }

    private func changes(touching plan: ImportPlan, base: ObjectID) throws -> [OwnChange] {
        let words = ["status", "--porcelain", "-z", "--no-renames", "--untracked-files=all"]
        let output = try world.git.output(of: words, in: repository, directory: "/", environment: ["GIT_OPTIONAL_LOCKS": "0"])
        let paths = output.split(separator: 0).map { String(decoding: $0.dropFirst(3), as: UTF8.self) }.filter { $0.hasPrefix(plan.folder) }
        guard !paths.isEmpty else { return [] }
        let subjects = plan.subjects(in: RevisionSnapshot(base, named: "the repository", in: repository))
        let edited = Set(exact: plan.edits.map(\.path))
        return paths.compactMap { path in
            let subject = subjects(path)
            let meets = edited.contains(path) || subject.kind != "file" && plan.touched.contains(subject.address)
            return meets ? OwnChange(path: path, subject: subject) : nil
        }
    }

    /// Puts what lies there into the index, and with that among git's objects.
    private func add(_ paths: [String]) throws {
        let words = ["add", "-A", "--pathspec-from-file=-", "--pathspec-file-nul"]
        let input = Array(paths.map { $0 + "\0" }.joined().utf8)
        try world.git.output(of: words, in: repository, input: input)
    }
}
