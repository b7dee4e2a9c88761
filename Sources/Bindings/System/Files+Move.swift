// Moving files, also from one file system to another, and telling files and file systems apart.

internal import Glibc

extension Files {
    /// Renames a file; where that is another file system, copies it and removes the first.
    static func move(_ old: String, to new: String) throws(SystemError) {
        do throws(SystemError) {
            try rename(old, to: new)
        } catch {
            guard error.number == EXDEV else { throw error }
            let mode = try status(old)?.mode
            try write(try read(old), to: new, mode: mode.map { .exactly($0) } ?? .keep)
            try remove(old)
        }
    }

    /// Which file system a path is on.
    static func device(of path: String) throws(SystemError) -> UInt {
        var found = stat()
        try systemCall("look at", path) { stat(path, &found) }
        return UInt(found.st_dev)
    }

    /// Whether two names are of one file.
    static func isSame(_ one: String, _ other: String) throws(SystemError) -> Bool {
        var (first, second) = (stat(), stat())
        guard lstat(one, &first) == 0, lstat(other, &second) == 0 else { return false }
        return first.st_dev == second.st_dev && first.st_ino == second.st_ino
    }

    /// Nil where there is no file.
    static func readIfThere(_ path: String) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try read(path)
        } catch {
            guard error.number == ENOENT else { throw error }
            return nil
        }
    }

    /// Who may read it may run it.
    static func makeExecutable(_ path: String) throws(SystemError) {
        let mode = try status(path)?.mode ?? 0o666
        try systemCall("write", path) { chmod(path, mode | (mode & 0o444) >> 2) }
    }
}
