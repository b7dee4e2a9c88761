// What the index says of one path, as values.

internal import CGit2
internal import Glibc

/// Which side of a merge an index entry is; `normal` is a path without conflict.
public enum IndexStage: Int32, Sendable, CaseIterable {
    case normal = 0
    case base = 1
    case ours = 2
    case theirs = 3
}

/// The file's state when its content was last compared, by which git sees that it has not changed.
public struct IndexStat: Equatable, Sendable {
    public var changedSeconds: Int32
    public var changedNanoseconds: UInt32
    public var modifiedSeconds: Int32
    public var modifiedNanoseconds: UInt32
    public var device: UInt32
    public var inode: UInt32
    public var user: UInt32
    public var group: UInt32
    /// The size in bytes, modulo 2^32.
    public var size: UInt32

    /// The state of no file: git compares the content when it next looks.
    public static let unknown = IndexStat()

    public init(
        changedSeconds: Int32 = 0, changedNanoseconds: UInt32 = 0, modifiedSeconds: Int32 = 0,
        modifiedNanoseconds: UInt32 = 0, device: UInt32 = 0, inode: UInt32 = 0, user: UInt32 = 0, group: UInt32 = 0,
        size: UInt32 = 0
    ) {
        self.changedSeconds = changedSeconds
        self.changedNanoseconds = changedNanoseconds
        self.modifiedSeconds = modifiedSeconds
        self.modifiedNanoseconds = modifiedNanoseconds
        self.device = device
        self.inode = inode
        self.user = user
        self.group = group
        self.size = size
    }

    /// Whether a file is the one that it was, under another name.
    func isRename(of old: IndexStat) -> Bool {
        var same = old
        (same.changedSeconds, same.changedNanoseconds) = (changedSeconds, changedNanoseconds)
        return self == same && self != old
    }

    /// The state of the file at a path; `unknown` where there is none.
    init(of path: String) {
        var found = Glibc.stat()
        self.init()
        guard lstat(path, &found) == 0 else { return }
        changedSeconds = Int32(truncatingIfNeeded: found.st_ctim.tv_sec)
        changedNanoseconds = UInt32(truncatingIfNeeded: found.st_ctim.tv_nsec)
        modifiedSeconds = Int32(truncatingIfNeeded: found.st_mtim.tv_sec)
        modifiedNanoseconds = UInt32(truncatingIfNeeded: found.st_mtim.tv_nsec)
        device = UInt32(truncatingIfNeeded: found.st_dev)
        inode = UInt32(truncatingIfNeeded: found.st_ino)
        user = found.st_uid
        group = found.st_gid
        size = UInt32(truncatingIfNeeded: found.st_size)
    }
}

/// A line of the index.
public struct IndexEntry: Equatable, Sendable {
    public var path: String
    public var stage: IndexStage
    public var mode: FileMode
    public var id: ObjectID
    public var stat: IndexStat
    /// The file is left out of the working tree on purpose (sparse checkout).
    public var skipsWorktree: Bool
    /// The path was announced with `git add -N`; its id is that of the empty blob.
    public var isIntentToAdd: Bool
    /// The user vouches that the file does not change (`git update-index --assume-unchanged`).
    public var assumesUnchanged: Bool

    public init(path: String, stage: IndexStage = .normal, mode: FileMode = .file, id: ObjectID, stat: IndexStat = .unknown) {
        self.path = path
        self.stage = stage
        self.mode = mode
        self.id = id
        self.stat = stat
        skipsWorktree = false
        isIntentToAdd = false
        assumesUnchanged = false
    }

    init(_ raw: git_index_entry) {
        path = raw.path.map { String(cString: $0) } ?? ""
        stage = IndexStage(rawValue: Int32(raw.flags >> 12 & 3)) ?? .normal
        mode = FileMode(rawValue: raw.mode)
        id = ObjectID(raw.id)
        stat = IndexStat(
            changedSeconds: raw.ctime.seconds, changedNanoseconds: raw.ctime.nanoseconds,
            modifiedSeconds: raw.mtime.seconds, modifiedNanoseconds: raw.mtime.nanoseconds, device: raw.dev,
            inode: raw.ino, user: raw.uid, group: raw.gid, size: raw.file_size)
        skipsWorktree = UInt32(raw.flags_extended) & GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue != 0
        isIntentToAdd = UInt32(raw.flags_extended) & GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue != 0
        assumesUnchanged = UInt32(raw.flags) & GIT_INDEX_ENTRY_VALID.rawValue != 0
    }

    /// Calls `body` with the entry as libgit2 takes it; the path lives until it returns.
    func withRaw(_ body: (inout git_index_entry) throws(GitError) -> Void) throws(GitError) {
        try withCStrings([path]) { (strings) throws(GitError) in
            var raw = git_index_entry()
            raw.path = UnsafePointer(strings[0])
            raw.mode = mode.rawValue
            raw.id = id.raw
            raw.ctime = git_index_time(seconds: stat.changedSeconds, nanoseconds: stat.changedNanoseconds)
            raw.mtime = git_index_time(seconds: stat.modifiedSeconds, nanoseconds: stat.modifiedNanoseconds)
            raw.dev = stat.device
            raw.ino = stat.inode
            raw.uid = stat.user
            raw.gid = stat.group
            raw.file_size = stat.size
            raw.flags = UInt16(stage.rawValue) << 12
            if assumesUnchanged { raw.flags |= UInt16(GIT_INDEX_ENTRY_VALID.rawValue) }
            if skipsWorktree { raw.flags_extended |= UInt16(GIT_INDEX_ENTRY_SKIP_WORKTREE.rawValue) }
            if isIntentToAdd { raw.flags_extended |= UInt16(GIT_INDEX_ENTRY_INTENT_TO_ADD.rawValue) }
            if raw.flags_extended != 0 { raw.flags |= UInt16(GIT_INDEX_ENTRY_EXTENDED.rawValue) }
            try body(&raw)
        }
    }
}

/// The stages of one path in conflict; a side that deleted the path, or never had it, is nil.
public struct IndexConflict: Equatable, Sendable {
    public let path: String
    public var base: IndexEntry?
    public var ours: IndexEntry?
    public var theirs: IndexEntry?

    public init(path: String, base: IndexEntry?, ours: IndexEntry?, theirs: IndexEntry?) {
        self.path = path
        self.base = base
        self.ours = ours
        self.theirs = theirs
    }
}
