// git sol import: an export into the repository, with what somebody did and without noise.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let importing = Command(
        name: "import", group: .package, summary: "take an export into the repository, without noise",
        synopsis: [
            "[--commit [-m MESSAGE] | --branch NAME] [--base COMMIT] [--exact] [--keep-missing | --prune] [--allow WHAT]… ZIP [MANAGED.zip]"
        ],
        description: [
            "Finds the solution in the repository by its unique name and takes over what changed, into the working tree and the index, or with `--commit` or `--branch` straight to a commit. Files that differ only in noise keep their bytes; where more differs, the change alone is put into the bytes that are there. So `git diff` shows what somebody did, and nothing else.",
            "A solution that is new goes to a folder of its name, unless `--folder` or the setting `sol.NAME.folder` says otherwise.",
            "A component that the export does not hold is deleted if the export's manifest no longer lists it; each deletion is listed. A component that the manifest still lists stays, and so do the columns, forms and views of a table that the export holds only in part. `--prune` deletes these too, `--keep-missing` deletes nothing.",
            "A lower version, another publisher, a managed export where the repository holds source, and another solution that only has the same name stop the import until `--allow` says that it is meant.",
            "An export knows nothing of what others committed since the environment was last in step with the repository. Where it would take such a change back, because it still has what was there before, the import stops and lists the changes with their commits. The last import that a commit's trailers tell of is where such changes begin. `--base COMMIT` says which commit the export started from: what was done since is merged into the branch, as `git sol merge` would from a branch that was made there, with conflicts where both changed the same. `--allow undo` imports all the same.",
            "A commit names the components that changed, and in trailers the solution, its version, the SHA-256 of each zip, and a digest of what the import left: by that the same export is known again before it is unpacked. The same export twice makes one commit. Git's filters are heeded, Git LFS among them. Hooks are not run.",
        ],
        flags: [
            ImportCommand.commit, ImportCommand.message, ImportCommand.branch, ImportCommand.base, ImportCommand.folder,
            UnpackCommand.both,
            ImportCommand.exact, ImportCommand.keepMissing, ImportCommand.prune, ImportCommand.allow, ImportCommand.force,
            .dryRun, .quiet, .json,
        ],
        positionals: [
            Positional(name: "ZIP", completion: .zip, summary: "an exported solution"),
            Positional(name: "MANAGED.zip", count: .optional, completion: .zip, summary: "its other half"),
        ],
        examples: [
            Example(purpose: "Last night's export, to look at before it is committed", line: "git sol import Contoso.zip"),
            Example(purpose: "Both halves as a commit", line: "git sol import --commit Contoso.zip Contoso_managed.zip"),
            Example(
                purpose: "An export from an environment that has the state of v1, merged with what was committed since",
                line: "git sol import --base v1 Contoso.zip"),
            Example(purpose: "On a branch of its own, also in a bare repository", line: "git sol import --branch export/dev Contoso.zip"),
        ],
        statuses: [(1, "With `--base`: there are conflicts.")],
        run: ImportCommand.run)
}

enum ImportCommand {
    static let commit = Flag(
        long: "commit", summary: "commit on the current branch",
        detail: [
            "The files of the import also change in the index and the working tree. If one of them has uncommitted changes, nothing happens. In a bare repository only the commit is made."
        ])
    static let message = Flag(
        long: "message", short: "m", value: .required("MESSAGE"),
        summary: "the message of the commit, instead of a summary; implies --commit")
    static let branch = Flag(
        long: "branch", value: .required("NAME"), completion: .revision,
        summary: "commit on this branch, which is made if need be; the working tree is not touched")
    static let base = Flag(
        long: "base", value: .required("COMMIT"), completion: .revision,
        summary: "the commit that the export started from: merge what was done since",
        detail: [
            "Without `--commit` the merge stops before it is committed. With `--branch NAME`, a branch that is not checked out, conflicts stop the import before anything is changed. If the commit is no ancestor of the branch, the change is put on the branch as by `git cherry-pick`."
        ])
    static let folder = Flag(
        long: "folder", short: "d", value: .required("DIR"), completion: .directory, aliases: ["directory"],
        summary: "where a new solution goes; else a folder of its name")
    static let exact = Flag(long: "exact", summary: "take changed files as the export has them, noise and all")
    static let keepMissing = Flag(long: "keep-missing", summary: "delete nothing")
    static let prune = Flag(long: "prune", summary: "delete everything that the export does not hold")
    static let allow = Flag(
        long: "allow", value: .required("WHAT"), completion: .choices(ImportQuestion.allCases.map(\.rawValue)), isRepeatable: true,
        summary:
            "accept what would stop the import: a lower version (downgrade), another publisher, a managed export, another solution of the same name (stranger), or what takes back commits (undo)"
    )
    static let force = Flag(
        long: "force", summary: "import over uncommitted changes of the same components",
        detail: ["They are staged first, so that git keeps them among its objects."])

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        if arguments.has(.quiet) { world.screenLevel = .warning }
        if let outcome = try known(arguments, world) {
            try report(outcome, arguments, world)
            return .done
        }
        let session = try ImportSession(arguments, world)
        let base = try ImportBase(arguments, session.repository, world)
        if let name = arguments.value(self.base), let outcome = try session.merge(base, from: name) {
            try report(outcome, arguments, world)
            return outcome.merge?.result.isClean == false ? .findings : .done
        }
        let outcome = try base.isWorktree ? session.stage(base) : session.commit(base)
        try report(outcome, arguments, world)
        return .done
    }

    private static func report(_ outcome: ImportOutcome, _ arguments: Arguments, _ world: World) throws {
        let plan = outcome.plan
        let text = ImportText(plan: plan)
        let isDry = arguments.has(.dryRun)
        for warning in plan.warnings { for error in warning.described { world.warn(error) } }
        text.warnOfKept(world)
        if let takenBack = outcome.takenBack { TakenBackText(takenBack, in: try world.openRepository()).warn(world) }
        if arguments.has(.json) { return ImportJSON.write(outcome, isDry: isDry, to: world) }
        guard !arguments.has(.quiet) else {
            if let merge = outcome.merge, !merge.result.isClean { merge.tell(world, isDry: isDry) }
            return
        }
        guard !plan.edits.isEmpty, outcome.merge?.isNew != false else {
            let noise = NoiseCount(plan.comparison.changes)
            let words = outcome.heldBack ?? (noise.total > 0 ? noise.words : "")
            let rest = words.isEmpty ? "" : ": it differs only in \(words)"
            world.out.write("\(plan.after.displayName) \(plan.after.version) is in the repository already\(rest)\n")
            return
        }
        text.write(to: world, isDry: isDry, since: outcome.merge?.start)
        if let merge = outcome.merge { merge.tell(world, isDry: isDry) }
        if let commit = outcome.commit {
            world.out.write("[\(ImportSession.shortName(outcome.reference)) \(commit.hex.prefix(7))] \(outcome.subject)\n")
        }
    }
}

/// What came of an import.
struct ImportOutcome {
    let plan: ImportPlan
    /// The tree that it made.
    var tree: ObjectID
    var commit: ObjectID?
    /// What moved.
    var reference = ""
    /// The first line of the commit's message.
    var subject = ""
    /// What it undoes of other commits, as somebody allowed.
    var takenBack: TakenBack?
    /// What an export that started from another commit was merged to.
    var merge: ImportMerge?
    /// Of an export that was known without looking into it, what the import that brought it held back; else nil.
    var heldBack: String?
}
