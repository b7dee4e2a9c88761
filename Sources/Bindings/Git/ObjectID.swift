// The name of a git object: 20 bytes, compared and hashed as three integers.

internal import CGit2

/// The SHA-1 id of an object.
public struct ObjectID: Hashable, Sendable {
    /// The bytes in reading order, as big-endian numbers, so that comparing numbers compares ids.
    private let high: UInt64
    private let middle: UInt64
    private let low: UInt32

    /// The id of nothing: forty zeros.
    public static let zero = ObjectID(high: 0, middle: 0, low: 0)
    /// The id of the tree without entries, which every repository has.
    public static let emptyTree = ObjectID(
        high: 0x4b82_5dc6_42cb_6eb9, middle: 0xa060_e54b_f8d6_9288, low: 0xfbee_4904)

    /// The number of bytes.
    public static let byteCount = 20

    private init(high: UInt64, middle: UInt64, low: UInt32) {
        self.high = high
        self.middle = middle
        self.low = low
    }

    /// Reads forty hexadecimal digits, in either case; nil for anything else.
    public init?(hex: some StringProtocol) {
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        var count = 0
        for byte in hex.utf8 {
            guard let digit = Self.value(ofDigit: byte) else { return nil }
            switch count {
            case 0..<16: words.0 = words.0 << 4 | digit
            case 16..<32: words.1 = words.1 << 4 | digit
            case 32..<40: words.2 = words.2 << 4 | digit
            default: return nil
            }
            count += 1
        }
        guard count == 40 else { return nil }
        self.init(high: words.0, middle: words.1, low: UInt32(words.2))
    }

    /// Reads twenty raw bytes; nil for another count.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.byteCount else { return nil }
        var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
        for (place, byte) in bytes.enumerated() {
            switch place {
            case 0..<8: words.0 = words.0 << 8 | UInt64(byte)
            case 8..<16: words.1 = words.1 << 8 | UInt64(byte)
            default: words.2 = words.2 << 8 | UInt64(byte)
            }
        }
        self.init(high: words.0, middle: words.1, low: UInt32(words.2))
    }

    /// Reads twenty raw bytes at an offset; the caller has checked that they are there.
    init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
        high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        middle = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
        low = UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
    }

    init(_ id: git_oid) {
        self = withUnsafeBytes(of: id) { ObjectID($0) }
    }

    /// The id in the form libgit2 takes.
    var raw: git_oid {
        var id = git_oid()
        withUnsafeMutableBytes(of: &id) { target in
            target.storeBytes(of: high.bigEndian, as: UInt64.self)
            target.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
            target.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
        }
        return id
    }

    /// The twenty bytes.
    public var bytes: [UInt8] {
        withUnsafeBytes(of: raw) { Array($0) }
    }

    /// The first byte, by which packs and folders are sorted into 256 bins.
    var firstByte: Int { Int(high >> 56) }

    /// Forty hexadecimal digits, in lower case.
    public var hex: String {
        String(unsafeUninitializedCapacity: 40) { target in
            let digits: StaticString = "0123456789abcdef"
            func put(_ word: UInt64, _ count: Int, at start: Int) {
                for place in 0..<count {
                    let digit = Int(word >> UInt64(4 * (count - 1 - place)) & 15)
                    target[start + place] = digits.utf8Start[digit]
                }
            }
            put(high, 16, at: 0)
            put(middle, 16, at: 16)
            put(UInt64(low), 8, at: 32)
            return 40
        }
    }

    /// Whether this is the id of nothing.
    public var isZero: Bool { self == .zero }

    private static func value(ofDigit byte: UInt8) -> UInt64? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt64(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt64(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt64(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}

extension ObjectID: Comparable {
    public static func < (left: ObjectID, right: ObjectID) -> Bool {
        if left.high != right.high { return left.high < right.high }
        if left.middle != right.middle { return left.middle < right.middle }
        return left.low < right.low
    }
}

extension ObjectID: CustomStringConvertible {
    public var description: String { hex }
}
