// Markdown that is being written: literals are markup, and values put into it are text and nothing else.

internal import SolutionCore

struct Markdown: ExpressibleByStringInterpolation {
    private(set) var text: String

    /// Of literals alone, as `Shown` is.
    init(stringLiteral literal: StaticString) { text = literal.description }
    init(stringInterpolation interpolation: Interpolation) { text = interpolation.text }
    private init(_ text: String) { self.text = text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        mutating func appendInterpolation(_ markdown: Markdown) { text += markdown.text }
        mutating func appendInterpolation(_ number: Int) { text += String(number) }
        mutating func appendInterpolation(_ value: String) { text += MarkdownText.inline(value, isStart: !hasWords) }
        /// Between tags.
        mutating func appendInterpolation(html value: String) { text += MarkdownText.html(value) }
        mutating func appendInterpolation(code value: String) { text += MarkdownText.code(value) }

        /// Whether the line has begun with something that is no mark of a list or a heading.
        private var hasWords: Bool {
            text.utf8.reversed().prefix { $0 != UInt8(ascii: "\n") }.contains { $0 | 0x20 >= UInt8(ascii: "a") }
        }
    }

    /// As it goes to the screen, or into a comment.
    var shown: Shown { Shown(ours: text) }
    var isEmpty: Bool { text.isEmpty }
    var count: Int { text.count }

    static func += (one: inout Markdown, other: Markdown) { one.text += other.text }
    static func + (one: Markdown, other: Markdown) -> Markdown { Markdown(one.text + other.text) }
}

extension DefaultStringInterpolation {
    @available(*, unavailable, message: "what is Markdown cannot become data again")
    mutating func appendInterpolation(_ markdown: Markdown) {}
}

extension Sequence<Markdown> {
    func joined() -> Markdown { reduce(into: "") { $0 += $1 } }
}
