// What the table of kinds says of names: where a component names another one, and what it means by the name.

/// One line about a place where a component names another.
///
/// The place is written as in `ElementRule`: the last names on the way, an attribute behind them, `*` for any name. A slash
/// inside a name, as members of flows have, is spelled `~1`.
public struct ReferenceRule: Sendable {
    /// What is named.
    enum Target: Sendable {
        /// A component of one of these kinds.
        case kinds([String])
        /// A component of the kind whose number stands here.
        case coded(ValuePath)
    }

    /// Of which table a column is.
    enum Scope: Sendable {
        /// The one that the component belongs to.
        case own
        /// The one that the same element names.
        case here(ValuePath)
        /// The one that an element or member beside it names.
        case beside(String)
        /// The one that the nearest element of these names around it names.
        case around(Set<Exact>, ValuePath)
    }

    /// How the name is written.
    enum Spelling: Sendable, Equatable {
        case plain
        /// Several, with commas between them.
        case list
        /// The name is that of the member itself, behind this.
        case member(String)
        /// `$webresource:name`, `/WebResources/name`; a plain path is none.
        case address
        /// `prvReadname`
        case privilege
    }

    let names: [String]
    let attribute: String?
    let target: Target
    var scope = Scope.own
    var spelling = Spelling.plain
    /// Where this has a value the name means something else.
    var unless: ValuePath?
    /// The place does not name a table but makes the name one: of the set of a table's rows, or of the table between two others.
    var isMaking = false
    /// The platform keeps no record of it: what is named may be another solution's, and no export would say so.
    var isLoose = false
    /// What names it here is nothing without it: the two come and go together.
    var isBond = false

    /// The same, where the one cannot be without the other.
    var bond: ReferenceRule {
        var rule = self
        rule.isBond = true
        return rule
    }

    /// The same, where the platform keeps no record.
    var loose: ReferenceRule {
        var rule = self
        rule.isLoose = true
        return rule
    }

    private init(_ place: String, _ target: Target) {
        let parts = place.split(separator: "@", maxSplits: 1)
        names = parts[0].split(separator: "/").map { name in
            name.split(separator: "~1", omittingEmptySubsequences: false).joined(separator: "/")
        }
        attribute = parts.count > 1 ? String(parts[1]) : nil
        self.target = target
    }

    /// A component of one of these kinds is named.
    static func component(_ place: String, _ kinds: String..., spelling: Spelling = .plain) -> ReferenceRule {
        var rule = ReferenceRule(place, .kinds(kinds))
        rule.spelling = spelling
        return rule
    }

    /// A component is named, and its kind by the number that stands elsewhere.
    static func coded(_ place: String, by code: ValuePath) -> ReferenceRule { ReferenceRule(place, .coded(code)) }

    /// A table is named.
    static func table(_ place: String, spelling: Spelling = .plain) -> ReferenceRule {
        component(place, "entity", spelling: spelling)
    }

    /// A column is named.
    static func column(
        _ place: String, of scope: Scope = .own, spelling: Spelling = .plain, unless: ValuePath? = nil
    ) -> ReferenceRule {
        var rule = ReferenceRule(place, .kinds(["attribute"]))
        rule.scope = scope
        rule.spelling = spelling
        rule.unless = unless
        return rule
    }

    /// A name of the own table; where there is none, a table that has no document.
    static func makesTable(_ place: String) -> ReferenceRule {
        var rule = table(place)
        rule.isMaking = true
        return rule
    }

    /// The names that a text means, as they are written there.
    func spelled(in text: String) -> [String] {
        switch spelling {
        case .plain: return [text]
        case .list: return text.split(separator: ",").map { String($0.trimmed) }
        case .member(let prefix): return text.hasPrefix(prefix) ? [String(text.dropFirst(prefix.count))] : []
        case .address:
            for prefix in ["$webresource:", "/webresources/"] where text.lowercased().hasPrefix(prefix) {
                let name = text.dropFirst(prefix.count).utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
                return [String(Substring(name))]
            }
            return []
        case .privilege:
            let verbs = ["prvAppendTo", "prvAppend", "prvAssign", "prvCreate", "prvDelete", "prvRead", "prvShare", "prvWrite"]
            return verbs.first { text.hasPrefix($0) }.map { [String(text.dropFirst($0.count))] } ?? []
        }
    }
}
