// A release tag that somebody else made: what its message says is bounded before anything of it is unfolded.

import Bindings
import SolutionCore
import TestSupport
import Testing

struct AttackTagTests {
    /// The message of the tag with another record, and with a digest that fits it: whoever makes a tag can do that.
    private func message(_ old: String, size: Int, _ deflated: [UInt8]) throws -> String {
        let lines = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let begin = try #require(lines.firstIndex { $0.hasPrefix("-----BEGIN ") })
        let end = try #require(lines.firstIndex { $0.hasPrefix("-----END ") })
        let digest = try #require(lines.firstIndex { $0.hasPrefix("Message-Digest: ") })
        let record = ["\(size)", Base64.encode(deflated)]
        let text = (lines[...begin] + record + lines[end..<digest]).map { $0 + "\n" }.joined()
        return text + "Message-Digest: sha256:" + SHA256.hex(of: Array(text.utf8)) + "\n"
    }

    /// Says two gigabytes and is of a few bytes; says little and is of many; says what it is.
    @Test(arguments: [(2_000_000_000, 1000), (1000, 300 << 20), (300 << 20, 300 << 20)])
    func theRecordOfATagIsNoBomb(said: Int, actual: Int) throws {
        let (sample, directory, git) = try TagTests().tagged()
        let old = try git("for-each-ref", "--format=%(contents)", "refs/tags")
        let deflated = try Compression.deflate([UInt8](repeating: 0, count: actual))
        let text = try message(old, size: said, deflated)
        try git(
            "tag", "-f", "-a", "--cleanup=verbatim", "-F", directory.write(text, to: "message.txt"), TagTests.name, TagTests.name + "^{}")
        let zip = try directory.write(SampleSolution.zip(version: 1), to: "x.zip")
        for words in [["tag", "--verify", TagTests.name], ["pack", TagTests.name, "--both"], ["diff", TagTests.name, zip]] {
            let limited = ["sh", "-c", "ulimit -v \(900 * 1024) && exec \"$0\" \"$@\"", BuiltProgram.path]
            let result = try Process.run(
                limited + ["-c", "sol.limitEntrySize=100m"] + words, environment: Environment(BuiltProgram.environment()),
                directory: directory.path)
            let said = String(decoding: result.errors, as: UTF8.self)
            #expect(result.end == .exited(words[0] == "tag" ? 1 : 2), "\(words): \(result.end) \(said)")
            #expect(said.contains("the record "), "\(words): \(said)")
            #expect(result.work < 20, "\(words)")
        }
        withExtendedLifetime(sample) {}
    }
}
