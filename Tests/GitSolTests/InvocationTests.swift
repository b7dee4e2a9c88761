// Whole command lines: what stands before the command, SolutionPackager's switches, how many arguments there may be.

import Testing

@testable import GitSol

private let zip = Flag(
    long: "zipfile", short: "z", value: .required("ZIP"), completion: .zip, slashNames: ["zipfile", "z"], summary: "x")

private func command(_ name: String, _ positionals: [Positional], action: String? = nil) -> Command {
    Command(
        name: name, group: .package, summary: "x", description: ["X."], flags: [zip], positionals: positionals,
        slashAction: action, run: { _, _ in .done })
}

private let commands = [
    command("unpack", [Positional(name: "ZIP", count: .one, summary: "x")], action: "Extract"),
    command("pack", [Positional(name: "DIR", count: .optional, summary: "x")], action: "Pack"),
    command("copy", [Positional(name: "A", summary: "x"), Positional(name: "B", count: .atLeastOne, summary: "x")]),
]

private func meaning(_ words: String) -> String {
    let files = ["answers": "# what to do\n/action:Pack\n/z:\"a b\""]
    do {
        let invocation = try Invocation(words.split(separator: " ").map(String.init), commands: commands) {
            Array((files[$0] ?? "").utf8)
        }
        switch invocation.request {
        case .overview(let help): return "overview \(help)"
        case .version: return "version"
        case .help(let command, let help): return "\(help) help of \(command.name)"
        case .run(let command, let arguments):
            let directories = invocation.global.values(GlobalFlag.directory).map { "-C " + $0 + " " }.joined()
            let zips = arguments.value(zip).map { [$0] } ?? []
            return directories + ([command.name + ":"] + zips + arguments.positionals).joined(separator: " ")
        }
    } catch {
        return describe(error).map { "error: " + ([$0.text] + $0.hints).joined(separator: "; ") }.joined()
    }
}

@Suite struct InvocationTests {
    @Test(arguments: [
        ("-h", "overview short"), ("", "overview short"), ("--no-pager", "overview short"), ("--help pack", "overview long"),
        ("--version nonsense", "version"),
        ("pack -h", "short help of pack"), ("copy --help", "long help of copy"), ("-C a -Cb pack", "-C a -C b pack:"),
        ("--no-pager pack x", "pack: x"), ("copy a b c", "copy: a b c"),
        ("copy a", "error: B is missing; see 'git sol copy -h'"), ("copy", "error: A is missing; see 'git sol copy -h'"),
        ("pack a b", "error: unexpected argument 'b'; see 'git sol pack -h'"),
        ("/action:Extract /zipfile:x.zip", "unpack: x.zip"), ("/z:x /A:pack", "pack: x"),
        ("unpack /action:Extract /z:x", "unpack: x"), ("pack /z:x", "pack: x"),
        ("unpack /action:Pack /z:x", "error: '/action:Pack' does not go with 'git sol unpack'"),
        ("/action:Fold", "error: '/action:Fold' is not known; it is '/action:Extract' or '/action:Pack'"),
        ("@answers", "pack: a b"), ("copy @answers b", "copy: @answers b"),
        ("pakc", "error: 'pakc' is not a git sol command; did you mean 'pack'?"),
        ("--piginate pack", "error: unknown flag '--piginate'; did you mean '--paginate'?"),
    ])
    func means(words: String, expected: String) {
        #expect(meaning(words) == expected)
    }
}
