// An entry of the table of kinds: everything the tool knows about one kind of component, as data.

/// How a manifest names the type of a component: by a number, or, for newer kinds, by a word.
public enum ComponentCode: Hashable, Sendable {
    case number(Int)
    case word(String)

    /// As `RootComponent@type` spells it.
    public init(_ text: String) {
        self = Int(text).map(ComponentCode.number) ?? .word(text.lowercased())
    }
}

/// Where the files of a kind's components are in an unpacked folder.
public struct Place: Sendable {
    /// `{key}` and `{owner}` are what components are known by; other captures only tell paths apart.
    public let pattern: FilePattern
    /// The way from the file's root element to the component's; nil where the file is not XML.
    public let elements: [String]?

    static func file(_ pattern: FilePattern, _ elements: String) -> Place {
        Place(pattern: pattern, elements: elements.split(separator: "/").map(String.init))
    }

    /// A file that is the component itself, read by no parser.
    static func content(_ pattern: FilePattern) -> Place { Place(pattern: pattern, elements: nil) }
}

/// One kind of component.
public struct Kind: Sendable {
    /// The word in addresses; unique.
    public let word: String
    /// What a maker calls one of them, and several.
    public let noun: String
    public let plural: String
    public let codes: [ComponentCode]
    /// The word of the kind whose components hold these.
    public let owner: String?
    /// The way in `customizations.xml` from the owner's element, or from the root, to the component's; empty for kinds
    /// that are files of their own in the zip too.
    public let path: [String]
    public let places: [Place]
    /// Together these identify the component among its siblings. Empty: there is only one.
    public let key: [ValuePath]
    /// Other identities by which manifests and people name it.
    public let aliases: [ValuePath]
    /// The first that has a value is the display name.
    public let label: [ValuePath]
    /// What holds of the elements inside, beside `ElementRule.common`.
    public let elements: [ElementRule]

    init(
        _ word: String, _ noun: String, plural: String? = nil, codes: [ComponentCode] = [], in owner: String? = nil,
        path: String = "", places: [Place] = [], key: [ValuePath] = [], aliases: [ValuePath] = [],
        label: [ValuePath] = [], elements: [ElementRule] = []
    ) {
        self.word = word
        self.noun = noun
        self.plural = plural ?? noun + "s"
        self.codes = codes
        self.owner = owner
        self.path = path.split(separator: "/").map(String.init)
        self.places = places
        self.key = key
        self.aliases = aliases
        self.label = label
        self.elements = elements
    }
}

extension ComponentCode: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    public init(integerLiteral value: Int) { self = .number(value) }
    public init(stringLiteral value: String) { self = .word(value) }
}
