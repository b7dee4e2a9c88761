// The merge of whole trees: each file of the three that is not the same in two is merged, and a component is never left half.

public import Bindings
public import SolutionCore

/// Merges trees of a repository.
public final class TreeMerger {
    let store: any ObjectStore
    private let rules: RepositoryRules
    private let markers: MarkerStyle
    /// What conflicts are written as in a tree that is only a base for another merge.
    private let isVirtual: Bool
    /// The repository and its git, for files that are in no solution; without them they are merged one by one.
    private let others: (Repository, GitProgram)?

    public init(
        _ store: any ObjectStore, rules: RepositoryRules, markers: MarkerStyle = MarkerStyle(), isVirtual: Bool = false,
        others: (Repository, GitProgram)? = nil
    ) {
        self.store = store
        self.others = others
        self.rules = rules
        self.markers = markers
        self.isVirtual = isVirtual
    }

    /// Merges two trees that come from one; nil where nothing is in common.
    public func merge(base: ObjectID?, ours: ObjectID, theirs: ObjectID) throws(StoreError) -> MergedTree {
        var work = try TreeMergeWork(base: base, ours: ours, theirs: theirs, store: store, shapes: rules.shapes)
        if let others { try work.mergeOthers(in: others.0, git: others.1) }
        try work.run(FileMerger(rules, markers: markers), isVirtual: isVirtual)
        return try work.finish()
    }
}

/// A file in the three trees.
struct MergeUnit {
    var base: TreeFile?
    var ours: TreeFile?
    var theirs: TreeFile?

    /// Where it is not is a state too.
    var states: Sides<TreeFile?> { Sides(base: .some(base), ours: ours, theirs: theirs) }

    /// What it is called afterwards: whoever renamed it decides.
    var path: String {
        guard let base else { return (ours ?? theirs)?.path ?? "" }
        if let ours, ours.path != base.path { return ours.path }
        if let theirs, theirs.path != base.path { return theirs.path }
        return base.path
    }

    var areRenamedApart: Bool {
        guard let base, let ours, let theirs else { return false }
        return ours.path != base.path && theirs.path != base.path && ours.path != theirs.path
    }

    /// One side deleted it, and the other did not.
    var isDeletedOnce: Bool { base != nil && (ours == nil) != (theirs == nil) }

    var mode: FileMode {
        guard let base, let ours, let theirs else { return (ours ?? theirs ?? base)?.mode ?? .file }
        return ours.mode == base.mode ? theirs.mode : ours.mode
    }
}

/// A merge of trees under way.
struct TreeMergeWork {
    private let ours: ObjectID
    private let store: any ObjectStore
    private var units: [MergeUnit] = []
    private let sides: Sides<MergeSide>
    /// The base's side; where there is none, one without files.
    private let before: MergeSide
    private var edits: [(path: String, edit: TreeEdit)] = []
    private var conflicts: [OpenConflict] = []
    private var decisions: [MadeDecision] = []
    private var unsettled: [MergedTree.Unsettled] = []
    private var merged: [String] = []

    init(base: ObjectID?, ours: ObjectID, theirs: ObjectID, store: any ObjectStore, shapes: ShapeTable) throws(StoreError) {
        self.ours = ours
        self.store = store
        before = MergeSide(base ?? .emptyTree, "base", store, shapes)
        sides = Sides(base: before, ours: MergeSide(ours, "ours", store, shapes), theirs: MergeSide(theirs, "theirs", store, shapes))
        do throws(GitError) {
            let one = try store.differences(base, ours)
            let other = try store.differences(base, theirs)
            units = try gather(one, other)
        } catch {
            throw StoreError(error, doing: "compare the trees to merge")
        }
    }

    /// Of units that somebody else found, as git does in its index.
    init(
        units: [MergeUnit], base: ObjectID, ours: ObjectID, theirs: ObjectID, store: any ObjectStore, shapes: ShapeTable
    ) throws(StoreError) {
        self.ours = ours
        self.store = store
        self.units = units
        before = MergeSide(base, "base", store, shapes)
        sides = Sides(base: before, ours: MergeSide(ours, "ours", store, shapes), theirs: MergeSide(theirs, "theirs", store, shapes))
    }

    var openConflicts: [OpenConflict] {
        conflicts.withEchoesTold.sorted { (Exact($0.file), $0.conflict.address) < (Exact($1.file), $1.conflict.address) }
    }

    // MARK: - Units

    private typealias TreeDifference = (path: String, old: TreeEntry?, new: TreeEntry?)

    /// The files that either side changed, those that were renamed as one.
    private func gather(_ one: [TreeDifference], _ other: [TreeDifference]) throws(GitError) -> [MergeUnit] {
        func file(_ path: String, _ entry: TreeEntry?) -> TreeFile? {
            entry.map { TreeFile(path: path, mode: $0.mode, id: $0.id) }
        }
        let renames = (sides.ours.renames(one, from: before), sides.theirs.renames(other, from: before))
        let (left, right) = (Self.byPath(one), Self.byPath(other))
        var units: [MergeUnit] = []
        let taken = (Set(exact: renames.0.values), Set(exact: renames.1.values))
        for path in Set(left.keys).union(right.keys).texts {
            let before = left[path]?.old ?? right[path]?.old
            if let before {
                var unit = MergeUnit(base: file(path, before))
                let (new, newer) = (renames.0[path], renames.1[path])
                unit.ours = new.flatMap { file($0, left[$0]?.new) } ?? file(path, left[path].map(\.new) ?? before)
                unit.theirs = newer.flatMap { file($0, right[$0]?.new) } ?? file(path, right[path].map(\.new) ?? before)
                units.append(unit)
                continue
            }
            // What is the new name of something is told of there; what the other side did there is its own file.
            let mine = taken.0.contains(path) ? nil : file(path, left[path]?.new)
            let its = taken.1.contains(path) ? nil : file(path, right[path]?.new)
            if mine != nil || its != nil { units.append(MergeUnit(base: nil, ours: mine, theirs: its)) }
        }
        return units
    }

    private static func byPath(_ differences: [TreeDifference]) -> [Exact: TreeDifference] {
        Dictionary(exact: differences.map { ($0.path, $0) }) { first, _ in first }
    }

    // MARK: - Merging

    /// Hands what is in no solution to git, where there is more to it than one side's change.
    mutating func mergeOthers(in repository: Repository, git: GitProgram) throws(StoreError) {
        let isOther = { [sides, before] (unit: MergeUnit) in
            [(before, unit.base), (sides.ours, unit.ours), (sides.theirs, unit.theirs)].allSatisfy { side, file in
                file.map { side.finder(of: $0.path) == nil } ?? true
            }
        }
        let others = units.filter(isOther)
        guard OtherFiles.needGit(others) else { return }
        let result = try OtherFiles(others, in: repository, store: store, git: git)
        units.removeAll(where: isOther)
        edits += result.edits
        unsettled += result.conflicts
        let open = Set(exact: result.conflicts.map(\.path))
        merged += others.filter { $0.ours != nil && $0.theirs != nil && $0.ours != $0.base && $0.theirs != $0.base }.map(\.path)
            .filter { !open.contains($0) }
        for file in result.conflicts {
            report(MergeUnit(base: file.base, ours: file.ours, theirs: file.theirs), at: file.path)
        }
    }

    mutating func run(_ merger: FileMerger, isVirtual: Bool) throws(StoreError) {
        let deletions = try Deletions(units, subject: deletedSubject) { (unit) throws(StoreError) in try isEdited(unit) }
        try obtain()
        for (number, unit) in Array(units.enumerated()).told(.merging) {
            if deletions.disputed.contains(number) {
                keepDeleted(unit)
            } else if deletions.standing.contains(number) {
                if let ours = unit.ours { edits.append((ours.path, .remove)) }
            } else {
                try merge(unit, merger, isVirtual: isVirtual)
            }
        }
        for deletion in deletions.contested { report(deletion) }
    }

    /// What both sides changed is read in all its states.
    private func obtain() throws(StoreError) {
        let disputed = units.filter { unit in
            unit.ours != nil && unit.theirs != nil && unit.states.undisputed({ $0?.id == $1?.id }) == nil
        }
        let ids = disputed.flatMap { [$0.base?.id, $0.ours?.id, $0.theirs?.id].compactMap(\.self) }
        try ofGit(doing: "merge") { () throws(GitError) in try store.obtain(ids) }
    }

    /// What a file is of, in the state that had it before.
    private func deletedSubject(_ unit: MergeUnit) -> (subject: Subject, folder: String)? {
        let side = unit.base != nil ? before : unit.ours != nil ? sides.ours : sides.theirs
        guard let path = (unit.base ?? unit.ours ?? unit.theirs)?.path, let finder = side.finder(of: path) else { return nil }
        return (finder.fileSubject(of: path.inside(finder.folder)), finder.folder)
    }

    /// Whether the side that still has a file did more to it than noise.
    private func isEdited(_ unit: MergeUnit) throws(StoreError) -> Bool {
        guard let base = unit.base, let left = unit.ours ?? unit.theirs, left.id != base.id || left.path != base.path else {
            return false
        }
        if left.path != base.path { return true }
        if try isTheSameText(base, left) { return false }
        let side = unit.ours == nil ? sides.theirs : sides.ours
        guard let finder = side.finder(of: left.path), let before = before.finder(of: base.path) else { return true }
        let inside = left.path.inside(finder.folder)
        let comparer = FileComparer(shapes: side.shapes, before: before, after: finder, folder: before.folder)
        guard let comparison = try comparer.compare(base.path.inside(before.folder), inside) else { return false }
        return comparison.changes.contains { $0.noise == nil }
    }

    /// Whether two files differ only in line ends and in the mark before the first line.
    private func isTheSameText(_ one: TreeFile, _ other: TreeFile) throws(StoreError) -> Bool {
        func text(_ file: TreeFile) throws(StoreError) -> [UInt8] {
            let bytes = try ofGit(doing: "read '\(file.path)'") { () throws(GitError) in try store.readBlob(file.id) }
            return (bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]).filter { $0 != UInt8(ascii: "\r") }
        }
        let (left, right) = (try text(one), try text(other))
        return left == right && Content.isText(left)
    }

    private mutating func keepDeleted(_ unit: MergeUnit) {
        if unit.ours == nil, let theirs = unit.theirs { edits.append((theirs.path, .put(theirs.mode, theirs.id))) }
        unsettled.append(
            MergedTree.Unsettled(path: (unit.ours ?? unit.theirs)?.path ?? unit.path, base: unit.base, ours: unit.ours, theirs: unit.theirs)
        )
    }

    private mutating func report(_ deletion: ContestedDeletion) {
        let files = deletion.units.map { units[$0] }
        let isOurs = files.contains { $0.base != nil && $0.ours == nil }
        let paths = files.map { ($0.ours ?? $0.theirs)?.path ?? $0.path }.sorted()
        let name = deletion.subject.name
        conflicts.append(
            OpenConflict(
                conflict: Conflict(
                    reason: .deletedAndChanged, address: deletion.address, subject: deletion.subject, trail: [], base: name,
                    ours: isOurs ? nil : name, theirs: isOurs ? name : nil),
                file: paths.first ?? "", files: paths))
    }

    private mutating func merge(_ unit: MergeUnit, _ merger: FileMerger, isVirtual: Bool) throws(StoreError) {
        let path = unit.path
        func settle(_ file: TreeFile?) {
            if let ours = unit.ours, ours.path != path || file == nil { edits.append((ours.path, .remove)) }
            guard let file else { return }
            let mode = unit.base != nil && unit.ours != nil && unit.theirs != nil ? unit.mode : file.mode
            if file.id != unit.ours?.id || path != unit.ours?.path || mode != unit.ours?.mode { edits.append((path, .put(mode, file.id))) }
        }
        if unit.areRenamedApart { reportRenames(unit) }
        if let side = unit.states.undisputed({ $0?.id == $1?.id && $0?.mode == $1?.mode }) { return settle(unit.states[side]) }
        guard let ours = unit.ours, let theirs = unit.theirs else {
            if unit.base == nil { return settle(unit.ours ?? unit.theirs) }
            return keepOther(unit)
        }
        guard ours.mode.isFile, theirs.mode.isFile else { return keepOther(unit) }
        if let side = unit.states.undisputed({ $0?.id == $1?.id }) { return settle(unit.states[side]) }
        let result = try mergeContent(unit, ours, theirs, merger)
        let bytes = isVirtual && !result.isClean ? try baseContent(unit) : result.bytes
        let id = try write(bytes)
        settle(TreeFile(path: path, mode: unit.mode, id: id))
        merged.append(path)
        decisions += result.decisions.map { MadeDecision(decision: $0, file: path) }
        guard !result.isClean else { return }
        conflicts += result.conflicts.map { OpenConflict(conflict: $0, file: path, files: [path]) }
        unsettled.append(MergedTree.Unsettled(path: path, base: unit.base, ours: ours, theirs: theirs))
    }

    private func mergeContent(
        _ unit: MergeUnit, _ ours: TreeFile, _ theirs: TreeFile, _ merger: FileMerger
    ) throws(StoreError) -> FileMerge {
        func read(_ file: TreeFile) throws(StoreError) -> [UInt8] {
            do throws(GitError) { return try store.readBlob(file.id) } catch { throw StoreError(error, doing: "read '\(file.path)'") }
        }
        var base: [UInt8]?
        if let file = unit.base { base = try read(file) }
        let finder =
            sides.ours.finder(of: ours.path)
            ?? SubjectFinder(sides.ours.snapshot, folder: "", language: nil, names: sides.ours.shapes.names)
        let inside = ours.path.inside(finder.folder)
        return try merger.merge(base: base, ours: try read(ours), theirs: try read(theirs), path: inside, finder: finder)
    }

    /// The state in common stands for a conflict that only a later merge will show.
    private func baseContent(_ unit: MergeUnit) throws(StoreError) -> [UInt8] {
        guard let file = unit.base ?? unit.ours else { return [] }
        do throws(GitError) { return try store.readBlob(file.id) } catch { throw StoreError(error, doing: "read '\(file.path)'") }
    }

    private func write(_ bytes: [UInt8]) throws(StoreError) -> ObjectID {
        do throws(GitError) { return try store.writeBlob(bytes) } catch { throw StoreError(error, doing: "write a merged file") }
    }

    /// What is no component's: as git leaves it.
    private mutating func keepOther(_ unit: MergeUnit) {
        keepDeleted(unit)
        report(unit, at: (unit.ours ?? unit.theirs)?.path ?? unit.path)
    }

    /// A file that is in conflict as a whole.
    private mutating func report(_ unit: MergeUnit, at path: String) {
        let subject = before.subject(of: unit.base?.path) ?? SubjectFinder.file(path)
        let reason: Conflict.Reason = unit.isDeletedOnce ? .deletedAndChanged : unit.base == nil ? .bothAdded : .bothChanged
        conflicts.append(
            OpenConflict(
                conflict: Conflict(
                    reason: reason, address: subject.address, subject: subject, trail: [], base: unit.base?.path,
                    ours: unit.ours?.path, theirs: unit.theirs?.path),
                file: path, files: [path]))
    }

    /// A file in conflict as a whole, whatever it means.
    func conflict(
        in path: String, _ values: Sides<String?>, _ extent: Conflict.Extent, trail: [Change.Step] = []
    ) -> OpenConflict {
        let subject = sides.ours.subject(of: path) ?? SubjectFinder.file(path)
        let conflict = Conflict(
            reason: .bothChanged, address: subject.address, subject: subject, trail: trail, base: values.base ?? nil, ours: values.ours,
            theirs: values.theirs, extent: extent)
        return OpenConflict(conflict: conflict, file: path, files: [path])
    }

    private mutating func reportRenames(_ unit: MergeUnit) {
        guard let base = unit.base, let ours = unit.ours, let theirs = unit.theirs else { return }
        let subject = before.subject(of: base.path) ?? SubjectFinder.file(base.path)
        conflicts.append(
            OpenConflict(
                conflict: Conflict(
                    reason: .bothMoved, address: subject.address, subject: subject, trail: [Change.Step(noun: "file", label: nil)],
                    base: base.path, ours: ours.path, theirs: theirs.path),
                file: ours.path, files: [ours.path, theirs.path]))
        unsettled.append(MergedTree.Unsettled(path: ours.path, base: base, ours: ours, theirs: theirs))
    }

    // MARK: - The result

    func finish() throws(StoreError) -> MergedTree {
        try checkNames(edits.map(\.path) + unsettled.map(\.path), doing: "merge")
        do throws(GitError) {
            let tree = try store.editTree(ours, edits.map { (edit) throws(GitError) in (try GitError.gated(edit.path), edit.edit) })
            return MergedTree(
                tree: tree, conflicts: openConflicts,
                decisions: decisions, unsettled: unsettled.sorted { $0.path < $1.path }, merged: merged.sorted())
        } catch {
            throw StoreError(error, doing: "write the merged tree")
        }
    }
}

extension [OpenConflict] {
    /// A managed twin follows what is decided for the other half: the same conflict again is no news, but a file of the one that is told.
    var withEchoesTold: [OpenConflict] {
        /// The name under which both halves of one file have the same conflict.
        func key(_ open: OpenConflict, of file: String) -> Exact {
            Exact("\(file)\0\(open.conflict.address.folded)\0\(open.conflict.reason)")
        }
        let said = Set(filter { !Twin.isManaged($0.file) }.map { key($0, of: $0.file) })
        var echoes: [Exact: [String]] = [:]
        var told: [OpenConflict] = []
        for open in self {
            if Twin.isManaged(open.file), let file = Twin.path(besides: open.file), said.contains(key(open, of: file)) {
                echoes[key(open, of: file), default: []] += open.files
            } else {
                told.append(open)
            }
        }
        if echoes.isEmpty { return told }
        return told.map { open in
            let twins = echoes[key(open, of: open.file)] ?? []
            let files = open.files + twins.filter { twin in !open.files.contains { $0 == twin } }
            return OpenConflict(conflict: open.conflict, file: open.file, files: files)
        }
    }
}
