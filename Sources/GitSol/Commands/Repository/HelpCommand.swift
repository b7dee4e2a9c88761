// git sol help: about a command or a topic.

internal import SolutionCore

extension Command {
    static let help = Command(
        name: "help", group: .help, summary: "explain a command or a topic", synopsis: ["[COMMAND | TOPIC]"],
        description: [
            "Explains a command or a topic in full. Without either, lists the commands and topics.",
            "The same text is in the manual: `git help sol`, `man git-sol-unpack`.",
        ],
        positionals: [
            Positional(
                name: "COMMAND", count: .optional, completion: .command, summary: "the command or topic to explain")
        ],
        examples: [Example(purpose: "What the exit statuses mean", line: "git sol help exit-codes")],
        usesPager: true, run: HelpCommand.run)
}

enum HelpCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let page: [HelpBlock]
        if let name = arguments.positionals.first {
            if let topic = Topic.named(name) {
                page = topic.page
            } else if let command = Commands.named(name) {
                page = HelpPage.command(command, .long)
            } else {
                let names = Commands.visible.map(\.name) + Topic.all.map(\.name)
                let hint = Suggestion.hint(for: name, among: names)
                throw CommandError(
                    "there is no command or topic '\(name)'", hints: [hint ?? "'git sol help' lists them"])
            }
        } else {
            page = HelpPage.overview(.long)
        }
        world.out.write(Shown(ours: HelpText.render(page, width: world.width)))
        return .done
    }
}
