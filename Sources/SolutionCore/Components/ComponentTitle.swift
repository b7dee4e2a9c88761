// A component, and what is in conflict in it, in words for people.

/// `form Information of account`.
public struct ComponentTitle: Sendable {
    public let noun: String
    public let name: String
    public let owner: String?

    public init(_ subject: Subject) {
        noun = subject.noun
        name = subject.name
        owner = subject.ownerName
    }

    public init(noun: String, name: String) {
        self.noun = noun
        self.name = name
        owner = nil
    }

    public var words: String { what + (owner.map { " of \($0)" } ?? "") }

    /// `form Information`; what is alone of its kind has no name of its own.
    public var what: String { name == noun ? noun : "\(noun) \(name)" }
}

extension Change {
    /// A thing in a component: `column Industry of Account › RequiredLevel`.
    static func words(of subject: Subject, _ trail: [Step]) -> String {
        ([ComponentTitle(subject).words] + trail.map(\.words)).joined(separator: " › ")
    }
}

extension Conflict {
    /// The thing that is in conflict.
    public var what: String { Change.words(of: subject, trail) }
}
