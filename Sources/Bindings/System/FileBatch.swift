// Many small files at once, and the thread that writes them while another makes more.

internal import Glibc
internal import Synchronization

/// Files to be created below a directory, their contents in one piece of memory.
struct FileBatch: Sendable {
    /// Enough for the thread to be worth waking, little beside any solution.
    static let limit = 1 << 18

    private var bytes: [UInt8] = []
    private var files: [(path: String, end: Int)] = []

    var isFull: Bool { bytes.count >= Self.limit || files.count >= 256 }

    mutating func add(_ content: [UInt8], as path: String) {
        if bytes.isEmpty { bytes = content } else { bytes += content }
        files.append((path, bytes.count))
    }

    mutating func removeAll() {
        bytes.removeAll(keepingCapacity: bytes.count <= 2 * Self.limit)
        files.removeAll(keepingCapacity: true)
    }

    /// Creates the files. `folder` is what errors call the directory.
    func write(below directory: Int32, of folder: String) throws(SystemError) {
        try bytes.withUnsafeBufferPointer { (bytes) throws(SystemError) in
            var start = 0
            var previous = ContiguousArray<CChar>()
            for (path, end) in files {
                var name = path.utf8CString
                try Self.makeDirectories(above: &name, after: previous, below: directory, of: folder)
                try name.withUnsafeBufferPointer { (name) throws(SystemError) in
                    guard let name = name.baseAddress else { return }
                    try Files.create(
                        name, in: directory, UnsafeBufferPointer(rebasing: bytes[start..<end]), permissions: nil,
                        sync: false, path: folder + "/" + path)
                }
                start = end
                previous = name
            }
        }
    }

    /// Makes the directories that the file before did not need.
    private static func makeDirectories(
        above name: inout ContiguousArray<CChar>, after previous: ContiguousArray<CChar>, below directory: Int32,
        of folder: String
    ) throws(SystemError) {
        let slash = CChar(bitPattern: UInt8(ascii: "/"))
        var isKnown = true
        for i in name.indices {
            isKnown = isKnown && i < previous.count && previous[i] == name[i]
            guard name[i] == slash, !isKnown else { continue }
            name[i] = 0
            let result = name.withUnsafeBufferPointer { $0.baseAddress.map { mkdirat(directory, $0, 0o777) } ?? 0 }
            let number = errno
            name[i] = slash
            // Made for another batch.
            if result == 0 || number == EEXIST { continue }
            let path = String(decoding: name[..<i].map { UInt8(bitPattern: $0) }, as: UTF8.self)
            throw SystemError(number: number, action: "create the directory", path: folder + "/" + path)
        }
    }
}

/// Writes batches on a thread of its own.
final class BatchWriter: Sendable {
    private let directory: Int32
    private let folder: String
    private let failure = Mutex<SystemError?>(nil)
    private let thread = WorkerThread()

    init(below directory: Int32, of folder: String) {
        self.directory = directory
        self.folder = folder
    }

    /// Takes a batch over, or says that it has enough to do or cannot go on; the batch is the caller's then.
    func take(_ batch: inout FileBatch) -> Bool {
        guard failure.withLock({ $0 == nil }) else { return false }
        let isTaken = thread.take { [batch, self] in
            do throws(SystemError) {
                try batch.write(below: directory, of: folder)
            } catch {
                failure.withLock { $0 = $0 ?? error }
            }
        }
        if isTaken { batch = FileBatch() }
        return isTaken
    }

    /// Waits until everything taken over is written; gives what went wrong.
    func stop() -> SystemError? {
        thread.stop()
        return failure.withLock { $0 }
    }
}
