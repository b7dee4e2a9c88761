// What a merge has to say: what it could not decide, and what it decided by a rule.

/// Two sides did different things to one thing, and a person must decide.
public struct Conflict: Sendable {
    public enum Reason: String, Sendable, CaseIterable {
        case bothChanged = "both changed it"
        case bothAdded = "both added it, differently"
        case twoPlaces = "both added it, in different places"
        case deletedAndChanged = "one deleted what the other changed"
        case bothMoved = "both moved it, to different places"
        case deletedAndMoved = "one deleted what the other moved"
        case bothReordered = "both changed the order"
        case addedToDeleted = "one added to what the other deleted"
        case samePlace = "both added something without a key at the same place"
    }

    public let reason: Reason
    public let address: Address
    public let subject: Subject
    /// From the component down to the thing.
    public let trail: [Change.Step]
    /// As they are spelled; nil where there is none.
    public let base: String?
    public let ours: String?
    public let theirs: String?
    public let extent: Extent

    /// What of a file it is.
    public enum Extent: Sendable, Equatable {
        /// One thing in it.
        case thing
        /// Its lines, in so many places. The values are the lines of the first of them, which begins at a line of the marked text.
        case lines(places: Int, first: Int)
        /// All of it, as it has no lines. The values describe the files.
        case content
    }

    public init(
        reason: Reason, address: Address, subject: Subject, trail: [Change.Step], base: String?, ours: String?, theirs: String?,
        extent: Extent = .thing
    ) {
        self.extent = extent
        self.reason = reason
        self.address = address
        self.subject = subject
        self.trail = trail
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }

    /// What a maker calls the thing.
    public var label: String { trail.last { $0.label != nil }?.label ?? subject.name }
}

/// Two sides set one value differently, and a rule of the table or of the settings said what it is to be.
public struct Decision: Sendable {
    public let rule: String
    public let address: Address
    public let subject: Subject
    public let trail: [Change.Step]
    public let base: String?
    public let ours: String?
    public let theirs: String?
    public let chosen: String?
}
