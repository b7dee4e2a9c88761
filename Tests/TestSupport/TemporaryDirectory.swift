// A directory of a test's own, removed with everything in it when the test is over.

internal import Bindings

public final class TemporaryDirectory {
    public let path: String

    public init() {
        var random = SystemRandomNumberGenerator()
        let base = Environment.current["TMPDIR"] ?? "/tmp"
        path = base + "/git-sol-test-" + String(random.next(), radix: 36)
        do { try Files.createDirectories(path) } catch { preconditionFailure("no temporary directory: \(error)") }
    }

    deinit { try? Files.removeTree(path) }

    /// Writes a file below it, giving its path.
    @discardableResult
    public func write(_ text: String, to file: String) throws -> String { try write(Array(text.utf8), to: file) }

    @discardableResult
    public func write(_ bytes: [UInt8], to file: String) throws -> String {
        let full = path + "/" + file
        if let parent = Files.parent(of: full) { try Files.createDirectories(parent) }
        try Files.write(bytes, to: full)
        return full
    }
}
