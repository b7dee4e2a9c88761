// A buffered writer on a descriptor, or into memory for tests. A reader who has gone away is no error, only the end.

internal import Glibc

public final class OutputStream {
    private var descriptor: Int32?
    private var buffer: [UInt8] = []
    private let room: Int
    private let name: String

    /// The first failure. From then on everything written is dropped: work that changes things goes on.
    public private(set) var failure: SystemError?

    /// Everything written so far, of a stream into memory.
    public private(set) var memory: [UInt8] = []

    /// `room` is how much is kept back before it is written; 0 writes at once.
    public init(descriptor: Int32, name: String, room: Int = 1 << 16) {
        self.descriptor = descriptor
        self.name = name
        self.room = room
    }

    /// Into memory.
    public init() {
        descriptor = nil
        name = "memory"
        room = 0
    }

    /// At the end of a file, which is made where there is none. Everything is written at once.
    public convenience init(appendingTo trusted: TrustedPath) throws(SystemError) {
        let path = trusted.text
        let descriptor = try systemCall("write", path) { open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666) }
        self.init(descriptor: descriptor, name: path, room: 0)
    }

    /// What is in memory, as text.
    public var text: String { String(decoding: memory, as: UTF8.self) }

    /// Whether the reader has gone: what only prints may stop.
    public var isBroken: Bool { failure?.number == EPIPE }

    public func write(_ bytes: some Sequence<UInt8>) {
        buffer.append(contentsOf: bytes)
        if buffer.count >= room { flush() }
    }

    public func flush() {
        guard !buffer.isEmpty else { return }
        defer { buffer.removeAll(keepingCapacity: true) }
        guard let descriptor else { return memory.append(contentsOf: buffer) }
        guard failure == nil else { return }
        do throws(SystemError) {
            try buffer.withUnsafeBufferPointer { (bytes) throws(SystemError) in
                try Files.writeAll(bytes, to: descriptor, path: name)
            }
        } catch {
            failure = error
        }
    }

    /// From here on writes to another descriptor, such as a pager's.
    public func redirect(to descriptor: Int32) {
        flush()
        self.descriptor = descriptor
    }

    /// Without this a reader who goes away kills the process.
    public static func ignoreBrokenPipes() {
        signal(SIGPIPE, SIG_IGN)
    }
}
