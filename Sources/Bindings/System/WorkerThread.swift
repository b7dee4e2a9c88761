// A second thread for work that need not be waited for.

internal import Glibc
internal import Synchronization

/// Does jobs in their order. Started by the first one; `stop` must be called before it is dropped.
public final class WorkerThread: Sendable {
    public typealias Job = @Sendable () -> Void

    private struct State {
        var waiting: [Job] = []
        var isStopping = false
        var thread: pthread_t?
    }

    /// More than these wait in vain: whoever has work could do it as well.
    private static let most = 2

    private let state = Mutex(State())
    private let signal = Signal()

    /// A semaphore, which must not move.
    private final class Signal: @unchecked Sendable {
        let semaphore: UnsafeMutablePointer<sem_t> = .allocate(capacity: 1)

        init() { sem_init(semaphore, 0, 0) }

        deinit {
            sem_destroy(semaphore)
            semaphore.deallocate()
        }
    }

    public init() {}

    /// Takes a job over, or says that it has enough to do.
    public func take(_ job: @escaping Job) -> Bool {
        let isTaken = state.withLock { state in
            guard state.waiting.count < Self.most, !state.isStopping else { return false }
            if state.thread == nil { state.thread = start() }
            guard state.thread != nil else { return false }
            state.waiting.append(job)
            return true
        }
        if isTaken { sem_post(signal.semaphore) }
        return isTaken
    }

    /// Waits until everything taken over is done; nothing is taken any more.
    public func stop() {
        let thread = state.withLock { state in
            defer { state.thread = nil }
            state.isStopping = true
            return state.thread
        }
        guard let thread else { return }
        sem_post(signal.semaphore)
        pthread_join(thread, nil)
    }

    private func start() -> pthread_t? {
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { worker in
                if let worker { Unmanaged<WorkerThread>.fromOpaque(worker).takeUnretainedValue().run() }
                return nil
            }, Unmanaged.passUnretained(self).toOpaque())
        return status == 0 ? thread : nil
    }

    private func run() {
        while true {
            while sem_wait(signal.semaphore) != 0 {}
            let (job, isStopping) = state.withLock { state in
                (state.waiting.isEmpty ? nil : state.waiting.removeFirst(), state.isStopping)
            }
            if let job { job() } else if isStopping { return }
        }
    }
}
