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

    /// Where a link leads, as bytes; nil for anything else. No link can be longer than a path may be.
    static func target(of name: String, in folder: Int32 = AT_FDCWD) throws(SystemError) -> [UInt8]? {
        var bytes = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlinkat(folder, name, &bytes, bytes.count - 1)
        if count >= 0 { return bytes[..<count].map { UInt8(bitPattern: $0) } }
        guard errno == EINVAL || errno == ENOENT else { throw SystemError(number: errno, action: "read", path: name) }
        return nil
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
