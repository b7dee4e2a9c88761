// `@file` on a command line: the words that stand in the file, as SolutionPackager takes them.

internal import SolutionCore

enum ResponseFile {
    /// Puts the words of each file in place of `@file`. Files may name further files, but not without end.
    static func expand(
        _ words: [String], depth: Int = 0, read: (String) throws -> [UInt8]
    ) throws -> [String] {
        var expanded: [String] = []
        for word in words {
            guard word.hasPrefix("@"), word.count > 1 else {
                expanded.append(word)
                continue
            }
            let path = String(word.dropFirst())
            guard depth < 8 else { throw UsageError(message: "response file '\(path)' is named by itself") }
            let text = String(decoding: try read(path), as: UTF8.self)
            expanded += try expand(split(text), depth: depth + 1, read: read)
        }
        return expanded
    }

    /// Words are divided by space and line ends; double quotes keep a word together; a line that starts with # is a remark.
    static func split(_ text: String) -> [String] {
        var words: [String] = []
        for line in text.unicodeScalars.split(whereSeparator: { ("\n"..."\r").contains($0) }) {
            let line = line.filter { $0 != "\u{FEFF}" }
            guard line.first(where: { !$0.properties.isWhitespace }) != "#" else { continue }
            var word: String?
            var isQuoted = false
            for scalar in line {
                if scalar == "\"" {
                    isQuoted.toggle()
                    word = word ?? ""
                } else if scalar.properties.isWhitespace, !isQuoted {
                    if let done = word { words.append(done) }
                    word = nil
                } else {
                    word = word ?? ""
                    word?.unicodeScalars.append(scalar)
                }
            }
            if let word { words.append(word) }
        }
        return words
    }
}
