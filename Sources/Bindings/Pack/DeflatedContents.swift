// Contents being deflated, most of them on a second thread while the first makes more.

internal import Synchronization

/// Contents by the number under which they came.
final class DeflatedContents {
    private enum Content {
        case plain([UInt8])
        case deflated([UInt8])
    }

    /// Enough for the thread to be worth waking.
    private static let limit = 1 << 18

    private let deflater: Deflater
    private var contents: [Content] = []
    /// What is not on its way yet, from this number on.
    private var first = 0
    private var waiting = 0
    private var helper: Helper?

    init() throws(GitError) {
        // The level that git gives to loose objects, which these stand for until git repacks them.
        deflater = try Deflater(level: 1)
    }

    deinit { helper?.thread.stop() }

    func add(_ content: RawSpan) throws(GitError) {
        contents.append(.plain(content.withUnsafeBytes { Array($0) }))
        waiting += content.byteCount
        if waiting >= Self.limit { try passOn() }
    }

    /// A content as it came, of a known size.
    func plain(_ number: Int, size: Int) -> [UInt8]? {
        switch contents[number] {
        case .plain(let bytes): bytes
        case .deflated(let bytes): Deflater.inflate(bytes[...], size: size)
        }
    }

    /// All of them, deflated, in their order.
    func finish() throws(GitError) -> [[UInt8]] {
        helper?.thread.stop()
        collect()
        helper = nil
        try deflate(from: 0)
        return contents.map { content in
            switch content {
            case .plain(let bytes), .deflated(let bytes): bytes
            }
        }
    }

    private func passOn() throws(GitError) {
        let batch = contents[first...].enumerated().compactMap { offset, content -> (Int, [UInt8])? in
            guard case .plain(let bytes) = content else { return nil }
            return (first + offset, bytes)
        }
        if helper == nil { helper = try Helper() }
        if helper?.take(batch) != true { try deflate(from: first) }
        first = contents.count
        waiting = 0
        collect()
    }

    private func deflate(from start: Int) throws(GitError) {
        for number in start..<contents.count {
            guard case .plain(let bytes) = contents[number] else { continue }
            contents[number] = .deflated(try deflater.deflated(bytes))
        }
    }

    private func collect() {
        for (number, bytes) in helper?.results() ?? [] { contents[number] = .deflated(bytes) }
    }

    /// The thread, and what it has done.
    private final class Helper: @unchecked Sendable {
        let thread = WorkerThread()
        /// Used by the thread alone.
        private let deflater: Deflater
        private let done = Mutex<[(Int, [UInt8])]>([])

        init() throws(GitError) { deflater = try Deflater(level: 1) }

        func take(_ batch: [(Int, [UInt8])]) -> Bool {
            thread.take { [self] in
                // What it cannot deflate is left to the other thread, which then says why.
                let results = batch.compactMap { number, bytes in (try? deflater.deflated(bytes)).map { (number, $0) } }
                done.withLock { $0 += results }
            }
        }

        func results() -> [(Int, [UInt8])] {
            done.withLock { done in
                defer { done = [] }
                return done
            }
        }
    }
}
