// git sol version: sets a solution's version; without one, tells which version of the program this is.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let version = Command(
        name: "version", group: .release, summary: "set a solution's version, or print that of git sol",
        synopsis: [
            "[--solution NAME] VERSION", "[--solution NAME] --bump major|minor|build|revision|auto", "[--build] [--solution NAME] [--json]",
        ],
        description: [
            "Sets the version in the `Solution.xml` of the solution in the current folder, and changes nothing else in it. A version is one to four numbers up to 2147483647.",
            "`--bump` adds one to a part and sets the parts behind it to 0. `auto` compares with the last release tag: if there are only additions since, it raises the revision, else the minor number; it prints the reason. Where nothing changed since, the version stays.",
            "With neither it prints the version of the program and those of the solutions here. `--build` adds those of the libraries that the program runs with: please put that into a report of a fault. `git sol --version` prints the program's alone.",
        ],
        flags: [VersionCommand.bump, .solution, VersionCommand.build, .dryRun, .json],
        positionals: [Positional(name: "VERSION", count: .optional, summary: "the version to set")],
        examples: [
            Example(purpose: "The next version, whatever it is", line: "git sol version --bump auto"),
            Example(purpose: "What to put into a report of a fault", line: "git sol version --build"),
        ],
        run: VersionCommand.run)
}

enum VersionCommand {
    static let build = Flag(long: "build", summary: "also print the versions of the libraries")
    static let bump = Flag(
        long: "bump", value: .required("PART"), completion: .choices(SolutionVersion.Part.allCases.map(\.name) + ["auto"]),
        summary: "count a part up: major, minor, build, revision, or auto")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let (wish, part) = (arguments.positionals.first, arguments.value(bump))
        guard wish != nil || part != nil else { return tellProgram(arguments, world) }
        guard wish == nil || part == nil, arguments.positionals.count < 2 else {
            throw UsageError(message: "give one version, or '--bump'", hints: [])
        }
        let given = try wish.map { text in
            guard let version = SolutionVersion(text) else { throw noVersion(text) }
            return version
        }
        let place = try SolutionVersionPlace(arguments, world)
        let (version, reason) = try given.map { ($0, "") } ?? place.bumped(part ?? "auto", world)
        let stays = given == nil && version.description == place.manifest.version
        let isDry = arguments.has(.dryRun)
        try place.set(version.description, isDry: isDry)
        if arguments.has(.json) {
            JSONWriter.write("version", to: world.out) { writer in
                writer.field("solution", place.manifest.uniqueName)
                writer.field("before", place.manifest.version)
                writer.field("after", version.description)
                writer.field("reason", reason.isEmpty ? nil : reason)
                writer.field("dryRun", isDry)
            }
        } else if stays {
            world.out.write("\(place.manifest.uniqueName) \(version) stays: \(reason)\n")
        } else {
            let why: Shown = reason.isEmpty ? "" : "  (\(reason))"
            world.out.write("\(isDry ? "would set: " : "")\(place.manifest.uniqueName) \(place.manifest.version) → \(version)\(why)\n")
        }
        return .done
    }

    static func noVersion(_ text: String) -> CommandError {
        CommandError(
            "'\(text)' is no version", hints: ["a version is one to four numbers up to \(SolutionVersion.largestPart), as in 1.2.0.0"])
    }

    private static func tellProgram(_ arguments: Arguments, _ world: World) -> ExitStatus {
        let libraries = arguments.has(build) ? LibraryVersions.all : []
        let solutions = solutions(arguments, world)
        guard !arguments.has(.json) else {
            JSONWriter.write("version", to: world.out) { writer in
                writer.field("version", Program.version)
                writer.object("libraries") { writer in
                    for library in libraries { writer.field(library.name, library.version) }
                }
                writer.array("solutions") { writer in
                    for solution in solutions {
                        writer.object { writer in
                            writer.field("solution", solution.uniqueName)
                            writer.field("version", solution.version)
                        }
                    }
                }
            }
            return .done
        }
        world.out.write("git-sol version \(Program.version)\n")
        for library in libraries { world.out.write("\(library.name) \(library.version)\n") }
        for solution in solutions { world.out.write("\(solution.uniqueName) \(solution.version)\n") }
        return .done
    }

    /// Those of the repository, or the one in whose folder one stands. What is broken here says nothing of the program: then there are none.
    private static func solutions(_ arguments: Arguments, _ world: World) -> [Manifest] {
        guard (try? world.repositoryIfAny()) != nil else {
            let here = (try? world.directory()).map { $0 + "/" } ?? ""
            return SolutionPlace.around(here, below: here).map { [$0.manifest] } ?? []
        }
        let wish = arguments.value(.solution)?.lowercased()
        let places = (try? SolutionPlace.all(in: world.snapshotHere(arguments))) ?? []
        return places.map(\.manifest).filter { wish == nil || $0.uniqueName.lowercased() == wish }
    }
}

/// The manifest of the solution in the current folder.
private struct SolutionVersionPlace {
    let manifest: Manifest
    private let snapshot: FolderSnapshot
    private let path: String

    init(_ arguments: Arguments, _ world: World) throws {
        snapshot = try FolderSnapshot(".")
        let wish = arguments.value(.solution)?.lowercased()
        let places = try SolutionPlace.all(in: snapshot).filter { wish == nil || $0.manifest.uniqueName.lowercased() == wish }
        guard let place = places.first else { throw CommandError("there is no solution '\(wish ?? "")' here") }
        guard places.count == 1 else {
            throw CommandError(
                "there are \(places.count) solutions here",
                hints: ["choose with --solution: " + places.map(\.manifest.uniqueName).joined(separator: ", ")])
        }
        manifest = place.manifest
        let candidates = ["other/solution.xml", "solution.xml"].map { place.path.lowercased() + $0 }
        path = snapshot.paths.first { candidates.contains($0.lowercased()) } ?? ""
    }

    /// Writes the one text, and nothing where it says that already.
    func set(_ version: String, isDry: Bool) throws {
        guard version != manifest.version, !isDry else { return }
        let bytes = try SolutionVersionText.replaced(in: snapshot.read(path), with: version, file: path)
        try Root(TrustedPath(trusting: ".")).write(bytes, to: PathGate.check(path, as: .repository))
    }

    /// The next version, and why it is that.
    func bumped(_ word: String, _ world: World) throws -> (SolutionVersion, String) {
        guard let now = SolutionVersion(manifest.version) else { throw VersionCommand.noVersion(manifest.version) }
        func next(_ version: SolutionVersion, _ part: SolutionVersion.Part) throws -> SolutionVersion {
            guard let next = version.bumped(part) else {
                throw CommandError("the \(part.name) number of \(version) is as high as it can be", hints: ["count a part before it up"])
            }
            return next
        }
        if let part = SolutionVersion.Part.allCases.first(where: { $0.name == word.lowercased() }) { return (try next(now, part), "") }
        let releases = try Release.all(of: manifest.uniqueName, in: world.openRepository())
        guard let last = releases.last, let version = last.version else {
            return (try next(now, .revision), "there is no release yet")
        }
        let comparer = SnapshotComparer(try world.rules(), solution: manifest.uniqueName)
        let changes = try comparer.compare(world.snapshot(of: last.tag.target, named: last.name), snapshot).flatMap(\.changes)
        let advice = VersionAdvice(changes)
        guard !advice.isNothing else { return (now, "nothing changed since the release \(version)") }
        let wanted = try next(version, advice.part)
        let why = reason(advice, changes, since: version)
        return now < wanted ? (wanted, why) : (now, why + ": \(now) is enough")
    }

    private func reason(_ advice: VersionAdvice, _ changes: [Change], since version: SolutionVersion) -> String {
        guard !advice.reasons.isEmpty else { return "only additions since \(version)" }
        let lines = ComponentLines.lines(of: advice.reasons)
        return "more than additions since \(version): \(lines.prefix(3).joined(separator: ", "))\(lines.count > 3 ? ", …" : "")"
    }
}
