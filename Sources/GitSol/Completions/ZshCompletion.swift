// Completion for zsh: for git-sol itself, and for `git sol`, for which zsh's completion of git calls the same function.

internal import SolutionCore

enum ZshCompletion {
    static var file: (name: String, text: String) { ("_git-sol", script) }

    static var script: String {
        let commands = Commands.visible
        var text = """
            #compdef git-sol
            #description \(HelpText.plain("Power Platform and Dynamics 365 solutions"))
            # Made from the list of commands by 'git-sol generate completions'.

            __git_sol_offer () {
              local -a offered
              offered=(${(f)"$(git-sol offer $1 2>/dev/null)"})
              compadd -a offered
            }

            __git_sol_zips () { _files -g '*.zip' }

            # What may stand in a place where several things can.
            __git_sol_any () {
              local ret=1 kind
              for kind; do
                case $kind in
                file) _files && ret=0 ;;
                directory) _files -/ && ret=0 ;;
                zip) __git_sol_zips && ret=0 ;;
                snapshot) __git_sol_offer revision && ret=0; _files && ret=0 ;;
                *) __git_sol_offer $kind && ret=0 ;;
                esac
              done
              return ret
            }

            _git-sol () {
              local curcontext="$curcontext" state line ret=1
              local -A opt_args
              _arguments -C \\

            """
        text += lines(for: GlobalFlag.all, indent: "    ")
        text += """
                '1:command:->command' \\
                '*::argument:->argument' && ret=0
              case $state in
              command)
                local -a commands
                commands=(

            """
        for command in commands { text += "      \(quoted(escaped(command.name) + ":" + command.summary))\n" }
        text += """
                )
                _describe -t commands 'git sol command' commands && ret=0
                ;;
              argument)
                curcontext="${curcontext%:*:*}:git-sol-$line[1]:"
                case $line[1] in

            """
        for command in commands {
            text += "    \(command.name))\n      _arguments -s \\\n" + lines(for: command.allFlags, indent: "        ")
            for (index, positional) in command.positionals.enumerated() {
                let place: String =
                    switch positional.count {
                    case .one: ":"
                    case .optional: "::"
                    case .any, .atLeastOne: "*:"
                    }
                text += "        " + quoted(place + positional.name + ":" + action(command.completions(at: index))) + " \\\n"
            }
            text += "        && ret=0\n      ;;\n"
        }
        text += """
                esac
                ;;
              esac
              return ret
            }

            _git-sol "$@"

            """
        return text
    }

    private static func lines(for flags: [Flag], indent: String) -> String {
        var text = ""
        for flag in flags where !flag.isHidden {
            let repeats = flag.isRepeatable ? "*" : ""
            var value = ""
            var equals = ""
            switch flag.value {
            case .none: break
            case .required(let name): (equals, value) = ("=", ":" + name + ":" + action([flag.completion]))
            case .optional(let name, _): (equals, value) = ("=-", "::" + name + ":" + action([flag.completion]))
            }
            let note = "[" + escaped(flag.summary) + "]"
            if let short = flag.short {
                text += indent + quoted("\(repeats)-\(short)\(flag.takesValue ? "+" : "")\(note)\(value)") + " \\\n"
            }
            text += indent + quoted("\(repeats)--\(flag.long)\(equals)\(note)\(value)") + " \\\n"
            if flag.isNegatable { text += indent + quoted("--no-\(flag.long)\(note)") + " \\\n" }
        }
        return text
    }

    private static func action(_ completions: [Completion]) -> String {
        if completions.count == 1, let words = completions.first?.words, !words.isEmpty { return "(" + words.joined(separator: " ") + ")" }
        let kinds = completions.compactMap { completion in
            switch completion {
            case .file: "file"
            case .directory: "directory"
            case .zip: "zip"
            case .snapshot: "snapshot"
            default: completion.offer
            }
        }
        // A blank in front: nothing is put between the words.
        return kinds.isEmpty ? " " : " __git_sol_any " + kinds.joined(separator: " ")
    }

    private static func escaped(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if "[]:\\".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) } + "'"
    }
}
