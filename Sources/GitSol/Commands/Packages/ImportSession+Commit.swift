// git sol import: to a commit, and what its message says.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension ImportSession {
    func commit(_ base: ImportBase) throws -> ImportOutcome {
        let ground = base.ground
        if ground.isCheckedOut { try Self.checkState(repository) }
        let filter = try GitFilter(
            world.git, world.settings, repository, commit: ground.commit, tree: ground.tree, isWorktree: ground.isCheckedOut)
        let plan = try plan(into: ground.tree, filter: filter)
        var outcome = ImportOutcome(plan: plan, tree: ground.tree, reference: ground.reference)
        outcome.takenBack = try takenBack(by: plan, over: ground.tree, filter: filter, from: ground.commit)
        guard !plan.edits.isEmpty, !arguments.has(.dryRun) else { return outcome }
        if ground.isCheckedOut { try checkChanges(plan, base: ground.tree, isStaging: false) }
        guard let made = try landing.commit(plan, on: ground, filter: filter, message: { try message(plan, $0, of: $1, self.message) })
        else { return outcome }
        (outcome.commit, outcome.tree, outcome.subject) = (made.id, made.tree, made.subject)
        return outcome
    }

    var landing: ImportLanding {
        ImportLanding(repository, git: world.git, settings: world.settings, environment: world.environment)
    }

    /// `start`: the commit that the export started from, where it is no parent of the commit.
    func message(
        _ plan: ImportPlan, _ tree: ObjectID, of store: any ObjectStore, _ words: String?, from start: ObjectID? = nil
    ) throws -> String {
        var trailers = [
            ImportTrailer.line(ImportTrailer.solution, plan.after.uniqueName),
            ImportTrailer.line(ImportTrailer.version, plan.after.version),
        ]
        let digests = try packages.map { try ExportFile.digest(of: $0.snapshot.name) }
        for (package, digest) in zip(packages, digests) {
            trailers.append(ImportTrailer.line(ImportTrailer.export(isManaged: package.isManaged), digest))
        }
        if let start { trailers.append(ImportTrailer.line(ImportTrailer.base, start.hex)) }
        if let state = try stateTrailer(plan, exports: digests, tree, of: store) { trailers.append(state) }
        guard let text = words else {
            return ImportText(plan: plan).message + "\n\n" + trailers.joined(separator: "\n") + "\n"
        }
        // Somebody's own words may end with trailers already.
        let command = ["interpret-trailers", "--no-divider", "--if-exists=addIfDifferent"] + trailers.flatMap { ["--trailer", $0] }
        return String(decoding: try world.git.output(of: command, input: Array((text + "\n").utf8)), as: UTF8.self)
    }
}
