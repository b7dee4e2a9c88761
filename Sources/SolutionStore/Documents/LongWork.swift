// How far long work is, for whoever wants to know: the store tells, the program shows it on a terminal.

internal import SolutionCore
internal import Synchronization

/// Work that may take longer than anybody likes to wait without a word.
public enum LongWork {
    public enum Step: String, Sendable {
        case writing = "Writing files"
        case packing = "Packing"
        case comparing = "Comparing"
        case importing = "Looking into the export"
        case checking = "Checking"
        case merging = "Merging"
    }

    /// `done` is nil at the end.
    public typealias Observer = @Sendable (_ step: Step, _ done: Int?, _ total: Int) -> Void

    private static let observer = Mutex<Observer?>(nil)

    /// Who is told; the last one counts.
    public static func tell(_ observer: @escaping Observer) { self.observer.withLock { $0 = observer } }

    static var current: Observer? { observer.withLock { $0 } }
}

extension Collection {
    /// The elements one after the other, and whoever wants to know is told of each.
    func told(_ step: LongWork.Step) -> Told<Self> { Told(base: self, step: step) }
}

/// A walk through a collection that tells how far it is.
struct Told<Base: Collection>: Sequence {
    let base: Base
    let step: LongWork.Step

    func makeIterator() -> Iterator { Iterator(base, step) }

    /// Its end is told too, whether it came to the end or was given up.
    final class Iterator: IteratorProtocol {
        private var rest: Base.Iterator
        private let step: LongWork.Step
        private let total: Int
        private let observer: LongWork.Observer?
        private var done = 0

        init(_ base: Base, _ step: LongWork.Step) {
            rest = base.makeIterator()
            self.step = step
            observer = LongWork.current
            total = observer == nil ? 0 : base.count
        }

        deinit { observer?(step, nil, total) }

        func next() -> Base.Element? {
            observer?(step, done, total)
            done += 1
            return rest.next()
        }
    }
}
