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
        guard !plan.edits.isEmpty, !arguments.has(.dryRun) else { return outcome }
        if ground.isCheckedOut { try checkChanges(plan, base: ground.tree, isStaging: false) }
        guard let made = try landing.commit(plan, on: ground, filter: filter, message: { try message(plan, $0, of: $1) })
        else { return outcome }
        (outcome.commit, outcome.tree, outcome.subject) = (made.id, made.tree, made.subject)
        return outcome
    }

    var landing: ImportLanding {
        ImportLanding(repository, git: world.git, settings: world.settings, environment: world.environment)
    }

    private func message(_ plan: ImportPlan, _ tree: ObjectID, of store: any ObjectStore) throws -> String {
        var trailers = [
            "Solution: " + MessageText.line(plan.after.uniqueName), "Solution-Version: " + MessageText.line(plan.after.version),
        ]
        let digests = try packages.map { try ExportFile.digest(of: $0.snapshot.name) }
        for (package, digest) in zip(packages, digests) {
            trailers.append((package.isManaged ? "Managed" : "Unmanaged") + "-Export: " + digest)
        }
        if let state = try stateTrailer(plan, exports: digests, tree, of: store) { trailers.append(state) }
        guard let text = self.message else {
            return ImportText(plan: plan).message + "\n\n" + trailers.joined(separator: "\n") + "\n"
        }
        // Somebody's own words may end with trailers already.
        let words = ["interpret-trailers", "--no-divider", "--if-exists=addIfDifferent"] + trailers.flatMap { ["--trailer", $0] }
        return String(decoding: try world.git.output(of: words, input: Array((text + "\n").utf8)), as: UTF8.self)
    }
}
