// The forms of `TextBytes` for texts that may be missing, for lists of texts and for patterns.

extension Optional where Wrapped == String {
    @inlinable public static func == (one: String?, other: String?) -> Bool {
        switch (one, other) {
        case (nil, nil): true
        case (let one?, let other?): one.hasBytes(of: other)
        default: false
        }
    }
    @inlinable public static func != (one: String?, other: String?) -> Bool { !(one == other) }
    // A literal is a text, and with no form for it the compiler would take the standard library's.
    @inlinable public static func == (one: String?, other: String) -> Bool { one?.hasBytes(of: other) ?? false }
    @inlinable public static func != (one: String?, other: String) -> Bool { !(one == other) }
    @inlinable public static func == (one: String, other: String?) -> Bool { other == one }
    @inlinable public static func != (one: String, other: String?) -> Bool { !(other == one) }
}

extension Array where Element == String {
    @inlinable public static func == (one: [String], other: [String]) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { $0.hasBytes(of: $1) }
    }
    @inlinable public static func != (one: [String], other: [String]) -> Bool { !(one == other) }
}

extension Sequence where Element == String {
    @inlinable public func contains(_ text: String) -> Bool { contains { $0.hasBytes(of: text) } }
    @inlinable public func sorted() -> [String] { sorted { $0.precedes($1) } }
    @inlinable public func starts(with others: some Sequence<String>) -> Bool { starts(with: others) { $0.hasBytes(of: $1) } }
    @inlinable public func elementsEqual(_ others: some Sequence<String>) -> Bool { elementsEqual(others) { $0.hasBytes(of: $1) } }
    @inlinable public func max() -> String? { self.max { $0.precedes($1) } }
    @inlinable public func min() -> String? { self.min { $0.precedes($1) } }
}

extension Collection where Element == String {
    @inlinable public func firstIndex(of text: String) -> Index? { firstIndex { $0.hasBytes(of: text) } }
}

extension BidirectionalCollection where Element == String {
    @inlinable public func lastIndex(of text: String) -> Index? { lastIndex { $0.hasBytes(of: text) } }
}

@inlinable public func ~= (one: String, other: String) -> Bool { one.hasBytes(of: other) }
@inlinable public func ~= (one: String?, other: String?) -> Bool { one == other }

extension Optional where Wrapped == Substring {
    @inlinable public static func == (one: Substring?, other: Substring?) -> Bool {
        switch (one, other) {
        case (nil, nil): true
        case (let one?, let other?): one.hasBytes(of: other)
        default: false
        }
    }
    @inlinable public static func != (one: Substring?, other: Substring?) -> Bool { !(one == other) }
    @inlinable public static func == (one: Substring?, other: Substring) -> Bool { one?.hasBytes(of: other) ?? false }
    @inlinable public static func != (one: Substring?, other: Substring) -> Bool { !(one == other) }
}

extension Array where Element == Substring {
    @inlinable public static func == (one: [Substring], other: [Substring]) -> Bool {
        one.count == other.count && zip(one, other).allSatisfy { $0.hasBytes(of: $1) }
    }
    @inlinable public static func != (one: [Substring], other: [Substring]) -> Bool { !(one == other) }
}

extension Sequence where Element == Substring {
    @inlinable public func contains(_ text: Substring) -> Bool { contains { $0.hasBytes(of: text) } }
    @inlinable public func sorted() -> [Substring] { sorted { $0.precedes($1) } }
    @inlinable public func starts(with others: some Sequence<Substring>) -> Bool { starts(with: others) { $0.hasBytes(of: $1) } }
    @inlinable public func elementsEqual(_ others: some Sequence<Substring>) -> Bool { elementsEqual(others) { $0.hasBytes(of: $1) } }
    @inlinable public func max() -> Substring? { self.max { $0.precedes($1) } }
    @inlinable public func min() -> Substring? { self.min { $0.precedes($1) } }
}

extension Collection where Element == Substring {
    @inlinable public func firstIndex(of text: Substring) -> Index? { firstIndex { $0.hasBytes(of: text) } }
}

extension BidirectionalCollection where Element == Substring {
    @inlinable public func lastIndex(of text: Substring) -> Index? { lastIndex { $0.hasBytes(of: text) } }
}

@inlinable public func ~= (one: Substring, other: Substring) -> Bool { one.hasBytes(of: other) }
@inlinable public func ~= (one: Substring?, other: Substring?) -> Bool { one == other }
