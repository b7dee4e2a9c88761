// A program that shows our output to the reader, fed through a pipe: less and its like.

internal import Glibc

public struct Pager: ~Copyable {
    /// Where to write.
    public let descriptor: Int32
    private let child: Int32
    private let command: String

    /// Starts a pager by the shell, as git does; its own output goes where ours went.
    public init(command: String, environment: Environment) throws(SystemError) {
        let pipe = try Process.makePipe(for: command)
        defer { close(pipe.reading) }
        do {
            child = try Process.spawn(
                ["/bin/sh", "-c", command], environment: environment, directory: nil, streams: [pipe.reading, 1, 2])
        } catch {
            close(pipe.writing)
            throw error
        }
        descriptor = pipe.writing
        self.command = command
    }

    /// Says that no more comes, and waits until the reader has left.
    public consuming func finish() throws(SystemError) -> ProcessEnd {
        close(descriptor)
        return try Process.wait(for: child, name: command)
    }
}
