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

    /// Runs of letters and digits, and every other character on its own.
    private static func words(_ text: String) -> [Substring] {
        var result: [Substring] = []
        var start = text.startIndex
        var here = start
        while here < text.endIndex {
            let next = text.index(after: here)
            if !isWord(text[here]) || next == text.endIndex || !isWord(text[next]) {
                result.append(text[start..<next])
                start = next
            }
            here = next
        }
        return result
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}
