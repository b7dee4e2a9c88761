// Conflict markers as git writes them: around whole lines, saying what is in conflict and why.

/// How markers are written.
public struct MarkerStyle: Sendable {
    public var size = 7
    /// Whether the base is shown between the sides.
    public var showsBase = false
    /// In files that are merged by their lines: with the base shown, what both sides begin or end with stands outside, as in zdiff3.
    public var trimsLines = false
    public var ours: String
    public var base: String
    public var theirs: String

    public init(size: Int = 7, showsBase: Bool = false, ours: String = "ours", base: String = "base", theirs: String = "theirs") {
        self.size = size
        self.showsBase = showsBase
        self.ours = ours
        self.base = base
        self.theirs = theirs
    }
}

/// The places of conflicts in a text under construction.
public struct MarkedText {
    /// All of a text in conflict with another.
    public static func whole(_ texts: Sides<[UInt8]>, _ style: MarkerStyle) -> [UInt8] {
        let region = Region(range: texts.ours.indices, base: texts.base ?? [], theirs: texts.theirs, note: "")
        return text(texts.ours, [region], style, isJSON: false)
    }

    struct Region {
        /// The bytes of ours in the text.
        let range: Range<Int>
        let base: [UInt8]
        let theirs: [UInt8]
        let note: String
    }

    /// The text with markers. Regions are in ascending order and do not overlap.
    static func text(_ bytes: [UInt8], _ regions: [Region], _ style: MarkerStyle, isJSON: Bool) -> [UInt8] {
        let end: [UInt8] = bytes.hasCRLF ? [0x0D, 0x0A] : [0x0A]
        var out: [UInt8] = []
        var position = 0
        for (index, region) in regions.enumerated() {
            let (start, indent) = lineStart(bytes, region.range.lowerBound, after: position)
            out += bytes[position..<start]
            if let last = out.last, last != 0x0A { out += end }
            func marker(_ character: String, _ label: String) {
                out += Array(String(repeating: character, count: style.size).utf8)
                if !label.isEmpty { out += Array(" ".utf8) + Array(label.utf8) }
                out += end
            }
            position = region.range.upperBound
            // What stands before the next region is this one's to look at.
            let next = index + 1 < regions.count ? regions[index + 1].range.lowerBound : bytes.count
            // A comma belongs to whichever side is taken.
            let comma: [UInt8] = isJSON && position < next && bytes[position] == UInt8(ascii: ",") ? [UInt8(ascii: ",")] : []
            func part(_ part: ArraySlice<UInt8>) {
                guard !part.isEmpty else { return }
                out += indent + part + comma
                if out.last != 0x0A { out += end }
            }
            marker("<", style.ours + (region.note.isEmpty ? "" : ": " + region.note))
            part(bytes[region.range])
            if style.showsBase {
                marker("|", style.base)
                part(region.base[...])
            }
            marker("=", "")
            part(region.theirs[...])
            marker(">", style.theirs)
            position += comma.count
            if bytes[position..<next].starts(with: end) { position += end.count }
        }
        return out + bytes[position...]
    }

    /// Where the region's line starts, and the blanks before the region, if there is nothing else.
    private static func lineStart(_ bytes: [UInt8], _ place: Int, after limit: Int) -> (Int, ArraySlice<UInt8>) {
        var start = place
        while start > limit, bytes[start - 1] == UInt8(ascii: " ") || bytes[start - 1] == UInt8(ascii: "\t") { start -= 1 }
        if start == 0 || bytes[start - 1] == 0x0A { return (start, bytes[start..<place]) }
        return (place, [])
    }
}
