// The parser, by tables: what is typed, what it means or which error it is.

import Testing

@testable import GitSol

private let flags: [Flag] = [
    Flag(long: "all", short: "a", isNegatable: true, summary: "x"),
    Flag(long: "brief", short: "b", summary: "x"),
    Flag(
        long: "output", short: "o", value: .required("ZIP"), completion: .zip, aliases: ["zipfile"],
        slashNames: ["zipfile", "z"], summary: "x"),
    Flag(long: "map", short: "m", value: .required("FILE"), isRepeatable: true, slashNames: ["map"], summary: "x"),
    Flag(
        long: "allow-delete", value: .optional("WHEN", implied: "yes"), completion: .choices(["yes", "no", "prompt"]),
        isNegatable: true, slashNames: ["allowDelete", "d"], followers: .truth, summary: "x"),
    Flag(long: "allow-write", slashNames: ["allowWrite", "aw"], followers: .truth, summary: "x"),
    Flag(
        long: "source", value: .optional("LANGUAGE", implied: "auto"), slashNames: ["source", "src"], followers: .language,
        summary: "x"),
    .help,
]

struct ParserCase: Sendable, CustomTestStringConvertible {
    let id: String
    let words: String
    let expected: String
    var slash = false
    var testDescription: String { id }
}

/// All flags that were given, with their values, and the positionals, with | for the separator.
private func parse(_ words: String, slash: Bool) -> String {
    do throws(UsageError) {
        let parser = Parser(flags: flags, acceptsSlashSwitches: slash)
        let arguments = try parser.parse(words.split(separator: " ").map(String.init)).arguments
        if let help = arguments.help { return "help \(help)" }
        var parts: [String] = []
        for flag in flags {
            if arguments.choice(flag) == false { parts.append("no-" + flag.long) }
            guard arguments.has(flag) else { continue }
            let values = flag.isRepeatable ? arguments.values(flag) : [arguments.value(flag) ?? ""]
            parts.append(flag.takesValue ? flag.long + "=" + values.joined(separator: ",") : flag.long)
        }
        parts += arguments.parts.before
        if arguments.separator != nil { parts += ["|"] + arguments.parts.after }
        return parts.joined(separator: " ")
    } catch {
        return "error: " + ([error.message] + error.hints).joined(separator: "; ")
    }
}

@Suite struct ParserTests {
    @Test(arguments: [
        ParserCase(id: "nothing", words: "", expected: ""),
        ParserCase(id: "long", words: "--all", expected: "all"),
        ParserCase(id: "negated", words: "--all --no-all", expected: "no-all"),
        ParserCase(id: "taken back and given again", words: "--no-all -a", expected: "all"),
        ParserCase(id: "value after equals", words: "--output=x", expected: "output=x"),
        ParserCase(id: "value after space", words: "--output x y", expected: "output=x y"),
        ParserCase(id: "empty value", words: "--output=", expected: "output="),
        ParserCase(id: "value with equals", words: "--output=a=b", expected: "output=a=b"),
        ParserCase(id: "value that looks like a flag", words: "--output --all", expected: "output=--all"),
        ParserCase(id: "the last value counts", words: "-o x -o y", expected: "output=y"),
        ParserCase(id: "cluster", words: "-ab", expected: "all brief"),
        ParserCase(id: "cluster with value", words: "-abox", expected: "all brief output=x"),
        ParserCase(id: "cluster with value after space", words: "-abo x", expected: "all brief output=x"),
        ParserCase(id: "repeated", words: "-m a --map=b", expected: "map=a,b"),
        ParserCase(id: "optional value", words: "--allow-delete=no", expected: "allow-delete=no"),
        ParserCase(id: "optional value left out", words: "--allow-delete no", expected: "allow-delete=yes no"),
        ParserCase(id: "choice in capitals", words: "--allow-delete=PROMPT", expected: "allow-delete=prompt"),
        ParserCase(
            id: "choice that is none", words: "--allow-delete=often",
            expected: "error: '--allow-delete' takes 'yes', 'no' or 'prompt', not 'often'"),
        ParserCase(id: "flags anywhere", words: "x -a y -b", expected: "all brief x y"),
        ParserCase(id: "separator", words: "x -- -a y", expected: "x | -a y"),
        ParserCase(id: "second separator is a word", words: "-- x -- y", expected: "| x -- y"),
        ParserCase(id: "dash", words: "- -a", expected: "all -"),
        ParserCase(id: "alias", words: "--zipfile x", expected: "output=x"),
        ParserCase(id: "abbreviation", words: "--out=x --br", expected: "brief output=x"),
        ParserCase(
            id: "abbreviated negation", words: "--no-al",
            expected: "error: '--no-al' may mean several flags; it is the beginning of '--no-all' and '--no-allow-delete'"),
        ParserCase(id: "exact beats longer", words: "--all", expected: "all"),
        ParserCase(
            id: "abbreviation of two", words: "--allow",
            expected: "error: '--allow' may mean several flags; it is the beginning of '--allow-delete' and '--allow-write'"),
        ParserCase(id: "slip", words: "--biref", expected: "error: unknown flag '--biref'; did you mean '--brief'?"),
        ParserCase(id: "unknown", words: "--quite-other", expected: "error: unknown flag '--quite-other'"),
        ParserCase(id: "unknown short", words: "-q", expected: "error: unknown flag '-q'"),
        ParserCase(id: "unknown in cluster", words: "-aq", expected: "error: unknown flag '-q' in '-aq'"),
        ParserCase(id: "value missing", words: "--output", expected: "error: '--output' needs a value"),
        ParserCase(id: "value missing short", words: "-ao", expected: "error: '-o' needs a value"),
        ParserCase(id: "value not wanted", words: "--all=x", expected: "error: '--all' takes no value"),
        ParserCase(id: "value not wanted negated", words: "--no-all=x", expected: "error: '--no-all' takes no value"),
        ParserCase(id: "short help", words: "x -h --nonsense", expected: "help short"),
        ParserCase(id: "long help", words: "--help", expected: "help long"),
        ParserCase(id: "abbreviated help", words: "--he", expected: "help long"),
        ParserCase(id: "no help after the separator", words: "-- --help", expected: "| --help"),
        ParserCase(id: "no switches unless asked", words: "/z:x", expected: "/z:x"),
        ParserCase(id: "switch", words: "/zipfile:x", expected: "output=x", slash: true),
        ParserCase(id: "short switch", words: "/z:x", expected: "output=x", slash: true),
        ParserCase(id: "switch in capitals", words: "/ZIPFILE:x", expected: "output=x", slash: true),
        ParserCase(id: "switch with colons", words: "/z:C:\\x", expected: "output=C:\\x", slash: true),
        ParserCase(id: "switch with choice", words: "/allowDelete:Prompt", expected: "allow-delete=prompt", slash: true),
        ParserCase(id: "switch alone", words: "/allowWrite", expected: "allow-write", slash: true),
        ParserCase(id: "switch without value", words: "/z", expected: "error: '/z' needs a value: '/z:…'", slash: true),
        ParserCase(
            id: "unknown switch", words: "/zipfiel:x",
            expected: "error: unknown switch '/zipfiel'; did you mean '/zipfile'?", slash: true),
        ParserCase(
            id: "truth behind a switch", words: "/allowWrite:false /allowDelete:true", expected: "allow-delete=yes no-allow-write",
            slash: true),
        ParserCase(
            id: "truth behind a flag", words: "--allow-write true --allow-delete false x", expected: "allow-delete=no allow-write x",
            slash: true),
        ParserCase(id: "truth is a word elsewhere", words: "--allow-write true", expected: "allow-write true"),
        ParserCase(
            id: "short as pac writes it", words: "-aw -src en-US -d prompt x", expected: "allow-delete=prompt allow-write source=en-US x",
            slash: true),
        ParserCase(id: "our letters come first", words: "-m x -a", expected: "all map=x", slash: true),
        ParserCase(id: "language left out", words: "-src orders.zip", expected: "source=auto orders.zip", slash: true),
        ParserCase(id: "letter case as pac has it", words: "--ZipFile x", expected: "output=x", slash: true),
        ParserCase(id: "a path is no switch", words: "/home/x /tmp", expected: "/home/x /tmp", slash: true),
        ParserCase(id: "a path after the separator", words: "-- /z:x", expected: "| /z:x", slash: true),
    ])
    func means(_ test: ParserCase) {
        #expect(parse(test.words, slash: test.slash) == test.expected)
    }

    @Test(
        arguments: [
            ("", []), ("a b", ["a", "b"]), ("a\n b\r\n", ["a", "b"]), ("\"a b\" c", ["a b", "c"]),
            ("/f:\"C:\\My Files\"", ["/f:C:\\My Files"]), ("# no\n  # no\nx", ["x"]), ("\"\"", [""]), ("\u{FEFF}a", ["a"]),
        ] as [(String, [String])])
    func responseFileWords(text: String, words: [String]) {
        #expect(ResponseFile.split(text) == words)
    }

    @Test func responseFilesNest() throws {
        let files = ["a": "1 @b 4", "b": "2 3", "loop": "@loop"]
        let read: (String) throws -> [UInt8] = { Array((files[$0] ?? "").utf8) }
        #expect(try ResponseFile.expand(["0", "@a", "@"], read: read) == ["0", "1", "2", "3", "4", "@"])
        #expect(throws: UsageError.self) { try ResponseFile.expand(["@loop"], read: read) }
    }

    @Test(
        arguments: [
            ("unpakc", ["unpack", "pack"]), ("pakc", ["pack"]), ("dif", ["diff"]), ("xyzzy", []), ("merge-dirver", ["merge-driver"]),
        ] as [(String, [String])])
    func suggestions(word: String, names: [String]) {
        let all = ["unpack", "pack", "diff", "merge", "merge-driver", "log"]
        #expect(Suggestion.nearest(to: word, among: all) == names)
    }

    @Test func distanceCountsSwaps() {
        #expect(Suggestion.distance(Array("abc".unicodeScalars), Array("acb".unicodeScalars)) == 1)
        #expect(Suggestion.distance([], Array("acb".unicodeScalars)) == 3)
        #expect(Suggestion.distance(Array("kitten".unicodeScalars), Array("sitting".unicodeScalars)) == 3)
    }
}
