// Values in what other programs read: git, a shell and a parser of Markdown say what became of thousands of hostile ones.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct AttackQuotingTests {
    private static func texts(_ seed: UInt64, _ count: Int) -> [String] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in HostileText.make(&random) } + HostileText.pieces
    }

    // MARK: - Git's configuration

    @Test(arguments: seeds(3))
    func gitReadsValuesAsTheyWere(seed: UInt64) throws {
        let values = Self.texts(seed, 1000)
        let lines = try values.enumerated().map { "\tv\($0) = \(try #require(ConfigText.value($1)))\n" }
        let directory = TemporaryDirectory()
        let file = try directory.write("[a]\n" + lines.joined() + "[b]\n\tlast = yes\n", to: "config")
        let found = try Self.settings(file)
        #expect(found.count == values.count + 1, "seed \(seed)")
        let library = try Configuration.open(file: file)
        for (number, value) in values.enumerated() {
            #expect(found["a.v\(number)"].map { $0 == value } == true, "seed \(seed): \(value.debugDescription)")
            #expect(try library.string("a.v\(number)").map { $0 == value } == true, "libgit2, seed \(seed): \(value.debugDescription)")
        }
        #expect(ConfigText.value("a\0b") == nil)
    }

    @Test(arguments: seeds(3))
    func gitReadsSubsectionsAsTheyWere(seed: UInt64) throws {
        var lines = ""
        var names: [String] = []
        for (number, text) in Self.texts(seed, 1000).enumerated() {
            let name = "\(number)" + text
            guard let section = ConfigText.subsection(name) else {
                #expect(text.utf8.contains { $0 < 0x20 || $0 == 0x7F }, "\(text.debugDescription)")
                continue
            }
            names.append(name)
            lines += "[s \(section)]\n\tfolder = x\n"
        }
        let directory = TemporaryDirectory()
        let found = try Self.settings(try directory.write(lines, to: "config"))
        #expect(found.count == names.count && names.count > 300, "seed \(seed)")
        for name in names { #expect(found[Exact("s.\(name).folder")] == "x", "seed \(seed): \(name.debugDescription)") }
        for name in ["a\nb", "a\0b", "a\rb"] { #expect(ConfigText.subsection(name) == nil) }
    }

    private static func settings(_ file: String) throws -> [Exact: String] {
        let result = try Process.run(["git", "config", "--file", file, "-z", "--list"])
        #expect(result.end == .exited(0), "\(String(decoding: result.errors, as: UTF8.self))")
        var found: [Exact: String] = [:]
        for entry in result.output.split(separator: 0) {
            let parts = entry.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
            found[String(decoding: parts[0], as: UTF8.self)] = parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : ""
        }
        return found
    }

    // MARK: - Shells

    @Test(arguments: seeds(3))
    func aShellReadsWordsAsTheyWere(seed: UInt64) throws {
        let texts = Self.texts(seed, 1000) + [""]
        let script = texts.map { "printf '%s\\0' \(ShellText.word($0))\n" }.joined()
        let result = try Process.run(["sh"], input: .bytes(Array(script.utf8)))
        let words = result.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
        #expect(words.count == texts.count, "seed \(seed)")
        for (word, text) in zip(words, texts) { #expect(word.elementsEqual(text.utf8), "seed \(seed): \(text.debugDescription)") }
    }

    // MARK: - Messages

    /// Each text is the name of a solution, of a component and the value of a trailer at once.
    @Test(arguments: seeds(1))
    func aNameIsNoTrailerNoCommentAndNoSignature(seed: UInt64) throws {
        let directory = TemporaryDirectory()
        let git = GitRun(in: directory.path)
        for text in Self.texts(seed, 60) {
            let line = MessageText.line(text)
            #expect(!line.hasLineEnd && HostileText.hidden(in: line) { _ in false }.isEmpty, "\(text.debugDescription)")
            let start = MessageText.start("\(text) 1.0")
            let message = "\(start)\n\nImport \(line) 1.0\n+ \(line)\n\nSolution: \(line)\nSolution-Version: 1.0\n"
            let file = try directory.write(message, to: "message")
            let trailers = try git("interpret-trailers", "--parse", file).split(separator: "\n")
            #expect(trailers.count == 2 && trailers.last == "Solution-Version: 1.0", "\(text.debugDescription): \(trailers)")
            let kept = try Process.run(["git", "stripspace", "--strip-comments"], input: .bytes(Array(message.utf8))).output
            #expect(kept.count { $0 == UInt8(ascii: "\n") } == 7, "\(text.debugDescription)")
            #expect(ReleaseMessage.isPlain(start) && !start.hasPrefix("#") && !start.hasPrefix("-"), "\(text.debugDescription)")
        }
    }

    // MARK: - Markdown

    private static let parser: String? = ["cmark-gfm", "cmark"].first { name in
        (Environment.current["PATH"] ?? "").split(separator: ":").contains { Files.isExecutable($0 + "/" + name) }
    }

    /// The elements of a text that is not only text, and its text.
    private static func parsed(_ markdown: String, _ parser: String) throws -> (elements: [Exact: Int], texts: [String]) {
        let extensions = parser == "cmark" ? [] : ["table", "autolink", "strikethrough", "tasklist"].flatMap { ["-e", $0] }
        let result = try Process.run([parser] + extensions + ["--unsafe", "-t", "xml"], input: .bytes(Array(markdown.utf8)))
        var elements: [Exact: Int] = [:]
        var texts: [String] = []
        for line in String(decoding: result.output, as: UTF8.self).lines {
            let tag = line.drop { $0 == " " }
            guard tag.hasPrefix("<"), !tag.hasPrefix("</"), !tag.hasPrefix("<?"), !tag.hasPrefix("<!") else { continue }
            let name = String(decoding: tag.utf8.dropFirst().prefix { $0 > UInt8(ascii: "/") && $0 != UInt8(ascii: ">") }, as: UTF8.self)
            elements[name, default: 0] += 1
            guard let start = tag.firstRange(of: ">"), let end = tag.firstRange(of: "</") else { continue }
            let text = tag[start.upperBound..<end.lowerBound]
            texts.append(
                ["&lt;": "<", "&gt;": ">", "&quot;": "\"", "&amp;": "&"].sorted { $0.key > $1.key }
                    .reduce(String(text)) { $0.split(separator: $1.key, omittingEmptySubsequences: false).joined(separator: $1.value) })
        }
        return (elements, texts)
    }

    @Test(.enabled(if: parser != nil, "no parser of CommonMark is installed: 'Tools/setup cmark-gfm' installs one"), arguments: seeds(3))
    func inMarkdownANameIsText(seed: UInt64) throws {
        let parser = try #require(Self.parser)
        let texts = Self.texts(seed, 700).filter { !MessageText.line($0).allSatisfy { $0 == " " } }
        // Blanks at the end of a line are nothing to a parser.
        func plain(_ text: String) -> String { text.split(separator: "\u{200B}").joined().split(separator: " ").joined() }
        // Each in a heading, at the start of an item, behind words, and between tags; a rule ends the lists.
        for text in texts {
            let (inline, html, code) = (MarkdownText.inline(text), MarkdownText.html(text), MarkdownText.code(text))
            for value in [inline, html] { Self.expectNoReference(in: value, text) }
            #expect(!html.contains("<") && !html.contains(">") && !html.contains("\""), "\(text.debugDescription): \(html)")
            #expect(!code.hasLineEnd && !inline.hasLineEnd && !html.hasLineEnd)
        }
        for batch in stride(from: 0, to: texts.count, by: 50).map({ texts[$0..<min($0 + 50, texts.count)] }) {
            let items = batch.map {
                "### \(MarkdownText.inline($0)) 1.0\n\n- \(MarkdownText.inline($0))\n- added: \(MarkdownText.inline($0)): x\n\n"
            }.joined()
            let (elements, found) = try Self.parsed(items, parser)
            let allowed: Set<Exact> = ["document", "heading", "list", "item", "paragraph", "text"]
            let isPlain = elements.keys.allSatisfy { allowed.contains($0) }
            let culprit = isPlain ? "" : try Self.culprit(batch, parser)
            #expect(isPlain, "seed \(seed): \(elements.keys) of \(culprit)")
            let whole = batch.map { MessageText.line($0) }.map { "\($0) 1.0\($0)added: \($0): x" }.joined()
            let (read, written) = (plain(found.joined()), plain(whole))
            let same = zip(read.utf8, written.utf8).prefix { $0 == $1 }.count
            #expect(
                same == written.count && same == read.count,
                "seed \(seed): \(read.dropFirst(same).prefix(60)) for \(written.dropFirst(same).prefix(60))")

            let tagged = batch.map { "- <b>\(MarkdownText.html($0))</b> added <code>\(MarkdownText.html($0))</code>\n" }.joined()
            let (inside, _) = try Self.parsed(tagged, parser)
            #expect(inside["html_inline"] == 4 * batch.count, "seed \(seed): \(inside)")
            #expect(inside.keys.allSatisfy { allowed.contains($0) || $0.text == "html_inline" }, "seed \(seed): \(inside.keys)")

            let folded = batch.map {
                "<details><summary><b>\(MarkdownText.html($0))</b></summary>\n\n- \(MarkdownText.code($0))\n\n</details>\n\n"
            }.joined()
            let (blocks, _) = try Self.parsed(folded, parser)
            #expect(blocks["html_block"] == 2 * batch.count && blocks["code"] == batch.count, "seed \(seed): \(blocks)")
            #expect(
                blocks.keys.allSatisfy { allowed.contains($0) || $0.text == "html_block" || $0.text == "code" },
                "seed \(seed): \(blocks.keys)")
        }
    }

    /// Which of a batch is more than text.
    private static func culprit(_ batch: ArraySlice<String>, _ parser: String) throws -> String {
        for text in batch {
            let found = try parsed("- \(MarkdownText.inline(text))\n", parser).elements.keys.map(\.text).sorted()
            if found != ["document", "item", "list", "paragraph", "text"] { return "\(text.debugDescription): \(found)" }
        }
        return "?"
    }

    /// What hosts look for in text that is finished: no sign stands before a word.
    private static func expectNoReference(in value: String, _ text: String) {
        let bytes = Array(value.utf8)
        for (place, byte) in bytes.enumerated() where [UInt8(ascii: "@"), UInt8(ascii: "#")].contains(byte) {
            let isReference = byte == UInt8(ascii: "#") && place > 0 && bytes[place - 1] == UInt8(ascii: "&")
            let next = place + 1 < bytes.count ? bytes[place + 1] : UInt8(ascii: " ")
            #expect(isReference || next == UInt8(ascii: "&") || next == UInt8(ascii: " "), "\(text.debugDescription): \(value)")
        }
        #expect(!value.contains("://") && !value.contains("www."), "\(text.debugDescription): \(value)")
    }
}
