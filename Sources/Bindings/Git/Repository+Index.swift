// The repository's own index: reading it, and writing another one like it.

internal import CGit2
internal import Glibc

extension Repository {
    /// The repository's index as it is now, to read.
    ///
    /// What is changed in it goes nowhere: `TreeSwitch` changes the file.
    public func index() throws(GitError) -> Index {
        try Index.open(file: indexPath)
    }

    /// Writes to another file what `body` makes of the repository's index as it is now, or of a copy of it that somebody changed.
    ///
    /// `at`: when the index was written that the copy was made from.
    func writeIndex<R>(
        from copy: (path: String, at: FileTime?)?, to draft: String, _ body: (Index) throws(GitError) -> R
    ) throws(GitError) -> R {
        unlink(draft)
        let original = try Index.open(file: copy?.path ?? indexPath)
        let index = try Index.open(file: draft)
        let own = try gitError { () throws(SystemError) in try Files.status(indexPath)?.modified }
        try index.take(original, writtenAt: copy.map(\.at) ?? own)
        let result = try body(index)
        try index.write()
        return result
    }
}

extension Index {
    /// Writes the index to its file, by way of a lock file and a rename.
    public func write() throws(GitError) {
        try check(git_index_write(handle))
    }

    /// Notes the times of files that were renamed since the index in a file was written, and are otherwise as it says. `places` are those
    /// files, and folders that hold such files.
    static func refresh(_ file: String, of places: Set<CheckedPath>, below top: String) throws(GitError) {
        let index = try Index.open(file: file)
        let places = Set(places.map { Array($0.text.utf8) })
        /// Whether a path is one of these, or below one.
        func isMeant(_ path: String) -> Bool {
            let bytes = Array(path.utf8)
            if places.contains(bytes) { return true }
            return bytes.indices.contains { bytes[$0] == .slash && places.contains(Array(bytes[..<$0])) }
        }
        for entry in index.entries where entry.stage == .normal && isMeant(entry.path) {
            let now = IndexStat(of: top + entry.path)
            guard now.isRename(of: entry.stat) else { continue }
            try index.note(now, of: entry.path)
        }
        try index.write()
    }

    /// Notes what the file of a settled entry is like.
    func note(_ stat: IndexStat, of path: String) throws(GitError) {
        guard var entry = entry(path), stat != .unknown else { return }
        entry.stat = stat
        try entry.withRaw { (raw) throws(GitError) in _ = try check(git_index_add(handle, &raw)) }
    }

    /// Takes over another index, entry by entry.
    ///
    /// An entry whose file was changed no earlier than the old index was written cannot be told from one changed after;
    /// git compares such files by content. As the new index is younger, their size is set to 0, which keeps git looking.
    fileprivate func take(_ other: Index, writtenAt time: FileTime?) throws(GitError) {
        try check(git_index_set_version(handle, max(2, git_index_version(other.handle))))
        for place in 0..<other.count {
            guard let entry = git_index_get_byindex(other.handle, place) else { break }
            var raw = entry.pointee
            if let time, raw.flags >> 12 & 3 == 0,
                (Int(raw.mtime.seconds), Int(raw.mtime.nanoseconds)) >= (time.seconds, time.nanoseconds)
            {
                raw.file_size = 0
            }
            try check(git_index_add(handle, &raw))
        }
        for conflict in other.settledConflicts() { try remember(conflict) }
    }
}
