// The halves of a pair: whether two exports are of one solution, one version and one moment. What their documents say is in TwinCheck.

/// What the manifests of two exports, and the lists of what they hold, say of each other.
public struct PairCheck {
    private let unmanaged: Manifest
    private let managed: Manifest

    public init(unmanaged: Manifest, managed: Manifest) {
        self.unmanaged = unmanaged
        self.managed = managed
    }

    /// The two versions, where they differ.
    public var versions: (unmanaged: String, managed: String)? {
        unmanaged.version == managed.version ? nil : (unmanaged.version, managed.version)
    }

    /// Why the two cannot be halves of one release, whatever else they hold. Beside the version, nothing comes of comparing more.
    public var findings: [Finding] {
        var found: [Finding] = []
        func add(_ what: String, _ hint: String) {
            found.append(
                Finding(
                    .pairMismatch, Address(kind: KindRole.solution.word, key: unmanaged.uniqueName),
                    called: "\(KindRole.solution.word) \(unmanaged.displayName)", file: Self.path, line: nil, what,
                    hint: hint))
        }
        if unmanaged.managed == .managed {
            add("the half given as unmanaged is managed", "give the unmanaged export")
        }
        if managed.managed != .managed {
            add("the half given as managed is unmanaged", "give the managed export")
        }
        if unmanaged.uniqueName != managed.uniqueName {
            add(
                "the halves are of different solutions: unmanaged '\(unmanaged.uniqueName)', managed '\(managed.uniqueName)'",
                "give both exports of one solution")
        }
        for (what, one, other) in [
            ("publishers", unmanaged.publisher, managed.publisher), ("prefixes", unmanaged.prefix, managed.prefix),
        ] where one != other {
            add("the halves have different \(what): unmanaged '\(one)', managed '\(other)'", "give both exports of one environment")
        }
        if let versions {
            let isOlder = Version.precedes(versions.managed, versions.unmanaged)
            add(
                "the halves have different versions: unmanaged \(versions.unmanaged), managed \(versions.managed): the \(isOlder ? "managed" : "unmanaged") half is older",
                "export the older half again; where an export only raised the number, '--align' gives both one version")
        }
        return found
    }

    /// Whether the two belong to one solution at all, so that comparing them means something.
    public var isComparable: Bool {
        unmanaged.uniqueName == managed.uniqueName && unmanaged.managed != .managed && managed.managed == .managed
    }

    /// A component that one half lacks. `isManaged`: it is the managed half that has it.
    public static func missing(_ component: Component, isManaged: Bool) -> Finding {
        Finding(
            .missingHalf, component.address, called: ComponentTitle(Subject(component)).words, file: component.file, line: nil,
            "the \(isManaged ? "unmanaged" : "managed") half does not have '\(component.name)', which the other half has",
            hint: "export both halves again, one right after the other")
    }

    /// The same of a file that is no component of its own.
    public static func missing(file path: String, of subject: Subject, isManaged: Bool) -> Finding {
        Finding(
            .missingHalf, subject.address, called: ComponentTitle(subject).words, file: path, line: nil,
            "the \(isManaged ? "unmanaged" : "managed") half does not have this file, which the other half has",
            hint: "export both halves again, one right after the other")
    }

    /// Content that is no document and differs.
    public static func differs(file path: String, of subject: Subject) -> Finding {
        Finding(
            .halvesDiffer, subject.address, called: ComponentTitle(subject).words, file: path, line: nil,
            "the managed half has other content",
            hint: "export both halves again, one right after the other")
    }

    /// Whether only the unmanaged half is to have a document.
    public static func isUnmanagedOnly(_ tree: Tree) -> Bool { tree.isUnmodified }

    static let path = "Other/Solution.xml"
}

/// What is lawful between the halves, and worth knowing before they are released.
public struct PairNote: Sendable, Equatable {
    public let address: Address
    /// What a maker calls it.
    public let what: String
    public let file: String
    public let message: String
    public let hint: String

    /// `half`: the word of the half that has it.
    public init(debugBuildIn half: String, of subject: Subject, file: String) {
        address = subject.address
        what = ComponentTitle(subject).words
        self.file = file
        message = "the \(half) half holds a debug build"
        hint = "the other half holds a release build of it: build and export again if both are to be the same"
    }
}
