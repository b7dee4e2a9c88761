// The names of what is not complete yet, and what killed runs leave behind under such names.

internal import Glibc
internal import Synchronization

extension Files {
    private static let counter = Atomic<Int>(0)

    /// A name nobody uses, in the same directory, so that the rename stays within one file system.
    public static func temporaryName(in directory: String?) -> String {
        let number = counter.add(1, ordering: .relaxed).newValue
        let name = TemporaryName(owner: .own, number: number).text
        guard let directory else { return name }
        return directory == "/" ? "/" + name : directory + "/" + name
    }

    /// Whether a name is one that `write` gives to what is not complete yet.
    public static func isTemporary(_ name: some StringProtocol) -> Bool { TemporaryName(name) != nil }

    /// Whether nobody will complete a file: the run that made it is gone.
    ///
    /// A file has no lock that lasts until it is renamed, as a run's directory has (`OwnedDirectory`). So its name says which process it
    /// is of; where that is not to be known from here, in another container, its age decides: no write lasts as long.
    public static func isLeftOver(_ path: String) -> Bool {
        let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex
        guard let name = TemporaryName(path[start...]) else { return false }
        if let isAlive = name.owner.isAlive { return !isAlive }
        // As earlier versions named them.
        if name.owner.place == 0 { return kill(name.owner.number, 0) == -1 && errno == ESRCH }
        guard let status = try? status(path) else { return false }
        return time(nil) - status.modified.seconds > longestWrite
    }

    /// In seconds.
    private static let longestWrite = 600
}

/// `.git-sol-PROCESS-NUMBER.tmp`, with the start and the place of the process: `.git-sol-PROCESS-NUMBER-START-PLACE.tmp`.
struct TemporaryName {
    let owner: ProcessIdentity
    let number: Int

    init(owner: ProcessIdentity, number: Int) {
        self.owner = owner
        self.number = number
    }

    var text: String { ".git-sol-\(owner.number)-\(number)-\(owner.start)-\(String(owner.place, radix: 16)).tmp" }

    init?(_ name: some StringProtocol) {
        let (head, tail) = (".git-sol-".utf8, ".tmp".utf8)
        let bytes = name.utf8
        guard bytes.starts(with: head), bytes.reversed().starts(with: tail.reversed()), bytes.count > head.count + tail.count
        else { return nil }
        let parts = bytes.dropFirst(head.count).dropLast(tail.count).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 2 || parts.count == 4, let process = Int32(parts[0]), process > 0, let number = Int(parts[1])
        else { return nil }
        guard parts.count == 4 else {
            self.init(owner: ProcessIdentity(number: process, start: 0, place: 0), number: number)
            return
        }
        guard let start = UInt64(parts[2]), let place = UInt64(parts[3], radix: 16) else { return nil }
        self.init(owner: ProcessIdentity(number: process, start: start, place: place), number: number)
    }
}
