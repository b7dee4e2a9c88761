// Changing a file that others change too: under the lock that git takes, through links, and whole or not at all.

internal import Glibc

extension Files {
    /// Puts what `body` makes of a file's bytes in their place; nil stands for no file. `isChanged` says whether it did.
    ///
    /// While it works there is a file `<path>.lock`, as git has one: two never write at once, and nothing is lost.
    @discardableResult
    public static func update(_ trusted: TrustedPath, _ body: ([UInt8]?) -> [UInt8]?) throws(SystemError) -> Bool {
        let path = trusted.text
        let target = try followingLinks(path)
        let lock = target + ".lock"
        let status = try status(target)
        if let status, status.kind != .file { throw SystemError(number: EINVAL, action: "change", path: path) }
        if status == nil, let parent = parent(of: target) { try createDirectories(TrustedPath(trusting: parent)) }
        let held = try systemCall("lock", path) { open(lock, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        defer {
            close(held)
            unlink(lock)
        }
        let old = try self.status(target) == nil ? nil : try read(target)
        let new = body(old)
        if new == old { return false }
        if let new { try write(new, to: TrustedPath(trusting: target)) } else { try remove(TrustedPath(trusting: target)) }
        return true
    }

    /// Where a path leads to; one that is not there leads to itself.
    static func followingLinks(_ path: String) throws(SystemError) -> String {
        guard try status(path)?.kind == .link else { return path }
        guard let found = realPath(path) else { throw SystemError(number: errno, action: "follow the link", path: path) }
        return found
    }

    /// Without links, `.` and `..`; nil where nothing is there.
    public static func realPath(_ path: String) -> String? {
        guard let found = realpath(path, nil) else { return nil }
        defer { free(found) }
        return String(cString: found)
    }

    public static func isWritable(_ path: String) -> Bool { access(path, W_OK) == 0 }

    /// Whether it can be run as a program.
    public static func isExecutable(_ path: String) -> Bool { access(path, X_OK) == 0 && !isDirectory(path) }
}
