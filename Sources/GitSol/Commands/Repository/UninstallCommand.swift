// git sol uninstall: the exact inverse of install.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let uninstall = Command(
        name: "uninstall", group: .repository, summary: "take out what git sol install put in",
        synopsis: ["[--local | --global | --system | --worktree] [--dry-run]"],
        description: [
            "Takes out of git's files what `git sol install` with the same flag has written there, and nothing else. Git then shows and merges lines again."
        ],
        flags: [
            InstallCommand.local, InstallCommand.global, InstallCommand.system, InstallCommand.worktree, .dryRun, .quiet,
        ],
        examples: [Example(purpose: "Back to plain git in this repository", line: "git sol uninstall")],
        run: UninstallCommand.run)
}

enum UninstallCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let (installation, repository) = try world.installation(arguments)
        let isDry = arguments.has(.dryRun)
        for item in installation.items.reversed() {
            let isThere = try item.status() != .absent
            if !isDry { _ = try item.uninstall() }
            let words = !isThere ? "not there: " : isDry ? "would take out " : "took out "
            if !arguments.has(.quiet) { world.out.write("\(words)\(item.title)\n") }
        }
        if let repository, !isDry { try Installation.forgetCache(of: repository) }
        return .done
    }
}
