// An import that started from another commit than the branch is at: what it does to that commit, merged into the branch.

public import Bindings
public import SolutionCore

/// A merge of an import, ready to be put in place. Until then nothing of it is in the repository.
public struct BasedImport {
    /// The tree of the commit that the export started from, with the import in it.
    let theirs: ObjectID
    /// With all that is new.
    let pack: ObjectPack
    public let result: MergedTree

    /// `plan` was made for the tree `base`.
    public init(
        _ plan: ImportPlan, from base: ObjectID, into ours: ObjectID, of repository: Repository, filter: (any ContentFilter)?,
        rules: RepositoryRules, markers: MarkerStyle
    ) throws(StoreError) {
        pack = try ofGit { () throws(GitError) in try ObjectPack(for: repository) }
        theirs = try plan.write(to: pack, over: base, filter: filter, preparing: nil)
        result = try TreeMerger(pack, rules: rules, markers: markers).merge(base: base, ours: ours, theirs: theirs)
    }

    /// Puts all its objects into the repository, with a commit of the import alone on the commit that it started from.
    public func land(
        on start: ObjectID, with landing: ImportLanding, message: (_ tree: ObjectID, _ store: any ObjectStore) throws -> String
    ) throws -> ObjectID {
        try landing.land(pack, with: theirs, parents: [start], message: try message(theirs, pack)).id
    }
}

extension ImportLanding {
    /// Commits a clean merge where index and working tree do not follow the reference.
    public func commit(
        _ merge: BasedImport, on ground: ImportGround, parents: [ObjectID], message: String
    ) throws(StoreError) -> (id: ObjectID, subject: String) {
        let (pack, files) = try ofGit { () throws(GitError) in
            (try ObjectPack(for: repository), try TreeSwitch(of: repository, touchesFiles: false))
        }
        let made = try land(pack, with: merge.result.tree, parents: parents, message: message)
        try files.finishAlone(ground.update(to: made))
        return made
    }
}
