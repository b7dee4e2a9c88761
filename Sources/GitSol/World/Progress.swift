// One line on standard error that tells how far long work is: on a terminal only, after a while only, gone at the end.

internal import Bindings
internal import SolutionCore

final class Progress {
    private let world: World
    private let title: Shown
    private let total: Int?
    private var done = 0
    private var nextTime: Int
    private var isShown = false
    private let isWanted: Bool

    /// Nothing is shown of work that is done sooner.
    static let patience = 700
    static let interval = 100

    init(_ title: Shown, total: Int?, in world: World) {
        self.world = world
        self.title = title
        self.total = total
        isWanted = world.isTerminal(2) && world.pager == nil
        nextTime = isWanted ? Clock.milliseconds + Self.patience : .max
    }

    func advance(by count: Int = 1) {
        done += count
        guard isWanted else { return }
        let now = Clock.milliseconds
        guard now >= nextTime else { return }
        nextTime = now + Self.interval
        isShown = true
        var line: Shown = "\r\u{1B}[K\(title): "
        if let total, total > 0 {
            line += "\(min(100, done * 100 / total))% (\(done)/\(total))"
        } else {
            line += "\(done)"
        }
        world.err.write(line)
    }

    /// Erases the line.
    func finish() {
        guard isShown else { return }
        world.err.write("\r\u{1B}[K")
        isShown = false
    }
}

extension World {
    /// Runs long work with a line that tells how far it is. The work calls `advance`.
    func withProgress<Result>(
        _ title: Shown, total: Int? = nil, _ work: (Progress) throws -> Result
    ) rethrows -> Result {
        let progress = Progress(title, total: total, in: self)
        defer { progress.finish() }
        return try work(progress)
    }
}
