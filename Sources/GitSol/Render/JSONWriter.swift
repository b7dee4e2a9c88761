// Writes our own JSON output as it arises: two spaces of layout, nothing kept in memory.

internal import SolutionCore

struct JSONWriter {
    private let stream: Screen
    private var depth = 0
    /// Whether the object or array that is being written has nothing in it yet.
    private var isEmpty = true

    private init(_ stream: Screen) {
        self.stream = stream
    }

    /// Writes one document: an object that says first what it is, as `"format": "git-sol.<name>/1"`.
    static func write(_ format: String, to stream: Screen, _ body: (inout JSONWriter) throws -> Void) rethrows {
        var writer = JSONWriter(stream)
        try writer.nest("{", "}") { writer in
            writer.field("format", "git-sol.\(format)/1")
            try body(&writer)
        }
        stream.write("\n")
    }

    // MARK: In objects

    mutating func field(_ name: String, _ value: String) {
        key(name)
        write(value)
    }

    mutating func field(_ name: String, _ value: Int) {
        key(name)
        stream.write("\(value)")
    }

    mutating func field(_ name: String, _ value: Bool) {
        key(name)
        stream.write(value ? "true" : "false")
    }

    /// Nil is written as null: readers need not ask whether the field is there.
    mutating func field(_ name: String, _ value: String?) {
        key(name)
        if let value { write(value) } else { stream.write("null") }
    }

    mutating func field(_ name: String, _ values: [String]) {
        array(name) { writer in
            for value in values { writer.element(value) }
        }
    }

    mutating func null(_ name: String) {
        key(name)
        stream.write("null")
    }

    mutating func object(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try nest("{", "}", body)
    }

    mutating func array(_ name: String, _ body: (inout JSONWriter) throws -> Void) rethrows {
        key(name)
        try nest("[", "]", body)
    }

    // MARK: In arrays

    mutating func element(_ value: String) {
        separate()
        write(value)
    }

    mutating func element(_ value: Int) {
        separate()
        stream.write("\(value)")
    }

    mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        try nest("{", "}", body)
    }

    mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        separate()
        try nest("[", "]", body)
    }

    // MARK: Layout

    private mutating func nest(
        _ start: Shown, _ end: Shown, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        stream.write(start)
        depth += 1
        isEmpty = true
        try body(&self)
        depth -= 1
        if !isEmpty { breakLine() }
        stream.write(end)
        isEmpty = false
    }

    private mutating func key(_ name: String) {
        separate()
        write(name)
        stream.write(": ")
    }

    private mutating func separate() {
        if !isEmpty { stream.write(",") }
        isEmpty = false
        breakLine()
    }

    private func breakLine() {
        stream.write(raw: [UInt8(ascii: "\n")] + [UInt8](repeating: UInt8(ascii: " "), count: 2 * depth))
    }

    private func write(_ text: String) { stream.write(raw: JSONText.quote(text, spellsOut: true)) }
}
