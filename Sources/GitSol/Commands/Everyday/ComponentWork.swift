// What restore, rm and mv share: where components are changed, what of somebody's own work is in the way, and what came of it.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// The flags of commands that change components where they stand.
enum ComponentFlag {
    static let force = Flag(
        long: "force", short: "f", summary: "go on over uncommitted changes, and even if references to missing components remain")
}

struct ComponentWork {
    let arguments: Arguments
    let world: World
    let repository: Repository
    let top: String
    let comparer: SnapshotComparer
    let rules: RepositoryRules
    /// Between what git stores and what files hold.
    let filter: GitFilter

    init(_ arguments: Arguments, _ world: World) throws {
        self.arguments = arguments
        self.world = world
        repository = try world.openRepository(toWrite: !arguments.has(.dryRun))
        guard let top = repository.workingDirectory else {
            throw CommandError("the repository is bare: it has no working tree")
        }
        self.top = top
        guard try !repository.index().hasConflicts else {
            throw CommandError("a merge left conflicts here", hints: ["settle them first: 'git sol conflicts' lists them"])
        }
        rules = try world.rules()
        comparer = try world.comparer(arguments)
        filter = try GitFilter(world.git, world.settings, repository, commit: nil, tree: Self.headTree(of: repository), isWorktree: true)
    }

    private static func headTree(of repository: Repository) throws(GitError) -> ObjectID {
        guard let head = try repository.headCommit else { return .emptyTree }
        return try repository.peel(head, to: .tree)
    }

    /// The solutions of a state that are meant.
    func solutions(in snapshot: any Snapshot) throws -> [IndexedSolution] {
        let folders = try SolutionPlace.folders(in: snapshot, named: try world.solution(arguments))
        return try IndexedSolution.all(in: snapshot, folders: folders, rules: rules)
    }

    func head() throws -> RevisionSnapshot {
        content(of: RevisionSnapshot(try Self.headTree(of: repository), named: "HEAD", in: repository))
    }

    func index() throws -> IndexSnapshot {
        let snapshot = try IndexSnapshot(repository)
        if filter.hasDrivers { snapshot.filter = filter }
        snapshot.readsLargeFiles = filter.hasDrivers
        return snapshot
    }

    /// A revision as its files read, and not as git stores them.
    func content(of snapshot: RevisionSnapshot) -> RevisionSnapshot {
        if filter.hasDrivers { snapshot.filter = filter }
        // Without git-lfs nobody would make a pointer again of what is written.
        snapshot.readsLargeFiles = filter.hasDrivers
        return snapshot
    }

    /// Puts edits into the index and others into the working tree: all of them, or none.
    func write(staged: [FileEdit] = [], files: [FileEdit] = []) throws {
        guard !arguments.has(.dryRun), !staged.isEmpty || !files.isEmpty else { return }
        try repository.change(staged: staged, files: files, filter: filter)
    }

    // MARK: - What is in the way

    /// Refuses where somebody's own work in these components would be lost: what `now` has and `kept` has not.
    func checkWork(in wanted: ComponentSet, _ edits: [FileEdit], kept: any Snapshot, now: any Snapshot) throws {
        guard !arguments.has(ComponentFlag.force) else { return }
        let edited = Set(exact: edits.map(\.path))
        let changes: [Change]
        do throws(StoreError) {
            changes = try comparer.compare(kept, now).flatMap(\.changes)
        } catch {
            if error.kind == .notFound { return }
            throw error
        }
        let own = changes.filter { change in
            change.noise == nil && change.operation != .removed && wanted.contains(change.address) && edited.contains(change.file)
        }
        guard let first = own.first else { return }
        throw CommandError(
            "\(ComponentTitle(first.subject).words) has uncommitted changes",
            reason: Set(exact: own.map(\.file)).texts.joined(separator: ", "),
            hints: ["commit them, or 'git stash'; '--force' goes over them"])
    }

    /// Refuses to leave names of what is not there; with `--force` they are told.
    func checkNames(_ edits: [FileEdit], in snapshot: any Snapshot, also others: [any Snapshot] = []) throws {
        let after = Overlay(edits, over: snapshot)
        let dangling = try Checker(rules).findings(in: after, notIn: [snapshot] + others).filter { $0.code == .danglingReference }
        guard !dangling.isEmpty else { return }
        let lines = dangling.map { finding in
            "\(finding.what): \(finding.message) (\(finding.file)\(finding.line.map { ":\($0)" } ?? ""))"
        }
        if arguments.has(ComponentFlag.force) { return lines.forEach { world.warn(Shown($0)) } }
        throw CommandErrors(
            lines.map { CommandError($0) } + [
                CommandError("references to missing components would remain", hints: ["remove them first, or use '--force' to leave them"])
            ])
    }

    /// What means nothing.
    func unknown(_ pattern: AddressPattern, in place: String, hint: String? = nil) -> CommandError {
        CommandError("\(place) has no component '\(pattern.text)'", hints: [hint ?? "'git sol ls' lists what there is"])
    }

    // MARK: - What came of it

    func report(_ verb: String, _ components: [Component], _ edits: [FileEdit]) {
        guard !arguments.has(.quiet) else { return }
        let addresses = ComponentSet(components.map(\.address))
        for component in components where !addresses.hasAbove(component.address) {
            let title = ComponentTitle(noun: component.noun, name: component.name)
            world.out.write("\(verb) \(title.what)  \(world.paint("\(component.address)", .dim))\n")
        }
        for edit in edits { world.out.write("  \(edit.operation.letter) \(edit.path)\n") }
    }

    func writeJSON(_ format: String, _ components: [Component], _ edits: [FileEdit], more: (inout JSONWriter) -> Void = { _ in }) {
        JSONWriter.write(format, to: world.out) { writer in
            writer.array("components") { writer in
                for component in components {
                    writer.object { writer in
                        writer.field("address", component.address.description)
                        writer.field("kind", component.kind)
                        writer.field("name", component.name)
                    }
                }
            }
            writer.array("files") { writer in
                for edit in edits {
                    writer.object { writer in
                        writer.field("op", edit.operation.word)
                        writer.field("path", edit.path)
                    }
                }
            }
            more(&writer)
            writer.field("dryRun", arguments.has(.dryRun))
        }
    }
}

extension FileEdit {
    fileprivate var operation: (letter: String, word: String) {
        bytes == nil ? ("D", "removed") : isNew ? ("A", "added") : ("M", "changed")
    }
}
