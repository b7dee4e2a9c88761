// What counts as noise in a repository besides what the table of kinds says.

internal import SolutionCore

extension World {
    /// The places in git's setting `sol.noise`, one to a value.
    func noiseRules() throws -> [ElementRule] {
        // Outside of a repository there are only the settings of the command line.
        _ = try? openRepository()
        return try configs("sol.noise").map { place in
            guard let rule = ElementRule.configured(place) else {
                throw CommandError(
                    "'\(place)' in the setting 'sol.noise' is no place of an element",
                    hints: ["name the last elements on the way to it, or an attribute: entity/IsAuditEnabled, Workflow@Category"])
            }
            return rule
        }
    }
}
