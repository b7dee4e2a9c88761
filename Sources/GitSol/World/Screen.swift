// Where a person reads what we print, or a log keeps it: takes text that is safe to show, and bytes that somebody asked for.

internal import Bindings

/// The one way out for text. See `Shown`: a command cannot forget to escape.
final class Screen {
    private let stream: OutputStream

    init(_ stream: OutputStream) { self.stream = stream }

    func write(_ text: Shown) { stream.write(text.text.utf8) }

    /// Exact bytes, for programs that read them: JSON, names that end with a zero byte, files that git asks for.
    func write(raw bytes: some Sequence<UInt8>) { stream.write(bytes) }

    func flush() { stream.flush() }

    var failure: SystemError? { stream.failure }
    /// Whether the reader has gone: what only prints may stop.
    var isBroken: Bool { stream.isBroken }

    /// What is in memory.
    var memory: [UInt8] { stream.memory }
    var text: String { stream.text }

    /// From here on writes to another descriptor, such as a pager's.
    func redirect(to descriptor: Int32) { stream.redirect(to: descriptor) }
}

extension World {
    /// Names for programs: exact with a zero byte behind each, else a line for each, as it can be shown.
    func writeNames(_ names: [String], isRaw: Bool) {
        for name in names {
            if isRaw { out.write(raw: Array(name.utf8) + [0]) } else { out.write("\(name)\n") }
        }
    }
}
