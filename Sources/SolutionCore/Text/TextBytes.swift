// In this program texts are bytes: equal, longer, divided and cut only by their UTF-8.
//
// Swift compares and divides texts by what a reader sees as one letter. To it a quote with a mark on it is no quote, a slash with a
// mark on it divides no path, and two files whose names look alike are one. What stands here has the names and forms of the standard
// library's own, so it is what every file that imports this module means by them; `AttackTextRuleTests` tries each form.
// Sets and dictionaries do not ask it: keys from outside are `Exact`.

extension StringProtocol {
    @inlinable
    public func hasBytes(of other: some StringProtocol) -> Bool {
        let known = utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { other in one.count == other.count && Self.alike(one, other) == one.count }
        }
        if let known, let known { return known }
        return utf8.elementsEqual(other.utf8)
    }

    @inlinable
    public func precedes(_ other: some StringProtocol) -> Bool {
        let known = utf8.withContiguousStorageIfAvailable { one in
            other.utf8.withContiguousStorageIfAvailable { other in
                let place = Self.alike(one, other)
                return place < one.count && place < other.count ? one[place] < other[place] : one.count < other.count
            }
        }
        if let known, let known { return known }
        return utf8.lexicographicallyPrecedes(other.utf8)
    }

    /// How many bytes two texts begin with alike; eight at a time, as sorting asks for little else.
    @inlinable
    static func alike(_ one: UnsafeBufferPointer<UInt8>, _ other: UnsafeBufferPointer<UInt8>) -> Int {
        let (count, left, right) = (Swift.min(one.count, other.count), UnsafeRawBufferPointer(one), UnsafeRawBufferPointer(other))
        var place = 0
        func word(_ bytes: UnsafeRawBufferPointer) -> UInt64 { bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
        while place + 8 <= count, word(left) == word(right) { place += 8 }
        while place < count, one[place] == other[place] { place += 1 }
        return place
    }

    @inlinable public static func == (one: Self, other: some StringProtocol) -> Bool { one.hasBytes(of: other) }
    @inlinable public static func != (one: Self, other: some StringProtocol) -> Bool { !one.hasBytes(of: other) }

    @inlinable public func hasPrefix(_ prefix: some StringProtocol) -> Bool { utf8.starts(with: prefix.utf8) }

    @inlinable
    public func hasSuffix(_ suffix: some StringProtocol) -> Bool { utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    @inlinable public func contains(_ other: some StringProtocol) -> Bool { firstRange(of: other) != nil }

    @inlinable public func firstIndex(of other: String) -> Index? { firstRange(of: other)?.lowerBound }

    /// Where another text stands in this one last.
    public func lastIndex(of other: String) -> Index? {
        let (bytes, wanted) = (Array(utf8), Array(other.utf8))
        guard wanted.count <= bytes.count else { return nil }
        let start = stride(from: bytes.count - wanted.count, through: 0, by: -1).first { bytes[$0...].starts(with: wanted) }
        return start.map { utf8.index(startIndex, offsetBy: $0) }
    }

    /// Where another text stands in this one first.
    public func firstRange(of other: some StringProtocol) -> Range<Index>? {
        let wanted = Array(other.utf8)
        guard let head = wanted.first else { return startIndex..<startIndex }
        var start = utf8.startIndex
        while let here = utf8[start...].firstIndex(of: head) {
            if utf8[here...].starts(with: wanted) { return here..<utf8.index(here, offsetBy: wanted.count) }
            start = utf8.index(after: here)
        }
        return nil
    }
}

extension String {
    @inlinable public static func == (one: String, other: String) -> Bool { one.hasBytes(of: other) }
    @inlinable public static func != (one: String, other: String) -> Bool { !one.hasBytes(of: other) }
    @inlinable public static func < (one: String, other: String) -> Bool { one.precedes(other) }
    @inlinable public static func > (one: String, other: String) -> Bool { other.precedes(one) }
    @inlinable public static func <= (one: String, other: String) -> Bool { !other.precedes(one) }
    @inlinable public static func >= (one: String, other: String) -> Bool { !one.precedes(other) }

    @inlinable public func hasPrefix(_ prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }
    @inlinable public func hasSuffix(_ suffix: String) -> Bool { utf8.suffix(suffix.utf8.count).elementsEqual(suffix.utf8) }

    @inlinable public var count: Int { utf8.count }
    @inlinable public func index(after index: Index) -> Index { unicodeScalars.index(after: index) }
    @inlinable public func index(before index: Index) -> Index { unicodeScalars.index(before: index) }
    @inlinable public func prefix(_ length: Int) -> Substring { self[...].prefix(length) }
    @inlinable public func suffix(_ length: Int) -> Substring { self[...].suffix(length) }
    @inlinable public func dropFirst(_ length: Int = 1) -> Substring { self[...].dropFirst(length) }
    @inlinable public func dropLast(_ length: Int = 1) -> Substring { self[...].dropLast(length) }

    @inlinable
    public func split(separator: String, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true) -> [Substring] {
        self[...].split(separator: separator, maxSplits: maxSplits, omittingEmptySubsequences: omittingEmptySubsequences)
    }
}

extension Substring {
    @inlinable public static func == (one: Substring, other: Substring) -> Bool { one.hasBytes(of: other) }
    @inlinable public static func != (one: Substring, other: Substring) -> Bool { !one.hasBytes(of: other) }
    @inlinable public static func < (one: Substring, other: Substring) -> Bool { one.precedes(other) }

    @inlinable public var count: Int { utf8.count }
    @inlinable public func index(after index: Index) -> Index { unicodeScalars.index(after: index) }
    @inlinable public func index(before index: Index) -> Index { unicodeScalars.index(before: index) }
    /// At most so many bytes: a letter that would be cut is left out.
    public func prefix(_ length: Int) -> Substring { self[..<place(length)] }
    public func suffix(_ length: Int) -> Substring { self[place(Swift.max(0, utf8.count - length))...] }
    public func dropFirst(_ length: Int = 1) -> Substring { self[place(length)...] }
    public func dropLast(_ length: Int = 1) -> Substring { self[..<place(Swift.max(0, utf8.count - length))] }

    private func place(_ offset: Int) -> Index {
        guard offset < utf8.count else { return endIndex }
        var index = utf8.index(startIndex, offsetBy: offset)
        while index > startIndex, utf8[index] & 0xC0 == 0x80 { index = utf8.index(before: index) }
        return index
    }

    public func split(separator: String, maxSplits: Int = .max, omittingEmptySubsequences: Bool = true) -> [Substring] {
        var parts: [Substring] = []
        var rest = self
        while parts.count < maxSplits, let found = rest.firstRange(of: separator), !found.isEmpty {
            let part = rest[..<found.lowerBound]
            rest = rest[found.upperBound...]
            if !part.isEmpty || !omittingEmptySubsequences { parts.append(part) }
        }
        return rest.isEmpty && omittingEmptySubsequences ? parts : parts + [rest]
    }
}
