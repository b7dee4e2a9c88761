// Who did what is in conflict: on one side of a merge, the commits that gave the values or took them away.

public import Bindings
public import SolutionCore

/// Looks in the history of one side, as far as the other does not have it.
public struct ConflictAuthors {
    private let repository: Repository
    private let blame: Blame
    private let start: ObjectID
    private let side: WhichSide
    /// What each thing in question, and all that is in it, got in which commits: places in `blame.commits`.
    private var newest: [Exact: Int] = [:]

    /// `hidden`: what the other side has.
    public init(
        _ repository: Repository, rules: RepositoryRules, of conflicts: [OpenConflict], _ side: WhichSide, at start: ObjectID,
        hiding hidden: [ObjectID]
    ) throws(StoreError) {
        self.repository = repository
        self.start = start
        self.side = side
        let wanted = Set(exact: conflicts.map(\.conflict.address.folded))
        let files = Set(exact: conflicts.map(\.file)).texts
        blame = try Blame(repository, rules: rules, at: start, hiding: hidden, in: files) { line in
            Self.holders(of: line.address).contains { wanted.contains($0) }
        }
        let places = Dictionary(blame.commits.enumerated().map { ($1, $0) }) { first, _ in first }
        for line in blame.lines {
            guard let place = line.commit.flatMap({ places[$0] }) else { continue }
            for holder in Self.holders(of: line.address) where wanted.contains(holder) {
                let key = Exact(line.file + "\0" + holder)
                newest[key] = min(newest[key] ?? place, place)
            }
        }
    }

    /// The commit that did what this side did; nil where none of its own did.
    public func commit(of open: OpenConflict) throws(StoreError) -> ObjectID? {
        let conflict = open.conflict
        if let place = newest[Exact(open.file + "\0" + conflict.address.folded)] { return blame.commits[place] }
        let value = side == .ours ? conflict.ours : conflict.theirs
        return value == nil ? try blame.removal(of: conflict.address, in: open.file, since: start) : nil
    }

    /// A folded address and all that it is a part of.
    private static func holders(of address: Address) -> [String] {
        let text = address.folded
        let bytes = Array(text.utf8)
        return bytes.indices.filter { bytes[$0] == UInt8(ascii: "/") }.map { String(decoding: bytes[..<$0], as: UTF8.self) } + [text]
    }
}
