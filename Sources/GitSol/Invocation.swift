// What a whole command line asks for: help, the version, or a command with its arguments. Nothing is opened to find out.

internal import Bindings
internal import SolutionCore

struct Invocation {
    enum Request {
        case overview(Arguments.Help)
        case version
        case help(Command, Arguments.Help)
        case run(Command, Arguments)
    }

    /// What stood before the command.
    let global: Arguments
    let request: Request

    init(
        _ words: [String], commands: [Command] = Commands.all, read: (String) throws -> [UInt8] = Files.read
    ) throws {
        let (global, used) = try Parser(flags: GlobalFlag.all, stopsAtFirstPositional: true).parse(words)
        self.global = global
        if let help = global.help {
            request = .overview(help)
            return
        }
        if global.has(GlobalFlag.version) {
            request = .version
            return
        }
        var rest = Array(words[used...])
        guard let first = rest.first else {
            request = .overview(.short)
            return
        }
        let command: Command
        if first.hasPrefix("/") || first.hasPrefix("@") {
            rest = try ResponseFile.expand(rest, read: read)
            command = try Self.takeAction(from: &rest, commands)
        } else {
            command = try Self.command(named: first, commands)
            rest.removeFirst()
            if let action = command.slashAction {
                // Only what a person typed first names a file of words: `@~1` is a revision, and a clone may have a file of that name.
                let asked = Self.action(in: &rest)
                if let asked, asked.lowercased() != action.lowercased() {
                    throw UsageError(message: "'/action:\(asked)' does not go with 'git sol \(command.name)'")
                }
            }
        }
        do {
            let parser = Parser(flags: command.allFlags, acceptsSlashSwitches: command.acceptsSlashSwitches)
            let arguments = try parser.parse(rest).arguments
            if let help = arguments.help {
                request = .help(command, help)
                return
            }
            try Self.checkCount(of: arguments.positionals, for: command)
            request = .run(command, arguments)
        } catch {
            throw UsageError(message: error.message, hints: error.hints + ["see 'git sol \(command.name) -h'"])
        }
    }

    func run(in world: World) throws -> ExitStatus {
        world.global = global
        switch request {
        case .version:
            world.out.write("git-sol version \(Program.version)\n")
            return .done
        case .overview(let help):
            world.out.write(Shown(ours: HelpText.render(HelpPage.overview(help), width: world.width)))
            return .done
        case .help(let command, let help):
            world.out.write(Shown(ours: HelpText.render(HelpPage.command(command, help), width: world.width)))
            return .done
        case .run(let command, let arguments):
            try world.enterDirectories()
            if let choice = arguments.choice(.color) {
                world.colorWish = choice ? arguments.value(.color) : "never"
            }
            world.showsProgress(arguments.choice(.progress) ?? !arguments.has(.quiet))
            if command.usesPager || global.has(GlobalFlag.paginate) { world.startPager() }
            return try command.run(arguments, world)
        }
    }

    private static func command(named name: String, _ commands: [Command]) throws(UsageError) -> Command {
        if let command = commands.first(where: { $0.name == name }) { return command }
        let hint = Suggestion.hint(for: name, among: commands.filter { !$0.isHidden }.map(\.name))
        throw UsageError(
            message: "'\(name)' is not a git sol command", hints: [hint ?? "see 'git sol -h' for the commands"])
    }

    /// The command that `/action:` means; the switch is taken out.
    private static func takeAction(from words: inout [String], _ commands: [Command]) throws(UsageError) -> Command {
        guard let action = action(in: &words) else {
            throw UsageError(
                message: "'\(words.first ?? "")' is not a git sol command",
                hints: ["SolutionPackager's switches need '/action:Extract' or '/action:Pack'"])
        }
        guard let command = commands.first(where: { $0.slashAction?.lowercased() == action.lowercased() }) else {
            throw UsageError(
                message: "'/action:\(action)' is not known", hints: ["it is '/action:Extract' or '/action:Pack'"])
        }
        return command
    }

    private static func action(in words: inout [String]) -> String? {
        for (index, word) in words.enumerated() {
            for prefix in ["/action:", "/a:"] where word.lowercased().hasPrefix(prefix) {
                words.remove(at: index)
                return String(word.dropFirst(prefix.count))
            }
        }
        return nil
    }

    private static func checkCount(of words: [String], for command: Command) throws(UsageError) {
        var least = 0
        var most = 0
        for positional in command.positionals {
            switch positional.count {
            case .one: (least, most) = (least + 1, most == .max ? .max : most + 1)
            case .optional: most = most == .max ? .max : most + 1
            case .any: most = .max
            case .atLeastOne: (least, most) = (least + 1, .max)
            }
        }
        // With SolutionPackager's switches the command itself says what is missing.
        if words.count < least, !command.acceptsSlashSwitches {
            let needed = command.positionals.filter { $0.count == .one || $0.count == .atLeastOne }
            throw UsageError(message: "\(needed[min(words.count, needed.count - 1)].name) is missing")
        }
        if words.count > most {
            throw UsageError(message: "unexpected argument '\(words[most])'")
        }
    }
}
