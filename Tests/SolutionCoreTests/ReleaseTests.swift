// Releases without files: records, messages and versions.

import SolutionCore
import TestSupport
import Testing

struct ReleaseTests {
    // MARK: - Records

    private func record(_ random: inout SeededRandom) -> ReleaseRecord {
        var entries: [ReleaseRecord.Entry] = []
        for number in 0..<Int.random(in: 0..<12, using: &random) {
            let bytes = (0..<Int.random(in: 0..<300, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            let edits = [ByteEdit(offset: 3, length: 0, bytes: bytes), ByteEdit(offset: 200, length: 70, bytes: [])]
            let contents: [ReleaseRecord.Content] = [.gone, .whole(bytes), .edits(edits)]
            entries.append(
                ReleaseRecord.Entry(
                    isManaged: Bool.random(using: &random), path: "Entities/ä \(number).xml", content: contents[number % 3]))
        }
        return ReleaseRecord(entries.shuffled(using: &random))
    }

    @Test func recordsComeBack() throws {
        for seed in 0..<200 {
            var random = SeededRandom(seed: UInt64(seed))
            let record = record(&random)
            let bytes = record.encoded
            #expect(ReleaseRecord(encoded: bytes) == record, "seed \(seed)")
            #expect(ReleaseRecord(record.entries.reversed()).encoded == bytes, "seed \(seed)")
            for length in 0..<bytes.count { #expect(ReleaseRecord(encoded: Array(bytes.prefix(length))) == nil, "seed \(seed)") }
            #expect(ReleaseRecord(encoded: bytes + [0]) == nil)
        }
    }

    @Test func contentIsAsShortAsItCanBe() {
        let before = Array(String(repeating: "line of text\n", count: 100).utf8)
        let after = before + Array("one more\n".utf8)
        guard case .edits = ReleaseRecord.content(from: before, to: after) else { Issue.record("not edits"); return }
        #expect(ReleaseRecord.content(from: before, to: after).applied(to: before) == .some(after))
        #expect(ReleaseRecord.content(from: before, to: Array("new".utf8)) == .whole(Array("new".utf8)))
        #expect(ReleaseRecord.content(from: nil, to: after) == .whole(after))
        #expect(ReleaseRecord.Content.edits([ByteEdit(offset: 9, length: 1, bytes: [])]).applied(to: [1]) == nil)
        #expect(ReleaseRecord.Content.gone.applied(to: before) == .some(nil))
    }

    // MARK: - Messages

    private let facts = ReleaseFacts(
        solution: "Orders", version: "1.2.0.0", publisher: "contoso", folder: "src/orders/", commit: "c0ffee", unmanagedDigest: "sha256:1",
        managedDigest: "sha256:2", tool: "git-sol 0.1.0")

    private func digest(_ text: String) -> String { "sum:\(text.utf8.reduce(0) { ($0 &* 31) &+ Int($1) })" }

    @Test(arguments: [nil, [], [UInt8](0..<255)])
    func messagesComeBack(deflated: [UInt8]?) throws {
        let words = ["Orders 1.2.0.0", "Since 1.1:\n~ table Order: 1 change", "Solution: not a trailer\nMessage-Digest: sum:0"]
        let text = ReleaseMessage.text(words: words, facts: facts, record: deflated.map { (size: 7, deflated: $0) }, digest: digest)
        let message = try #require(ReleaseMessage(text))
        #expect(message.facts == facts && message.subject == words[0] && message.digest == digest(message.signedText))
        #expect(message.record?.deflated == deflated && message.record.map(\.size) == deflated.map { _ in 7 })
        #expect(text == message.signedText + "Message-Digest: \(message.digest)\n")
    }

    /// Whichever byte is changed, the message is none of a release any more, or its digest is another.
    @Test func everyChangedByteTells() throws {
        let text = Array(
            ReleaseMessage.text(words: ["Orders 1.2.0.0"], facts: facts, record: (size: 3, deflated: [1, 2, 3]), digest: digest).utf8)
        for place in text.indices {
            var changed = text
            changed[place] ^= 1
            let message = ReleaseMessage(String(decoding: changed, as: UTF8.self))
            #expect(message == nil || message?.digest != message.map { digest($0.signedText) }, "byte \(place)")
        }
        for length in text.indices {
            let message = ReleaseMessage(String(decoding: text.prefix(length), as: UTF8.self))
            #expect(message == nil, "first \(length) bytes")
        }
    }

    @Test func linesLikeThoseOfSignaturesAreNoWords() {
        #expect(!ReleaseMessage.isPlain("a\n-----BEGIN PGP SIGNATURE-----"))
        #expect(ReleaseMessage.isPlain("a -----BEGIN PGP SIGNATURE-----\n- b"))
    }

    // MARK: - Versions

    @Test(arguments: [
        ("1.2.3.4", "major", "2.0.0.0"), ("1.2.3.4", "minor", "1.3.0.0"), ("1.2.3.4", "build", "1.2.4.0"),
        ("1.2.3.4", "revision", "1.2.3.5"),
        ("1.0", "major", "2.0"), ("1.0", "minor", "1.1"), ("1.0", "build", "1.0.1"), ("1.0", "revision", "1.0.0.1"),
        ("1.0.9", "minor", "1.1.0"), ("1.2.3.65535", "revision", "1.2.3.65536"), ("1.2.3.2147483647", "revision", nil),
        ("1.2.3.2147483647", "build", "1.2.4.0"),
        ("20260130.0", "minor", "20260130.1"), ("7", "major", "8"), ("7", "minor", "7.1"), ("7", "revision", "7.0.0.1"),
        ("2147483647", "major", nil),
    ])
    func bumping(version: String, part: String, next: String?) throws {
        let part = try #require(SolutionVersion.Part.allCases.first { $0.name == part })
        #expect(SolutionVersion(version)?.bumped(part)?.description == next)
    }

    @Test(arguments: ["", ".", "1.", "1.2.3.4.5", "1.2.2147483648", "99999999999999999999", "1.-2", "1.a", "1. 2", "١.٢"])
    func whatIsNoVersion(text: String) { #expect(SolutionVersion(text) == nil) }

    @Test func versionsHaveAnOrder() throws {
        let versions = try ["1.0", "1.0.0.1", "1.0.2", "1.0.10.0", "1.2", "2", "10.0", "9999.9", "20251231.5", "20260130.0", "2147483647"]
            .map { try #require(SolutionVersion($0)) }
        #expect(versions.shuffled().sorted().map(\.description) == versions.map(\.description))
        #expect(versions.map(\.description).shuffled().sorted(by: Version.precedes) == versions.map(\.description))
    }

    @Test func additionsAreARevision() {
        func change(_ operation: Change.Operation, _ kind: String = "entity", _ trail: [Change.Step] = [], noise: NoiseClass? = nil)
            -> Change
        {
            let subject = Subject(kind: kind, address: Address(kind: kind, key: "x"), name: "x")
            return Change(
                operation: operation, address: subject.address, subject: subject, trail: trail, before: nil, after: nil, noise: noise,
                file: "f")
        }
        #expect(VersionAdvice([]).part == .revision)
        let version = change(.changed, "solution", [Change.Step(noun: "Version", label: nil)])
        #expect(VersionAdvice([change(.added), version, change(.changed, noise: .versionStamp)]).part == .revision)
        for operation in [Change.Operation.removed, .changed, .moved, .reordered] {
            let advice = VersionAdvice([change(.added), change(operation)])
            #expect(advice.part == .minor && advice.reasons.map(\.operation) == [operation])
        }
    }
}
