// Completion for fish: rules for git-sol, and one rule for git that asks them about `git sol`.

internal import SolutionCore

enum FishCompletion {
    static var files: [(name: String, text: String)] { [("git-sol.fish", script), ("git-sol.conf.fish", ruleOfGit)] }

    /// fish reads `git-sol.fish` when it completes git-sol, and not for git: this it reads when it starts.
    static let ruleOfGit = """
        # 'git sol' in fish: its words are completed as those of git-sol. Made by 'git-sol generate completions'.

        function __git_sol_from_git
            set -l words (commandline -opc)
            set -l place (contains -i -- sol $words); or return
            set -l rest (string escape -- $words[(math $place + 1)..])
            complete -C "git-sol $rest "(commandline -ct)
        end

        complete -c git -f -n 'contains -- sol (commandline -opc)' -a '(__git_sol_from_git)'
        complete -c git -n 'test (count (commandline -opc)) -eq 1' -a sol -d 'Power Platform solutions'

        """

    static var script: String {
        var text = """
            # fish completion for git sol. Made from the list of commands by 'git-sol generate completions'.

            # Prints the command on the line, if there is one yet.
            function __git_sol_command
                set -l words (commandline -opc)
                set -l skip 0
                for word in $words[2..]
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
                            return
                    end
                end
            end

            function __git_sol_needs_command
                test -z "$(__git_sol_command)"
            end

            function __git_sol_using
                test "$(__git_sol_command)" = $argv[1]
            end

            function __git_sol_offer
                git-sol offer $argv[1] 2>/dev/null
            end


            """
        for flag in GlobalFlag.all where !flag.isHidden { text += rule("__git_sol_needs_command", flag) }
        for command in Commands.visible {
            text += "complete -c git-sol -f -n __git_sol_needs_command -a \(command.name) -d \(quoted(command.summary))\n"
            let condition = "__git_sol_using \(command.name)"
            for flag in command.allFlags where !flag.isHidden { text += rule(condition, flag) }
            for positional in command.positionals {
                let what = values(positional.completion)
                if !what.isEmpty { text += "complete -c git-sol -n \(quoted(condition)) \(what)\n" }
            }
        }
        return text
    }

    private static func rule(_ condition: String, _ flag: Flag) -> String {
        let start = "complete -c git-sol -n \(quoted(condition))"
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
        case .snapshot: "-F -a '(__git_sol_offer revision)'"
        case .address, .conflict, .release, .revision, .solution: "-f -a '(__git_sol_offer \(completion.offer ?? ""))'"
        case .choices, .command, .kind, .schema: "-f -a " + quoted(completion.words.joined(separator: " "))
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.unicodeScalars.reduce(into: "") { $0 += $1 == "'" || $1 == "\\" ? "\\" + String($1) : String($1) } + "'"
    }
}
