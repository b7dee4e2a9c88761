// A text as a key: equal to another only byte by byte. Swift's own texts are equal as well where two spellings mean one letter.

/// What paths, names and keys are known by in sets and dictionaries.
public struct Exact: Hashable, Comparable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }
    public init(_ text: Substring) { self.text = String(text) }
    public init(stringLiteral text: String) { self.text = text }

    public var description: String { text }

    public static func == (one: Exact, other: Exact) -> Bool { one.text == other.text }
    public static func < (one: Exact, other: Exact) -> Bool { one.text < other.text }

    public func hash(into hasher: inout Hasher) {
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
        // No text is the beginning of another where several are hashed one after the other.
        hasher.combine(0xFF as UInt8)
    }
}

extension Set where Element == Exact {
    public init(exact texts: some Sequence<String>) { self.init(texts.lazy.map { Exact($0) }) }
    public func contains(_ text: String) -> Bool { contains(Exact(text)) }
    @discardableResult
    public mutating func insert(_ text: String) -> (inserted: Bool, memberAfterInsert: Exact) { insert(Exact(text)) }
    @discardableResult
    public mutating func remove(_ text: String) -> Exact? { remove(Exact(text)) }
    public mutating func formUnion(_ texts: some Sequence<String>) { for text in texts { insert(Exact(text)) } }
    public mutating func formIntersection(_ texts: some Sequence<String>) { formIntersection(texts.lazy.map { Exact($0) }) }
    public func union(_ texts: some Sequence<String>) -> Self { union(texts.lazy.map { Exact($0) }) }
    public func subtracting(_ texts: some Sequence<String>) -> Self { subtracting(texts.lazy.map { Exact($0) }) }
    /// In the order of their bytes.
    public var texts: [String] { sorted().map(\.text) }
}

extension Dictionary where Key == Exact {
    public init(exact pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) throws -> Value) rethrows {
        try self.init(pairs.lazy.map { (Exact($0.0), $0.1) }, uniquingKeysWith: combine)
    }
    public init<Values: Sequence>(exact values: Values, by key: (Values.Element) throws -> String) rethrows
    where Value == [Values.Element] {
        try self.init(grouping: values) { Exact(try key($0)) }
    }
    public subscript(text: String) -> Value? {
        get { self[Exact(text)] }
        _modify { yield &self[Exact(text)] }
    }
    public subscript(text: String, default value: @autoclosure () -> Value) -> Value {
        get { self[Exact(text), default: value()] }
        _modify { yield &self[Exact(text), default: value()] }
    }
    /// With keys as texts, in no order.
    public var pairs: [(key: String, value: Value)] { map { ($0.key.text, $0.value) } }
    /// In the order of the keys' bytes.
    public var sortedPairs: [(key: String, value: Value)] { sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) } }
    @discardableResult
    public mutating func removeValue(forKey text: String) -> Value? { removeValue(forKey: Exact(text)) }
}
