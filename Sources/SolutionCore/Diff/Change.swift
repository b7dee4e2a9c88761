// A change as people and programs get it: what happened, to what, in which component, and whether anybody did it.

/// A component as changes speak of it.
public struct Subject: Hashable, Sendable {
    /// The word of its kind, as in addresses.
    public let kind: String
    /// What a maker calls such a component.
    public let noun: String
    public let address: Address
    /// What a maker calls it.
    public let name: String
    /// What the component is called that it is part of.
    public let ownerName: String?

    public init(kind: String, noun: String? = nil, address: Address, name: String, ownerName: String? = nil) {
        self.kind = kind
        self.noun = noun ?? Kinds.table[kind]?.noun ?? kind
        self.address = address
        self.name = name
        self.ownerName = ownerName
    }

    public init(_ component: Component, ownerName: String? = nil) {
        self.init(
            kind: component.kind, noun: component.noun, address: component.address, name: component.name, ownerName: ownerName)
    }
}

/// What a component of a solution is called, by its kind and a key of it.
public typealias ComponentName = (_ kind: String, _ key: String) -> String?

/// One difference between two states of a solution.
public struct Change: Sendable {
    public enum Operation: String, Sendable, CaseIterable {
        case added, removed, changed, moved, reordered
    }

    /// One step of the way from a component down to what changed.
    public struct Step: Hashable, Sendable {
        /// What a maker calls such a thing; the name of the element or attribute where there is no better word.
        public let noun: String
        /// What a maker calls this one, where there are several.
        public let label: String?

        public init(noun: String, label: String?) {
            self.noun = noun
            self.label = label
        }

        /// An id is cut: its beginning is enough to find it.
        public var words: String {
            guard let label else { return noun }
            return GUID(label) == nil ? "\(noun) \(label)" : "\(noun) \(label.prefix(8))…"
        }
    }

    public let operation: Operation
    public let address: Address
    /// The component that it happened to.
    public let subject: Subject
    /// From the component down to the thing; empty where it is the component.
    public let trail: [Step]
    public let before: String?
    public let after: String?
    /// What makers call values, where they have words for them.
    public var valueWords: [Exact: String] = [:]
    /// Set where no person did it.
    public let noise: NoiseClass?
    public let file: String
    /// Both texts are long and made of lines; then `before` and `after` only tell their sizes.
    public var lines: [LineHunk] = []

    public init(
        operation: Operation, address: Address, subject: Subject, trail: [Step], before: String?, after: String?,
        noise: NoiseClass?, file: String
    ) {
        self.operation = operation
        self.address = address
        self.subject = subject
        self.trail = trail
        self.before = before
        self.after = after
        self.noise = noise
        self.file = file
    }

    /// What a maker calls the thing: the innermost that has a name.
    public var label: String { trail.last { $0.label != nil }?.label ?? subject.name }

    /// The values as a maker knows them.
    public var shownBefore: String? { before.map { valueWords[$0] ?? $0 } }
    public var shownAfter: String? { after.map { valueWords[$0] ?? $0 } }

    /// The component is called something else now.
    public var isRenaming: Bool {
        guard operation == .changed, trail.count == 1, let before, !before.isEmpty, let after else { return false }
        return Exact(after) == Exact(subject.name) && trail[0].noun.lowercased().hasSuffix("name")
    }

    /// Whether the whole component came or went.
    public var isWhole: Bool { trail.isEmpty && (operation == .added || operation == .removed) }
}

/// Some lines of a text that became others.
public struct LineHunk: Sendable {
    public struct Line: Sendable {
        public enum Origin: String, Sendable { case context = " ", removed = "-", added = "+" }
        public let origin: Origin
        public let text: String

        public init(origin: Origin, text: String) {
            self.origin = origin
            self.text = text
        }
    }
    /// `@@ -1,2 +1,3 @@`
    public let header: String
    public let lines: [Line]

    public init(header: String, lines: [Line]) {
        self.header = header
        self.lines = lines
    }
}
