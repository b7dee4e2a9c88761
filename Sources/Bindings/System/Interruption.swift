// ^C and its like: held back while a file is half done, and not before a pager that shows our output has ended.

internal import Glibc
internal import Synchronization

enum Interruption {
    private static let child = Atomic<Int32>(0)
    private static let descriptor = Atomic<Int32>(-1)

    /// Keeps the signals that end the process waiting; gives what `release` needs.
    static func hold() -> sigset_t {
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&signals, number) }
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        return before
    }

    /// What this thread holds back, but for what `hold` does.
    static func unheld() -> sigset_t {
        var signals = sigset_t()
        pthread_sigmask(SIG_BLOCK, nil, &signals)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigdelset(&signals, number) }
        return signals
    }

    /// Whether a signal that was not held before would end the process now.
    static func isWaiting(_ before: sigset_t) -> Bool {
        var before = before
        var waiting = sigset_t()
        sigpending(&waiting)
        return [SIGINT, SIGTERM, SIGHUP, SIGQUIT].contains { number in
            guard sigismember(&waiting, number) == 1, sigismember(&before, number) == 0 else { return false }
            var action = sigaction()
            sigaction(number, nil, &action)
            return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) != 1
        }
    }

    static func release(_ before: sigset_t) {
        var before = before
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    /// From now on a signal that ends this process first closes the pipe and waits for the pager: else the shell and the
    /// pager would both read the terminal.
    static func outlive(child: Int32, descriptor: Int32) {
        self.child.store(child, ordering: .relaxed)
        self.descriptor.store(descriptor, ordering: .relaxed)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] {
            // Only calls that are allowed in a handler.
            signal(number) { number in
                let child = Interruption.child.load(ordering: .relaxed)
                if child > 0 {
                    close(Interruption.descriptor.load(ordering: .relaxed))
                    waitpid(child, nil, 0)
                }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    static func forget() {
        child.store(0, ordering: .relaxed)
    }
}
