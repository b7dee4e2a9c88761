// What a merge brought in: for `git sol check --merge`, for the end of `git sol merge`, and for the hook that git runs after its own.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

/// A merge and what it was made of.
struct CheckedMerge {
    let result: any Snapshot
    let parents: [any Snapshot]

    /// A merge that is under way, as it stands in the working tree; nil where none is.
    init?(underWayIn repository: Repository) throws {
        let heads = try repository.mergeHeads
        guard let ours = try repository.headCommit, !heads.isEmpty else { return nil }
        try self.init(WorktreeSnapshot(repository), of: [ours] + heads, in: repository)
    }

    /// A commit; nil where it is no merge.
    init?(_ name: String, in repository: Repository) throws {
        let parents = try repository.readCommit(repository.commit(name)).parents
        guard parents.count > 1 else { return nil }
        try self.init(RevisionSnapshot(name, in: repository), of: parents, in: repository)
    }

    /// What commits were merged to.
    init(_ result: any Snapshot, of parents: [ObjectID], in repository: Repository) throws {
        self.result = result
        self.parents = try parents.map { commit in
            RevisionSnapshot(try repository.peel(commit, to: .tree), named: try repository.abbreviate(commit), in: repository)
        }
    }

    func findings() throws(StoreError) -> [Finding] { try Checker().findings(in: result, notIn: parents) }

    /// Says what is wrong in one short block. The merge is made whatever it is: that stays as it is where checking fails too.
    static func tell(_ world: World, of merge: () throws -> CheckedMerge?) {
        do {
            let findings = try merge()?.findings() ?? []
            guard !findings.isEmpty else { return }
            let count = findings.count
            let lines = findings.prefix(most).map { "\n  \(CheckCommand.line($0))" as Shown }
            let more: Shown = count > most ? "\n  and \(count - most) more" : ""
            world.warn(
                "the merge brought in \(count) finding\(count == 1 ? "" : "s") that neither side had\(lines.joined())\(more)",
                hints: ["'git sol check --merge' tells more, and the way out"])
        } catch {
            world.warn("the merge could not be checked: \(describe(error).first?.text ?? "\(error)")")
        }
    }

    /// More would hide what git says.
    private static let most = 10
}
