// A GUID: sixteen bytes that exports spell braced or bare, upper or lower case, often both ways in one file.

/// A globally unique identifier; equal whatever its spelling.
public struct GUID: Hashable, Sendable, Comparable, CustomStringConvertible {
    private let high: UInt64
    private let low: UInt64

    /// Reads `{8-4-4-4-12}` with or without braces, in any case.
    public init?(_ text: some StringProtocol) {
        var high: UInt64 = 0
        var low: UInt64 = 0
        var digits = 0
        var position = 0
        var bytes = Array(text.utf8)[...]
        if bytes.first == UInt8(ascii: "{") {
            guard bytes.last == UInt8(ascii: "}") else { return nil }
            bytes = bytes.dropFirst().dropLast()
        }
        guard bytes.count == 36 else { return nil }
        for byte in bytes {
            defer { position += 1 }
            if [8, 13, 18, 23].contains(position) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = JSONText.hex(byte) else { return nil }
            if digits < 16 { high = high << 4 | UInt64(digit) } else { low = low << 4 | UInt64(digit) }
            digits += 1
        }
        self.high = high
        self.low = low
    }

    /// Lower case, without braces.
    public var description: String {
        func hex(_ value: UInt64, from: Int, count: Int) -> String {
            let shifted = (value << UInt64(from * 4)) >> UInt64((16 - count) * 4)
            let digits = String(shifted, radix: 16)
            return String(repeating: "0", count: count - digits.count) + digits
        }
        return [
            hex(high, from: 0, count: 8), hex(high, from: 8, count: 4), hex(high, from: 12, count: 4),
            hex(low, from: 0, count: 4), hex(low, from: 4, count: 12),
        ].joined(separator: "-")
    }

    public static func < (a: GUID, b: GUID) -> Bool { (a.high, a.low) < (b.high, b.low) }
}
