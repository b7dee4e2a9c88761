// What an import means to the components of one kind: a field of the table of kinds.

/// What the rules of imports say of one kind, beside what holds for all.
public struct KindImpact: Sendable {
    /// Rows lose something with such a component; nil where they do not.
    var loses: ImpactRule?
    /// What it is laid over shines through: layers are merged element by element.
    var mergesLayers = false
    /// An import asks the one who imports for something.
    var asks: AskRule?
    var risks: [RiskRule] = []
    /// One of the table's components of this kind must say so.
    var last: LastRule?
    /// It is what leads from a column to another table.
    var link: LinkRule?

    init(
        loses: ImpactRule? = nil, mergesLayers: Bool = false, asks: AskRule? = nil, risks: [RiskRule] = [], last: LastRule? = nil,
        link: LinkRule? = nil
    ) {
        self.loses = loses
        self.mergesLayers = mergesLayers
        self.asks = asks
        self.risks = risks
        self.last = last
        self.link = link
    }
}

/// What is asked for when such a component is imported.
struct AskRule: Sendable {
    let rule: ImpactRule
    /// Where the component says what it is a connection of.
    var connector: ValuePath?
    /// Where it says what holds without an answer.
    var fallback: ValuePath?
}

/// At least one component of a table must have a value.
struct LastRule: Sendable {
    let value: ValuePath
    let text: String
    /// The element around it: a change without this name on its way says nothing of it.
    let mark: String
    let rule: ImpactRule
}

/// Where a component that leads from a column to a table says which. A column may have several, and outlive one.
struct LinkRule: Sendable {
    let table: ValuePath
    let column: ValuePath
    let target: ValuePath
    let rule: ImpactRule
}

/// A change that may go wrong, or do harm, where there are rows and people.
public struct RiskRule: Sendable {
    enum Test: Sendable {
        /// It has another value.
        case differs
        /// The number became smaller.
        case lower
        /// The word stands further behind in this list than the one before.
        case raised([String])
        /// It has this value now.
        case becomes(String)
        case gone, new
        /// An item of a list came or went.
        case touched
        /// A word came to a list in a value, or went from it: `ValidForForm|PrimaryName`.
        case word(String)
        /// An assembly's name has another major or minor version.
        case release
    }
    /// The way from the component to what changed, as addresses have it: `*` is one step, `**` any number. A step may end with `*`.
    let place: [String]
    let test: Test
    let rule: ImpactRule
    /// What goes is also a loss of data.
    let deletes: ImpactRule?

    init(_ place: String, _ test: Test, _ rule: ImpactRule, deletes: ImpactRule? = nil) {
        self.place = place.split(separator: "/").map(String.init)
        self.test = test
        self.rule = rule
        self.deletes = deletes
    }

    /// What holds in every kind: what customers may do with it.
    static let common = [
        "IsCustomizable", "iscustomizable", "IsRenameable", "CanModify*", "CanCreate*", "CanChange*", "CanBe*", "CanEnable*",
    ]
    .map { RiskRule("**/" + $0, .raised(["1", "0"]), .propertyTightened) }

    /// Choices, wherever they stand.
    static let options = [
        RiskRule("**/option/*", .gone, .optionRemoved, deletes: .deletesOption),
        RiskRule("**/status/*", .gone, .optionRemoved, deletes: .deletesOption),
    ]
}

extension RiskRule {
    /// Whether a change is such a one. `way` is the rest of its address behind the component.
    func applies(to change: Change, way: [String]) -> Bool { Self.fits(place[...], way[...]) && holds(change) }

    private func holds(_ change: Change) -> Bool {
        let (before, after) = (change.before, change.after)
        // A stamp that changes by itself can still be the version of an assembly.
        if case .release = test { return Self.release(of: before).map { $0 != Self.release(of: after) } ?? false }
        guard change.noise == nil || change.noise == .configured else { return false }
        switch test {
        case .differs: return change.operation == .changed
        case .lower:
            guard let one = before.flatMap({ Int($0) }), let other = after.flatMap({ Int($0) }) else { return false }
            return other < one
        case .raised(let order):
            func place(_ text: String) -> Int? { order.firstIndex { $0 == text.lowercased() } }
            guard let old = before.flatMap(place), let new = after.flatMap(place) else { return false }
            return new > old
        case .becomes(let value): return after.map { $0 == value } ?? false
        case .gone: return change.operation == .removed
        case .new: return change.operation == .added
        case .touched: return change.operation == .added || change.operation == .removed
        case .word(let word):
            func has(_ text: String?) -> Bool { text?.split(separator: "|").contains { $0 == word } ?? false }
            return has(before) != has(after)
        case .release: return false
        }
    }

    /// The first two numbers of `Contoso, Version=1.2.0.0, …`.
    private static func release(of name: String?) -> [Substring]? {
        guard let name else { return nil }
        let mark = "version="
        for part in name.split(separator: ",") {
            let word = part.withoutBlanks
            guard word.lowercased().hasPrefix(mark) else { continue }
            return word.dropFirst(mark.count).split(separator: ".").prefix(2).map { Substring($0) }
        }
        return nil
    }

    private static func fits(_ place: ArraySlice<String>, _ way: ArraySlice<String>) -> Bool {
        guard let first = place.first else { return way.isEmpty }
        if first == "**" {
            return (0...way.count).contains { fits(place.dropFirst(), way.dropFirst($0)) }
        }
        guard let step = way.first else { return false }
        let isFit = first.hasSuffix("*") ? step.hasPrefix(String(first.dropLast())) : step == first
        return isFit && fits(place.dropFirst(), way.dropFirst())
    }
}
