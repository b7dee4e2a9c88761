// Completion for fish: the same rules for git-sol and for `git sol`.

internal import SolutionCore

enum FishCompletion {
    static var file: (name: String, text: String) { ("git-sol.fish", script) }

    static var script: String {
        var text = """
            # fish completion for git sol. Made from the list of commands by 'git-sol generate completions'.

            # Prints the git sol command on the line, if there is one yet; fails where this is not git sol.
            function __git_sol_command
                set -l words (commandline -opc)
                set -l first (string replace -r '.*/' '' -- $words[1])
                set -e words[1]
                if test "$first" != git-sol
                    set -l place (contains -i -- sol $words); or return 1
                    set words $words[(math $place + 1)..-1]
                end
                set -l skip 0
                for word in $words
                    if test $skip = 1
                        set skip 0
                        continue
                    end
                    switch $word
                        case -C -c --git-dir --work-tree
                            set skip 1
                        case '-*'
                        case '*'
                            echo $word
                            return 0
                    end
                end
                return 0
            end

            function __git_sol_needs_command
                set -l command (__git_sol_command); or return 1
                test -z "$command"
            end

            function __git_sol_using
                set -l command (__git_sol_command); or return 1
                test "$command" = $argv[1]
            end

            function __git_sol_revisions
                echo HEAD
                git for-each-ref --format='%(refname:short)' 2>/dev/null
            end

            function __git_sol_addresses
                git-sol ls --addresses 2>/dev/null
            end

            complete -c git -n 'not contains sol (commandline -opc)' -a sol -d 'Power Platform solutions'

            for program in git git-sol

            """
        for flag in GlobalFlag.all where !flag.isHidden { text += rule("__git_sol_needs_command", flag) }
        for command in Commands.visible {
            text += "    complete -c $program -f -n __git_sol_needs_command -a \(command.name) -d \(quoted(command.summary))\n"
            let condition = "__git_sol_using \(command.name)"
            for flag in command.allFlags where !flag.isHidden { text += rule(condition, flag) }
            for positional in command.positionals {
                let what = values(positional.completion)
                if !what.isEmpty { text += "    complete -c $program -n \(quoted(condition)) \(what)\n" }
            }
        }
        return text + "end\n"
    }

    private static func rule(_ condition: String, _ flag: Flag) -> String {
        let start = "    complete -c $program -n \(quoted(condition))"
        var text = start + " -l \(flag.long)"
        if let short = flag.short { text += " -s \(short)" }
        if case .required = flag.value { text += " -r" }
        if flag.takesValue { text += " " + values(flag.completion) }
        text += " -d \(quoted(flag.summary))\n"
        if flag.isNegatable { text += start + " -l no-\(flag.long) -d \(quoted(flag.summary))\n" }
        return text
    }

    private static func values(_ completion: Completion) -> String {
        switch completion {
        case .none: ""
        case .file: "-F"
        case .directory: "-f -a '(__fish_complete_directories)'"
        case .zip: "-f -a '(__fish_complete_suffix .zip)'"
        case .revision: "-f -a '(__git_sol_revisions)'"
        case .address: "-f -a '(__git_sol_addresses)'"
        case .snapshot: "-F -a '(__git_sol_revisions)'"
        case .choices, .command, .schema: "-f -a " + quoted(completion.words.joined(separator: " "))
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\" + String($1) : String($1) } + "'"
    }
}
