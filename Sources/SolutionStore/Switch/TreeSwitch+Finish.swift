// The end of a switch: where somebody else was faster, it says so.

public import Bindings
internal import SolutionCore

extension TreeSwitch {
    /// Reference, index and working tree together, or none of them.
    public func finishAlone(_ update: ReferenceUpdate?) throws(StoreError) {
        do throws(GitError) {
            try finish(update)
        } catch {
            guard error.isModified || error.isExists else { throw StoreError(error) }
            let what = update.map { "'\($0.name)'" } ?? "the index"
            throw StoreError(
                .failed, "\(what) has moved meanwhile: somebody else has been at work; nothing was changed",
                hints: ["run the same command again"])
        }
    }
}
