// What decides by letters as readers see them, or by their equality: `make letters` has the compiler find it, as warnings are errors.
//
// `TextBytes` gives the standard library's forms another meaning. These have none that would be as good, so they are none in this program:
// the messages say what is. Nothing here is ever called, and only that one build has it: tests may do as they like.

#if LETTERS
    /// Texts of both sorts: what is said here is closer to them than what all collections have.
    public protocol Lettered: StringProtocol, RangeReplaceableCollection {}

    extension String: Lettered {}

    extension Substring: Lettered {}

    extension Lettered {
        @available(*, deprecated, message: "letters decide nothing: utf8.first or unicodeScalars.first") public var first: Character? {
            nil
        }
        @available(*, deprecated, message: "letters decide nothing: utf8.last or unicodeScalars.last") public var last: Character? { nil }
        @available(*, deprecated, message: "letters decide nothing: dropFirst")
        public mutating func removeFirst() -> Character { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: dropLast")
        public mutating func removeLast() -> Character { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func filter(_ isWanted: (Character) throws -> Bool) rethrows -> Self { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func allSatisfy(_ test: (Character) throws -> Bool) rethrows -> Bool { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func contains(where test: (Character) throws -> Bool) rethrows -> Bool { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func drop(while test: (Character) throws -> Bool) rethrows -> Substring { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func prefix(while test: (Character) throws -> Bool) rethrows -> Substring { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func map<Result>(_ change: (Character) throws -> Result) rethrows -> [Result] { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func firstIndex(where test: (Character) throws -> Bool) rethrows -> Index? { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: lines, or utf8.split")
        public func split(
            maxSplits: Int = .max, omittingEmptySubsequences: Bool = true, whereSeparator test: (Character) throws -> Bool
        ) rethrows -> [Substring] { preconditionFailure() }
    }

    // What each sort has of its own, and not as a collection.

    extension String {
        @available(*, deprecated, message: "letters decide nothing: go through utf8 or unicodeScalars")
        public func makeIterator() -> String.Iterator { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8.index or unicodeScalars.index")
        public func index(_ index: Index, offsetBy distance: Int) -> Index { preconditionFailure() }
    }

    extension Substring {
        @available(*, deprecated, message: "letters decide nothing: go through utf8 or unicodeScalars")
        public func makeIterator() -> String.Iterator { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8.index or unicodeScalars.index")
        public func index(_ index: Index, offsetBy distance: Int) -> Index { preconditionFailure() }
        @available(*, deprecated, message: "letters decide nothing: utf8 or unicodeScalars")
        public func filter(_ isWanted: (Character) throws -> Bool) rethrows -> String { preconditionFailure() }
    }

    extension Set where Element == String {
        @available(*, deprecated, message: "two names that look alike would be one: Set(exact:)")
        public init(_ texts: some Sequence<String>) { preconditionFailure() }
    }

    extension Dictionary where Key == String {
        @available(*, deprecated, message: "two names that look alike would be one: Dictionary(exact:)")
        public init(_ pairs: some Sequence<(String, Value)>, uniquingKeysWith combine: (Value, Value) throws -> Value) rethrows {
            preconditionFailure()
        }
        @available(*, deprecated, message: "two names that look alike would be one: Dictionary(exact:)")
        public init(uniqueKeysWithValues pairs: some Sequence<(String, Value)>) { preconditionFailure() }
        @available(*, deprecated, message: "two names that look alike would be one: Dictionary(exact:by:)")
        public init<Values: Sequence>(grouping values: Values, by key: (Values.Element) throws -> String) rethrows
        where Value == [Values.Element] {
            preconditionFailure()
        }
    }
#endif
