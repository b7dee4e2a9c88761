// The README and the pages of docs/: what they show is typed and compared, and what they name is there.

import Bindings
import SolutionCore
import TestSupport
import Testing

@testable import GitSol

extension Page: CustomTestStringConvertible {
    var testDescription: String { path }
}

struct PageTests {
    static let pages: [Page] = {
        let docs = ((try? Walk.list(Page.top + "/docs/", details: false)) ?? []).map(\.path).filter { $0.hasSuffix(".md") }.sorted()
        return (["README.md"] + docs.map { "docs/" + $0 }).compactMap { try? Page($0) }
    }()

    /// For people to read, and not made by a command.
    static let guides = pages.filter { $0.path != "docs/situations.md" }

    @Test func theyAreThere() {
        let names = [
            "README", "docs/adopting", "docs/backing-out", "docs/branching", "docs/ci", "docs/questions", "docs/releasing",
            "docs/resolving", "docs/reviewing", "docs/situations",
        ]
        #expect(Self.pages.map(\.path) == names.map { $0 + ".md" })
    }

    /// In one folder from top to bottom; each line in a shell of its own, in the folder in which the one before ended.
    @Test(arguments: guides)
    func whatIsShownIsTrue(_ page: Page) throws {
        let directory = TemporaryDirectory()
        var environment = GitRun.environment(home: directory.path)
        environment.variables["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
        environment.variables["LC_ALL"] = "C.UTF-8"
        environment.variables["EXAMPLES"] = Page.top + "/Examples"
        environment.variables["COLUMNS"] = "120"
        let place = directory.path + "/.place"
        try directory.write(directory.path + "/work\n", to: ".place")
        try Files.createDirectories(directory.path + "/work")
        for step in page.steps {
            let (script, shown): (String, [String]) =
                switch step {
                case .setUp(let lines): ("set -e\n" + lines, [])
                case .command(let line, let shown): (line, shown)
                }
            let whole = "exec 2>&1; trap 'pwd >\(place)' EXIT\n" + script + "\n"
            let here = String(decoding: try Files.read(place), as: UTF8.self)
            let run = try Process.run(["bash", "-c", whole], environment: environment, directory: String(here.dropLast()))
            let output = String(decoding: run.output, as: UTF8.self)
            // Conflicts, findings and differences end with 1.
            var ends: [ProcessEnd] = [.exited(0)]
            if case .command = step { ends += shown.contains { $0.hasPrefix("error: ") } ? [.exited(2)] : [.exited(1)] }
            guard ends.contains(run.end) else {
                Issue.record("'\(script)' ended with \(run.end): \(output)")
                return
            }
            var wanted = shown[...]
            while wanted.last == "" { wanted.removeLast() }
            guard !wanted.isEmpty else { continue }
            var lines = output.split(separator: "\n", omittingEmptySubsequences: false)
            if lines.last == "" { lines.removeLast() }
            #expect(Page.isShown(lines[...], as: wanted), "'\(script)' prints:\n\(output)")
        }
    }

    @Test(arguments: guides)
    func everyLineToTypeIsRun(_ page: Page) {
        #expect(page.unproven == [], "write ```console, so that a test runs it")
    }

    @Test func dotsStandForWhatDiffers() {
        func isShown(_ text: String, as pattern: String) -> Bool {
            Page.isShown(text.split(separator: "\n")[...], as: pattern.split(separator: "\n").map(String.init)[...])
        }
        for (text, pattern) in [("a b c", "a … c"), ("a\nb\nc", "a\n…\nc"), ("a\nb", "a\nb\n…"), ("x1y1z", "x…1z"), ("a\nb", "…")] {
            #expect(isShown(text, as: pattern), "\(pattern)")
        }
        for (text, pattern) in [("a b", "a … c"), ("a\nb", "a"), ("a", "a\nb"), ("a\nb", "…\na"), ("ab", "a")] {
            #expect(!isShown(text, as: pattern), "\(pattern)")
        }
    }

    @Test func thePictureIsTrue() throws {
        let run = try Process.run([Page.top + "/Tools/picture", BuiltProgram.path])
        #expect(run.end == .exited(0), "\(String(decoding: run.errors, as: UTF8.self))")
        let (kept, made) = (try Files.read(Page.top + "/docs/picture.svg"), run.output)
        let difference = kept == made ? "" : Golden.difference(String(decoding: kept, as: UTF8.self), String(decoding: made, as: UTF8.self))
        #expect(difference == "", "make picture writes it anew")
    }

    // MARK: - Names

    /// Flags of other programs, which the pages name alone.
    private static let others: Set<String> = ["--no-verify", "--no-ext-diff", "--no-textconv", "--filter", "--depth"]

    /// The commands of ours in a line, with their flags.
    private static func calls(in line: String) -> [(command: String, flags: [String])] {
        line.split(separator: "git sol ", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            let words = rest.split(separator: " ")
            let own = words.prefix { !["|", "&&", ";", "#", ">", "||"].contains($0) && !$0.hasPrefix("#") && !$0.hasPrefix("`") }
            // A space stands behind the words 'git sol' in a sentence too; a command is a word of letters.
            guard let name = own.first.map({ String($0.prefix { $0.isLetter || $0 == "-" }) }), !name.isEmpty else { return nil }
            let flags = own.dropFirst().map { $0.drop { $0 == "[" || $0 == "(" } }.filter { $0.hasPrefix("-") }
            return (name, flags.map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "-" }) }.filter { $0 != "-" && $0 != "--" })
        }
    }

    private static func flags(of command: Command) -> Set<String> {
        Set(command.allFlags.flatMap(\.spellings).map { "--" + $0.name } + command.allFlags.compactMap(\.short).map { "-\($0)" })
    }

    @Test(arguments: guides)
    func whatIsNamedIsThere(_ page: Page) {
        let all = Commands.all.map(Self.flags).reduce(into: Self.others) { $0.formUnion($1) }
        for line in page.code {
            for call in Self.calls(in: line) where !call.command.hasPrefix("-") {
                guard let command = Commands.named(call.command) else {
                    Issue.record("\(page.path): there is no command '\(call.command)': \(line)")
                    continue
                }
                for flag in call.flags { #expect(Self.flags(of: command).contains(flag), "\(line)") }
            }
            if line.hasPrefix("--") { #expect(all.contains(String(line.prefix { $0.isLetter || $0.isNumber || $0 == "-" })), "\(line)") }
        }
    }

    @Test func everyCommandIsInTheReadme() throws {
        let readme = try Page("README.md")
        let named = Set(readme.code.flatMap(Self.calls).map(\.command))
        for command in Commands.visible { #expect(named.contains(command.name), "\(command.name)") }
    }

    @Test func linksLeadSomewhere() throws {
        for page in Self.pages {
            for link in page.links where !link.hasPrefix("https://") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let folder = page.path.hasPrefix("docs/") ? "docs/" : ""
                let target = parts[0].isEmpty ? page.path : parts[0].hasPrefix("../") ? String(parts[0].dropFirst(3)) : folder + parts[0]
                #expect(Files.exists(Page.top + "/" + target), "\(page.path): \(link)")
                if parts.count > 1 { #expect(try Page(target).headings.contains(parts[1]), "\(page.path): \(link)") }
            }
        }
    }

    @Test func pagesAreShort() {
        for page in Self.guides {
            #expect(page.lineCount <= (page.path == "README.md" ? 300 : 120), "\(page.path): \(page.lineCount) lines")
        }
    }
}
