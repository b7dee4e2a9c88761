// git sol install: makes git show and merge solutions in components.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let install = Command(
        name: "install", group: .repository, summary: "make git itself show and merge solutions in components",
        synopsis: ["[--local | --global | --system | --worktree] [--no-textconv] [--dry-run]"],
        description: [
            "Sets up a diff driver, so that `git diff`, `git log -p`, `git show`, `git blame` and `git difftool -t sol` show components, and a merge driver, and gives them the files of solutions. `git sol uninstall` leaves every file as it was, byte for byte.",
            "The driver has a `command` for `git diff`, which prints what `git sol diff` would, and a `textconv` for all else, which prints a file as lines that git compares, cached. What must be exact to the byte, such as `git add -p`, `git format-patch` and `git apply`, does not go through them; for a patch to apply write `git diff --no-ext-diff --no-textconv`.",
            "Git keeps the lines of each file that it has shown as notes in `refs/notes/textconv/sol`; `git sol uninstall` removes them. Git shows all references with `git log --all`: `git log --exclude='refs/notes/*' --all` leaves notes out. With `--no-textconv` there are none: then `git log -p` and its like compare the files themselves.",
            "Hooks of others stay and run after ours. `git lfs install` writes none where a hook is there already: run it first, or add the lines that `git lfs update --manual` prints.",
            "Drivers and attributes that somebody else has set stay as they are and are named. Where the program is gone, git works as if nothing had been installed.",
        ],
        flags: [
            InstallCommand.local, InstallCommand.global, InstallCommand.system, InstallCommand.worktree, InstallCommand.textconv, .dryRun,
            .quiet,
        ],
        examples: [
            Example(purpose: "For the repository one stands in", line: "git sol install"),
            Example(purpose: "For all of one's repositories", line: "git sol install --global"),
        ],
        run: InstallCommand.run)
}

enum InstallCommand {
    static let local = Flag(long: "local", summary: "for this repository; the default")
    static let global = Flag(long: "global", summary: "for all repositories of yours")
    static let system = Flag(long: "system", summary: "for everybody on this machine")
    static let worktree = Flag(
        long: "worktree", summary: "for this worktree only, where the setting extensions.worktreeConfig is on")

    static let textconv = Flag(
        long: "textconv", isNegatable: true, summary: "let git make lines of a file, the default; --no-textconv leaves that out")

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let (installation, repository) = try world.installation(arguments)
        if repository != nil { _ = try world.openRepository(toWrite: !arguments.has(.dryRun)) }
        try install(installation, of: repository, isDry: arguments.has(.dryRun), isQuiet: arguments.has(.quiet), world)
        return .done
    }

    /// Puts everything in place and tells it.
    static func install(
        _ installation: Installation, of repository: Repository?, isDry: Bool = false, isQuiet: Bool, _ world: World
    ) throws {
        for item in installation.items {
            for obstacle in item.obstacles { world.warn("\(obstacle)") }
            let isDone = try item.install(isDry: isDry) == .done
            // What was left to others is not there, and nothing to do either.
            if try !isDone && item.status() != .installed { continue }
            let words = !isDone ? "there already: " : isDry ? "would write " : "wrote "
            if !isQuiet { world.out.write("\(words)\(item.title)\n") }
        }
        if let repository, !isDry { try Installation.forgetCache(of: repository) }
        if !world.findsProgram {
            world.warn(
                "git will not find 'git-sol', which is in no directory of PATH",
                hints: ["until it is, git works as if nothing had been installed"])
        }
    }
}

extension World {
    /// What the flags name. A repository is opened where the scope is about one.
    func installation(_ arguments: Arguments) throws -> (Installation, Repository?) {
        let scopes: [(Flag, InstallationScope)] = [
            (InstallCommand.local, .local), (InstallCommand.global, .global), (InstallCommand.system, .system),
            (InstallCommand.worktree, .worktree),
        ]
        let asked = scopes.filter { arguments.has($0.0) }
        guard asked.count < 2 else {
            throw UsageError(message: "\(asked[0].0.quoted) and \(asked[1].0.quoted) exclude each other")
        }
        let scope = asked.first?.1 ?? .local
        let hasTextconv = arguments.choice(InstallCommand.textconv) ?? true
        guard scope == .local || scope == .worktree else {
            guard let places = try installationPlaces(scope) else {
                throw CommandError("there is no place for your settings", hints: ["set HOME, or GIT_CONFIG_GLOBAL to a file"])
            }
            return (try Installation(places, repository: nil, hasTextconv: hasTextconv), nil)
        }
        let repository = try openRepository()
        guard let places = try InstallationPlaces(scope, of: repository) else {
            throw CommandError(
                "this repository keeps no settings for single worktrees",
                hints: ["'git config extensions.worktreeConfig true' makes it do so; or install for all of them with --local"])
        }
        return (try Installation(places, repository: repository, hasTextconv: hasTextconv), repository)
    }

    /// The files of a scope that needs no repository; nil where a person has none.
    func installationPlaces(_ scope: InstallationScope) throws -> InstallationPlaces? {
        scope == .system ? .system(environment) : try .global(environment)
    }

    /// Whether a shell that git starts finds the program.
    var findsProgram: Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains { Files.isExecutable($0 + "/git-sol") }
    }
}
