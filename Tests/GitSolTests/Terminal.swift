// A terminal that a person could sit at, by tmux: a shell in it, keys that are pressed, and what stands on the screen.

import Bindings
import TestSupport

final class Terminal {
    static let isThere = (try? Process.run(["tmux", "-V"]).end) == .exited(0)

    private let directory = TemporaryDirectory()
    private var socket: String { directory.path + "/socket" }

    /// Starts a shell in a folder; `git sol` in it is the program under test.
    init(in folder: String) throws {
        var environment = GitRun.environment(home: folder)
        environment.variables["PATH"] = (Files.parent(of: BuiltProgram.path) ?? ".") + ":" + (environment["PATH"] ?? "")
        environment.variables["LC_ALL"] = "C.UTF-8"
        environment.variables["TERM"] = "xterm"
        let size = ["-x", "200", "-y", "50"]
        let run = try Process.run(
            ["tmux", "-u", "-S", socket, "-f", "/dev/null", "new-session", "-d", "-s", "it"] + size + [
                "env PS1='shell> ' bash --norc --noprofile"
            ],
            environment: environment, directory: folder)
        guard run.end == .exited(0) else { throw GitRun.Failure("tmux: \(String(decoding: run.errors, as: UTF8.self))") }
    }

    deinit { _ = try? tmux(["kill-server"]) }

    @discardableResult
    private func tmux(_ words: [String]) throws -> String {
        let run = try Process.run(["tmux", "-u", "-S", socket] + words)
        guard run.end == .exited(0) else { throw GitRun.Failure("tmux \(words): \(String(decoding: run.errors, as: UTF8.self))") }
        return String(decoding: run.output, as: UTF8.self)
    }

    /// All that was shown so far, without what is empty at its end. A line that was too long is whole again.
    func screen() throws -> String {
        let text = try tmux(["capture-pane", "-p", "-J", "-S", "-", "-t", "it"])
        let rest = text.utf8.reversed().drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }
        return String(decoding: rest.reversed(), as: UTF8.self)
    }

    /// Types a text, as keys.
    func type(_ text: String) throws { try tmux(["send-keys", "-t", "it", "-l", text]) }
    func enter() throws { try tmux(["send-keys", "-t", "it", "Enter"]) }

    /// Waits until the last line ends with one of these, and something is shown that was not there before.
    func wait(for ends: [String], after before: String = "") async throws -> String {
        for _ in 0..<600 {
            let now = try screen()
            if now != before, ends.contains(where: { now.hasSuffix($0) }) { return now }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw GitRun.Failure("nothing more comes on the terminal:\n\(try screen())")
    }
}
