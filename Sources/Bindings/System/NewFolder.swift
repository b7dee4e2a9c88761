// A folder that is there whole or not at all: built under another name beside its place, and renamed when it is complete.

internal import Glibc

/// A folder being built. Dropped before `finish`, it leaves nothing behind.
///
/// Nobody else knows its name until then, so each file is only opened, written and closed. ^C waits for at most a batch.
public final class NewFolder {
    private let path: String
    private let temporary: String
    private let descriptor: Int32
    private let held: sigset_t
    private var batch = FileBatch()
    private var helper: BatchWriter?
    private var isFinished = false

    /// Starts a folder at a path where nothing is; the directories above it are made at once.
    public init(at trusted: TrustedPath) throws(SystemError) {
        let path = trusted.text
        self.path = path
        let parent = Files.parent(of: path)
        if let parent { try Files.createDirectories(TrustedPath(trusting: parent)) }
        let temporary = Files.temporaryName(in: parent)
        self.temporary = temporary
        held = Interruption.hold()
        do throws(SystemError) {
            try systemCall("create the directory", path) { mkdir(temporary, 0o777) }
            descriptor = try systemCall("create the directory", path) {
                open(temporary, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            }
        } catch {
            rmdir(temporary)
            Interruption.release(held)
            throw error
        }
    }

    deinit {
        _ = helper?.stop()
        close(descriptor)
        if !isFinished { try? Files.removeTree(TrustedPath(trusting: temporary)) }
        Interruption.release(held)
    }

    /// Adds a file that is not there yet, by its path in the folder. Fast for paths that come in order.
    public func add(_ bytes: [UInt8], as relative: CheckedPath) throws(SystemError) {
        if bytes.count >= FileBatch.limit { try passOn() }
        batch.add(bytes, as: relative.text)
        if batch.isFull { try passOn() }
    }

    /// Puts the folder in its place. Nothing can be added after it.
    public func finish() throws(SystemError) {
        try batch.write(below: descriptor, of: path)
        if let failure = helper?.stop() { throw failure }
        try systemCall("create the directory", path, as: .rename) { rename(temporary, path) }
        isFinished = true
    }

    /// Creating files takes longer than making what is in them: a second thread does most of it, and this one what is too
    /// much for that.
    private func passOn() throws(SystemError) {
        if Interruption.isWaiting(held) { throw SystemError(number: EINTR, action: "write", path: path) }
        let helper = helper ?? BatchWriter(below: descriptor, of: path)
        self.helper = helper
        if !helper.take(&batch) { try batch.write(below: descriptor, of: path) }
        batch.removeAll()
    }
}
