// Help, manual and completions: nothing is missing, and the programs that read them take them.

import Bindings
import TestSupport
import Testing

@testable import GitSol

extension Command: CustomTestStringConvertible {
    public var testDescription: String { name }
}

@Suite struct HelpTests {
    @Test(arguments: Commands.all)
    func everythingIsExplained(_ command: Command) {
        #expect(!command.summary.isEmpty && command.summary.first?.isLowercase == true && !command.summary.hasSuffix("."))
        #expect(command.summary.count <= 70)
        #expect(!command.description.isEmpty)
        #expect(command.isHidden || !command.examples.isEmpty, "an example is missing")
        for flag in command.allFlags {
            #expect(flag.summary.first?.isUppercase == false && !flag.summary.hasSuffix("."), "--\(flag.long)")
            for paragraph in flag.detail { #expect(paragraph.hasSuffix("."), "--\(flag.long)") }
        }
        for paragraph in command.description { #expect(paragraph.hasSuffix(".") || paragraph.hasSuffix(":")) }
    }

    @Test(arguments: Commands.all)
    func namesAreGivenOnce(_ command: Command) {
        let long = command.allFlags.flatMap(\.spellings).map(\.name)
        #expect(Set(long).count == long.count)
        let short = command.allFlags.compactMap(\.short)
        #expect(Set(short).count == short.count)
        let slash = command.allFlags.flatMap(\.slashNames).map { $0.lowercased() }
        #expect(Set(slash).count == slash.count)
    }

    /// Only the last positional may swallow any number.
    @Test(arguments: Commands.all)
    func positionalsMakeSense(_ command: Command) {
        for positional in command.positionals.dropLast() {
            #expect(positional.count == .one || positional.count == .optional)
        }
    }

    @Test func commandsAreNamedOnce() {
        #expect(Set(Commands.all.map(\.name)).count == Commands.all.count)
        #expect(Set(Topic.all.map(\.name)).isDisjoint(with: Commands.all.map(\.name)))
    }

    @Test(arguments: [40, 80, 200])
    func nothingIsWiderThanTheScreen(width: Int) {
        for command in Commands.visible {
            let page = HelpPage.command(command, .long)
            // Examples are lines to copy, and a single word cannot be broken.
            for line in HelpText.render(page, width: width).split(separator: "\n")
            where !line.contains("$ ") && line.split(separator: " ").count > 1 {
                #expect(line.count <= min(max(width, 48), HelpText.widest + 8), "\(command.name): \(line)")
            }
        }
    }

    @Test func pagesLookLikeThis() throws {
        try Golden.expect(HelpText.render(HelpPage.command(.version, .short), width: 80), is: "help-version-short.txt")
        try Golden.expect(HelpText.render(HelpPage.command(.version, .long), width: 80), is: "help-version-long.txt")
        try Golden.expect(HelpText.render(HelpPage.command(.pack, .short), width: 80), is: "help-pack-short.txt")
        try Golden.expect(Manual.page(of: .version), is: "git-sol-version.1")
    }

    @Test func everyCommandHasAManualPage() {
        let names = Manual.pages.map(\.name)
        #expect(names == ["git-sol.1"] + Commands.visible.map { "git-sol-\($0.name).1" })
        for page in Manual.pages {
            for section in ["NAME", "SYNOPSIS", "EXAMPLES", "SEE ALSO"] where page.name != "git-sol.1" || section != "EXAMPLES" {
                #expect(page.text.contains(".SH \"\(section)\""))
            }
            let isWhole = page.text.split(separator: "\n").allSatisfy { line in
                !line.hasPrefix("'") && (!line.hasPrefix(".") || line.dropFirst().first?.isLetter == true)
            }
            #expect(isWhole, "\(page.name)")
        }
    }

    @Test func manReadsThePagesWithoutComplaint() throws {
        guard (try? Process.run(["man", "--version"])) != nil else { return }
        let directory = TemporaryDirectory()
        for page in Manual.pages {
            let path = try directory.write(page.text, to: page.name)
            let run = try Process.run(["man", "--warnings", "-l", path], environment: Environment(BuiltProgram.environment()))
            #expect(run.end == .exited(0))
            #expect(String(decoding: run.errors, as: UTF8.self) == "", "\(page.name)")
        }
    }

    @Test func bashTakesItsCompletion() throws {
        let run = try Process.run(["bash", "-n"], input: .bytes(Array(BashCompletion.script.utf8)))
        #expect(run.end == .exited(0) && run.errors.isEmpty)
    }

    @Test(arguments: [
        (["git-sol", "vers"], "version "), (["git", "sol", "vers"], "version "), (["git-sol", "version", "--bui"], "--build "),
        (["git", "-C", "x", "sol", "schema", "v"], "version "), (["git-sol", "version", "--color=ne"], "never "),
        (["git-sol", "--no-p"], "--no-pager "), (["git-sol", "-C", "x", "help", "exit"], "exit-codes "),
        (["git-sol", "generate", "m"], ""),
    ])
    func bashCompletes(words: [String], offered: String) throws {
        let list = words.map { "'\($0)'" }.joined(separator: " ")
        let script =
            BashCompletion.script + "\nwords=(\(list)) cword=\(words.count - 1) cur='\(words.last ?? "")'\n"
            + "_git_sol\nprintf %s \"${COMPREPLY[@]}\"\n"
        let run = try Process.run(["bash", "-s"], input: .bytes(Array(script.utf8)))
        #expect(String(decoding: run.output, as: UTF8.self) == offered)
    }

    /// Only where these shells are there.
    @Test(arguments: [("zsh", ZshCompletion.script), ("fish", FishCompletion.script)])
    func otherShellsTakeTheirs(shell: String, script: String) throws {
        let directory = TemporaryDirectory()
        let path = try directory.write(script, to: "completion")
        guard let run = try? Process.run([shell, "-n", path]) else { return }
        #expect(run.end == .exited(0) && run.errors.isEmpty)
    }
}
