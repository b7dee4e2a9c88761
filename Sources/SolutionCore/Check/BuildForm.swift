// Whether two contents are a debug build and a release build of one thing, told by what any build tool leaves, not by any one's habits.

/// Two builds of one script, style sheet or assembly.
public enum BuildForm {
    /// Which of the two is the debug build, where the other is a release build of the same source. Nil for all other pairs.
    public static func debugBuild(of path: String, _ one: [UInt8], _ other: [UInt8]) -> Side? {
        let isAssembly = one.starts(with: [0x4D, 0x5A]) && other.starts(with: [0x4D, 0x5A])
        let side = isAssembly ? assembly(one, other) : isScript(path) ? script(one, other) : nil
        guard let side else { return nil }
        let (debug, release) = side == .first ? (one, other) : (other, one)
        return isSameSource(debug, release, isAssembly: isAssembly) ? side : nil
    }

    public enum Side: Sendable { case first, second }

    /// The script that a file is only an addition to, which one build has and the other has not: licence texts, source maps.
    public static func script(beside path: String) -> String? {
        let folded = path.lowercased()
        return [".license.txt", ".map"].first { folded.hasSuffix($0) }.map { String(path.dropLast($0.utf8.count)) }
    }

    // MARK: - Scripts

    /// Names of web resources may have no extension.
    private static func isScript(_ path: String) -> Bool {
        let name = path.split(separator: "/").last ?? ""
        let end = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return !name.contains(".") || ["js", "mjs", "cjs", "css"].contains(end)
    }

    private static func script(_ one: [UInt8], _ other: [UInt8]) -> Side? {
        guard one.count != other.count else { return nil }
        let (debug, release, side): ([UInt8], [UInt8], Side) = one.count > other.count ? (one, other, .first) : (other, one, .second)
        return isDense(release) && !isDevelopment(release) && (isDevelopment(debug) || !isDense(debug)) ? side : nil
    }

    /// Written for machines: long lines, few blanks.
    private static func isDense(_ bytes: [UInt8]) -> Bool {
        var blanks = 0, lines = 1
        for byte in bytes {
            switch byte {
            case 0x20, 0x09, 0x0D: blanks += 1
            case 0x0A: lines += 1
            case 0: return false
            default: break
            }
        }
        return (blanks + lines) * 10 < bytes.count && bytes.count > lines * 150
    }

    /// What bundlers leave in builds for debugging only.
    private static func isDevelopment(_ bytes: [UInt8]) -> Bool {
        ["sourceURL=webpack", "sourceMappingURL=data:", "\n/******/", "mode: \"development\""].contains { mark in
            bytes.firstRange(of: Array(mark.utf8)) != nil
        }
    }

    // MARK: - Assemblies

    /// By the argument that the compiler gives `DebuggableAttribute`: which optimizations are off.
    private static func assembly(_ one: [UInt8], _ other: [UInt8]) -> Side? {
        switch (isDebuggable(one), isDebuggable(other)) {
        case (true?, false?): .first
        case (false?, true?): .second
        default: nil
        }
    }

    /// Nil where it does not say. The value is a blob of its own: a prolog, the modes in four bytes, no named arguments.
    private static func isDebuggable(_ bytes: [UInt8]) -> Bool? {
        guard bytes.firstRange(of: Array("DebuggableAttribute".utf8)) != nil else { return nil }
        func has(_ modes: [UInt8]) -> Bool { bytes.firstRange(of: [8, 1, 0] + modes + [0, 0, 0, 0]) != nil }
        if has([7, 1]) || has([3, 1]) || has([6, 1]) || has([1, 1]) { return true }
        return has([2, 0]) ? false : nil
    }

    // MARK: - One source

    /// A build renames what is local and leaves out what is not used: so what a release build says, a debug build says too.
    ///
    /// Of the words in the release build all but one in five hundred are to stand in the debug build, so that builds of different moments are
    /// refused where a word is new. An assembly says the same names in both.
    private static func isSameSource(_ debug: [UInt8], _ release: [UInt8], isAssembly: Bool) -> Bool {
        let (long, short) = (words(of: debug), words(of: release))
        guard short.count >= 20, short.subtracting(long).count * 500 <= short.count else { return false }
        return !isAssembly || long.subtracting(short).count * 50 <= long.count
    }

    /// Runs of five letters or more, by their hashes: numbers are folded by tools. Zero bytes between letters do not count: they are
    /// those of UTF-16.
    private static func words(of bytes: [UInt8]) -> Set<UInt64> {
        var words: Set<UInt64> = []
        var hash: UInt64 = 0, length = 0, position = 0
        func isWord(_ byte: UInt8) -> Bool {
            byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F
        }
        while position <= bytes.count {
            let byte = position < bytes.count ? bytes[position] : 0x20
            if isWord(byte) {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
                length += 1
            } else if byte != 0 || length == 0 || position + 1 == bytes.count || !isWord(bytes[position + 1]) {
                if length >= 5 { words.insert(hash) }
                (hash, length) = (0xCBF2_9CE4_8422_2325, 0)
                // What follows a backslash in a text is a sign, and no letter of a word.
                if byte == 0x5C { position += 1 }
            }
            position += 1
        }
        return words
    }
}
