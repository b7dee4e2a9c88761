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

/// Where the components of a kind are in an unpacked folder, and how a package is split into those files.
public struct Place: Sendable {
    /// `{key}` and `{owner}` are what components are known by; other captures only tell paths apart.
    public let pattern: FilePattern
    /// The names from the file's root element down to the component's; nil where the file is not XML.
    public let elements: [String]?
    /// What fills the captures when a package is unpacked; `owner` is the file name of the owner.
    var names: [String: ValuePath] = [:]
    /// Unpacking writes it. Else the files are read where they are found, and the section stays as it is.
    var isWritten = true
    /// The root declares no namespace, unlike all others.
    var isBare = false
    /// Of two halves unpacked into one folder the managed one is kept.
    var managedWins = false
    /// A file that lists the keys of all components, in the order of the package.
    var index: String?
    /// Beside the components there may be files that nobody claims.
    var hasOthers = false

    static func file(
        _ pattern: FilePattern, _ elements: String, names: [String: ValuePath] = [:], isBare: Bool = false,
        managedWins: Bool = false, index: String? = nil, hasOthers: Bool = false
    ) -> Place {
        Place(
            pattern: pattern, elements: elements.split(separator: "/").map(String.init), names: names, isBare: isBare,
            managedWins: managedWins, index: index, hasOthers: hasOthers)
    }

    /// A file that is read where it is found, but that unpacking does not make.
    static func found(_ pattern: FilePattern, _ elements: String) -> Place {
        Place(pattern: pattern, elements: elements.split(separator: "/").map(String.init), isWritten: false)
    }

    /// A file that is the component itself, read by no parser.
    static func content(_ pattern: FilePattern) -> Place { Place(pattern: pattern, elements: nil, isWritten: false) }
}

/// Content that the zip keeps under another name than the folder.
struct Payload: Sendable {
    /// The element that holds the zip's name; nil for every child whose value begins with the prefix.
    var reference: ValuePath?
    /// The zip's folder, `/Connector/`: what follows fills the capture `file`.
    var prefix: String?
    let target: FilePattern
    var names: [String: ValuePath] = [:]
}

/// Text that stands in an element of the component's in the zip, and in a file of its own, with a byte order mark, in the folder.
struct TextFile: Sendable {
    let element: ValuePath
    let target: FilePattern
    let names: [String: ValuePath]

    init(_ element: ValuePath, _ target: FilePattern, names: [String: ValuePath]) {
        self.element = element
        self.target = target
        self.names = names
    }
}

/// A list that the packager sorts.
struct Sorting: Sendable {
    /// From the component's element to the list.
    let list: [String]
    let keys: [ValuePath]

    init(_ list: String, _ keys: ValuePath...) {
        self.list = list.split(separator: "/").map(String.init)
        self.keys = keys
    }
}

/// What gives a component a name that a solution's files only repeat.
public enum NameOrigin: Sendable {
    /// What it was built from: classes of an assembly, the manifest in a code component's bundle.
    case code
    /// The component that it is for.
    case subject
    case platform
}

/// What makers call components of one kind by a value in them: a process of category 5 is a cloud flow.
struct Sorts: Sendable {
    let value: ValuePath
    /// The capture of the file's path that says it, where the document does not.
    let capture: String?
    let nouns: [Exact: String]

    init(_ value: ValuePath, capture: String? = nil, _ nouns: [Exact: String]) {
        self.value = value
        self.capture = capture
        self.nouns = Dictionary(exact: nouns.map { ($0.key.text.lowercased(), $0.value) }) { $1 }
    }
}

/// One kind of component.
public struct Kind: Sendable {
    /// The word in addresses; unique.
    public let word: String
    /// What a maker calls one of them, and several.
    public let noun: String
    public let plural: String
    /// Makers have several words for them.
    let sorts: Sorts?
    public let codes: [ComponentCode]
    /// A manifest lists every one: one that it does not list is in no import.
    let isListed: Bool
    /// The word of the kind whose components hold these.
    public let owner: String?
    /// The way in `customizations.xml` from the owner's element, or from the root, to the component's; empty for kinds
    /// that are files of their own in the zip too.
    public let path: [String]
    public let places: [Place]
    /// The word of the kind in whose content such components may be: manifests list them, and no file holds them.
    let carrier: String?
    /// What it is to all other kinds.
    public let role: KindRole?
    let naming: KindNaming
    /// Such a component is in a file only where all of its owner is.
    let wholeMark: WholeMark?
    /// Where its name comes from, if it is not the component's own.
    public let nameOrigin: NameOrigin?
    /// Together these identify the component among its siblings. Empty: there is only one.
    public let key: [ValuePath]
    /// Other identities by which manifests and people name it.
    public let aliases: [ValuePath]
    /// The first that has a value is the display name.
    public let label: [ValuePath]
    /// What holds of the elements inside, beside `ElementRule.common`.
    public let elements: [ElementRule]
    /// Where such a component names others.
    let references: [ReferenceRule]
    let payloads: [Payload]
    let texts: [TextFile]
    let sortings: [Sorting]
    /// What an import means to such a component and to what rows hold of it.
    let impact: KindImpact

    init(
        _ word: String, _ noun: String, plural: String? = nil, sorts: Sorts? = nil, codes: [ComponentCode] = [], isListed: Bool = false,
        in owner: String? = nil,
        path: String = "", places: [Place] = [], carrier: String? = nil, role: KindRole? = nil, naming: KindNaming = .spelled,
        wholeMark: WholeMark? = nil, nameOrigin: NameOrigin? = nil, key: [ValuePath] = [],
        aliases: [ValuePath] = [],
        label: [ValuePath] = [], elements: [ElementRule] = [], references: [ReferenceRule] = [], payloads: [Payload] = [],
        texts: [TextFile] = [],
        sortings: [Sorting] = [], impact: KindImpact = KindImpact()
    ) {
        self.word = word
        self.noun = noun
        self.plural = plural ?? noun + "s"
        self.sorts = sorts
        self.codes = codes
        self.isListed = isListed
        self.owner = owner
        self.path = path.split(separator: "/").map(String.init)
        self.places = places
        self.carrier = carrier
        self.role = role
        self.naming = naming
        self.wholeMark = wholeMark
        self.nameOrigin = nameOrigin
        self.key = key
        self.aliases = aliases
        self.label = label
        self.elements = elements
        self.references = references
        self.payloads = payloads
        self.texts = texts
        self.sortings = sortings
        self.impact = impact
    }
}

extension Kind {
    /// A key as addresses spell it.
    func spelled(key: String) -> String { naming == .logical ? key.lowercased() : Key.spelled(key) }

    /// What a maker calls the one that an element is.
    func noun(of element: Tree.Index, in tree: Tree, match: FilePattern.Match?) -> String {
        guard let sorts else { return noun }
        guard let value = sorts.value.value(in: tree, at: element) ?? sorts.capture.flatMap({ match?[$0] }) else { return noun }
        return sorts.nouns[Exact(value.lowercased())] ?? noun
    }

    /// Whether a word is the kind's.
    public func isKind(_ word: String) -> Bool {
        [self.word, noun, plural].contains { Exact($0.lowercased()) == Exact(word.lowercased()) }
    }

    /// Whether a word is the kind's, or what makers call some of them.
    public func isCalled(_ word: String) -> Bool {
        let wish = word.lowercased()
        return isKind(wish) || sorts?.nouns.values.contains { $0 == wish || $0 + "s" == wish } ?? false
    }

    /// The way to the component in a file says that it is in a document of the whole package.
    static func isPackage(_ elements: [String]) -> Bool { elements.first == PackageNames.root }
}

extension ComponentCode: ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    public init(integerLiteral value: Int) { self = .number(value) }
    public init(stringLiteral value: String) { self = .word(value) }
}
