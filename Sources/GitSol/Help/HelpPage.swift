// What help says of a command and of the whole program, as blocks.

internal import SolutionCore

enum HelpPage {
    static func command(_ command: Command, _ extent: Arguments.Help) -> [HelpBlock] {
        var blocks: [HelpBlock] = [.usage(synopses(of: command))]
        let flags = command.allFlags.filter { !$0.isHidden }
        guard extent == .long else {
            blocks.append(.paragraph(sentence(command.summary)))
            blocks.append(.terms(flags.map { ($0.usage, [$0.summary]) }))
            return blocks
        }
        blocks.append(.paragraph(sentence(command.summary)))
        blocks.append(.heading("Description"))
        blocks += command.description.map { .paragraph($0) }
        if !command.positionals.isEmpty {
            blocks.append(.heading("Arguments"))
            blocks.append(.terms(command.positionals.map { ($0.name, [sentence($0.summary)]) }))
        }
        blocks.append(.heading("Options"))
        blocks.append(.terms(flags.map { ($0.usage, [sentence($0.summary)] + $0.detail + names(of: $0)) }))
        if !command.examples.isEmpty {
            blocks.append(.heading("Examples"))
            blocks += command.examples.map { .example(purpose: $0.purpose, line: $0.line) }
        }
        blocks.append(.heading("Exit status"))
        blocks.append(statuses(of: command))
        return blocks
    }

    static func overview(_ extent: Arguments.Help) -> [HelpBlock] {
        var blocks: [HelpBlock] = [.usage(["[<options>] COMMAND [<arguments>]"])]
        blocks.append(.paragraph("Power Platform and Dynamics 365 solutions at home in git."))
        if extent == .long {
            blocks.append(.heading("Description"))
            blocks.append(
                .paragraph(
                    "`git sol` moves solutions between packages, folders and git, shows what changed in the words of those "
                        + "who made them, merges them component by component, and releases them so that both packages can be "
                        + "built again from a tag."))
            blocks.append(
                .paragraph(
                    "Wherever a command takes a solution, that is a folder, a package (zip) or a revision of the "
                        + "repository. No command needs a connection to an environment."))
        }
        for group in CommandGroup.allCases {
            let commands = Commands.visible.filter { $0.group == group }
            guard !commands.isEmpty else { continue }
            blocks.append(.heading(group.rawValue))
            blocks.append(.terms(commands.map { ($0.name, [$0.summary]) }))
        }
        if extent == .long {
            blocks.append(.heading("Options before the command"))
            blocks.append(.terms(GlobalFlag.all.map { ($0.usage, [sentence($0.summary)] + $0.detail) }))
            blocks.append(.heading("Topics"))
            blocks.append(.terms(Topic.all.map { ($0.name, [$0.summary]) }))
        }
        blocks.append(
            .paragraph(
                "`git sol help COMMAND` explains a command, `git sol help TOPIC` a topic: "
                    + Topic.all.map(\.name).joined(separator: ", ") + "."))
        return blocks
    }

    static func synopses(of command: Command) -> [String] {
        let forms = command.synopsis.isEmpty ? [""] : command.synopsis
        return forms.map { $0.isEmpty ? command.name : command.name + " " + $0 }
    }

    static func statuses(of command: Command) -> HelpBlock {
        var meanings: [(code: Int32, meaning: String)] = [(0, "done"), (2, "it could not be done")]
        for special in command.statuses {
            meanings.removeAll { $0.code == special.code }
            meanings.append(special)
        }
        meanings.sort { $0.code < $1.code }
        return .terms(meanings.map { (String($0.code), [sentence($0.meaning)]) })
    }

    /// The further names of a flag, as a paragraph.
    private static func names(of flag: Flag) -> [String] {
        let names = flag.aliases.map { "`--\($0)`" } + flag.slashNames.map { "`/\($0)`" }
        return names.isEmpty ? [] : ["Also written " + names.joined(separator: ", ") + "."]
    }

    /// A summary with a capital and a full stop.
    static func sentence(_ text: String) -> String {
        let ending = text.hasSuffix(".") || text.hasSuffix("?") ? "" : "."
        guard text.beginsSmall else { return text + ending }
        return text.prefix(1).uppercased() + text.dropFirst() + ending
    }
}
