// What bash, zsh and fish offer, asked of the shells themselves, where they are installed: addresses, kinds, solutions, tags and files.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

struct CompletionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let line: String
        /// Is offered, and what starts otherwise is not.
        let offered: [String]
        var testDescription: String { line }
    }

    static let cases = [
        Case(line: "git-sol vers", offered: ["version"]),
        Case(line: "git sol vers", offered: ["version"]),
        Case(line: "git-sol ls --kind rol", offered: ["role"]),
        Case(line: "git-sol ls --solution Con", offered: ["ContosoOrders"]),
        Case(line: "git-sol log --solution Con", offered: ["ContosoOrders"]),
        Case(line: "git-sol rm entity/contoso_order/attribute/contoso_to", offered: ["entity/contoso_order/attribute/contoso_total"]),
        Case(line: "git-sol blame HEAD optionset/c", offered: ["optionset/contoso_priority"]),
        Case(line: "git-sol blame optionset/c", offered: ["optionset/contoso_priority"]),
        Case(line: "git-sol ls -q --kind role HEAD optionset/c", offered: ["optionset/contoso_priority"]),
        Case(line: "git sol show HEAD optionset/c", offered: ["optionset/contoso_priority"]),
        Case(line: "git-sol tag --verify ContosoO", offered: ["ContosoOrders/v1.0.0.0"]),
        Case(line: "git-sol pack ContosoO", offered: ["ContosoOrders/v1.0.0.0"]),
        Case(line: "git sol merge top", offered: ["topic"]),
        Case(line: "git-sol unpack expo", offered: ["export.zip"]),
        Case(line: "git-sol diff topic expo", offered: ["export.zip"]),
        Case(line: "git-sol version --bump re", offered: ["revision"]),
        Case(line: "git-sol help addr", offered: ["addresses"]),
    ]

    /// A repository with a release, a branch and a zip in it.
    private static func place() throws -> ExampleRepository {
        let sample = try ImportRepository()
        let managed = [(ImportRepository.manifest, "<Managed>0", "<Managed>1")]
        let (u, m) = (try sample.export("u.zip"), try sample.export("m.zip", edits: managed, isManaged: true))
        let tag = try sample.sol(["tag", "-q", "--folder", "sol", "--unmanaged", u, "--managed", m])
        guard tag.status == 0 else { throw GitRun.Failure("\(tag)") }
        try sample.git("branch", "topic")
        try sample.repository.directory.write("", to: "export.zip")
        return sample.repository
    }

    private static func run(_ shell: [String], _ script: String, in directory: String) throws -> [String] {
        var environment = BuiltProgram.environment(home: directory + "/.git")
        environment["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
        environment["TERM"] = "dumb"
        let run = try Process.run(shell, environment: Environment(environment), directory: directory, input: .bytes(Array(script.utf8)))
        return String(decoding: run.output, as: UTF8.self).split(separator: "\n").map { line in
            String(line.split(separator: "\t").first ?? "").withoutTrailingBlanks
        }
    }

    private static func isThere(_ shell: String) -> Bool { (try? Process.run([shell, "-c", "exit 0"]))?.end == .exited(0) }

    @Test func bashOffers() throws {
        let place = try Self.place()
        for test in Self.cases {
            let words = test.line.split(separator: " ").map { "'\($0)'" }
            let script =
                BashCompletion.script + "\nwords=(\(words.joined(separator: " "))) cword=\(words.count - 1) cur=\(words.last ?? "")\n"
                + "_git_sol\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"
            #expect(try Self.run(["bash", "-s"], script, in: place.path) == test.offered, "\(test.line)")
        }
    }

    @Test func fishOffers() throws {
        guard Self.isThere("fish") else { return }
        let place = try Self.place()
        for file in FishCompletion.files { try place.directory.write(file.text, to: ".git/" + file.name) }
        // As fish does it, for git its own completion comes first.
        var script = "complete -C 'git ' >/dev/null\n"
        for file in FishCompletion.files { script += "source .git/\(file.name)\n" }
        for test in Self.cases { script += "complete -C '\(test.line)'\necho .\n" }
        let lines = try Self.run(["fish", "--no-config"], script, in: place.path)
        let answers = lines.split(separator: ".", omittingEmptySubsequences: false).map { Array($0) }
        #expect(answers.count == Self.cases.count + 1)
        for (test, answer) in zip(Self.cases, answers) { #expect(answer == test.offered, "\(test.line)") }
    }

    @Test func zshOffers() throws {
        guard Self.isThere("zsh") else { return }
        let place = try Self.place()
        try place.directory.write(ZshCompletion.script, to: ".git/functions/_git-sol")
        try place.directory.write(Self.zshAtTerminal, to: ".git/functions/setup")
        for test in Self.cases {
            let script = "setup=$PWD/.git/functions/setup\nline='\(test.line)'\n" + Self.zshAsking
            let answer = try Self.run(["zsh", "-f"], script, in: place.path)
            #expect(Set(exact: answer) == Set(exact: test.offered), "\(test.line): \(answer)")
        }
    }

    /// Types a line and a tab to a zsh at a terminal of its own, and prints what that says between two marks.
    private static let zshAsking = """
        zmodload zsh/zpty
        zpty z zsh -f -i
        zpty -w z "source $setup"
        repeat 20; do zpty -r z answer; [[ $answer == *ready* ]] && break; done
        zpty -w -n z "$line"$'\\t'
        inside=0
        while zpty -r z answer; do
            answer=${answer%%[$'\\r\\n']*}
            case $answer in
            *'<<<'*) inside=1 ;;
            *'>>>'*) break ;;
            *) (( inside )) && print -r -- $answer ;;
            esac
        done

        """

    /// What completion adds is printed, and not shown.
    private static let zshAtTerminal = """
        PROMPT=
        fpath=($PWD/.git/functions $fpath)
        autoload -Uz compinit
        compinit -D -u
        bindkey '^I' complete-word
        mark_start () { print; print '<<<' }
        mark_end () { print '>>>'; exit }
        compprefuncs=(mark_start)
        comppostfuncs=(mark_end)
        compadd () {
            local -a hits
            local word
            for word; do
                case $word in
                -O|-A|-D) builtin compadd "$@"; return ;;
                -|--) break ;;
                esac
            done
            builtin compadd -A hits "$@"
            for word in $hits; do print -r -- $IPREFIX$word; done
            builtin compadd "$@"
        }
        print ready

        """
}

extension String {
    fileprivate var withoutTrailingBlanks: String { String(reversed().drop { $0 == " " || $0 == "\r" }.reversed()) }
}
