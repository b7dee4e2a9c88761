// Texts are bytes: every form of comparing, dividing and cutting means that, and no file decides in another way.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct AttackTextRuleTests {
    private let composed = "x\u{E9}"
    private let decomposed = "xe\u{301}"
    private let marked = "a/\u{301}b"

    @Test func textsAreEqualByTheirBytes() {
        let (one, other) = (composed, decomposed)
        let (partOne, partOther) = (one[...], other[...])
        let (maybeOne, maybeOther): (String?, String?) = (one, other)
        let (maybePartOne, maybePartOther): (Substring?, Substring?) = (partOne, partOther)
        #expect(!(one == other) && one != other && !(partOne == partOther) && partOne != partOther)
        #expect(!(one == partOther) && !(partOne == other) && one != partOther && partOne != other)
        #expect(!(maybeOne == maybeOther) && maybeOne != maybeOther && !(maybeOne == other) && !(one == maybeOther))
        #expect(!(maybePartOne == maybePartOther) && maybePartOne != maybePartOther)
        #expect(!([one] == [other]) && [one] != [other] && !([partOne] == [partOther]))
        #expect(![one].contains(other) && [one].firstIndex(of: other) == nil && ![partOne].contains(partOther))
        // A literal is a text too, and no letter is another: this one is that of the unit.
        let kelvin: String? = "\u{212A}"
        let parts = "\u{212A}-x".split(separator: "-")
        #expect(!(kelvin == "K") && kelvin != "K" && !("K" == kelvin) && "K" != kelvin && kelvin == "\u{212A}")
        #expect(!(parts.first == "K") && parts.first != "K" && parts.last == "x" && !(parts.first.map(String.init) == "K"))
        #expect((one < other) != (other < one) && (one > other) != (other > one) && one <= one && one >= one)
        #expect([one, other].sorted() == [other, one].sorted() && [one, other].sorted()[0].utf8.count == 4)
        switch other {
        case composed: Issue.record("a pattern is canonical")
        default: break
        }
        switch maybeOther {
        case composed?: Issue.record("a pattern of what may be missing is canonical")
        default: break
        }
        struct Pair: Equatable { let text: String }
        #expect(Pair(text: one) != Pair(text: other))
    }

    /// The same inside the modules, and by keys.
    @Test func keysAreEqualByTheirBytes() {
        #expect(Exact(composed) != Exact(decomposed) && Set(exact: [composed, decomposed]).count == 2)
        var table: [Exact: Int] = [:]
        table[composed] = 1
        table[decomposed, default: 0] += 2
        #expect(table[composed] == 1 && table[decomposed] == 2 && table.sortedPairs.map(\.key) == [composed, decomposed].sorted())
        #expect(Address("role/" + composed) != Address("role/" + decomposed))
        #expect(Set([Address("role/" + composed), Address("role/" + decomposed)]).count == 2)
        #expect(!AddressPattern("role/" + composed).matches(Address("role/" + decomposed)))
        #expect(
            AddressPattern("role/x?").matches(Address("role/" + composed))
                && !AddressPattern("role/x?").matches(Address("role/" + decomposed)))
        #expect(!ComponentSet([Address("role/" + composed)]).contains(Address("role/" + decomposed)))
    }

    @Test func textsAreDividedAtBytes() {
        #expect(marked.split(separator: "/") == ["a", "\u{301}b"] && marked[...].split(separator: "/") == ["a", "\u{301}b"])
        #expect("..\u{2F}\u{301}x".split(separator: "/") == ["..", "\u{301}x"])
        #expect("a\r\nb".split(separator: "\n") == ["a\r", "b"] && "a\r\nb\n".lines == ["a\r", "b", ""])
        #expect(
            "a,b,,c".split(separator: ",", maxSplits: 1) == ["a", "b,,c"]
                && "a,,c".split(separator: ",", omittingEmptySubsequences: false) == ["a", "", "c"])
        #expect("".split(separator: ",") == [] && "".split(separator: ",", omittingEmptySubsequences: false) == [""])
        #expect(marked.hasPrefix("a/") && marked[...].hasPrefix("a/") && "b/\u{301}".hasPrefix("b/") && !decomposed.hasSuffix("\u{E9}"))
        #expect(decomposed.hasSuffix("\u{301}") && decomposed[...].hasSuffix("\u{301}") && decomposed.hasPrefix("xe"))
        #expect(marked.contains("/") && !composed.contains("e") && decomposed.contains("e") && !"\u{37E}".contains(";"))
        #expect(marked.firstIndex(of: "/") == marked.utf8.index(marked.startIndex, offsetBy: 1))
        #expect("a/b/\u{301}".lastIndex(of: "/").map { "a/b/\u{301}"[..<$0] } == "a/b")
        #expect(marked.firstIndex(of: "/").map { marked[marked.index(after: $0)...] } == "\u{301}b")
        #expect(
            "ab".firstRange(of: "b") != nil && "ab".firstRange(of: "") != nil && "ab".firstRange(of: "abc") == nil
                && "ab".lastIndex(of: "abc") == nil)
    }

    @Test func textsAreCutAtBytes() {
        #expect(decomposed.count == 4 && composed.count == 3 && decomposed[...].count == 4)
        #expect(
            marked.dropFirst("a/".count) == "\u{301}b" && marked.dropLast(1) == "a/\u{301}" && marked.prefix(2) == "a/"
                && marked.suffix(1) == "b")
        // No letter is cut in two.
        #expect(
            composed.prefix(2) == "x" && composed.dropFirst(2) == "\u{E9}" && composed.suffix(1) == "\u{E9}" && composed.dropLast(1) == "x")
        #expect("".prefix(3) == "" && "ab".dropFirst(9) == "" && "ab".suffix(9) == "ab" && "ab".dropLast(9) == "")
        // One letter to a reader, and as long as anybody likes.
        let long = "e" + String(repeating: "\u{301}", count: 1000)
        #expect(long.shortened(to: 5) == "e\u{301}\u{301}\u{301}\u{301}…" && !long.isShort(5) && "abc".shortened(to: 3) == "abc")
    }

    @Test(arguments: seeds(2000))
    func dividingIsAsSlowAsItIsSure(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let text = HostileText.make(&random) + HostileText.make(&random)
        let separator = random.pick(["/", "\n", ".", " ", "e", "::"])
        let parts = text.split(separator: separator, omittingEmptySubsequences: false)
        #expect(parts.joined(separator: separator).utf8.elementsEqual(text.utf8))
        #expect(parts.allSatisfy { part in !part.contains(separator) })
        let cut = random.below(text.count + 2)
        #expect((text.prefix(cut) + text.dropFirst(cut)).utf8.elementsEqual(text.utf8), "seed \(seed)")
        #expect((text.dropLast(cut) + text.suffix(cut)).utf8.elementsEqual(text.utf8), "seed \(seed)")
        #expect(text.hasPrefix(text.prefix(cut)) && text.hasSuffix(text.suffix(cut)))
        #expect(Visible.text(text).utf8.elementsEqual(Visible.text(Visible.text(text)).utf8))
        #expect(HostileText.hidden(in: Visible.text(text)) { _ in false }.isEmpty, "\(text.debugDescription)")
    }

    @Test func whatIsSeenStaysAsItIs() {
        for text in [
            "", "Order", "é", "e\u{301}", "日本語", "👩\u{200D}👩\u{200D}👧", "نمی\u{200C}خواهم", "co\u{AD}operate", "C:\\new", "❤\u{FE0F}",
            "a\u{A0}b",
        ] {
            #expect(Visible.text(text).utf8.elementsEqual(text.utf8))
        }
        #expect(Visible.text("a\tb\n", keepsTabs: true) == "a\tb\\n")
        #expect(
            Visible.text("\0\u{1B}\u{7F}\u{9B}\u{202E}\u{2028}\u{FEFF}\u{E0041}\r\t")
                == "\\u0000\\u001b\\u007f\\u009b\\u202e\\u2028\\ufeff\\udb40\\udc41\\r\\t")
    }

    // MARK: - The search for what decides in another way

    /// What decides by letters as readers see them, or by their equality, and in the files that may: why.
    private static let forbidden: [(pattern: String, allowed: [(file: String, reason: String)])] = [
        (
            "Character",
            [
                ("Tree+Text.swift", "makes bytes of one scalar"),
                ("JSONTree.swift", "the words of an error"),
                ("TextBans.swift", "what the compiler looks for"),
            ]
        ),
        (".isNewline", [("XMLScanner.swift", "the words of libxml2, for people")]),
        (
            ".isWhitespace",
            [
                ("XMLScanner.swift", "the words of libxml2, for people"),
                ("ElementRule.swift", "of scalars"),
                ("ResponseFile.swift", "of scalars"),
            ]
        ),
        (".isLetter", []), (".isNumber", []),
        (
            ".isUppercase",
            [
                ("XMLScanner.swift", "the words of libxml2, for people"), ("Lines.swift", "of scalars"),
                ("Collation.swift", "of scalars"),
            ]
        ),
        (
            ".isLowercase",
            [("XMLScanner.swift", "the words of libxml2, for people"), ("Lines.swift", "of scalars")]
        ),
        ("for character in", []), (".first == \"", [("ResourceFile.swift", "of a list"), ("GitProgram.swift", "of a list")]),
        (
            ".last == \"",
            [
                ("Signature.swift", "of scalars"),
                ("FileMapping.swift", "of a list"),
            ]
        ),
        (
            "[String: ",
            [
                ("Environment.swift", "names of variables"), ("World.swift", "names of variables"),
                ("GitProgram.swift", "names of variables"), ("TreeSwitch+Trees.swift", "names of variables"),
                ("FilePattern.swift", "names in our own patterns"), ("Kind.swift", "names in our own patterns"),
                ("ReportKinds.swift", "names in our own patterns"), ("Split.swift", "names in our own patterns"),
                ("Payload.swift", "names in our own patterns"), ("LikelyPlace.swift", "names in our own patterns"),
            ]
        ),
        ("Set<String>", []), ("Set<Substring>", []),
        ("Dictionary(grouping", [("GeneratedNames.swift", "by exact words"), ("DependencyReport.swift", "by addresses")]),
        (
            "uniqueKeysWithValues",
            [
                ("TextBans.swift", "what the compiler looks for"), ("GeneratedNames.swift", "by names that are exact"),
                ("DependencyReport.swift", "by addresses"),
            ]
        ),
        // Tuples are compared by what their parts are: a text among them by letters.
        (
            ") < (",
            [
                ("FileStatus.swift", "of numbers"), ("KeyInference.swift", "of numbers"), ("GUID.swift", "of numbers"),
                ("Join.swift", "of numbers"),
                ("ChangeGroups.swift", "of a number and an address"), ("Impact.swift", "of an address and an exact text"),
                ("TakenBackText.swift", "of a number and an exact text"),
                ("TreeMerger.swift", "of exact texts"), ("Checker.swift", "of exact texts"),
                ("SolutionComparison.swift", "of exact texts"), ("LocalisedTexts.swift", "of exact texts"),
                ("Outline.swift", "of exact texts"), ("SolutionCheck.swift", "of exact texts"), ("Suggestion.swift", "of exact texts"),
            ]
        ),
        (
            ") == (",
            [("Orders.swift", "of truths"), ("DeploymentSettings.swift", "of truths")]
        ),
        (
            ") != (",
            [
                ("MergeSide.swift", "of truths"), ("TreeMerger.swift", "of truths"), ("Deletions.swift", "of truths"),
                ("PackedSolution.swift", "of truths"),
                ("Orders.swift", "of truths"),
            ]
        ),
        ("{ $0 == $1 }", [("GeneratedNames.swift", "of names that are exact")]),
        ("{ $0 < $1 }", [("Delta.swift", "of numbers"), ("LocalisedTexts.swift", "of exact texts")]),
        (
            "init(stringLiteral",
            [
                ("FilePattern.swift", "literals of our own table"), ("ValuePath.swift", "literals of our own table"),
                ("Kind.swift", "literals of our own table"), ("Exact.swift", "a key, byte by byte"), ("Shown.swift", "of static texts"),
                ("Markdown.swift", "of static texts"),
            ]
        ),
        (
            "Shown(ours:",
            [
                ("Shown.swift", "what is shown already"), ("Markdown.swift", "has its own gate"),
                ("Invocation.swift", "our help"),
                ("HelpCommand.swift", "our help"), ("SchemaCommand.swift", "our schemas"),
            ]
        ),
        (
            "write(raw:",
            [
                ("Screen.swift", "names with zero bytes"), ("PackCommand.swift", "a package on standard output"),
                ("JSONWriter.swift", "quoted"), ("SettingsCommand.swift", "quoted"),
                ("TextconvCommand.swift", "a file that git shows as it is"),
            ]
        ),
        ("OutputStream(", [("World.swift", "made into screens"), ("Log.swift", "made into a screen")]),
        ("print(", []), ("fputs(", []),
    ]

    private static let sources = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/Sources/"

    @Test func noFileDecidesByLetters() throws {
        let files = try Walk.list(Self.sources, details: false).map(\.path).filter { $0.hasSuffix(".swift") }
        #expect(files.count > 200)
        var used: Set<Exact> = []
        for file in files {
            let text = String(decoding: try Files.read(Self.sources + file), as: UTF8.self)
            // What a comment says decides nothing.
            let code = text.lines.map { line in line.firstRange(of: "//").map { line[..<$0.lowerBound] } ?? line }
            for (pattern, allowed) in Self.forbidden {
                guard let number = code.firstIndex(where: { $0.contains(pattern) }) else { continue }
                if let entry = allowed.first(where: { file.hasSuffix("/" + $0.file) }) {
                    used.insert(pattern + entry.file)
                    continue
                }
                Issue.record("'\(pattern)' in \(file):\(number + 1): decide on bytes or scalars, and key by 'Exact'; see TextBytes.swift")
            }
        }
        // An exception that nobody needs any more goes.
        for (pattern, allowed) in Self.forbidden {
            for entry in allowed where !used.contains(pattern + entry.file) {
                Issue.record("'\(pattern)' is not in \(entry.file) any more")
            }
        }
    }

    /// The operators are those of this program only where they are imported.
    @Test func everyFileHasTheRule() throws {
        for module in ["SolutionStore", "GitSol"] {
            for file in try Walk.list(Self.sources + module, details: false).map(\.path) where file.hasSuffix(".swift") {
                let text = String(decoding: try Files.read(Self.sources + module + "/" + file), as: UTF8.self)
                let code = text.lines.filter { !$0.withoutBlanks.hasPrefix("//") }
                guard
                    code.contains(where: { line in
                        [" == ", " != ", "hasPrefix(", "hasSuffix(", "split(", ".count", "case \""].contains { line.contains($0) }
                    })
                else { continue }
                #expect(
                    code.contains { $0.hasSuffix("import SolutionCore") }, "\(module)/\(file) compares texts without importing SolutionCore"
                )
            }
        }
    }
}
