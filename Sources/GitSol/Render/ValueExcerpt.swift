// Long values side by side: what of them is shown is where they differ, not the beginning that they share.

internal import SolutionCore

enum ValueExcerpt {
    private static let width = 70
    /// What is shown of the words before the difference.
    private static let before = 24

    /// The values of one thing on one line each. `nil` is nothing.
    static func of(_ values: Sides<String?>) -> Sides<String> {
        let lines = values.map { $0.map { Array(MessageText.line($0).unicodeScalars) } }
        let start = start(lines.ours, lines.theirs)
        return lines.map { text(of: $0, from: start, sharing: lines.ours) }
    }

    /// Where to begin so that the difference can be seen: at a word before it.
    private static func start(_ one: [Unicode.Scalar]?, _ other: [Unicode.Scalar]?) -> Int {
        guard let one, let other, max(one.count, other.count) > width else { return 0 }
        let shared = zip(one, other).prefix { (left, right) in left.value == right.value }.count
        guard shared > width / 2 else { return 0 }
        let start = shared - before
        let blank = one[start..<shared].firstIndex(of: " ")
        return blank.map { $0 + 1 } ?? start
    }

    private static func text(of value: [Unicode.Scalar]?, from start: Int, sharing other: [Unicode.Scalar]?) -> String {
        guard let value else { return "nothing" }
        if value.isEmpty { return "\"\"" }
        let isCut = start > 0 && other.map { value.starts(with: $0.prefix(start)) } == true
        let text = String(String.UnicodeScalarView(isCut ? value[start...] : value[...]))
        return (isCut ? "…" : "") + text.shortened(to: width)
    }
}
