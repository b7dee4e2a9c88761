// How the file of a component is named in an unpacked folder, read both ways: match a path, or fill in a path.

/// A pattern over paths: `Entities/{owner}/FormXml/{type}/{key}[_managed].xml`.
///
/// `{name}` stands for one or more characters of one path segment, `{name...}` also across segments, and `[_managed]`
/// for the mark of a managed twin, there or not. Letter case counts only in what is captured.
public struct FilePattern: Hashable, Sendable, ExpressibleByStringLiteral {
    enum Part: Hashable, Sendable {
        case literal([UInt8])
        case capture(String, deep: Bool)
        case twin
    }
    let parts: [Part]
    /// The first path segment, lower case, where it is fixed.
    let folder: String?
    /// How many slashes a path of this shape has; nil where captures may hold some.
    private let slashes: Int?

    /// What a path says, read with the pattern.
    public struct Match: Sendable {
        public var captures: [String: String] = [:]
        /// The path is that of a managed twin.
        public var isManaged = false

        public subscript(name: String) -> String? { captures[name] }
    }

    public init(stringLiteral text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.unicodeScalars.firstIndex(where: { $0 == "{" || $0 == "[" }) {
            if open > rest.startIndex { parts.append(.literal(Array(rest[..<open].utf8))) }
            let closer: Unicode.Scalar = rest.unicodeScalars[open] == "{" ? "}" : "]"
            guard let close = rest[open...].unicodeScalars.firstIndex(of: closer) else { preconditionFailure("unclosed '\(text)'") }
            let name = rest[rest.index(after: open)..<close]
            if closer == "]" {
                precondition(name == "_managed", "only the managed mark is optional: '\(text)'")
                parts.append(.twin)
            } else {
                let isDeep = name.hasSuffix("...")
                parts.append(.capture(String(isDeep ? name.dropLast(3) : name), deep: isDeep))
            }
            rest = rest[rest.index(after: close)...]
        }
        if !rest.isEmpty { parts.append(.literal(Array(rest.utf8))) }
        self.parts = parts
        let isDeep = parts.contains { if case .capture(_, deep: true) = $0 { true } else { false } }
        slashes = isDeep ? nil : text.utf8.count { $0 == UInt8(ascii: "/") }
        let first = text.split(separator: "/", maxSplits: 1).first.map(String.init) ?? ""
        folder = text.contains("/") && !first.contains("{") ? first.lowercased() : nil
    }

    /// Reads a path; nil where it is not of this shape.
    public func match(_ path: String) -> Match? { match(Array(path.utf8)) }

    func match(_ bytes: [UInt8], slashes count: Int? = nil) -> Match? {
        if let slashes, slashes != count ?? bytes.count(where: { $0 == UInt8(ascii: "/") }) { return nil }
        // Most patterns that do not fit end otherwise.
        if case .literal(let end)? = parts.last, !Self.isPrefix(end, of: bytes, at: bytes.count - end.count) { return nil }
        var match = Match()
        return step(0, bytes, 0, &match) ? match : nil
    }

    /// The folder at its beginning, as it is spelled; nil where the first part is a capture.
    var start: String? {
        guard case .literal(let bytes) = parts.first, let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return String(decoding: bytes[..<slash], as: UTF8.self)
    }

    /// The captures' names.
    var captures: [String] {
        parts.compactMap { if case .capture(let name, _) = $0 { name } else { nil } }
    }

    /// The path with these captures; nil where one is missing.
    ///
    /// A value that is itself a path from the package's root, `/Workflows/a.json`, replaces what it repeats.
    func fill(_ captures: [String: String], isManaged: Bool = false) -> String? {
        var path = ""
        for part in parts {
            switch part {
            case .literal(let bytes): path += String(decoding: bytes, as: UTF8.self)
            case .twin: if isManaged { path += "_managed" }
            case .capture(let name, let isDeep):
                guard let value = captures[name], !value.isEmpty else { return nil }
                if isDeep, value.hasPrefix("/") {
                    let isRepeated = value.dropFirst().lowercased().hasPrefix(path.lowercased())
                    path = isRepeated ? path + value.dropFirst(path.count + 1) : String(value.dropFirst())
                } else {
                    path += value
                }
            }
        }
        return path
    }

    /// The path with names of components as captures: what no file may have in its name is `_`.
    func fill(naming names: [String: String], isManaged: Bool = false) -> String? {
        var captures = names
        for case .capture(let name, deep: false) in parts { captures[name] = names[name].map(Self.fileName) }
        return fill(captures, isManaged: isManaged)
    }

    /// Systems differ in what they forbid: all of it counts, so that a folder is the same everywhere.
    private static func fileName(of name: String) -> String {
        let forbidden = "\"*/:<>?\\|".utf8
        let bytes = name.utf8.map { $0 < 0x20 || forbidden.contains($0) ? UInt8(ascii: "_") : $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Backtracking, with the shortest capture first; patterns have few parts.
    private func step(_ part: Int, _ path: [UInt8], _ position: Int, _ match: inout Match) -> Bool {
        guard part < parts.count else { return position == path.count }
        switch parts[part] {
        case .literal(let literal):
            guard Self.isPrefix(literal, of: path, at: position) else { return false }
            return step(part + 1, path, position + literal.count, &match)
        case .twin:
            let mark = Array("_managed".utf8)
            if Self.isPrefix(mark, of: path, at: position), step(part + 1, path, position + mark.count, &match) {
                match.isManaged = true
                return true
            }
            return step(part + 1, path, position, &match)
        case .capture(let name, let isDeep):
            var end = position
            while end < path.count, isDeep || path[end] != UInt8(ascii: "/") {
                end += 1
                if step(part + 1, path, end, &match) {
                    match.captures[name] = String(decoding: path[position..<end], as: UTF8.self)
                    return true
                }
            }
            return false
        }
    }

    private static func isPrefix(_ literal: [UInt8], of path: [UInt8], at position: Int) -> Bool {
        guard position >= 0, position + literal.count <= path.count else { return false }
        for i in literal.indices where lower(literal[i]) != lower(path[position + i]) { return false }
        return true
    }

    private static func lower(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }
}
