// git sol tag: makes a release, of two exports or of a folder that holds both halves.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct ReleaseMaker {
    let arguments: Arguments
    let world: World
    let repository: Repository

    init(_ arguments: Arguments, _ world: World) throws {
        self.arguments = arguments
        self.world = world
        repository = try world.openRepository(toWrite: !arguments.has(.dryRun))
        if let message = arguments.value(TagCommand.message), !ReleaseMessage.isPlain(message) {
            throw CommandError("the message has a line like that of a signature", hints: ["begin no line with '-----BEGIN'"])
        }
    }

    // MARK: - Of exports

    func make(of unmanaged: String, _ managed: String) throws -> ExitStatus {
        let given = [try Package(unmanaged), try Package(managed)]
        var text = ReleaseText(manifest: given[0].manifest)
        let packages = try aligned(given)
        if packages[0].manifest.version != given[0].manifest.version || packages[1].manifest.version != given[1].manifest.version {
            text.aligned = (given[0].manifest.version, given[1].manifest.version)
        }
        let halves = ReleaseHalves(unmanaged: try ReleaseHalf(packages[0]), managed: try ReleaseHalf(packages[1]))
        guard try check(halves, &text) else { return .findings }
        text = text.of(packages[0].manifest)
        let name = try tagName(packages[0].manifest)
        let session = try ImportSession(arguments, world, packages, message: nil)
        text.losses = session.solution.losses
        let base = try ImportBase(arguments, repository, world, commits: true)
        let outcome = try session.commit(base)
        for warning in outcome.plan.warnings { for error in warning.described { world.warn(error) } }
        ImportText(plan: outcome.plan).warnOfKept(world)
        guard !arguments.has(.dryRun) else {
            world.out.write("would tag '\(name)'\(outcome.plan.edits.isEmpty ? "" : ", after a commit that takes over the exports")\n")
            return .done
        }
        guard let commit = outcome.commit ?? base.ground.commit else { throw CommandError("there is no commit to tag") }
        if outcome.commit != nil { world.say("[\(try repository.abbreviate(commit))] \(outcome.subject)") }
        let folder = try folder(of: packages[0].manifest.uniqueName, at: outcome.plan.folder, in: commit)
        text.record = try folder.record(of: halves)
        return try tag(name, commit, folder, halves, text)
    }

    /// Both with one version, where that was asked for.
    private func aligned(_ packages: [Package]) throws -> [Package] {
        let versions = packages.map(\.manifest.version)
        let wish = arguments.value(TagCommand.versionFrom)?.lowercased()
        guard wish != nil || arguments.has(TagCommand.align) else { return packages }
        let version: String
        switch wish {
        case "unmanaged": version = versions[0]
        case "managed": version = versions[1]
        case nil: version = arguments.positionals.first ?? (Version.precedes(versions[0], versions[1]) ? versions[1] : versions[0])
        case let number?: version = number
        }
        guard SolutionVersion(version) != nil else {
            throw CommandError(
                "'\(version)' is no version",
                hints: ["a version is one to four numbers up to \(SolutionVersion.largestPart), as in 1.2.0.0"])
        }
        return try packages.map { try $0.with(version: version) }
    }

    // MARK: - Of a commit

    func make(of revision: String) throws -> ExitStatus {
        let commit = try repository.commit(revision)
        let tree = RevisionSnapshot(try repository.peel(commit, to: .tree), named: revision, in: repository)
        let wish = arguments.value(.solution)?.lowercased()
        let places = try SolutionPlace.all(in: tree).filter { wish == nil || $0.manifest.uniqueName.lowercased() == wish }
        guard let place = places.first else { throw CommandError("'\(revision)' holds no solution '\(wish ?? "")'") }
        guard places.count == 1 else {
            throw CommandError(
                "'\(revision)' holds \(places.count) solutions",
                hints: ["choose with --solution: " + places.map(\.manifest.uniqueName).joined(separator: ", ")])
        }
        guard place.manifest.managed == .both else {
            let (has, lacks) = place.manifest.managed == .managed ? ("managed", "unmanaged") : ("unmanaged", "managed")
            throw CommandError(
                "the \(lacks) half is missing",
                reason: "the folder of '\(place.manifest.uniqueName)' in '\(revision)' holds the \(has) half alone",
                hints: ["give both exports: git sol tag --unmanaged ZIP --managed ZIP"])
        }
        let folder = try folder(of: place.manifest.uniqueName, at: place.path, in: commit)
        let halves = try folder.halves(with: ReleaseRecord()).rebuilt()
        var text = ReleaseText(manifest: place.manifest)
        guard try check(halves, &text) else { return .findings }
        let name = try tagName(place.manifest)
        guard !arguments.has(.dryRun) else {
            world.out.write("would tag '\(name)'\n")
            return .done
        }
        return try tag(name, commit, folder, halves, text)
    }

    // MARK: - Checks

    /// Whether the halves belong together. What does not is told; what somebody allowed is kept for the message.
    private func check(_ halves: ReleaseHalves, _ text: inout ReleaseText) throws -> Bool {
        let comparison = try PairChecker(world.rules()).compare(halves.unmanaged, halves.managed)
        let findings = comparison.findings
        for note in comparison.notes { world.warn("\(CheckCommand.line(note))", hints: ["\(note.hint)"]) }
        text.notes = comparison.notes
        let fatal = findings.filter { $0.code == .pairMismatch }
        if fatal.isEmpty, arguments.has(TagCommand.allowDifferences) {
            text.differences = findings
            return true
        }
        guard !findings.isEmpty else { return true }
        CheckCommand.write(findings, world)
        world.report([
            CommandError(
                "the two halves are not those of one release",
                hints: fatal.isEmpty ? ["'--allow-differences' makes the tag all the same; its message then lists the differences"] : [])
        ])
        return false
    }

    private func tagName(_ manifest: Manifest) throws -> String {
        if let wish = arguments.positionals.first, wish != manifest.version {
            throw CommandError(
                "the release has version \(manifest.version), not \(wish)",
                hints: ["'--version-from \(wish)' gives both exports that number; 'git sol version \(wish)' sets it in the folder"])
        }
        guard SolutionVersion(manifest.version) != nil else { throw CommandError("the solution has no version: '\(manifest.version)'") }
        let name = ReleaseFacts.tagName(manifest.uniqueName, manifest.version)
        guard try Repository.isValidReferenceName("refs/tags/" + name) else { throw CommandError("'\(name)' is no name for a tag") }
        if !arguments.has(TagCommand.force), try repository.target(of: "refs/tags/" + name) != nil {
            throw CommandError(
                "the tag '\(name)' is there already",
                hints: ["'git sol version --bump auto' gives the next number; '--force' replaces the tag"])
        }
        return name
    }

    private func folder(of name: String, at place: String, in commit: ObjectID) throws -> ReleaseFolder {
        let tree = RevisionSnapshot(try repository.peel(commit, to: .tree), named: try repository.abbreviate(commit), in: repository)
        return try ReleaseFolder(name, at: place, in: tree, filter: world.filter(for: commit))
    }

    // MARK: - The tag

    private func tag(
        _ name: String, _ commit: ObjectID, _ folder: ReleaseFolder, _ halves: ReleaseHalves, _ text: ReleaseText
    ) throws -> ExitStatus {
        var text = text
        text.message = arguments.value(TagCommand.message)
        text.previous = try previous(of: text.manifest, commit)
        let tag = try ReleaseTag(
            name, at: commit, folder, halves, text.manifest, record: text.record, tool: "git-sol \(Program.version)")
        var flags = arguments.has(TagCommand.sign) ? ["-s"] : ["-a"]
        if let key = arguments.value(TagCommand.key) { flags = ["-u", key] }
        if arguments.has(TagCommand.force) { flags.append("-f") }
        try tag.make(text.paragraphs, flags: flags, git: world.git)
        try report(name, commit, tag.facts, text)
        return .done
    }

    /// The last release before this one, with what changed.
    private func previous(of manifest: Manifest, _ commit: ObjectID) throws -> (version: String, changes: [Change])? {
        let earlier = try Release.all(of: manifest.uniqueName, in: repository).filter {
            Version.precedes($0.facts.version, manifest.version)
        }
        guard let last = earlier.last else { return nil }
        let (before, now) = (
            try world.snapshot(of: last.tag.target, named: last.name), try world.snapshot(of: commit, named: "the release")
        )
        let comparer = SnapshotComparer(try world.rules(), solution: manifest.uniqueName)
        return (last.facts.version, try comparer.compare(before, now).flatMap(\.changes))
    }

    private func report(_ name: String, _ commit: ObjectID, _ facts: ReleaseFacts, _ text: ReleaseText) throws {
        guard !arguments.has(.quiet) else { return }
        world.out.write("tagged '\(name)' at \(try repository.abbreviate(commit))\n")
        world.out.write("  unmanaged \(facts.unmanagedDigest)\n  managed   \(facts.managedDigest)\n")
        guard !text.record.isEmpty else { return }
        let count = ComponentLines.count(text.record.entries.count, "file")
        world.out.write("  beside the folder, the tag carries what that cannot: \(count), which 'git show \(name)' names\n")
    }
}

extension ReleaseText {
    /// The same of the solution as it is released.
    fileprivate func of(_ manifest: Manifest) -> ReleaseText {
        var text = ReleaseText(manifest: manifest)
        (text.aligned, text.notes, text.differences) = (aligned, notes, differences)
        return text
    }
}
