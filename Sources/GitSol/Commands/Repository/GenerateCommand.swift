// git sol generate: writes manual pages and completions for 'make install'. Hidden.

internal import Bindings
internal import SolutionCore

extension Command {
    static let generate = Command(
        name: "generate", group: .help, summary: "write the manual pages or the shells' completions",
        synopsis: ["man DIR", "completions DIR"],
        description: ["Writes the files that `make install` puts in place, and prints their names."],
        positionals: [
            Positional(name: "WHAT", completion: .choices(["man", "completions"]), summary: "what to write"),
            Positional(name: "DIR", completion: .directory, summary: "the directory to write to"),
        ],
        isHidden: true, run: GenerateCommand.run)
}

enum GenerateCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let directory = arguments.positionals[1]
        let files: [(name: String, text: String)]
        switch arguments.positionals[0] {
        case "man": files = Manual.pages
        case "completions": files = [BashCompletion.file, ZshCompletion.file] + FishCompletion.files
        case let other: throw CommandError("'\(other)' is neither 'man' nor 'completions'")
        }
        try Files.createDirectories(TrustedPath(trusting: directory))
        for file in files {
            try Files.write(Array(file.text.utf8), to: TrustedPath(trusting: directory + "/" + file.name))
            world.out.write("\(file.name)\n")
        }
        return .done
    }
}
