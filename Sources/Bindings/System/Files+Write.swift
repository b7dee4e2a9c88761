// Writing a file atomically: a new file beside it, then a rename over it. A killed run leaves the old file or the new one.

internal import Glibc

extension Files {
    public enum Mode: Sendable {
        /// That of the file there was; for a new file, what the umask leaves of rw-rw-rw-.
        case keep
        case exactly(UInt32)
    }

    /// Puts these bytes in place of whatever was at the path; a link there is replaced, not followed.
    ///
    /// With `sync` the bytes are on the disk before this returns, so that they survive a power failure too.
    public static func write(
        _ bytes: [UInt8], to path: TrustedPath, mode: Mode = .keep, sync: Bool = false
    ) throws(SystemError) {
        try write(bytes, as: path.text, in: AT_FDCWD, mode: mode, sync: sync, shown: path.text)
        if sync { try syncDirectory(parent(of: path.text) ?? ".") }
    }

    /// The same below an open directory. `shown` is what errors call the file.
    static func write(
        _ bytes: [UInt8], as name: String, in folder: Int32, mode: Mode, sync: Bool = false, shown: @autoclosure () -> String
    ) throws(SystemError) {
        let temporary = temporaryName(in: parent(of: name))
        // ^C waits until the file is whole, so that no temporary file stays behind.
        let held = Interruption.hold()
        defer { Interruption.release(held) }
        let permissions: UInt32?
        switch mode {
        case .exactly(let bits): permissions = bits
        case .keep:
            var found = stat()
            let isThere = fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) == 0
            permissions = isThere && FileStatus(found).kind == .file ? FileStatus(found).mode : nil
        }
        do throws(SystemError) {
            try bytes.withUnsafeBufferPointer { (buffer) throws(SystemError) in
                try create(temporary, in: folder, buffer, permissions: permissions, sync: sync, path: shown())
            }
            try systemCall("write", shown(), as: .rename) { renameat(folder, temporary, folder, name) }
        } catch {
            unlinkat(folder, temporary, 0)
            throw error
        }
    }

    /// Writes only when the file does not hold these bytes already, so that its time stays. Says whether it wrote.
    @discardableResult
    public static func writeIfChanged(
        _ bytes: [UInt8], to path: TrustedPath, mode: Mode = .keep, sync: Bool = false
    ) throws(SystemError) -> Bool {
        if let status = try status(path.text), status.kind == .file, status.size == bytes.count, try read(path.text) == bytes {
            return false
        }
        try write(bytes, to: path, mode: mode, sync: sync)
        return true
    }

    /// Adds bytes to the end of an open descriptor.
    static func writeAll(
        _ bytes: UnsafeBufferPointer<UInt8>, to descriptor: Int32, path: @autoclosure () -> String
    ) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeBufferPointer(rebasing: bytes[written...])
            written += try systemCall("write", path(), as: .write) {
                Glibc.write(descriptor, rest.baseAddress, rest.count)
            }
        }
    }

    /// Makes a file where none is, below an open directory or where the process stands. `path` is what errors call it: the
    /// name of a temporary file would tell nobody anything.
    static func create(
        _ name: UnsafePointer<CChar>, in directory: Int32 = AT_FDCWD, _ bytes: UnsafeBufferPointer<UInt8>,
        permissions: UInt32?, sync: Bool, path: @autoclosure () -> String
    ) throws(SystemError) {
        // O_EXCL: a file or link that somebody put there first is not written through.
        let descriptor = try systemCall("write", path()) {
            openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
        }
        var failure: SystemError?
        do throws(SystemError) {
            try writeAll(bytes, to: descriptor, path: path())
            if let permissions { try systemCall("write", path()) { fchmod(descriptor, permissions) } }
            if sync { try systemCall("write", path(), as: .sync) { fsync(descriptor) } }
        } catch {
            failure = error
        }
        // A full disk behind a network may only say so here.
        if close(descriptor) != 0, failure == nil {
            failure = SystemError(number: errno, action: "write", path: path())
        }
        if let failure { throw failure }
    }

    private static func syncDirectory(_ path: String) throws(SystemError) {
        let descriptor = try systemCall("write", path) { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        defer { close(descriptor) }
        try systemCall("write", path, as: .sync) { fsync(descriptor) }
    }
}
