// A line of a tree object, and the format of trees: parsing, order and writing.

internal import Glibc

/// A named entry of a tree.
public struct TreeEntry: Equatable, Sendable {
    /// The name without slashes, byte for byte as the tree holds it.
    public let nameBytes: [UInt8]
    public let mode: FileMode
    public let id: ObjectID

    public init(name: String, mode: FileMode, id: ObjectID) {
        self.init(nameBytes: Array(name.utf8), mode: mode, id: id)
    }

    public init(nameBytes: [UInt8], mode: FileMode, id: ObjectID) {
        self.nameBytes = nameBytes
        self.mode = mode
        self.id = id
    }

    /// The name as text; bytes that are not UTF-8 are replaced, which `nameBytes` shows.
    public var name: String { String(decoding: nameBytes, as: UTF8.self) }

    /// Git's order of entries: by bytes, directories as if their name ended in a slash.
    static func precedes(_ left: TreeEntry, _ right: TreeEntry) -> Bool {
        let count = min(left.nameBytes.count, right.nameBytes.count)
        for place in 0..<count where left.nameBytes[place] != right.nameBytes[place] {
            return left.nameBytes[place] < right.nameBytes[place]
        }
        func next(_ entry: TreeEntry) -> UInt8 {
            if entry.nameBytes.count > count { return entry.nameBytes[count] }
            return entry.mode.isDirectory ? UInt8(ascii: "/") : 0
        }
        return next(left) < next(right)
    }

    /// Reads a tree object's bytes.
    static func parse(_ bytes: UnsafeRawBufferPointer, of id: ObjectID) throws(GitError) -> [TreeEntry] {
        var entries: [TreeEntry] = []
        try forEach(bytes, of: id) { mode, name, child in
            entries.append(TreeEntry(nameBytes: Array(name), mode: mode, id: child))
        }
        return entries
    }

    /// Calls `body` with each line of a tree object, uncopied.
    static func forEach(
        _ bytes: UnsafeRawBufferPointer, of id: ObjectID,
        _ body: (FileMode, UnsafeRawBufferPointer, ObjectID) throws(GitError) -> Void
    ) throws(GitError) {
        var place = 0
        while place < bytes.count {
            var mode: UInt32 = 0
            let start = place
            while place < bytes.count, bytes[place] != UInt8(ascii: " ") {
                guard (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[place]), place - start < 7 else {
                    throw broken(id)
                }
                mode = mode << 3 | UInt32(bytes[place] - UInt8(ascii: "0"))
                place += 1
            }
            let nameStart = place + 1
            place = nameStart
            while place < bytes.count, bytes[place] != 0 { place += 1 }
            guard place + ObjectID.byteCount < bytes.count, place > nameStart else { throw broken(id) }
            let name = UnsafeRawBufferPointer(rebasing: bytes[nameStart..<place])
            try body(FileMode(rawValue: mode), name, ObjectID(bytes, at: place + 1))
            place += 1 + ObjectID.byteCount
        }
    }

    /// The entries of two tree objects that are not the same in both. Equal ones, which are nearly all, cost a comparison
    /// of their bytes.
    static func differing(
        _ left: UnsafeRawBufferPointer, of leftID: ObjectID, _ right: UnsafeRawBufferPointer, of rightID: ObjectID
    ) throws(GitError) -> (left: [TreeEntry], right: [TreeEntry]) {
        var (old, new): ([TreeEntry], [TreeEntry]) = ([], [])
        var (i, j) = (0, 0)
        while i < left.count || j < right.count {
            let (one, other) = (try line(left, at: i, of: leftID), try line(right, at: j, of: rightID))
            if let one, let other {
                if isEqual(one, other) {
                    i += one.count
                    j += other.count
                    continue
                }
            }
            let (a, b) = (
                try one.map { (line) throws(GitError) in try entry(line, leftID) },
                try other.map { (line) throws(GitError) in try entry(line, rightID) }
            )
            let isLeft = a != nil && (b == nil || b.map { !precedes($0, a ?? $0) } ?? true)
            let isRight = b != nil && (a == nil || a.map { !precedes($0, b ?? $0) } ?? true)
            if isLeft, let a, let one {
                old.append(a)
                i += one.count
            }
            if isRight, let b, let other {
                new.append(b)
                j += other.count
            }
        }
        return (old, new)
    }

    private static func isEqual(_ one: UnsafeRawBufferPointer, _ other: UnsafeRawBufferPointer) -> Bool {
        guard one.count == other.count, let left = one.baseAddress, let right = other.baseAddress else { return false }
        return memcmp(left, right, one.count) == 0
    }

    /// One line of a tree object; nil at its end.
    private static func line(
        _ bytes: UnsafeRawBufferPointer, at place: Int, of id: ObjectID
    ) throws(GitError) -> UnsafeRawBufferPointer? {
        guard place < bytes.count, let base = bytes.baseAddress else { return nil }
        guard let end = memchr(base + place, 0, bytes.count - place) else { throw broken(id) }
        let count = UnsafeRawPointer(end) - (base + place) + 1 + ObjectID.byteCount
        guard place + count <= bytes.count else { throw broken(id) }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
    }

    private static func entry(_ line: UnsafeRawBufferPointer, _ id: ObjectID) throws(GitError) -> TreeEntry {
        guard let entry = try parse(line, of: id).first else { throw broken(id) }
        return entry
    }

    /// The bytes of the tree object with these entries, which are in git's order.
    static func serialize(_ entries: [TreeEntry]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + $1.nameBytes.count + 28 })
        for entry in entries {
            bytes += entry.mode.octal.utf8
            bytes.append(UInt8(ascii: " "))
            bytes += entry.nameBytes
            bytes.append(0)
            withUnsafeBytes(of: entry.id.raw) { bytes += $0 }
        }
        return bytes
    }

    private static func broken(_ id: ObjectID) -> GitError {
        GitError(code: GitError.Code.invalid, message: "tree \(id) is malformed")
    }
}
