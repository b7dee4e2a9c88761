// Conflicts in the index: the stages 1, 2 and 3 of a path, as one value.

internal import CGit2

extension Index {
    /// The conflicts, in the order of paths.
    ///
    /// Sides of a rename that stand under different paths are conflicts of their own, as in git.
    public func conflicts() -> [IndexConflict] {
        var conflicts: [IndexConflict] = []
        for entry in entries where entry.stage != .normal {
            if conflicts.last?.path.utf8.elementsEqual(entry.path.utf8) != true {
                conflicts.append(IndexConflict(path: entry.path, base: nil, ours: nil, theirs: nil))
            }
            let last = conflicts.count - 1
            switch entry.stage {
            case .base: conflicts[last].base = entry
            case .ours: conflicts[last].ours = entry
            case .theirs: conflicts[last].theirs = entry
            case .normal: break
            }
        }
        return conflicts
    }

    /// The conflict of a path, nil where there is none.
    public func conflict(_ path: String) -> IndexConflict? {
        let conflict = IndexConflict(
            path: path, base: entry(path, stage: .base), ours: entry(path, stage: .ours),
            theirs: entry(path, stage: .theirs))
        return conflict.base == nil && conflict.ours == nil && conflict.theirs == nil ? nil : conflict
    }

    /// The conflicts that were settled since the index was last written as a whole: git remembers them so that they can be brought back.
    public func settledConflicts() -> [IndexConflict] {
        (0..<git_index_reuc_entrycount(handle)).compactMap { place in
            guard let raw = git_index_reuc_get_byindex(handle, place)?.pointee, let name = raw.path else { return nil }
            let path = String(cString: name)
            func side(_ stage: IndexStage, _ mode: UInt32, _ id: git_oid) -> IndexEntry? {
                mode == 0 ? nil : IndexEntry(path: path, stage: stage, mode: FileMode(rawValue: mode), id: ObjectID(id))
            }
            return IndexConflict(
                path: path, base: side(.base, raw.mode.0, raw.oid.0), ours: side(.ours, raw.mode.1, raw.oid.1),
                theirs: side(.theirs, raw.mode.2, raw.oid.2))
        }
    }

    /// Puts a path into conflict, in place of whatever the index held for it.
    func contest(_ conflict: IndexConflict) throws(GitError) {
        try remove(conflict.path)
        var place = 0
        // What is open is not remembered as settled.
        if git_index_reuc_find(&place, handle, conflict.path) == 0 { try check(git_index_reuc_remove(handle, place)) }
        git_error_clear()
        for (stage, side) in [(IndexStage.base, conflict.base), (.ours, conflict.ours), (.theirs, conflict.theirs)] {
            guard var entry = side else { continue }
            entry.path = conflict.path
            entry.stage = stage
            try entry.withRaw { (raw) throws(GitError) in _ = try check(git_index_add(handle, &raw)) }
        }
    }

    /// Removes the stages of a conflict, which is remembered; an entry at stage 0 stays.
    func settleConflict(_ path: String) throws(GitError) {
        if let conflict = conflict(path) { try remember(conflict) }
        for stage in [IndexStage.base, .ours, .theirs] where entry(path, stage: stage) != nil {
            try check(git_index_remove(handle, path, stage.rawValue))
        }
    }

    /// Keeps the three states of a conflict that is settled, so that it can be brought back, as git does.
    func remember(_ conflict: IndexConflict) throws(GitError) {
        let sides = [conflict.base, conflict.ours, conflict.theirs]
        var ids = sides.map { ($0?.id ?? .zero).raw }
        let modes = sides.map { Int32($0?.mode.rawValue ?? 0) }
        try check(git_index_reuc_add(handle, conflict.path, modes[0], &ids[0], modes[1], &ids[1], modes[2], &ids[2]))
    }
}
