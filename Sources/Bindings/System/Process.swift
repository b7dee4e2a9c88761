// Runs another program: its arguments, variables, directory and input in, its output and how it ended out.

internal import Glibc
internal import Synchronization

/// How a program ended.
public enum ProcessEnd: Equatable, Sendable {
    case exited(Int32)
    case killed(signal: Int32)

    init(waitStatus status: Int32) {
        self = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
    }
}

public enum Process {
    public struct Result: Sendable {
        public let end: ProcessEnd
        public let output: [UInt8]
        public let errors: [UInt8]
        /// Seconds that it computed, and what it started and waited for.
        public let work: Double
    }

    public enum Input: Sendable {
        case inherited
        case bytes([UInt8])
    }

    /// Runs a program to its end and captures both its streams. The first argument is the program, looked up in PATH when
    /// there is no slash in it. Variables are those of this process unless given.
    public static func run(
        _ arguments: [String], environment: Environment? = nil, directory: String? = nil, input: Input = .bytes([])
    ) throws(SystemError) -> Result {
        OutputStream.ignoreBrokenPipes()
        let name = arguments.first ?? ""
        var descriptors: [Int32] = []
        defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
        for _ in 0..<3 {
            let pipe = try makePipe(for: name)
            descriptors += [pipe.reading, pipe.writing]
        }
        var bytes: [UInt8]?
        if case .bytes(let given) = input { bytes = given }
        let child = try spawn(
            arguments, environment: environment, directory: directory,
            streams: [bytes == nil ? 0 : descriptors[0], descriptors[3], descriptors[5]])
        for side in [0, 3, 5] {
            close(descriptors[side])
            descriptors[side] = -1
        }
        let feeding = descriptors[1]
        descriptors[1] = -1
        let captured = try exchange(
            feeding: feeding, bytes ?? [], output: descriptors[2], errors: descriptors[4], name: name)
        var usage = rusage()
        let end = try wait(for: child, name: name, &usage)
        let work = Double(usage.ru_utime.tv_sec) + Double(usage.ru_utime.tv_usec) / 1e6
        return Result(end: end, output: captured[0], errors: captured[1], work: work)
    }

    /// Runs a program that talks to the terminal itself, such as an editor.
    public static func runAttached(_ arguments: [String], environment: Environment? = nil) throws(SystemError) -> ProcessEnd {
        let child = try spawn(arguments, environment: environment, directory: nil, streams: [0, 1, 2])
        return try wait(for: child, name: arguments.first ?? "")
    }

    /// Writes and reads as the pipes allow, so that neither side ever waits for the other. Closes the first descriptor.
    private static func exchange(
        feeding: Int32, _ input: [UInt8], output: Int32, errors: Int32, name: String
    ) throws(SystemError) -> [[UInt8]] {
        var feeding = feeding
        var fed = 0
        var captured: [[UInt8]] = [[], []]
        var open = [true, true]
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        _ = fcntl(feeding, F_SETFL, O_NONBLOCK)
        defer { if feeding >= 0 { close(feeding) } }
        while open[0] || open[1] {
            if feeding >= 0, fed == input.count {
                close(feeding)
                feeding = -1
            }
            var waiting = [
                pollfd(fd: open[0] ? output : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: open[1] ? errors : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: feeding, events: Int16(POLLOUT), revents: 0),
            ]
            try systemCall("run", name) { poll(&waiting, 3, -1) }
            for (index, descriptor) in [output, errors].enumerated() where waiting[index].revents != 0 {
                let count = try systemCall("run", name) { read(descriptor, &buffer, buffer.count) }
                captured[index] += buffer[..<count]
                if count == 0 { open[index] = false }
            }
            guard waiting[2].revents != 0 else { continue }
            let count = input[fed...].withUnsafeBytes { write(feeding, $0.baseAddress, $0.count) }
            if count >= 0 {
                fed += count
            } else if errno != EAGAIN, errno != EINTR {
                // It does not want the rest.
                fed = input.count
            }
        }
        return captured
    }

    /// Held while a pipe is made and while a child is started, so that no child gets the end of another child's pipe.
    private static let starting = Mutex<Void>(())

    static func makePipe(for name: String) throws(SystemError) -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [0, 0]
        try starting.withLock { (_) throws(SystemError) in
            try systemCall("run", name) { pipe(&ends) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        return (ends[0], ends[1])
    }

    static func wait(for child: Int32, name: String) throws(SystemError) -> ProcessEnd {
        var usage = rusage()
        return try wait(for: child, name: name, &usage)
    }

    private static func wait(for child: Int32, name: String, _ usage: inout rusage) throws(SystemError) -> ProcessEnd {
        var status: Int32 = 0
        try systemCall("wait for", name) { wait4(child, &status, 0, &usage) }
        return ProcessEnd(waitStatus: status)
    }

    /// Starts a program with these three descriptors as its standard streams.
    static func spawn(
        _ arguments: [String], environment: Environment?, directory: String?, streams: [Int32]
    ) throws(SystemError) -> Int32 {
        let name = arguments.first ?? ""
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        var signals = sigset_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        sigemptyset(&signals)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        for (number, descriptor) in streams.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        // What this process ignores or holds back for a moment, its children would ignore and hold back too.
        sigaddset(&signals, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var blocked = Interruption.unheld()
        posix_spawnattr_setsigmask(&attributes, &blocked)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        let variables = (environment ?? .current).variables.sorted { $0.key < $1.key }
        var arguments = arguments
        // The C library's own way to say so is not among the names it shows to everybody.
        if let directory { arguments = ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", directory] + arguments }
        let program = arguments.first ?? ""
        let argv = arguments.map { strdup($0) } + [nil]
        let envp = variables.map { strdup($0.key + "=" + $0.value) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var child: pid_t = 0
        let number = starting.withLock { _ in posix_spawnp(&child, program, &actions, &attributes, argv, envp) }
        guard number == 0 else { throw SystemError(number: number, action: "run", path: name) }
        return child
    }
}
