// git sol version: which version of the program this is.

internal import Bindings

extension Command {
    static let version = Command(
        name: "version", group: .help, summary: "print the version of git sol", synopsis: ["[--build] [--json]"],
        description: [
            "Prints the version of the program.",
            "With `--build` also those of the libraries it runs with. Please add that to a report of a fault.",
        ],
        flags: [VersionCommand.build, .json],
        examples: [Example(purpose: "What to put into a report of a fault", line: "git sol version --build")],
        run: VersionCommand.run)
}

enum VersionCommand {
    static let build = Flag(long: "build", summary: "also print the versions of the libraries")

    static func run(_ arguments: Arguments, in world: World) -> ExitStatus {
        let libraries = arguments.has(build) ? LibraryVersions.all : []
        guard !arguments.has(.json) else {
            JSONWriter.write("version", to: world.out) { writer in
                writer.field("version", Program.version)
                writer.object("libraries") { writer in
                    for library in libraries { writer.field(library.name, library.version) }
                }
            }
            return .done
        }
        world.out.write("git-sol version \(Program.version)\n")
        for library in libraries { world.out.write("\(library.name) \(library.version)\n") }
        return .done
    }
}
