// The times of a file, where they tell more than when somebody wrote it.

internal import Glibc

extension Files {
    /// Gives a file the time of change of another one.
    static func copyTimes(of source: String, to trusted: TrustedPath) throws(SystemError) {
        guard let status = try status(source) else { return }
        let time = timespec(tv_sec: status.modified.seconds, tv_nsec: status.modified.nanoseconds)
        try systemCall("write", trusted.text) { utimensat(AT_FDCWD, trusted.text, [time, time], AT_SYMLINK_NOFOLLOW) }
    }
}
