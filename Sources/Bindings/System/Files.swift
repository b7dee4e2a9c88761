// Files as wholes: read one, write one so that nobody ever sees half of it, make and remove them. Not for listing: see Walk.

internal import Glibc

public enum Files {
    /// All bytes of a file, a pipe or a device.
    public static func read(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = try systemCall("read", path) { open(path, O_RDONLY | O_CLOEXEC) }
        defer { close(descriptor) }
        return try read(descriptor: descriptor, path: path)
    }

    /// All bytes of a plain file that others have put there; what a link leads to, and what has no end, is none.
    public static func readContent(_ path: String) throws(SystemError) -> [UInt8] {
        let descriptor = try systemCall("read", path) { open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
        defer { close(descriptor) }
        try checkPlain(descriptor, path: path)
        return try read(descriptor: descriptor, path: path)
    }

    static func checkPlain(_ descriptor: Int32, path: @autoclosure () -> String) throws(SystemError) {
        var found = stat()
        try systemCall("read", path()) { fstat(descriptor, &found) }
        guard FileStatus(found).kind == .file else { throw SystemError(number: EINVAL, action: "read", path: path()) }
    }

    /// Everything until the end of an open descriptor; `path` is what errors call it.
    public static func read(descriptor: Int32, path: String) throws(SystemError) -> [UInt8] {
        var status = stat()
        try systemCall("read", path) { fstat(descriptor, &status) }
        // One byte more than its size, so that the end is met without growing. Pipes and devices say nothing of theirs.
        var bytes = [UInt8](repeating: 0, count: status.st_size > 0 ? Int(status.st_size) + 1 : 1 << 12)
        var filled = 0
        while true {
            if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: bytes.count)) }
            let count = try bytes.withUnsafeMutableBufferPointer { (buffer) throws(SystemError) -> Int in
                let rest = UnsafeMutableBufferPointer(rebasing: buffer[filled...])
                return try systemCall("read", path) { Glibc.read(descriptor, rest.baseAddress, rest.count) }
            }
            if count == 0 { break }
            filled += count
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// What is there, or nil when nothing is. Links are looked at, not followed, unless asked.
    public static func status(_ path: String, followingLinks: Bool = false) throws(SystemError) -> FileStatus? {
        var found = stat()
        do {
            try systemCall("look at", path) { followingLinks ? stat(path, &found) : lstat(path, &found) }
        } catch {
            if error.number == ENOENT || error.number == ENOTDIR { return nil }
            throw error
        }
        return FileStatus(found)
    }

    /// Whether a file or directory can be reached there, through links too.
    public static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Whether anything has that name: a link that leads nowhere too.
    static func isNamed(_ path: String) -> Bool {
        var found = stat()
        return lstat(path, &found) == 0
    }

    public static func isDirectory(_ path: String) -> Bool {
        var found = stat()
        return stat(path, &found) == 0 && found.st_mode & S_IFMT == S_IFDIR
    }

    public static func rename(_ old: TrustedPath, to new: TrustedPath) throws(SystemError) {
        try systemCall("rename", old.text, as: .rename) { Glibc.rename(old.text, new.text) }
    }

    /// Removes a file or a link; one that is not there is no error.
    public static func remove(_ path: TrustedPath) throws(SystemError) {
        do {
            try systemCall("remove", path.text) { unlink(path.text) }
        } catch let error where error.number == ENOENT {}
    }

    /// Removes a directory with all that is in it, never following a link out of it.
    public static func removeTree(_ path: TrustedPath) throws(SystemError) {
        guard let status = try status(path.text) else { return }
        guard status.kind == .directory else { return try remove(path) }
        for entry in try Walk.list(path.text, details: false).reversed() {
            let inner = path.text + "/" + entry.path
            if entry.kind == .directory { try removeDirectory(inner) } else { try remove(TrustedPath(trusting: inner)) }
        }
        try removeDirectory(path.text)
    }

    /// Removes an empty directory; one that is not there is no error.
    private static func removeDirectory(_ path: String) throws(SystemError) {
        do {
            try systemCall("remove", path) { rmdir(path) }
        } catch let error where error.number == ENOENT {}
    }

    /// Makes a directory and those above it; what is there already is no error.
    public static func createDirectories(_ path: TrustedPath) throws(SystemError) {
        let path = path.text
        if path.isEmpty || mkdir(path, 0o777) == 0 { return }
        let number = errno
        if number == ENOENT, let parent = parent(of: path) {
            try createDirectories(TrustedPath(trusting: parent))
            if mkdir(path, 0o777) == 0 { return }
        }
        if isDirectory(path) { return }
        throw SystemError(number: number == ENOENT ? errno : number, action: "create the directory", path: path)
    }

    /// What is before the last slash; nil where nothing is above.
    public static func parent(of path: String) -> String? {
        var bytes = path.utf8[...]
        while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
        guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == bytes.startIndex ? (bytes.count == 1 ? nil : "/") : String(bytes[..<slash])
    }
}
