// Letting other programs change a copy of a file, which then takes its place: all of their work is seen at once or not at all.

internal import Glibc

extension Files {
    /// Gives `body` the path of a copy, and renames the copy over the file when it is done.
    ///
    /// The copy is the file's lock, as git takes one: nobody else writes meanwhile. An error removes it; signals that end the
    /// process wait until then.
    public static func replace(_ trusted: TrustedPath, by body: (_ copy: String) throws -> Void) throws {
        let path = trusted.text
        let held = Interruption.hold()
        defer { Interruption.release(held) }
        let lock = path + ".lock"
        let descriptor = try systemCall("lock", path) { open(lock, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        close(descriptor)
        do {
            if let status = try status(path) {
                try write(try read(path), to: TrustedPath(trusting: lock))
                // Git trusts an index by its age.
                let time = timespec(tv_sec: status.modified.seconds, tv_nsec: status.modified.nanoseconds)
                try systemCall("write", lock) { utimensat(AT_FDCWD, lock, [time, time], AT_SYMLINK_NOFOLLOW) }
            } else {
                try remove(TrustedPath(trusting: lock))
            }
            try body(lock)
            try rename(TrustedPath(trusting: lock), to: trusted)
        } catch {
            unlink(lock)
            throw error
        }
    }
}
