// Who did something and when, as commits and tags say it.

internal import CGit2

/// A name, an address, a time and its offset from UTC.
public struct Signature: Equatable, Sendable {
    public var name: String
    public var email: String
    /// Seconds since 1970, UTC.
    public var time: Int64
    /// Minutes east of UTC.
    public var offset: Int

    public init(name: String, email: String, time: Int64, offset: Int = 0) {
        self.name = name
        self.email = email
        self.time = time
        self.offset = offset
    }

    /// Reads `Name <email> 1700000000 +0100`; nil for what has no angle brackets. A missing time reads as 0.
    public init?(line: some StringProtocol) {
        let line = String(line).unicodeScalars
        guard let open = line.lastIndex(of: "<"), let close = line[open...].firstIndex(of: ">") else { return nil }
        var name = line[..<open]
        if name.last == " " { name = name.dropLast() }
        self.init(name: String(name), email: String(line[line.index(after: open)..<close]), time: 0)
        let fields = line[line.index(after: close)...].split(separator: " ")
        if let first = fields.first { time = Int64(String(first)) ?? 0 }
        if fields.count > 1, let zone = Int(String(fields[1].drop { $0 == "+" })) {
            offset = zone / 100 * 60 + zone % 100
        }
    }

    /// The line as an object holds it; characters that would break the line are left out.
    public var line: String {
        let zone = abs(offset) / 60 * 100 + abs(offset) % 60
        return "\(Self.clean(name)) <\(Self.clean(email))> \(time) \(offset < 0 ? "-" : "+")\(String(zone).filled(to: 4))"
    }

    /// Removes what git removes: angle brackets and line ends anywhere, blanks and punctuation at the ends.
    private static func clean(_ text: String) -> String {
        func isCrud(_ character: Unicode.Scalar) -> Bool {
            character.value <= 32 || ".,:;<>\"\\'".unicodeScalars.contains(character)
        }
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isCrud($0) }),
            let last = scalars.lastIndex(where: { !isCrud($0) })
        else { return "" }
        var result = String.UnicodeScalarView()
        for scalar in scalars[first...last] where !"<>\n".unicodeScalars.contains(scalar) && scalar.value != 0 {
            result.append(scalar)
        }
        return String(result)
    }
}

/// A name and an address without a time.
public struct SignatureIdentity: Equatable, Sendable {
    public var name: String
    public var email: String

    public init(name: String, email: String) {
        self.name = name
        self.email = email
    }

    /// The identity at a moment.
    public func at(_ time: Int64, offset: Int = 0) -> Signature {
        Signature(name: name, email: email, time: time, offset: offset)
    }
}

extension Configuration {
    /// The identity for a role: what is given wins, then `author.*` or `committer.*`, then `user.*`.
    ///
    /// Nil where name or address is found nowhere; nothing is guessed from the machine.
    public func identity(
        role: String = "user", name: String? = nil, email: String? = nil
    ) throws(GitError) -> SignatureIdentity? {
        var foundName = name
        var foundEmail = email
        for source in [role, "user"] {
            if foundName == nil { foundName = try string("\(source).name") }
            if foundEmail == nil { foundEmail = try string("\(source).email") }
        }
        guard let foundName, let foundEmail, !foundName.isEmpty else { return nil }
        return SignatureIdentity(name: foundName, email: foundEmail)
    }
}
