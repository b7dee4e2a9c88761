// What a folder of both halves cannot carry of each of them, as bytes that are the same whoever writes them.

/// The differences between the halves that a folder gives and those that were exported.
public struct ReleaseRecord: Equatable, Sendable {
    public enum Content: Equatable, Sendable {
        /// The half does not have the file.
        case gone
        case whole([UInt8])
        /// Against the folder's file.
        case edits([ByteEdit])
    }

    public struct Entry: Equatable, Sendable {
        public let isManaged: Bool
        /// In the solution's folder, as the half's export unpacks.
        public let path: String
        public let content: Content

        public init(isManaged: Bool, path: String, content: Content) {
            self.isManaged = isManaged
            self.path = path
            self.content = content
        }
    }

    public let entries: [Entry]

    public var isEmpty: Bool { entries.isEmpty }

    /// In one order, whatever order they come in.
    public init(_ entries: [Entry] = []) {
        self.entries = entries.sorted { one, other in
            one.isManaged == other.isManaged
                ? one.path.utf8.lexicographicallyPrecedes(other.path.utf8) : !one.isManaged
        }
    }

    /// What makes one file of another: edits where they are shorter than the whole.
    public static func content(from before: [UInt8]?, to after: [UInt8]) -> Content {
        guard let before else { return .whole(after) }
        let edits = ByteEdits.between(before, after)
        let size = edits.reduce(0) { $0 + $1.bytes.count + 8 }
        return size < after.count ? .edits(edits) : .whole(after)
    }
}

extension ReleaseRecord.Content {
    /// The half's file, given the folder's. Nil where the record is not made for it; a file that is gone is `.some(nil)`.
    public func applied(to bytes: [UInt8]?) -> [UInt8]?? {
        switch self {
        case .gone: return .some(nil)
        case .whole(let whole): return whole
        case .edits(let edits):
            guard let bytes, let edited = ByteEdits.apply(edits, to: bytes) else { return nil }
            return edited
        }
    }
}

// MARK: - As bytes

extension ReleaseRecord {
    /// The number of the form that follows it.
    private static let form: UInt8 = 1

    public var encoded: [UInt8] {
        var writer = RecordWriter(bytes: [Self.form])
        writer.number(entries.count)
        for entry in entries {
            writer.bytes.append(entry.isManaged ? 1 : 0)
            writer.text(Array(entry.path.utf8))
            switch entry.content {
            case .gone: writer.bytes.append(0)
            case .whole(let bytes):
                writer.bytes.append(1)
                writer.text(bytes)
            case .edits(let edits):
                writer.bytes.append(2)
                writer.number(edits.count)
                var position = 0
                for edit in edits {
                    writer.number(edit.offset - position)
                    writer.number(edit.length)
                    writer.text(edit.bytes)
                    position = edit.offset + edit.length
                }
            }
        }
        return writer.bytes
    }

    /// Nil where the bytes are no record, or one of a form that is not known.
    public init?(encoded bytes: [UInt8]) {
        guard bytes.first == Self.form else { return nil }
        var reader = RecordReader(bytes: bytes[1...])
        guard let count = reader.number() else { return nil }
        var entries: [Entry] = []
        for _ in 0..<count {
            guard let half = reader.byte(), half < 2, let path = reader.text(), let kind = reader.byte() else { return nil }
            guard let content = reader.content(kind) else { return nil }
            entries.append(Entry(isManaged: half == 1, path: String(decoding: path, as: UTF8.self), content: content))
        }
        guard reader.bytes.isEmpty else { return nil }
        self.init(entries)
        guard self.entries == entries else { return nil }
    }
}

private struct RecordWriter {
    var bytes: [UInt8]

    /// Seven bits a byte, the lowest first.
    mutating func number(_ value: Int) {
        var rest = UInt(value)
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func text(_ text: [UInt8]) {
        number(text.count)
        bytes += text
    }
}

private struct RecordReader {
    var bytes: ArraySlice<UInt8>

    mutating func byte() -> UInt8? { bytes.popFirst() }

    mutating func number() -> Int? {
        var value: UInt = 0
        for shift in stride(from: UInt(0), to: 56, by: 7) {
            guard let byte = byte() else { return nil }
            value |= UInt(byte & 0x7F) << shift
            if byte < 0x80 { return Int(value) }
        }
        return nil
    }

    mutating func text() -> [UInt8]? {
        guard let count = number(), count <= bytes.count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return Array(bytes.prefix(count))
    }

    mutating func content(_ kind: UInt8) -> ReleaseRecord.Content? {
        switch kind {
        case 0: return .gone
        case 1: return text().map { .whole($0) }
        case 2:
            guard let count = number() else { return nil }
            var edits: [ByteEdit] = []
            var position = 0
            for _ in 0..<count {
                guard let gap = number(), let length = number(), let text = text(), position < 1 << 56 else { return nil }
                edits.append(ByteEdit(offset: position + gap, length: length, bytes: text))
                position += gap + length
            }
            return .edits(edits)
        default: return nil
        }
    }
}
