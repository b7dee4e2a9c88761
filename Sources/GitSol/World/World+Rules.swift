// What counts as noise in a repository, and who wins where both sides set a value, besides what the table of kinds says.

internal import SolutionCore
internal import SolutionStore

extension World {
    /// The places in git's setting `sol.noise`, one to a value.
    func noiseRules() throws -> [ElementRule] {
        // Outside of a repository there are only the settings of the command line.
        _ = try repositoryIfAny()
        return try configs("sol.noise").map { place in
            guard let rule = ElementRule.configured(place) else {
                throw CommandError(
                    "'\(place)' in the setting 'sol.noise' is no place of an element",
                    hints: ["name the last elements on the way to it, or an attribute: entity/IsAuditEnabled, Workflow@Category"])
            }
            return rule
        }
    }

    /// The rules in git's setting `sol.merge`, one to a value.
    func mergeRules() throws -> [AddressRule] {
        _ = try repositoryIfAny()
        return try configs("sol.merge").map { text in
            guard let rule = AddressRule(text) else {
                throw CommandError(
                    "'\(text)' in the setting 'sol.merge' is no rule",
                    hints: [
                        "a rule is a word and an address: 'theirs entity/contoso_order/form/**'; the words are ours, theirs, higher and ask"
                    ])
            }
            return rule
        }
    }

    /// How files are merged in this repository.
    func merger(_ markers: MarkerStyle) throws -> FileMerger {
        FileMerger(shapes: ShapeTable(extra: try noiseRules()), settings: try mergeSettings(markers))
    }

    func mergeSettings(_ markers: MarkerStyle) throws -> MergeSettings { MergeSettings(markers: markers, rules: try mergeRules()) }
}
