// A directory of one run's own, locked as long as the run lives: the kernel lets go of the lock whatever ends the run, and heeds it
// across containers.

internal import Glibc

/// Dropped, it is removed with all that is in it. A killed run's is there for the next to take over.
public final class OwnedDirectory {
    public let path: String
    private let descriptor: Int32
    /// Goes with this value: it was made by this run, and nothing in it is needed any more.
    private var isMade: Bool

    private init(_ path: String, _ descriptor: Int32, isMade: Bool) {
        self.path = path
        self.descriptor = descriptor
        self.isMade = isMade
    }

    /// Makes one below a directory.
    public static func make(in parent: String) throws(SystemError) -> OwnedDirectory {
        while true {
            let path = Files.temporaryName(in: parent)
            do throws(SystemError) {
                try systemCall("create the directory", path) { mkdir(path, 0o777) }
            } catch {
                // Where nobody says when a process began, a killed run may have left the name.
                if error.number == EEXIST { continue }
                throw error
            }
            // Whoever saw it before it was locked took it for a killed run's: then this run has another.
            if let owned = try take(path) { return owned }
        }
    }

    /// Those below a directory that killed runs have left, now this run's. They stay until they are removed.
    public static func leftOver(in parent: String) throws(SystemError) -> [OwnedDirectory] {
        var names: [String] = []
        _ = try Walk.list(parent, details: false) { name in
            names.append(name)
            return false
        }
        var taken: [OwnedDirectory] = []
        for name in names {
            guard let owner = TemporaryName(name)?.owner else { continue }
            // What cannot be opened is another person's.
            if let owned = try? take(parent + "/" + name, from: owner) { taken.append(owned) }
        }
        return taken
    }

    deinit {
        if isMade { remove() }
        close(descriptor)
    }

    /// Stays for a later run, which finds what is in it.
    public func keep() { isMade = false }

    public func remove() { try? Files.removeTree(TrustedPath(trusting: path)) }

    private static let lockName = "/owner"

    /// Nil where somebody else has it, or it is gone. `owner`: whose it is by its name.
    private static func take(_ path: String, from owner: ProcessIdentity? = nil) throws(SystemError) -> OwnedDirectory? {
        let file = path + lockName
        let descriptor: Int32
        do throws(SystemError) {
            // Not the directory itself: over a network only files that one may write are locked.
            descriptor = try systemCall("lock", file) { open(file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666) }
        } catch {
            if error.number == ENOENT { return nil }
            throw error
        }
        var found = stat()
        guard isLocked(descriptor, owner), fstat(descriptor, &found) == 0, found.st_nlink > 0 else {
            close(descriptor)
            return nil
        }
        return OwnedDirectory(path, descriptor, isMade: owner == nil)
    }

    private static func isLocked(_ descriptor: Int32, _ owner: ProcessIdentity?) -> Bool {
        var result: Int32
        repeat { result = flock(descriptor, LOCK_EX | LOCK_NB) } while result == -1 && errno == EINTR
        if result == 0 { return true }
        if errno == EWOULDBLOCK { return false }
        // A file system without locks: what is certain of the process decides, and doubt leaves it alone.
        return owner.map { $0.isAlive == false } ?? true
    }
}
