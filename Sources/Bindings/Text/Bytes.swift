// Texts are bytes in this module too: names that git, a zip or a file system gives are equal, ordered and cut by their UTF-8.

/// The forms of the standard library that are used here; whoever writes one in this module means these, synthesized `==` too.
///
/// `SolutionCore` has more of them for the modules above, which this one does not see. `make letters` finds what goes past them.
extension String {
    static func == (one: String, other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }
    static func != (one: String, other: String) -> Bool { !(one == other) }
    static func < (one: String, other: String) -> Bool { one.utf8.lexicographicallyPrecedes(other.utf8) }

    func hasPrefix(_ start: String) -> Bool { utf8.starts(with: start.utf8) }
    func hasSuffix(_ end: String) -> Bool { utf8.suffix(end.utf8.count).elementsEqual(end.utf8) }

    /// The name of a directory, which git ends with a slash.
    var withoutSlash: String { utf8.last == .slash ? String(decoding: utf8.dropLast(), as: UTF8.self) : self }

    /// With zeros before it, up to a length.
    func filled(to length: Int) -> String { String(repeating: "0", count: max(0, length - utf8.count)) + self }
}

extension Optional where Wrapped == String {
    static func == (one: String?, other: String?) -> Bool {
        switch (one, other) {
        case (nil, nil): true
        case (let one?, let other?): one == other
        default: false
        }
    }
    static func != (one: String?, other: String?) -> Bool { !(one == other) }
    // A literal is a text, and with no form for it the compiler would take the standard library's.
    static func == (one: String?, other: String) -> Bool { one.map { $0 == other } ?? false }
    static func != (one: String?, other: String) -> Bool { !(one == other) }
}

extension Sequence where Element == String {
    func contains(_ text: String) -> Bool { contains { $0 == text } }
}

func ~= (one: String, other: String) -> Bool { one == other }
