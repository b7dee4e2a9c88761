// A switch of index and working tree as commands finish it: where somebody else was faster, they say so.

internal import Bindings
internal import SolutionCore

extension TreeSwitch {
    /// Reference, index and working tree together, or none of them.
    func finishAlone(_ update: ReferenceUpdate?) throws {
        do throws(GitError) {
            try finish(update)
        } catch {
            guard error.isModified || error.isExists else { throw error }
            throw CommandError(
                (update.map { "'\($0.name)'" } ?? "the index") + " has moved meanwhile",
                reason: "somebody else has been at work; nothing was changed", hints: ["run the same command again"])
        }
    }
}
