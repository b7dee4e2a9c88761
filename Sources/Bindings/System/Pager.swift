// A program that shows our output to the reader, fed through a pipe: less and its like.

internal import Glibc

public struct Pager: ~Copyable {
    /// Where to write.
    public let descriptor: Int32
    private let child: Int32
    private let command: String

    /// Starts a pager; its own output goes where ours went. As git does, the shell is asked only where the command needs one:
    /// a program that is not there is then an error at once, and the output can still go elsewhere.
    public init(command: String, environment: Environment) throws(SystemError) {
        let needsShell = command.utf8.contains { "|&;<>()$`\\\"' \t\n*?[#~=%".utf8.contains($0) }
        let pipe = try Process.makePipe(for: command)
        defer { close(pipe.reading) }
        do {
            child = try Process.spawn(
                needsShell ? ["/bin/sh", "-c", command] : [command], environment: environment, directory: nil,
                streams: [pipe.reading, 1, 2])
        } catch {
            close(pipe.writing)
            throw error
        }
        descriptor = pipe.writing
        self.command = command
        Interruption.outlive(child: child, descriptor: descriptor)
    }

    /// Says that no more comes, and waits until the reader has left.
    public consuming func finish() throws(SystemError) -> ProcessEnd {
        close(descriptor)
        // The reader may press ^C within the pager: it is not meant for us any more.
        let before = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, before) }
        let end = try Process.wait(for: child, name: command)
        Interruption.forget()
        return end
    }
}
