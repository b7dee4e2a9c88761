// Telling files and file systems apart.

internal import Glibc

extension Files {
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
    public static func readIfThere(_ path: String) throws(SystemError) -> [UInt8]? {
        do throws(SystemError) {
            return try read(path)
        } catch {
            guard error.number == ENOENT else { throw error }
            return nil
        }
    }

    /// Who may read it may run it.
    public static func makeExecutable(_ path: TrustedPath) throws(SystemError) {
        let path = path.text
        let mode = try status(path, followingLinks: true)?.mode ?? 0o666
        try systemCall("write", path) { chmod(path, mode | (mode & 0o444) >> 2) }
    }
}
