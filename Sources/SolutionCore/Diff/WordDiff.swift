// Two texts compared word by word, for people: what stayed, what went, what came.

public enum WordDiff {
    public enum Piece: Equatable, Sendable {
        case same(String)
        case removed(String)
        case added(String)
    }

    /// The pieces in their order; neighbours of one sort are one piece.
    public static func pieces(_ before: String, _ after: String) -> [Piece] {
        let (old, new) = (words(before), words(after))
        let pairs = Sequences.common(old.map(hash), new.map(hash))
        var pieces: [Piece] = []
        var (i, j) = (0, 0)
        var same = ""
        for (x, y) in pairs + [(old.count, new.count)] {
            if x > i || y > j {
                if !same.isEmpty { pieces.append(.same(same)) }
                same = ""
                if x > i { pieces.append(.removed(old[i..<x].joined())) }
                if y > j { pieces.append(.added(new[j..<y].joined())) }
            }
            if x < old.count { same += old[x] }
            (i, j) = (x + 1, y + 1)
        }
        if !same.isEmpty { pieces.append(.same(same)) }
        return pieces
    }

    private static func hash(_ word: Substring) -> UInt64 {
        let bytes = Array(word.utf8)
        return Hashing.bytes(bytes, 0..<bytes.count)
    }

    /// Runs of letters and digits with the marks on them, and every other sign on its own.
    private static func words(_ text: String) -> [Substring] {
        let scalars = text.unicodeScalars
        var result: [Substring] = []
        var start = text.startIndex
        var here = start
        while here < text.endIndex {
            let next = scalars.index(after: here)
            if next == text.endIndex || !(isWord(scalars[here]) && isWord(scalars[next]) || isMark(scalars[next])) {
                result.append(text[start..<next])
                start = next
            }
            here = next
        }
        return result
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar == "_" || (UInt8(scalar.value) | 0x20) &- 0x61 < 26 || UInt8(scalar.value) &- 0x30 < 10 }
        return scalar.properties.isAlphabetic || scalar.properties.numericType != nil || isMark(scalar)
    }

    /// What changes the look of the sign before it, and cannot stand alone.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x300 && scalar.properties.isGraphemeExtend }
}
