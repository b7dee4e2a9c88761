// git sol doctor: finds what is wrong with the set-up, and says how to mend it.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let doctor = Command(
        name: "doctor", group: .repository, summary: "find what is wrong with the set-up, and how to mend it",
        synopsis: ["[--json]"],
        description: [
            "Checks what `git sol install` wrote for this repository, this worktree, you and the machine. Reports settings of others that override it, and files of solutions that git does not give to our drivers."
        ],
        flags: [.json],
        examples: [Example(purpose: "Why does git diff show lines?", line: "git sol doctor")],
        statuses: [(1, "Something is wrong.")],
        run: DoctorCommand.run)
}

enum DoctorCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.repositoryIfAny()
        var places: [InstallationPlaces] = []
        if let repository {
            for scope in [InstallationScope.worktree, .local] {
                if let found = try InstallationPlaces(scope, of: repository) { places.append(found) }
            }
        }
        for scope in [InstallationScope.global, .system] {
            if let found = try world.installationPlaces(scope) { places.append(found) }
        }
        var installed: [(scope: InstallationScope, title: String)] = []
        var findings: [Diagnosis] = []
        for place in places {
            let isRepository = place.scope == .local || place.scope == .worktree
            let installation = try Installation(place, repository: isRepository ? repository : nil)
            for item in installation.items where try item.status() != .absent { installed.append((place.scope, item.title)) }
            findings += try Diagnosis.of(installation)
        }
        if installed.isEmpty {
            findings.append(
                Diagnosis("not-installed", "git does not know git sol: it shows and merges lines", hint: "git sol install"))
        } else if let repository {
            findings += try Diagnosis.of(repository)
        }
        findings += ofEnvironment(world)
        if arguments.has(.json) { writeJSON(installed, findings, world) } else { write(installed, findings, world) }
        return findings.isEmpty ? .done : .findings
    }

    private static func ofEnvironment(_ world: World) -> [Diagnosis] {
        var found: [Diagnosis] = []
        if !world.findsProgram {
            found.append(
                Diagnosis(
                    "no-program", "git does not find 'git-sol', which is in no directory of PATH",
                    hint: "put its directory into PATH, or a link to it into one that is there"))
        }
        if world.environment["GIT_SOL"] == "0" {
            found.append(Diagnosis("switched-off", "GIT_SOL=0 is set: the drivers leave everything to git", hint: "unset GIT_SOL"))
        }
        return found
    }

    private static func write(
        _ installed: [(scope: InstallationScope, title: String)], _ findings: [Diagnosis], _ world: World
    ) {
        for (scope, title) in installed { world.out.write("\(scope.rawValue): \(title)\n") }
        for finding in findings {
            world.out.write(
                "\(world.paint("\(finding.code):", .yellow)) \(finding.message)\n    \(world.paint("\(finding.hint)", .cyan))\n")
        }
        if findings.isEmpty { world.out.write("nothing is wrong\n") }
    }

    private static func writeJSON(
        _ installed: [(scope: InstallationScope, title: String)], _ findings: [Diagnosis], _ world: World
    ) {
        JSONWriter.write("doctor", to: world.out) { writer in
            writer.array("installed") { writer in
                for (scope, title) in installed {
                    writer.object { writer in
                        writer.field("scope", scope.rawValue)
                        writer.field("what", title)
                    }
                }
            }
            writer.array("findings") { writer in
                for finding in findings {
                    writer.object { writer in
                        writer.field("code", finding.code)
                        writer.field("message", finding.message)
                        writer.field("hint", finding.hint)
                        writer.field("file", finding.file)
                    }
                }
            }
        }
    }
}
