// Completion for bash: for git-sol itself, and for `git sol` by way of git's own completion, which calls _git_sol.

internal import SolutionCore

enum BashCompletion {
    static var file: (name: String, text: String) { ("git-sol", script) }

    static var script: String {
        let commands = Commands.visible
        var text = """
            # bash completion for git sol. Made from the list of commands by 'git-sol generate completions'.

            # Offers the lines of its input that begin so, quoted where the shell would read more than a word in them: names of
            # branches and components are anybody's. A space comes behind each that does not go on.
            __git_sol_offer_lines ()
            {
                local line
                while IFS= read -r line; do
                    case "$line" in
                    "$1"*) ;;
                    *) continue ;;
                    esac
                    printf -v line %q "$line"
                    case "$line" in
                    *=|*/) COMPREPLY+=("$line") ;;
                    *) COMPREPLY+=("$line ") ;;
                    esac
                done
            }

            # Offers words of our own.
            __git_sol_offer ()
            {
                __git_sol_offer_lines "$2" <<< "${1// /$'\\n'}"
            }

            # Offers what may stand in a place of this kind. Nothing offered means files.
            __git_sol_offer_kind ()
            {
                local cur="$2"
                case "$1" in
                release|conflict|solution|address|revision)
                    __git_sol_offer_lines "$cur" < <(git-sol offer "$1" 2>/dev/null)
                    ;;
                snapshot)
                    __git_sol_offer_kind revision "$cur"
                    __git_sol_offer_kind zip "$cur"
                    ;;
                directory)
                    __git_sol_offer_lines "$cur" < <(compgen -d -S / -- "$cur")
                    ;;
                zip)
                    __git_sol_offer_lines "$cur" < <(compgen -f -X '!*.zip' -- "$cur"; compgen -d -S / -- "$cur")
                    ;;
                choices=*)
                    __git_sol_offer "${1#choices=}" "$cur"
                    ;;
                esac
            }

            # Which kind of value a flag of a command takes, a flag with `=` behind it where only that gives it one; fails for others.
            __git_sol_value_kind ()
            {
                case "$1 $2" in

            """
        for (name, flags) in [("-", GlobalFlag.all)] + commands.map({ ($0.name, $0.allFlags) }) {
            for flag in flags where flag.takesValue && !flag.isHidden {
                var isNeeded = false
                if case .required = flag.value { isNeeded = true }
                let spellings = flag.spellings.filter { !$0.isNegation }.map { "\"\(name) --\($0.name)\(isNeeded ? "" : "=")\"" }
                let short = isNeeded ? flag.short.map { ["\"\(name) -\($0)\""] } ?? [] : []
                text += "    \((spellings + short).joined(separator: "|"))) echo \"\(kind(flag.completion))\" ;;\n"
            }
        }
        text += """
                *) return 1 ;;
                esac
            }

            # Uses cur, words and cword of its caller, as functions for git's completion do.
            _git_sol ()
            {
                local index=1 count=0 command="" flag kind
                COMPREPLY=()
                if [ "${words[0]##*/}" != git-sol ]; then
                    while [ $index -lt $cword ] && [ "${words[index]}" != sol ]; do index=$((index + 1)); done
                    index=$((index + 1))
                fi
                while [ $index -lt $cword ]; do
                    case "${words[index]}" in
                    -C|-c|--git-dir|--work-tree) index=$((index + 1)) ;;
                    -*) ;;
                    *) command="${words[index]}"; break ;;
                    esac
                    index=$((index + 1))
                done
                flag="${words[cword-1]}"
                case "$cur" in
                --*=*)
                    if kind=$(__git_sol_value_kind "${command:--}" "${cur%%=*}" || __git_sol_value_kind "${command:--}" "${cur%%=*}="); then
                        __git_sol_offer_kind "$kind" "${cur#*=}"
                    fi
                    return
                    ;;
                esac
                if kind=$(__git_sol_value_kind "${command:--}" "$flag"); then
                    __git_sol_offer_kind "$kind" "$cur"
                    return
                fi
                # How many words that are no flags stand between the command and the cursor.
                while [ $((index += 1)) -lt $cword ]; do
                    case "${words[index]}" in
                    -*) if __git_sol_value_kind "$command" "${words[index]}" >/dev/null; then index=$((index + 1)); fi ;;
                    *) count=$((count + 1)) ;;
                    esac
                done
                case "$command" in
                "")
                    case "$cur" in
                    -*) __git_sol_offer "\(words(for: GlobalFlag.all))" "$cur" ;;
                    *) __git_sol_offer "\(commands.map(\.name).joined(separator: " "))" "$cur" ;;
                    esac
                    ;;

            """
        for command in commands {
            text += "    \(command.name))\n        case \"$cur\" in\n"
            text += "        -*) __git_sol_offer \"\(words(for: command.allFlags))\" \"$cur\" ;;\n"
            text += places(of: command)
            text += "        esac\n        ;;\n"
        }
        text += """
                esac
            }

            __git_sol_alone ()
            {
                local cur prev words cword
                if declare -F _get_comp_words_by_ref >/dev/null; then
                    _get_comp_words_by_ref -n =: cur prev words cword
                else
                    words=("${COMP_WORDS[@]}") cword=$COMP_CWORD cur="${COMP_WORDS[COMP_CWORD]}"
                fi
                _git_sol
            }

            complete -o bashdefault -o default -o nospace -F __git_sol_alone git-sol

            """
        return text
    }

    /// What is offered for each argument that is not a flag; the last line is for all that follow.
    private static func places(of command: Command) -> String {
        let last = command.positionals.count
        guard last > 0 else { return "" }
        var text = "        *)\n            case $count in\n"
        for index in 0...last {
            let kinds = command.completions(at: index).map { "__git_sol_offer_kind \"\(kind($0))\" \"$cur\"" }
            text += "            \(index == last ? "*" : String(index))) \((kinds.isEmpty ? [":"] : kinds).joined(separator: "; ")) ;;\n"
        }
        return text + "            esac\n            ;;\n"
    }

    /// The flags as words to offer.
    private static func words(for flags: [Flag]) -> String {
        var words: [String] = []
        for flag in flags where !flag.isHidden {
            if case .required = flag.value { words.append("--\(flag.long)=") } else { words.append("--\(flag.long)") }
            if flag.isNegatable { words.append("--no-\(flag.long)") }
        }
        return words.joined(separator: " ")
    }

    private static func kind(_ completion: Completion) -> String {
        switch completion {
        case .none: "none"
        case .file: "file"
        case .directory: "directory"
        case .zip: "zip"
        case .snapshot: "snapshot"
        case .choices, .command, .kind, .schema: "choices=" + completion.words.joined(separator: " ")
        case .address, .conflict, .release, .revision, .solution: completion.offer ?? ""
        }
    }
}
