// What the settings of a repository say of comparing, merging and showing conflicts: every entry point takes it, so that none runs without.

public import SolutionCore

/// The rules of a repository.
public struct RepositoryRules {
    /// The table of kinds, with what `sol.noise` adds to it.
    public let shapes: ShapeTable
    /// The places in git's setting `sol.noise`, as they were written.
    public let noise: [String]
    /// The rules in git's setting `sol.merge`.
    public let merging: [AddressRule]
    /// Git's `merge.conflictStyle`.
    private let conflictStyle: String

    /// Of no repository: the table of kinds alone.
    public static var none: RepositoryRules { RepositoryRules() }

    /// `extra` and `merging`: as settings would give them.
    public init(extra: [ElementRule] = [], merging: [AddressRule] = [], names: Names = Names()) {
        shapes = ShapeTable(names: names, extra: extra)
        noise = []
        self.merging = merging
        conflictStyle = "merge"
    }

    public init(_ settings: GitSettings) throws(StoreError) {
        noise = settings.all("sol.noise")
        shapes = ShapeTable(
            extra: try noise.map { (place) throws(StoreError) in
                guard let rule = ElementRule.configured(place) else {
                    throw StoreError(
                        .badInput, "'\(place)' in the setting 'sol.noise' is no place of an element",
                        hints: ["name the last elements on the way to it, or an attribute: entity/IsAuditEnabled, Workflow@Category"])
                }
                return rule
            })
        merging = try Self.mergeRules(settings)
        conflictStyle = settings["merge.conflictStyle"]?.lowercased() ?? "merge"
    }

    private static func mergeRules(_ settings: GitSettings) throws(StoreError) -> [AddressRule] {
        try settings.all("sol.merge").map { (text) throws(StoreError) in
            guard let rule = AddressRule(text) else {
                throw StoreError(
                    .badInput, "'\(text)' in the setting 'sol.merge' is no rule",
                    hints: [
                        "a rule is a word and an address: 'theirs entity/contoso_order/form/**'; the words are ours, theirs, higher and ask"
                    ])
            }
            return rule
        }
    }

    /// How conflicts are marked, with these names of the sides.
    public func markers(ours: String, base: String = "base", theirs: String, size: Int = 7) -> MarkerStyle {
        let showsBase = conflictStyle == "diff3" || conflictStyle == "zdiff3"
        var markers = MarkerStyle(size: size, showsBase: showsBase, ours: ours, base: base, theirs: theirs)
        markers.trimsLines = conflictStyle == "zdiff3"
        return markers
    }

    /// Whether a rule says anything of merging, beside the table.
    public var hasMergeRules: Bool { !merging.isEmpty }
}
