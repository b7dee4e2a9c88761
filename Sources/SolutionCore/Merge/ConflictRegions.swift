// Conflicts as they stand in a text: the parts between markers, read back, and a side taken.

/// A part of a text between conflict markers.
public struct ConflictRegion: Sendable {
    /// With the lines of the markers.
    public let range: Range<Int>
    /// What stands behind the first marker.
    public let label: String
    public let ours: ArraySlice<UInt8>
    /// Nil where the style of the markers leaves it out.
    public let base: ArraySlice<UInt8>?
    public let theirs: ArraySlice<UInt8>

    /// Whether it is the conflict of an address.
    public func isOf(_ address: Address) -> Bool { label.lowercased().contains(": \(address.folded): ") }

    /// All regions of a text, in their order; markers that do not come in threes are no regions.
    public static func all(in text: [UInt8], size: Int = 7) -> [ConflictRegion] {
        var regions: [ConflictRegion] = []
        var open: (start: Int, label: String, ours: Int)?
        var base: (end: Int, start: Int)?
        var middle: (end: Int, start: Int)?
        var place = 0
        while place < text.count {
            let end = (text[place...].firstIndex(of: 0x0A) ?? text.count - 1) + 1
            switch marker(text[place..<end], size) {
            case UInt8(ascii: "<"):
                open = (place, label(text[place..<end], size), end)
                (base, middle) = (nil, nil)
            case UInt8(ascii: "|") where open != nil && middle == nil: base = (place, end)
            case UInt8(ascii: "=") where open != nil && middle == nil: middle = (place, end)
            case UInt8(ascii: ">"):
                if let open, let middle {
                    regions.append(
                        ConflictRegion(
                            range: open.start..<end, label: open.label, ours: text[open.ours..<(base?.end ?? middle.end)],
                            base: base.map { text[$0.start..<middle.end] }, theirs: text[middle.start..<place]))
                }
                (open, base, middle) = (nil, nil, nil)
            default: break
            }
            place = end
        }
        return regions
    }

    /// The character of a marker line; nil for any other line.
    private static func marker(_ line: ArraySlice<UInt8>, _ size: Int) -> UInt8? {
        guard line.count >= size, let first = line.first, "<|=>".utf8.contains(first), line.prefix(size).allSatisfy({ $0 == first })
        else { return nil }
        let next = line.dropFirst(size).first
        return next == nil || next == 0x20 || next == 0x0A || next == 0x0D ? first : nil
    }

    private static func label(_ line: ArraySlice<UInt8>, _ size: Int) -> String {
        let label = line.dropFirst(size).drop { $0 == 0x20 }
        return String(decoding: label.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
