// One sequence of bytes turned into another by replacing ranges: what a patch carries.

/// Bytes in the place of others.
public struct ByteEdit: Equatable, Sendable {
    /// In the bytes before.
    public let offset: Int
    public let length: Int
    public let bytes: [UInt8]

    public init(offset: Int, length: Int, bytes: [UInt8]) {
        self.offset = offset
        self.length = length
        self.bytes = bytes
    }
}

public enum ByteEdits {
    /// Edits in ascending order, by lines and no longer than they must be.
    public static func between(_ a: [UInt8], _ b: [UInt8]) -> [ByteEdit] {
        let (start, end) = common(a[...], b[...])
        let (left, right) = (lines(a[start..<(a.count - end)]), lines(b[start..<(b.count - end)]))
        let pairs = Sequences.common(left.map { Hashing.bytes(a, $0) }, right.map { Hashing.bytes(b, $0) })
        var edits: [ByteEdit] = []
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(left.count, right.count)] {
            if x > i || y > j {
                let from = i < left.count ? left[i].lowerBound : a.count - end
                let to = x < left.count ? left[x].lowerBound : a.count - end
                let newFrom = j < right.count ? right[j].lowerBound : b.count - end
                let newTo = y < right.count ? right[y].lowerBound : b.count - end
                add(a[from..<to], b[newFrom..<newTo], to: &edits)
            }
            (i, j) = (x + 1, y + 1)
        }
        return edits
    }

    /// Nil where an edit lies outside of the bytes, or before the one ahead of it.
    public static func apply(_ edits: [ByteEdit], to bytes: [UInt8]) -> [UInt8]? {
        var result: [UInt8] = []
        var position = 0
        for edit in edits {
            guard edit.offset >= position, edit.length >= 0, edit.length <= bytes.count,
                edit.offset <= bytes.count - edit.length
            else { return nil }
            result += bytes[position..<edit.offset]
            result += edit.bytes
            position = edit.offset + edit.length
        }
        return result + bytes[position...]
    }

    private static func add(_ old: ArraySlice<UInt8>, _ new: ArraySlice<UInt8>, to edits: inout [ByteEdit]) {
        let (start, end) = common(old, new)
        edits.append(
            ByteEdit(
                offset: old.startIndex + start, length: old.count - start - end,
                bytes: Array(new.dropFirst(start).dropLast(end))))
    }

    /// How much is equal at both ends, without cutting a character in two.
    private static func common(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> (start: Int, end: Int) {
        func isInside(_ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
            bytes.indices.contains(index) && bytes[index] & 0xC0 == 0x80
        }
        let limit = min(a.count, b.count)
        var start = 0
        while start < limit, a[a.startIndex + start] == b[b.startIndex + start] { start += 1 }
        while start > 0, isInside(a, a.startIndex + start) || isInside(b, b.startIndex + start) { start -= 1 }
        var end = 0
        while end < limit - start, a[a.endIndex - 1 - end] == b[b.endIndex - 1 - end] { end += 1 }
        while end > 0, isInside(a, a.endIndex - end) { end -= 1 }
        return (start, end)
    }

    private static func lines(_ bytes: ArraySlice<UInt8>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = bytes.startIndex
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
            result.append(start..<index + 1)
            start = index + 1
        }
        if start < bytes.endIndex { result.append(start..<bytes.endIndex) }
        return result
    }
}
