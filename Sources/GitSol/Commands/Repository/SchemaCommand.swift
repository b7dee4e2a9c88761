// git sol schema: the published forms of our JSON output.

internal import SolutionCore

extension Command {
    static let schema = Command(
        name: "schema", group: .help, summary: "print the JSON Schema of a command's JSON output",
        synopsis: ["[NAME]"],
        description: [
            "Prints the JSON Schema of what a command prints with `--json`. Without NAME, lists the schemas.",
            "The name stands in the output itself: `\"format\": \"git-sol.ls/1\"` is the schema `ls`, in its first version. "
                + "A version only ever gains fields; what changes otherwise is a new version.",
        ],
        positionals: [
            Positional(name: "NAME", count: .optional, completion: .schema, summary: "the schema to print")
        ],
        examples: [Example(purpose: "The form of what 'git sol ls --json' prints", line: "git sol schema ls")],
        run: SchemaCommand.run)
}

enum SchemaCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        guard let name = arguments.positionals.first else {
            let width = Schema.all.map(\.name.count).max() ?? 0
            for schema in Schema.all {
                world.out.write("\(Shown(schema.name).padded(to: width + 3))\(schema.summary)\n")
            }
            return .done
        }
        guard let schema = Schema.named(name) else {
            let hint = Suggestion.hint(for: name, among: Schema.all.map(\.name))
            throw CommandError("there is no schema '\(name)'", hints: [hint ?? "'git sol schema' lists them"])
        }
        world.out.write(Shown(ours: schema.text))
        return .done
    }
}
