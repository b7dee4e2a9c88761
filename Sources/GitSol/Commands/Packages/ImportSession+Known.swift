// git sol import: an export that the branch holds already, as a commit says that brought it.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension ImportCommand {
    /// More commits than these are not asked.
    private static let depth = 1000

    /// What importing comes to, where that is nothing. Nil where it must be looked into, or cannot be told; then nothing was done.
    static func known(_ arguments: Arguments, _ world: World) throws -> ImportOutcome? {
        guard !arguments.has(force), !arguments.has(self.base), let names = try? UnpackCommand.zips(arguments),
            let repository = try? world.openRepository()
        else { return nil }
        guard let base = try? ImportBase(arguments, repository, world),
            let start = try base.isWorktree ? repository.headCommit : base.ground.commit
        else { return nil }
        let states = try states(from: start, repository)
        guard !states.isEmpty, let exports = try? names.map(ExportFile.init).sorted(by: { !$0.isManaged && $1.isManaged }),
            exports.count == 1
                || exports.count == 2 && exports[0].manifest.uniqueName == exports[1].manifest.uniqueName
                    && !exports[0].isManaged && exports[1].isManaged && exports[0].manifest.version == exports[1].manifest.version
        else { return nil }
        if base.ground.isCheckedOut { try ImportSession.checkState(repository) }
        let manifest = exports[0].manifest
        let options = try ImportSession.options(arguments, manifest.uniqueName, repository, world)
        let state = ImportState(
            exports: exports.map(\.digest), options: options, noise: world.configs("sol.noise"), program: Program.version)
        let tree = base.isWorktree ? try ImportSession.indexTree(repository, world) : base.ground.tree
        let planner = ImportPlanner(comparer: try world.comparer(arguments, isHere: false), options: options, filter: nil)
        var heldBack: String?
        let plan = try? planner.plan(
            ofKnown: manifest, managed: exports.count == 2 ? .both : manifest.managed,
            into: RevisionSnapshot(tree, named: "the repository", in: repository)
        ) { (folder) throws(StoreError) in
            heldBack = try state.digest(of: folder, in: tree, of: repository).flatMap { states[$0] }
            return heldBack != nil
        }
        // What was held back is told in words; programs want it one by one.
        guard let plan, let heldBack, heldBack.isEmpty || !arguments.has(.json) else { return nil }
        return ImportOutcome(plan: plan, tree: tree, reference: base.ground.reference, heldBack: heldBack)
    }

    /// What commits say that imports left, by digest, each with what was held back.
    private static func states(from start: ObjectID, _ repository: Repository) throws -> [Exact: String] {
        var states: [Exact: String] = [:]
        for id in try repository.history(from: [start], limit: depth) {
            let bytes = try repository.read(id).bytes
            guard bytes.firstRange(of: Array(ImportState.trailer.utf8)) != nil, let commit = Commit(bytes: bytes) else { continue }
            for line in commit.message.split(separator: "\n") where line.hasPrefix(ImportState.trailer + ": ") {
                let parts = line.dropFirst(ImportState.trailer.utf8.count + 2).split(separator: ", held back: ", maxSplits: 1)
                if let digest = parts.first { states[String(digest)] = parts.count > 1 ? String(parts[1]) : "" }
            }
        }
        return states
    }
}

extension ImportSession {
    /// What a later import of the same export will know it by. Nil where it would have more to tell than that it is there.
    func stateTrailer(_ plan: ImportPlan, exports: [String], _ tree: ObjectID, of store: any ObjectStore) throws -> String? {
        guard plan.kept.isEmpty, plan.warnings.isEmpty else { return nil }
        let state = ImportState(exports: exports, options: options, noise: world.configs("sol.noise"), program: Program.version)
        guard let digest = try state.digest(of: plan.folder, in: tree, of: store) else { return nil }
        let noise = NoiseCount(plan.comparison.changes)
        let words = plan.isExact || noise.total == 0 ? "" : ", held back: " + noise.words
        return ImportState.trailer + ": " + digest + words
    }
}
