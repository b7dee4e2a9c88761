// The same thing in the three states of a merge, and what follows where a side did nothing.

/// One of the two sides of a merge.
public enum WhichSide: Sendable { case ours, theirs }

/// What the base, our side and their side have of one thing.
public struct Sides<T> {
    /// Nil where there is no state in common: both sides added it.
    public var base: T?
    public var ours: T
    public var theirs: T

    public init(base: T?, ours: T, theirs: T) {
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }

    public func map<U, E: Error>(_ transform: (T) throws(E) -> U) throws(E) -> Sides<U> {
        var before: U?
        if let base { before = try transform(base) }
        return Sides<U>(base: before, ours: try transform(ours), theirs: try transform(theirs))
    }

    /// The states that are there, the base first.
    public var all: [T] { (base.map { [$0] } ?? []) + [ours, theirs] }

    public subscript(side: WhichSide) -> T { side == .ours ? ours : theirs }

    /// The side that has the merged state, where nobody need look closer: both did the same, or one did nothing.
    public func undisputed(_ isSame: (T, T) -> Bool) -> WhichSide? {
        if isSame(ours, theirs) { return .ours }
        guard let base else { return nil }
        if isSame(base, ours) { return .theirs }
        return isSame(base, theirs) ? .ours : nil
    }
}

extension Sides where T: Equatable {
    /// The merged state, where nobody need look closer.
    public var undisputed: T? { undisputed(==).map { self[$0] } }
}

extension Sides: Sendable where T: Sendable {}
