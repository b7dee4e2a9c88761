// The limits of what is read, from git's settings `sol.limit…`: of the command line, the repository, the person and the machine.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// Sets the limits of this run from the settings that are known.
    func useLimits() throws(StoreError) { Limits.use(try limits()) }

    private func limits() throws(StoreError) -> Limits {
        var limits = Limits()
        for setting in LimitSetting.all {
            guard let text = config(setting.name) else { continue }
            guard let value = Configuration.number(text), value > 0 else {
                throw StoreError(
                    .badInput, "'\(text)' in the setting '\(setting.name)' is no number",
                    hints: ["write a number above 0, with k, m or g for 1024, its square and its cube"])
            }
            setting.set(value, in: &limits)
        }
        return limits
    }

    /// Lets what is read ask for the limits when it is first needed: help and version never do.
    func findsLimits() {
        let reader = Reader(world: self)
        Limits.useFound { () throws(StoreError) in try reader.world.findLimits() }
    }

    /// The process has one world, and files are opened on the thread that made it.
    private struct Reader: @unchecked Sendable {
        let world: World
    }

    /// Outside of a repository the settings of the person and the machine count.
    private func findLimits() throws(StoreError) -> Limits {
        if (try? openRepository()) == nil, unreadable == nil, let settings = try? Configuration.open(location) {
            repositoryConfig = { (try? settings.string($0)) ?? nil }
        }
        return try limits()
    }
}
