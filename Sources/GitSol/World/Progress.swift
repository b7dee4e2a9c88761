// One line on standard error that tells how far long work is: on a terminal only, after a while only, gone at the end.

internal import Bindings
internal import SolutionCore
internal import SolutionStore
internal import Synchronization

/// Shows what the store tells of its work.
final class Progress {
    private let world: World
    private var step: LongWork.Step?
    private var nextTime = 0
    private var isShown = false

    /// Nothing is shown of work that is done sooner.
    static let patience = 1000
    static let interval = 100

    init(in world: World) { self.world = world }

    func tell(_ step: LongWork.Step, _ done: Int?, _ total: Int) {
        guard let done else { return finish() }
        let now = Clock.milliseconds
        if self.step != step {
            finish()
            self.step = step
            nextTime = now + Self.patience
        }
        guard now >= nextTime, world.pager == nil else { return }
        nextTime = now + Self.interval
        isShown = true
        let percent = total > 0 ? min(100, done * 100 / total) : 100
        world.err.write("\r\u{1B}[K\(step.rawValue): \(percent)% (\(done)/\(total))")
    }

    /// Erases the line.
    private func finish() {
        step = nil
        guard isShown else { return }
        world.err.write("\r\u{1B}[K")
        isShown = false
    }
}

extension World {
    /// Has long work shown where somebody looks at a terminal, unless a flag says no.
    func showsProgress(_ isWanted: Bool) {
        guard isWanted, isTerminal(2) else { return }
        let shown = Mutex(Line(progress: Progress(in: self)))
        LongWork.tell { step, done, total in shown.withLock { $0.progress.tell(step, done, total) } }
    }

    /// One thread at a time tells: it is behind a lock.
    private struct Line: @unchecked Sendable {
        let progress: Progress
    }
}
