// Git's settings and the rules that a repository has, as the store takes them.

internal import SolutionCore
internal import SolutionStore

extension World {
    /// Outside of a repository there are only the settings of the command line.
    var settings: GitSettings { GitSettings(one: { self.config($0) }, several: { self.configs($0) }) }

    /// How this repository compares, merges and shows conflicts.
    func rules() throws -> RepositoryRules {
        if let known = knownRules { return known }
        _ = try repositoryIfAny()
        let rules = try RepositoryRules(settings)
        knownRules = rules
        return rules
    }
}
