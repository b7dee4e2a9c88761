// Text that may be printed: what we write as it stands, and what comes from outside with everything spelled out that a terminal obeys.

internal import SolutionCore

/// The only text that a `Screen` takes. A literal is ours; a value put into it is data and is escaped on the way in.
///
/// So `"cannot read '\(path)'\n"` needs no thought: the line end is ours, whatever the path holds is shown and not obeyed.
struct Shown: ExpressibleByStringInterpolation {
    private(set) var text: String

    /// Of literals alone: a text that is only known when the program runs cannot be one.
    init(stringLiteral literal: StaticString) { text = literal.description }

    init(stringInterpolation interpolation: Interpolation) { text = interpolation.text }

    /// Data as it is, all of it.
    init(_ data: some StringProtocol) { text = Visible.text(String(data)) }

    /// A line of a file: tabs are layout in it.
    init(content line: some StringProtocol) { text = Visible.text(String(line), keepsTabs: true) }

    /// What the program itself has written in more than one literal, such as its help. Never for anything from outside.
    init(ours text: String) { self.text = text }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity + interpolationCount * 16) }

        mutating func appendLiteral(_ literal: StaticString) { text += literal.description }
        mutating func appendInterpolation(_ shown: Shown) { text += shown.text }
        mutating func appendInterpolation(_ data: some StringProtocol) { text += Visible.text(String(data)) }
        mutating func appendInterpolation(_ number: some BinaryInteger) { text += String(number) }
        mutating func appendInterpolation(_ value: some CustomStringConvertible) { text += Visible.text(value.description) }
    }
}

extension DefaultStringInterpolation {
    @available(*, unavailable, message: "what is made to be shown cannot become data again")
    mutating func appendInterpolation(_ shown: Shown) {}
}

extension Shown {
    /// Lines of a file, each without its end. Where all end with a carriage return, none says anything by it.
    static func content(_ lines: [some StringProtocol]) -> [Shown] {
        let drops = lines.allSatisfy { $0.isEmpty || $0.hasSuffix("\r") }
        return lines.map { Shown(content: drops ? String($0).dropLast() : String($0)[...]) }
    }

    var isEmpty: Bool { text.isEmpty }

    /// How many columns of a terminal it takes: marks that sit on other letters take none, wide letters two.
    var width: Int {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
        return text.unicodeScalars.reduce(0) { $0 + Self.width(of: $1) }
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        switch scalar.value {
        case ..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        default:
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }

    /// With blanks behind it up to a column.
    func padded(to column: Int) -> Shown { self + .blanks(column - width) }

    static func blanks(_ count: Int) -> Shown { Shown(ours: String(repeating: " ", count: max(0, count))) }

    static func + (one: Shown, other: Shown) -> Shown { Shown(ours: one.text + other.text) }
    static func += (one: inout Shown, other: Shown) { one.text += other.text }
}

extension Sequence<Shown> {
    func joined(separator: Shown = "") -> Shown { Shown(ours: map(\.text).joined(separator: separator.text)) }
}
