// Compares text with a file kept beside the tests. With SOL_RECORD=1 the file is written anew, and the test fails all the same.

internal import Bindings
public import Testing

public enum Golden {
    /// Compares with `Goldens/<name>` beside the test's own file.
    public static func expect(
        _ actual: String, is name: String, file: String = #filePath, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = (Files.parent(of: file) ?? ".") + "/Goldens/" + name
        if Environment.current["SOL_RECORD"] == "1" {
            try Files.createDirectories(Files.parent(of: path) ?? ".")
            try Files.writeIfChanged(Array(actual.utf8), to: path)
            Issue.record("recorded '\(name)': look at it, then run again without SOL_RECORD", sourceLocation: sourceLocation)
            return
        }
        guard Files.exists(path) else {
            Issue.record("there is no golden '\(name)': SOL_RECORD=1 writes it", sourceLocation: sourceLocation)
            return
        }
        let expected = String(decoding: try Files.read(path), as: UTF8.self)
        if actual != expected {
            let shown = difference(expected, actual)
            Issue.record("'\(name)' differs (SOL_RECORD=1 writes it anew):\n\(shown)", sourceLocation: sourceLocation)
        }
    }

    /// The lines that differ, - for expected and + for actual, between the first and the last of them.
    public static func difference(_ expected: String, _ actual: String) -> String {
        var old = expected.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var new = actual.split(separator: "\n", omittingEmptySubsequences: false)[...]
        var line = 1
        while let first = old.first, first == new.first {
            old.removeFirst()
            new.removeFirst()
            line += 1
        }
        while let last = old.last, last == new.last {
            old.removeLast()
            new.removeLast()
        }
        let lines = old.prefix(20).map { "-" + $0 } + new.prefix(20).map { "+" + $0 }
        return "from line \(line):\n" + lines.joined(separator: "\n")
    }
}
