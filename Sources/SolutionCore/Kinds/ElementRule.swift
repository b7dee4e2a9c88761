// What the table of kinds says of the elements inside a component: keys, order, noise, and how two values merge.

/// How the repeated children of one name are told apart.
public enum ListRule: Sendable, Hashable {
    /// By the values at these paths, in any order: the order means nothing.
    case set([ValuePath])
    /// By the values at these paths, and their order means something.
    case sequence([ValuePath])
    /// By what they hold, in order: there is no key (form rows by the cells in them).
    case byContent
}

/// Why a change is not something that a person did.
public enum NoiseClass: String, Sendable, CaseIterable {
    case versionStamp = "version stamp"
    case order = "order without meaning"
    case layout = "whitespace or encoding"
    case platformDefault = "platform default"
    case canvasStamp = "canvas app stamp"
    case assemblyStamp = "assembly stamp"
    case renumberedKey = "renumbered key"
    case environmentID = "id of one environment"
    /// The repository's settings say so.
    case configured = "noise by setting"
}

/// What happens when two people set one value differently.
public enum MergeRule: String, Sendable {
    /// The higher version or number.
    case higher
    case ours
    /// A list that the platform derives: united, never a conflict.
    case derived
}

/// One line about the elements inside a component.
///
/// The place is a path of names that must be the last ones on the way to the element, `attributes/attribute`, or with a
/// slash before it all of them from the document; an
/// attribute is written behind it, `Required@key`. `*` is any name.
/// The members of JSON are named in the same way, those of a document inside a value behind the value's own name.
public struct ElementRule: Sendable, Hashable {
    public let place: String
    public var list: ListRule?
    public var noise: NoiseClass?
    public var merge: MergeRule?
    /// Its key is unique in the whole component: it may move to another parent and is still the same.
    public var isRoaming = false
    /// No two in the whole component have one key, though each belongs where it stands.
    public var isUnique = false
    /// Says nothing of its own: addresses leave it out.
    public var isWrapper = false
    /// Says nothing to a maker: only addresses name it.
    public var isQuiet = false
    /// Its value is a document of lists: without items it says nothing, as an empty value does.
    public var holdsLists = false
    /// What a maker calls such an item, where the element's name is not the word.
    public var noun: String?
    /// What a maker calls its values.
    var values: [Exact: String] = [:]
    /// Real exports have items with one key, and nothing is wrong with them.
    public var mayRepeat = false

    /// The same, where keys may stand twice.
    var repeatable: ElementRule {
        var rule = self
        rule.mayRepeat = true
        return rule
    }

    /// Repeated elements whose order means nothing, told apart by these values.
    static func set(
        _ place: String, _ keys: ValuePath..., merge: MergeRule? = nil, noun: String? = nil
    ) -> ElementRule {
        ElementRule(place: place, list: .set(keys), merge: merge, noun: noun)
    }

    /// Repeated elements whose order means something, told apart by these values.
    static func sequence(_ place: String, _ keys: ValuePath..., noun: String? = nil) -> ElementRule {
        ElementRule(place: place, list: .sequence(keys), noun: noun)
    }

    /// Repeated elements that may also move to another parent of the same component.
    static func roaming(_ place: String, _ keys: ValuePath..., noun: String? = nil) -> ElementRule {
        ElementRule(place: place, list: .sequence(keys), isRoaming: true, noun: noun)
    }

    /// The same, where keys are unique in the whole component.
    var unique: ElementRule {
        var rule = self
        rule.isUnique = true
        return rule
    }

    /// Repeated elements without a key.
    static func byContent(_ place: String, noun: String? = nil) -> ElementRule {
        ElementRule(place: place, list: .byContent, noun: noun)
    }

    /// An element that only holds others together.
    static func wrapper(_ place: String) -> ElementRule { ElementRule(place: place, isWrapper: true) }

    /// An element that only addresses need.
    static func quiet(_ place: String) -> ElementRule { ElementRule(place: place, isQuiet: true) }

    /// A value that is a document of lists.
    static func lists(_ place: String) -> ElementRule { ElementRule(place: place, holdsLists: true) }

    /// What a maker calls something.
    static func noun(_ place: String, _ noun: String) -> ElementRule { ElementRule(place: place, noun: noun) }

    /// A value for which a maker sees a word.
    static func values(_ place: String, _ values: [Exact: String], noun: String) -> ElementRule {
        ElementRule(place: place, noun: noun, values: values)
    }

    /// A value that changes by itself.
    static func noise(_ place: String, _ noise: NoiseClass, merge: MergeRule? = nil) -> ElementRule {
        ElementRule(place: place, noise: noise, merge: merge)
    }

    /// What a repository's settings call noise: `entity/IsAuditEnabled`, `Workflow@Category`. Nil where it is no place.
    public static func configured(_ place: String) -> ElementRule? {
        let parts = place.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0][(parts[0].utf8.firstIndex { $0 != UInt8(ascii: "/") } ?? parts[0].endIndex)...]
        let names = path.split(separator: "/", omittingEmptySubsequences: false)
        let isPlace = !names.contains { $0.isEmpty || $0.unicodeScalars.contains(where: \.properties.isWhitespace) }
        guard isPlace, names.last != "*" || parts.count > 1, parts.count == 1 || !parts[1].isEmpty && !parts[1].contains("/") else {
            return nil
        }
        return .noise(place, .configured)
    }

    static func merge(_ place: String, _ rule: MergeRule) -> ElementRule { ElementRule(place: place, merge: rule) }
}
