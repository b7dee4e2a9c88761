// The small parts of differences: alignment, words, byte edits, Base64, versions in names.

import TestSupport
import Testing

@testable import SolutionCore

struct SequencesTests {
    /// The slow, obvious length of a longest common subsequence.
    private static func length(_ a: [UInt64], _ b: [UInt64]) -> Int {
        guard let first = a.first else { return 0 }
        let without = length(Array(a.dropFirst()), b)
        guard let place = b.firstIndex(of: first) else { return without }
        return max(without, 1 + length(Array(a.dropFirst()), Array(b[(place + 1)...])))
    }

    @Test func commonItemsAreEqualAscendAndAreAsManyAsCanBe() {
        for seed in seeds(400) {
            var random = SeededRandom(seed: seed)
            let a = (0..<random.below(9)).map { _ in UInt64(random.below(4)) }
            let b = (0..<random.below(9)).map { _ in UInt64(random.below(4)) }
            let pairs = Sequences.common(a, b)
            #expect(pairs.allSatisfy { a[$0.0] == b[$0.1] }, "seed \(seed)")
            #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.0 < $1.0 && $0.1 < $1.1 }, "seed \(seed)")
            #expect(pairs.count == Self.length(a, b), "seed \(seed): \(a) \(b)")
        }
    }

    @Test func longSequencesAreAlignedByWhatIsUnique() {
        let a = (0..<3000).map { UInt64($0) }
        let b = a.reversed().map { $0 }
        #expect(Sequences.common(a, b).count == 1)
        let moved = Array(a[1...]) + [a[0]]
        #expect(Sequences.common([7000] + a + [8000], [9000] + moved + [9001]).count == 2999)
    }

    @Test func theLongestAscendingRunStays() {
        #expect(Sequences.longestAscending([2, 0, 1, 3]) == [1, 2, 3])
        #expect(Sequences.longestAscending([]).isEmpty)
        #expect(Sequences.longestAscending([3, 2, 1]).count == 1)
    }
}

struct WordDiffTests {
    @Test func piecesTellBothTexts() {
        #expect(
            WordDiff.pieces("The red fox", "The quick red dog") == [
                .same("The "), .added("quick "), .same("red "), .removed("fox"), .added("dog"),
            ])
        #expect(WordDiff.pieces("", "a") == [.added("a")] && WordDiff.pieces("a", "") == [.removed("a")])
        #expect(WordDiff.pieces("", "").isEmpty)
    }

    @Test func piecesJoinToBothTexts() {
        let words = ["a", "é", " ", "-", "Größe", "😀", "\r\n", "1.0", "_x"]
        for seed in seeds(300) {
            var random = SeededRandom(seed: seed)
            let (one, other) = (
                (0..<random.below(12)).map { _ in random.pick(words) }.joined(),
                (0..<random.below(12)).map { _ in random.pick(words) }.joined()
            )
            var (before, after) = ("", "")
            for piece in WordDiff.pieces(one, other) {
                switch piece {
                case .same(let text):
                    before += text
                    after += text
                case .removed(let text): before += text
                case .added(let text): after += text
                }
            }
            #expect(before == one && after == other, "seed \(seed)")
        }
    }
}

struct ByteEditsTests {
    @Test func editsTurnOneIntoTheOtherAndCutNoCharacter() {
        let lines = ["a\n", "b\r\n", "é\n", "è\n", "", "no end", "😀\n", "😁\n"]
        for seed in seeds(500) {
            var random = SeededRandom(seed: seed)
            let (a, b) = (
                Array((0..<random.below(8)).map { _ in random.pick(lines) }.joined().utf8),
                Array((0..<random.below(8)).map { _ in random.pick(lines) }.joined().utf8)
            )
            let edits = ByteEdits.between(a, b)
            #expect(ByteEdits.apply(edits, to: a) == b, "seed \(seed)")
            #expect(edits.allSatisfy { String(validating: $0.bytes, as: UTF8.self) != nil }, "seed \(seed)")
            #expect(!edits.contains { $0.length == 0 && $0.bytes.isEmpty }, "seed \(seed)")
        }
    }

    @Test(arguments: [(-1, 0), (0, 4), (4, 0), (2, .max), (0, -1)])
    func editsOutsideAreRefused(offset: Int, length: Int) {
        #expect(ByteEdits.apply([ByteEdit(offset: offset, length: length, bytes: [])], to: [1, 2, 3]) == nil)
    }

    @Test func editsInTheWrongOrderAreRefused() {
        let edits = [ByteEdit(offset: 2, length: 1, bytes: []), ByteEdit(offset: 1, length: 1, bytes: [])]
        #expect(ByteEdits.apply(edits, to: [1, 2, 3]) == nil)
    }
}

struct Base64Tests {
    /// The examples of RFC 4648.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func bothWays(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8)) == encoded)
        #expect(Base64.decode(encoded) == Array(text.utf8))
    }

    @Test func everyByteComesBack() {
        let all = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(all)) == all)
    }

    @Test(arguments: ["Z", "Zg", "Zg=", "Z===", "Zm9v!", "Zg==Zg==", "Zm 9v"])
    func nothingElseIsRead(text: String) {
        #expect(Base64.decode(text) == nil)
    }
}

struct StampsTests {
    @Test(arguments: [
        ("1.0", "1.1", true), ("a", "b", true),
        ("Contoso (1.0)", "Contoso (1.2.3.4)", true), ("Contoso (1.0)", "Fabrikam (1.0)", false),
        ("A.B, A, Version=1.0.0.0, Culture=neutral", "A.B, A, Version=2.0.0.0, Culture=neutral", true),
        ("A.B, A, Version=1.0.0.0, Culture=neutral", "A.C, A, Version=1.0.0.0, Culture=neutral", false),
        ("A, Version=1.0.0.0", "A", true), ("A (beta)", "A (1.0)", false),
    ])
    func onlyVersionsAreLeftOut(before: String, after: String, isSame: Bool) {
        #expect(Stamps.isSame(before, after) == isSame)
    }

    @Test(arguments: [
        ("Contoso (1.0.0.0)", "Contoso"), ("Contoso (new)", "Contoso (new)"), ("(1.0)", ""), ("", ""),
        ("Contoso.Plugins, Version=1.0.0.0, Culture=neutral", "Contoso.Plugins"), ("a, b", "a, b"),
    ])
    func namesHaveNoVersion(text: String, name: String) {
        #expect(Stamps.unversioned(text) == name)
    }
}
