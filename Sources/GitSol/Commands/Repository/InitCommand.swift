// git sol init: a repository, new or existing, made ready for solutions.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let initialise = Command(
        name: "init", group: .repository, summary: "make a repository ready for solutions",
        synopsis: ["[--quiet] [DIR]"],
        description: [
            "Makes a git repository in DIR, or in the folder one stands in, unless that is in one already. Then does what `git sol install` does, and names in the repository's settings the folder of each solution that is there: `sol.NAME.folder`. Where the repository has remotes, `git fetch` then gets also what `git sol place` knows of them.",
            "`git sol import` asks these settings where a solution goes that is not there yet, and which one is meant where several folders hold it. Whatever was there stays; a second run changes only what has changed.",
            "This is optional: every command also works in a repository without it. `git sol uninstall` takes out what it has written.",
        ],
        flags: [.quiet],
        positionals: [
            Positional(name: "DIR", count: .optional, completion: .directory, summary: "where; else the folder one stands in")
        ],
        examples: [
            Example(
                purpose: "A new repository, and the first export in it",
                line: "git sol init contoso && cd contoso && git sol import --commit ~/Contoso.zip"),
            Example(purpose: "The repository that one has", line: "git sol init"),
        ],
        run: InitCommand.run)
}

enum InitCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let isQuiet = arguments.has(.quiet)
        if let directory = arguments.positionals.first {
            try Files.createDirectories(TrustedPath(trusting: directory))
            try Environment.change(directory: directory)
        }
        let known = try world.repositoryIfAny() == nil ? nil : world.openRepository(toWrite: true)
        if known == nil, let unreadable = world.unreadable { throw unreadable }
        if known == nil { try world.git.output(of: ["init", "--quiet"]) }
        let repository = try known ?? world.openRepository()
        let place = repository.workingDirectory ?? repository.gitDirectory
        if !isQuiet { world.out.write("\(known == nil ? "made" : "there already:") a repository in '\(place)'\n") }

        let solutions = try self.solutions(in: repository)
        guard let places = try InstallationPlaces(.local, of: repository) else { return .done }
        try InstallCommand.install(
            try Installation(places, repository: repository, solutions: solutions, sharesPlaces: true), of: repository, isQuiet: isQuiet,
            world)
        guard !isQuiet else { return .done }
        for solution in solutions {
            world.out.write(
                "solution \(solution.manifest.uniqueName) is in '\(solution.path.isEmpty ? "." : String(solution.path.dropLast()))'\n")
        }
        if solutions.isEmpty { world.out.write("no solution is in it yet: git sol import ZIP\n") }
        return .done
    }

    /// Those of the working tree; in a bare repository, those of its HEAD.
    private static func solutions(in repository: Repository) throws -> [SolutionPlace] {
        if let top = repository.workingDirectory { return try SolutionPlace.places(in: try FolderSnapshot(String(top.dropLast()))) }
        guard let commit = try repository.headCommit else { return [] }
        return try SolutionPlace.places(in: try RevisionSnapshot(commit.hex, in: repository))
    }
}
