// What the operating system knows about a file without opening it.

internal import Glibc

public enum FileKind: Sendable {
    case file, directory, link
    /// A pipe, socket or device.
    case other
}

/// A point in time as file systems keep it.
public struct FileTime: Hashable, Comparable, Sendable {
    public let seconds: Int
    public let nanoseconds: Int

    public init(seconds: Int, nanoseconds: Int) {
        self.seconds = seconds
        self.nanoseconds = nanoseconds
    }

    public static func < (one: FileTime, other: FileTime) -> Bool {
        (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
}

public struct FileStatus: Equatable, Sendable {
    public let kind: FileKind
    /// In bytes; of a link, the length of what it points to.
    public let size: Int
    /// The permission bits alone.
    public let mode: UInt32
    public let modified: FileTime

    public var isExecutable: Bool { mode & 0o100 != 0 }

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .directory
            case S_IFLNK: .link
            default: .other
            }
        size = Int(status.st_size)
        mode = status.st_mode & 0o7777
        modified = FileTime(seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }
}

extension Files {
    /// Whether what is there belongs to the user of this process; of a link, the link itself.
    static func isOwn(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_uid == geteuid()
    }
}
