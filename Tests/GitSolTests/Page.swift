// A page of documentation as tests read it: what is shown to be typed and what came of it, links, and words set as code.

import Bindings
import SolutionCore
import TestSupport

struct Page {
    static let top = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

    /// What is done with a page, in its order.
    enum Step {
        /// Shell lines in a comment `<!-- set-up`: readers do not see them.
        case setUp(String)
        /// A line behind `$ ` in a block of the language `console`, and the lines that it prints.
        case command(String, shows: [String])
    }

    let path: String
    var steps: [Step] = []
    /// Lines of blocks of code, and words in backquotes.
    var code: [String] = []
    var links: [String] = []
    var headings: Set<String> = []
    /// Lines to type that no test would run.
    var unproven: [String] = []
    var lineCount: Int

    /// By its path from the top of the checkout.
    init(_ path: String) throws {
        self.path = path
        let lines = String(decoding: try Files.read(Self.top + "/" + path), as: UTF8.self).lines.map(String.init)
        lineCount = lines.count
        var index = 0
        func block(until end: String) -> [String] {
            let rest = lines[(index + 1)...].prefix { $0 != end }
            index += rest.count + 2
            return Array(rest)
        }
        while index < lines.count {
            let line = lines[index]
            if line == "<!-- set-up" {
                steps.append(.setUp(block(until: "-->").joined(separator: "\n")))
            } else if line.hasPrefix("```") {
                let inner = block(until: "```")
                code += inner
                if line == "```console" { addCommands(inner) } else { unproven += inner.filter { $0.hasPrefix("$ ") } }
            } else {
                if line.hasPrefix("    ") { unproven += [line].filter { $0.hasPrefix("    $ ") } }
                if line.hasPrefix("#") { headings.insert(Self.anchor(line)) }
                code += Self.between("`", "`", in: line)
                links += Self.between("](", ")", in: line)
                index += 1
            }
        }
    }

    private mutating func addCommands(_ lines: [String]) {
        for line in lines {
            if line.hasPrefix("$ ") {
                steps.append(.command(String(line.dropFirst(2)), shows: []))
            } else if case .command(let words, let shown)? = steps.last {
                steps[steps.count - 1] = .command(words, shows: shown + [line])
            }
        }
    }

    private static func between(_ start: String, _ end: String, in line: String) -> [String] {
        line.split(separator: start, omittingEmptySubsequences: false).dropFirst().enumerated().compactMap { place, part in
            if start == end { return place % 2 == 0 ? String(part) : nil }
            return part.split(separator: end, maxSplits: 1, omittingEmptySubsequences: false).first.map(String.init)
        }
    }

    /// As servers make one of a heading.
    private static func anchor(_ heading: String) -> String {
        let words = heading.drop { $0 == "#" || $0 == " " }.lowercased()
        return String(
            words.unicodeScalars.filter { $0 == " " || $0 == "-" || $0.properties.isAlphabetic || $0.properties.numericType != nil }
        )
        .split(separator: " ").joined(separator: "-")
    }

    /// Whether lines are as a page shows them: `…` is any text in a line, and alone on a line any lines.
    static func isShown(_ lines: ArraySlice<Substring>, as shown: ArraySlice<String>) -> Bool {
        guard let first = shown.first else { return lines.isEmpty }
        if first == "…" {
            return lines.indices.contains { isShown(lines[$0...], as: shown.dropFirst()) } || isShown([], as: shown.dropFirst())
        }
        guard let line = lines.first, fits(line, first) else { return false }
        return isShown(lines.dropFirst(), as: shown.dropFirst())
    }

    private static func fits(_ line: Substring, _ pattern: String) -> Bool {
        let parts = pattern.split(separator: "…", omittingEmptySubsequences: false)
        guard var rest = parts.first.flatMap({ line.hasPrefix($0) ? line.dropFirst($0.count) : nil }) else { return false }
        guard parts.count > 1 else { return rest.isEmpty }
        for part in parts.dropFirst() where !part.isEmpty {
            guard let place = rest.indices.first(where: { rest[$0...].hasPrefix(part) }) else { return false }
            rest = rest[place...].dropFirst(part.count)
        }
        return parts.last?.isEmpty == true || parts.last.map { line.hasSuffix($0) } == true
    }
}
