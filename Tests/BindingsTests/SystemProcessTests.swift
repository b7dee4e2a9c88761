// Processes: both streams, input, how they end.

import Bindings
import TestSupport
import Testing

@Suite struct SystemProcessTests {
    @Test func aMegabyteOnBothStreams() throws {
        let script = "head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2; exit 3"
        let result = try Process.run(["/bin/sh", "-c", script])
        #expect(result.end == .exited(3))
        #expect(result.output.count == 1_000_000)
        #expect(result.errors.count == 1_000_000)
    }

    @Test func inputComesBack() throws {
        let input = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 / 7) }
        #expect(try Process.run(["cat"], input: .bytes(input)).output == input)
    }

    @Test func inputThatNobodyReadsIsNoError() throws {
        let result = try Process.run(["true"], input: .bytes([UInt8](repeating: 0, count: 1_000_000)))
        #expect(result.end == .exited(0))
    }

    @Test func variablesAndDirectory() throws {
        let result = try Process.run(
            ["/bin/sh", "-c", "pwd; echo $A; echo \"$1\"", "sh", "it's \"here\""],
            environment: Environment(["A": "b c", "PATH": "/usr/bin:/bin"]), directory: "/")
        #expect(String(decoding: result.output, as: UTF8.self) == "/\nb c\nit's \"here\"\n")
    }

    @Test func signalsAreTold() throws {
        #expect(try Process.run(["/bin/sh", "-c", "kill -9 $$"]).end == .killed(signal: 9))
    }

    @Test func aProgramThatIsNotThere() {
        #expect(throws: SystemError(number: 2, action: "run", path: "no-such-program-here")) {
            try Process.run(["no-such-program-here"])
        }
    }

    @Test func brokenPipesAreRecognised() throws {
        OutputStream.ignoreBrokenPipes()
        let pager = try Pager(command: "exec 0</dev/null; exit 0", environment: .current)
        let stream = OutputStream(descriptor: pager.descriptor, name: "pager")
        while stream.failure == nil { stream.write([UInt8](repeating: 120, count: 100_000)) }
        #expect(stream.isBroken)
        #expect(try pager.finish() == .exited(0))
    }

    @Test func aPagerThatIsNotThereIsAnErrorAtOnce() {
        #expect(throws: SystemError(number: 2, action: "run", path: "no-such-pager-here")) {
            let pager = try Pager(command: "no-such-pager-here", environment: .current)
            _ = try pager.finish()
        }
    }

    @Test func memoryStreamsKeepWhatIsWritten() {
        let stream = OutputStream()
        stream.write("a".utf8)
        stream.write([98, 99])
        #expect(stream.text == "abc")
    }
}
