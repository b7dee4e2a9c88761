// git sol import --base: what was done since a commit, merged into the branch.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// What came of an import that started from another commit than the branch is at.
struct ImportMerge {
    let commit: ObjectID
    /// The commit as it was named.
    let start: String
    let result: MergedTree
    let way: MergeCommand.GoOn
    /// There is something in it that the branch did not have.
    let isNew: Bool
    /// It waits in the working tree.
    var isUnderWay = false

    func tell(_ world: World, isDry: Bool) {
        if isDry || !isUnderWay && !result.isClean {
            for conflict in result.conflicts { world.out.write("CONFLICT \(ConflictText.line(conflict))\n") }
            return
        }
        MergeCommand.tell(result, isQuiet: false, as: way, world)
        guard isUnderWay, result.isClean else { return }
        world.out.write("Not committed yet: '\(way.rawValue) --continue' commits it, '\(way.rawValue) --abort' gives it up.\n")
    }
}

/// The merge of an import, before it is put in place.
private struct PlannedMerge {
    let ground: ImportGround
    let plan: ImportPlan
    let made: BasedImport
    let ours: ObjectID
    let start: ObjectID
    /// The commit that the export started from, as it was named.
    let name: String
    /// Whether the branch comes from it. If not, the result must not seem to be merged with it.
    let isAncestor: Bool
}

extension ImportSession {
    /// Nil where the export started from what the branch is at: then it is an import like any other.
    func merge(_ base: ImportBase, from name: String) throws -> ImportOutcome? {
        guard !arguments.has(ImportCommand.force) else {
            throw UsageError(message: "'--force' does not go with '--base'", hints: ["commit or stash your own changes first"])
        }
        let ground = try ground(of: base)
        let start = try repository.commit(name)
        guard let ours = ground.commit else {
            throw CommandError("there is no commit to merge into", hints: ["import without '--base'"])
        }
        guard start != ours else { return nil }
        if ground.isCheckedOut { try checkIndex(ground) }
        let from = try repository.peel(start, to: .tree)
        let filter = try GitFilter(world.git, world.settings, repository, commit: start, tree: from, isWorktree: false)
        let plan = try plan(into: from, filter: filter)
        guard plan.before != nil else {
            throw CommandError(
                "'\(name)' holds no solution '\(plan.after.uniqueName)'", hints: ["name the commit that the export started from"])
        }
        var outcome = ImportOutcome(plan: plan, tree: ground.tree, reference: ground.reference)
        guard !plan.edits.isEmpty else { return outcome }
        let label = ComponentFiles.divide(packages[0].snapshot.name).name
        let made = try BasedImport(
            plan, from: from, into: ground.tree, of: repository, filter: filter, rules: world.rules(),
            markers: world.rules().markers(ours: "HEAD", theirs: label))
        let isAncestor = try repository.isAncestor(start, of: ours)
        outcome.merge = ImportMerge(
            commit: start, start: name, result: made.result, way: isAncestor ? .merge : .pick,
            isNew: !made.result.isClean || made.result.tree != ground.tree)
        outcome.tree = made.result.tree
        guard outcome.merge?.isNew == true, !arguments.has(.dryRun) else { return outcome }
        let planned = PlannedMerge(
            ground: ground, plan: plan, made: made, ours: ours, start: start, name: name, isAncestor: isAncestor)
        if ground.isCheckedOut { try checkOut(planned, commits: !base.isWorktree, &outcome) } else { try commit(planned, &outcome) }
        return outcome
    }

    private func ground(of base: ImportBase) throws -> ImportGround {
        var ground = base.ground
        guard base.isWorktree else { return ground }
        ground.commit = try repository.headCommit
        if let commit = ground.commit { ground.tree = try repository.peel(commit, to: .tree) }
        return ground
    }

    private func checkIndex(_ ground: ImportGround) throws {
        try Self.checkState(repository)
        guard try Self.indexTree(repository, world) == ground.tree || arguments.has(.dryRun) else {
            throw CommandError("the index has changes that are not committed", hints: ["commit them, or 'git stash'"])
        }
    }

    /// Puts the import alone, as a commit on what it started from, into the repository; gives it and the words for the result.
    private func land(_ planned: PlannedMerge) throws -> (theirs: ObjectID, words: String) {
        let isAncestor = planned.isAncestor
        let theirs = try planned.made.land(on: planned.start, with: landing) {
            try message(planned.plan, $0, of: $1, isAncestor ? nil : self.message, from: isAncestor ? nil : planned.start)
        }
        if isAncestor {
            let after = planned.plan.after
            return (theirs, message ?? MessageText.line("Merge \(after.displayName) \(after.version), exported since \(planned.name)"))
        }
        var text = try repository.readCommit(theirs).message
        while text.hasSuffix("\n") { text = String(text.dropLast()) }
        return (theirs, text)
    }

    /// To a branch that is not checked out: a commit, or nothing.
    private func commit(_ planned: PlannedMerge, _ outcome: inout ImportOutcome) throws {
        guard planned.made.result.isClean else {
            let branch = Self.shortName(planned.ground.reference)
            world.report([
                CommandError(
                    "the export is in conflict with '\(branch)'; nothing was changed",
                    hints: ["import it where the branch is checked out: there the conflicts can be settled"])
            ])
            return
        }
        let (theirs, words) = try land(planned)
        let parents = planned.isAncestor ? [planned.ours, theirs] : [planned.ours]
        let made = try landing.commit(planned.made, on: planned.ground, parents: parents, message: words + "\n")
        (outcome.commit, outcome.subject) = (made.id, made.subject)
    }

    /// Into index and working tree; to a commit where that is asked for and nothing is left to decide.
    private func checkOut(_ planned: PlannedMerge, commits: Bool, _ outcome: inout ImportOutcome) throws {
        let (theirs, words) = try land(planned)
        let result = planned.made.result
        try WorktreeMerge(repository, rules: world.rules(), git: world.git).place(
            result, of: planned.ours, theirs, as: planned.isAncestor ? .merge(isFastForwardForbidden: true) : .pick,
            message: MergeCommand.withConflicts(words, result, world))
        outcome.merge?.isUnderWay = !commits || !result.isClean
        guard commits, result.isClean else { return }
        try world.git.output(of: ["commit", "-q", "--no-edit"])
        outcome.commit = try repository.headCommit
        outcome.subject = words.split(separator: "\n").first.map(String.init) ?? ""
        MergeFindings.tell(world) {
            let merged = RevisionSnapshot(result.tree, named: "the merge", in: repository)
            return try CheckedMerge(merged, of: [planned.ours, theirs], in: repository)
        }
    }

    static func shortName(_ reference: String) -> String {
        reference.hasPrefix("refs/heads/") ? String(reference.dropFirst(11)) : "detached HEAD"
    }
}
