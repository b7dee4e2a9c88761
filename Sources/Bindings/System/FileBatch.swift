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

/// A thread that writes batches.
final class BatchWriter: Sendable {
    private struct State {
        var waiting: [FileBatch] = []
        var isStopping = false
        var failure: SystemError?
    }

    private let directory: Int32
    private let folder: String
    private let state = Mutex(State())
    private let signal: Signal
    private let thread = Mutex<pthread_t?>(nil)

    /// A semaphore, which must not move.
    private final class Signal: @unchecked Sendable {
        let semaphore: UnsafeMutablePointer<sem_t> = .allocate(capacity: 1)

        init() { sem_init(semaphore, 0, 0) }

        deinit {
            sem_destroy(semaphore)
            semaphore.deallocate()
        }
    }

    init(below directory: Int32, of folder: String) {
        self.directory = directory
        self.folder = folder
        signal = Signal()
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { writer in
                if let writer { Unmanaged<BatchWriter>.fromOpaque(writer).takeUnretainedValue().run() }
                return nil
            }, Unmanaged.passUnretained(self).toOpaque())
        self.thread.withLock { [thread] in $0 = status == 0 ? thread : nil }
    }

    /// Takes a batch over, or says that it has enough to do or cannot go on; the batch is the caller's then.
    func take(_ batch: inout FileBatch) -> Bool {
        guard thread.withLock({ $0 != nil }) else { return false }
        let isTaken = state.withLock { [batch] state in
            guard state.waiting.count < 2, state.failure == nil else { return false }
            state.waiting.append(batch)
            return true
        }
        guard isTaken else { return false }
        batch = FileBatch()
        sem_post(signal.semaphore)
        return true
    }

    /// Waits until everything taken over is written; gives what went wrong.
    func stop() -> SystemError? {
        let thread = thread.withLock { thread in
            defer { thread = nil }
            return thread
        }
        if let thread {
            state.withLock { $0.isStopping = true }
            sem_post(signal.semaphore)
            pthread_join(thread, nil)
        }
        return state.withLock { $0.failure }
    }

    private func run() {
        while true {
            while sem_wait(signal.semaphore) != 0 {}
            let (batch, isStopping) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isStopping)
            }
            guard let batch else {
                if isStopping { return }
                continue
            }
            do throws(SystemError) {
                try batch.write(below: directory, of: folder)
            } catch {
                state.withLock { $0.failure = $0.failure ?? error }
            }
        }
    }
}
