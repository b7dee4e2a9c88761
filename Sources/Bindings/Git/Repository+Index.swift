// The repository's own index: reading it, and changing it under git's lock.

internal import CGit2
internal import Glibc

extension Repository {
    /// The repository's index as it is now, to read.
    ///
    /// What is changed in it goes nowhere; `updateIndex` changes the file.
    public func index() throws(GitError) -> Index {
        try Index.open(file: indexPath)
    }

    /// Changes the repository's index: all that `body` does, or nothing if it throws.
    ///
    /// The lock file is held from before the index is read until it is replaced, as git does, so that no other writer's
    /// work is lost. Throws `isLocked` while another process holds it.
    public func updateIndex<R>(_ body: (Index) throws(GitError) -> R) throws(GitError) -> R {
        let lock = indexPath + ".lock"
        let descriptor = Glibc.open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else {
            let words = String(cString: strerror(errno))
            throw GitError(
                code: errno == EEXIST ? GitError.Code.locked : GitError.Code.generic,
                message: "cannot create '\(lock)': \(words)")
        }
        close(descriptor)
        let draft = indexPath + ".draft.\(getpid())"
        var isDone = false
        defer {
            if !isDone {
                unlink(draft)
                unlink(lock)
            }
        }
        let result = try writeIndex(to: draft, body)
        guard rename(draft, lock) == 0, rename(lock, indexPath) == 0 else {
            let words = String(cString: strerror(errno))
            throw GitError(code: GitError.Code.generic, message: "cannot replace '\(indexPath)': \(words)")
        }
        isDone = true
        return result
    }

    /// Writes to another file what `body` makes of the repository's index as it is now.
    func writeIndex<R>(to draft: String, _ body: (Index) throws(GitError) -> R) throws(GitError) -> R {
        unlink(draft)
        let original = try Index.open(file: indexPath)
        let index = try Index.open(file: draft)
        try index.take(original, writtenAt: Self.modificationTime(indexPath))
        let result = try body(index)
        try index.write()
        return result
    }

    private static func modificationTime(_ path: String) -> (seconds: Int, nanoseconds: Int)? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
    }
}

extension Index {
    /// Writes the index to its file, by way of a lock file and a rename.
    public func write() throws(GitError) {
        try check(git_index_write(handle))
    }

    /// Takes over another index, entry by entry.
    ///
    /// An entry whose file was changed no earlier than the old index was written cannot be told from one changed after;
    /// git compares such files by content. As the new index is younger, their size is set to 0, which keeps git looking.
    fileprivate func take(_ other: Index, writtenAt time: (seconds: Int, nanoseconds: Int)?) throws(GitError) {
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
    }
}
