// Writes any zip, sound or not: names, flags, sizes and attributes are put into the headers as they are told.

/// A zip made byte by byte. Entries are stored, not compressed; nothing is checked.
public struct RawZip {
    /// What the headers say of an entry; by default the truth.
    public struct Entry {
        public var name: [UInt8]
        public var content: [UInt8]
        /// Bit 0: encrypted. Bit 11: the name is UTF-8.
        public var flags: UInt16 = 1 << 11
        /// 0 stored, 8 deflated, 99 encrypted by AES.
        public var method: UInt16 = 0
        /// Of the system that made it, in the upper byte: 0 DOS, 3 Unix.
        public var madeBy: UInt16 = 20
        public var attributes: UInt32 = 0
        public var claimedSize: UInt32?
        public var claimedPackedSize: UInt32?
        public var claimedChecksum: UInt32?
        /// What the local header calls it, where that is something else.
        public var localName: [UInt8]?
        /// The directory says in an extra field where the entry is, as zip64 does.
        public var hasFarPlace = false

        public init(_ name: String, _ content: String = "") {
            self.name = Array(name.utf8)
            self.content = Array(content.utf8)
        }

        /// The entry with changes to what its headers say.
        public func with(_ change: (inout Entry) -> Void) -> Entry {
            var entry = self
            change(&entry)
            return entry
        }

        /// An entry of a Unix system with these mode bits.
        public func mode(_ bits: UInt32) -> Entry {
            with {
                $0.madeBy = 3 << 8 | 20
                $0.attributes = bits << 16
            }
        }
    }

    /// How many entries the end of the directory speaks of; by default the truth.
    public var claimedCount: UInt16?
    public var entries: [Entry]

    public init(_ entries: [Entry], claimedCount: UInt16? = nil) {
        self.entries = entries
        self.claimedCount = claimedCount
    }

    public var bytes: [UInt8] {
        var out: [UInt8] = []
        var directory: [UInt8] = []
        for entry in entries {
            let start = out.count
            out.put32(0x0403_4B50)
            let local = entry.localName ?? entry.name
            Self.common(entry, nameLength: local.count, &out)
            out += local + entry.content
            directory.put32(0x0201_4B50)
            directory.put16(entry.madeBy)
            Self.common(entry, nameLength: entry.name.count, &directory)
            if entry.hasFarPlace { directory.replaceSubrange((directory.count - 2)..., with: [12, 0]) }
            for _ in 0..<3 { directory.put16(0) }
            directory.put32(entry.attributes)
            directory.put32(entry.hasFarPlace ? UInt32.max : UInt32(start))
            directory += entry.name
            if entry.hasFarPlace {
                directory.put16(1)
                directory.put16(8)
                directory.put32(UInt32(start))
                directory.put32(0)
            }
        }
        let start = out.count
        out += directory
        out.put32(0x0605_4B50)
        out.put32(0)
        let count = claimedCount ?? UInt16(entries.count)
        out.put16(count)
        out.put16(count)
        out.put32(UInt32(directory.count))
        out.put32(UInt32(start))
        out.put16(0)
        return out
    }

    /// What both headers of an entry say: from the needed version to the lengths of name and extra field.
    private static func common(_ entry: Entry, nameLength: Int, _ out: inout [UInt8]) {
        out.put16(20)
        out.put16(entry.flags)
        out.put16(entry.method)
        out.put16(0)
        out.put16(1 << 5 | 1)
        out.put32(entry.claimedChecksum ?? checksum(entry.content))
        out.put32(entry.claimedPackedSize ?? UInt32(entry.content.count))
        out.put32(entry.claimedSize ?? UInt32(entry.content.count))
        out.put16(UInt16(nameLength))
        out.put16(0)
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~0) { sum, byte in
            (0..<8).reduce(sum ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}

extension [UInt8] {
    fileprivate mutating func put16(_ value: UInt16) {
        append(UInt8(value & 0xFF))
        append(UInt8(value >> 8))
    }

    fileprivate mutating func put32(_ value: UInt32) {
        put16(UInt16(value & 0xFFFF))
        put16(UInt16(value >> 16))
    }
}
