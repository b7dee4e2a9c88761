// Conflicts as they stand in a text: the parts between markers, read back, and a side taken.

/// What a person may take of a conflict; both means ours first.
public enum ConflictChoice: Sendable, CaseIterable { case ours, theirs, base, both }

/// A part of a text between conflict markers.
public struct ConflictRegion: Sendable {
    /// With the lines of the markers.
    public let range: Range<Int>
    /// What stands behind the first marker.
    public let label: String
    /// What stands behind the last marker: what theirs is called.
    public let theirsLabel: String
    public let ours: ArraySlice<UInt8>
    /// Nil where the style of the markers leaves it out.
    public let base: ArraySlice<UInt8>?
    public let theirs: ArraySlice<UInt8>

    /// Whether it is the conflict of an address.
    public func isOf(_ address: Address) -> Bool { label.lowercased().contains(": \(address.folded): ") }

    /// The folded addresses that it may be the conflict of, to look up many at once: what stands between two colons. Nil where a label
    /// has too many of them.
    public var places: [String]? {
        let parts = label.lowercased().split(separator: ": ", omittingEmptySubsequences: false)
        guard parts.count <= 12 else { return nil }
        return parts.indices.dropFirst().dropLast().flatMap { first in
            (first..<parts.count - 1).map { parts[first...$0].joined(separator: ": ") }
        }
    }

    /// The number of its first line in the text that it stands in.
    public func line(in text: [UInt8]) -> Int { text[..<range.lowerBound].count { $0 == 0x0A } + 1 }

    /// What ours is called.
    public var side: String { isOfLines ? label : String(label.split(separator: ": ").first ?? "") }

    /// A conflict of lines: nothing says of which component.
    public var isOfLines: Bool { !label.contains(": ") }

    /// The bytes of one choice; nil where the text does not have them.
    public func bytes(_ choice: ConflictChoice) -> [UInt8]? {
        switch choice {
        case .ours: Array(ours)
        case .theirs: Array(theirs)
        case .base: base.map(Array.init)
        case .both: Array(ours) + Array(theirs)
        }
    }

    /// All regions of a text, in their order; markers that do not come in threes of one length are no regions.
    public static func all(in text: [UInt8]) -> [ConflictRegion] {
        var regions: [ConflictRegion] = []
        var open: (start: Int, size: Int, label: String, ours: Int)?
        var base: (end: Int, start: Int)?
        var middle: (end: Int, start: Int)?
        var place = 0
        while place < text.count {
            let end = (text[place...].firstIndex(of: 0x0A) ?? text.count - 1) + 1
            let line = text[place..<end]
            defer { place = end }
            guard let marker = marker(line) else { continue }
            if marker.character == UInt8(ascii: "<") {
                // Longer ones are those of a merge before this one, inside its base.
                if let open, marker.size > open.size { continue }
                open = (place, marker.size, label(line, marker.size), end)
                (base, middle) = (nil, nil)
                continue
            }
            guard let begun = open, marker.size == begun.size else { continue }
            switch marker.character {
            case UInt8(ascii: "|") where middle == nil: base = (place, end)
            case UInt8(ascii: "=") where middle == nil: middle = (place, end)
            case UInt8(ascii: ">"):
                if let middle {
                    regions.append(
                        ConflictRegion(
                            range: begun.start..<end, label: begun.label, theirsLabel: label(line, marker.size),
                            ours: text[begun.ours..<(base?.end ?? middle.end)],
                            base: base.map { text[$0.start..<middle.end] }, theirs: text[middle.start..<place]))
                }
                (open, base, middle) = (nil, nil, nil)
            default: break
            }
        }
        return regions
    }

    /// The text with some of its regions replaced; those for which there is nil stay as they are.
    public static func replacing<Failure>(
        in text: [UInt8], _ replacement: (ConflictRegion) throws(Failure) -> [UInt8]?
    ) throws(Failure) -> [UInt8] {
        var result: [UInt8] = []
        var position = 0
        for region in all(in: text) {
            guard let bytes = try replacement(region) else { continue }
            result += text[position..<region.range.lowerBound] + bytes
            position = region.range.upperBound
        }
        return result + text[position...]
    }

    /// The character of a marker line and how often it stands there; nil for any other line.
    private static func marker(_ line: ArraySlice<UInt8>) -> (character: UInt8, size: Int)? {
        guard let first = line.first, "<|=>".utf8.contains(first) else { return nil }
        let size = line.prefix { $0 == first }.count
        let next = line.dropFirst(size).first
        guard size >= 7, next == nil || next == 0x20 || next == 0x0A || next == 0x0D else { return nil }
        return (first, size)
    }

    private static func label(_ line: ArraySlice<UInt8>, _ size: Int) -> String {
        let label = line.dropFirst(size).drop { $0 == 0x20 }
        return String(decoding: label.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
