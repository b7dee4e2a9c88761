// Addresses: how every command names a thing in a solution. `entity/account/attribute/new_code`, `webresource/new_/js/*`.

/// The path to a component: kinds and keys in turn, outermost first.
///
/// A key may itself hold slashes (web resources are named like paths). Kinds are lower case; keys keep the case of the
/// solution but are equal whatever it is; GUIDs are bare and lower case.
public struct Address: Sendable, CustomStringConvertible {
    public let description: String
    /// What equality and order go by.
    public let folded: String

    public init(_ text: String) {
        description = text
        folded = text.lowercased()
    }

    /// The address of a component below another, or on its own.
    public init(kind: String, key: String?, in owner: Address? = nil) {
        var text = owner.map { $0.description + "/" } ?? ""
        text += kind
        if let key { text += "/" + key }
        self.init(text)
    }
}

extension Address: Hashable, Comparable {
    /// Whether it is a part of what another one means.
    public func isBelow(_ other: Address) -> Bool { folded.hasPrefix(other.folded + "/") }

    public static func == (a: Address, b: Address) -> Bool { a.folded == b.folded }
    public func hash(into hasher: inout Hasher) { Exact(folded).hash(into: &hasher) }
    public static func < (a: Address, b: Address) -> Bool { a.folded < b.folded }
}

/// A pattern over addresses, as people type them: `entity/account`, `entity/*/form`, `webresource/new_**`.
///
/// It means a component and everything below it. `*` stands for any characters but slashes, `**` for any at all,
/// `?` for one. A text without wildcards also means the component of that display name, if there is just one.
public struct AddressPattern: Sendable {
    public let text: String
    private let pattern: [UInt8]

    public init(_ text: String) {
        var text = text
        while text.hasSuffix("/") { text = String(text.dropLast()) }
        self.text = text
        pattern = Array(text.lowercased().utf8)
    }

    public var hasWildcards: Bool { text.contains("*") || text.contains("?") }

    /// Whether the address, or one above it, is meant.
    public func matches(_ address: Address) -> Bool {
        let bytes = Array(address.folded.utf8)
        return Self.match(pattern[...], bytes[...])
    }

    /// Whether something at an address in a component is meant: by that, by the component's address, or by what the component is called.
    public func means(_ address: Address, in subject: Subject) -> Bool {
        matches(address) || matches(subject.address) || isName(of: subject.name, noun: subject.noun, subject.ownerName)
    }

    /// Whether a component is meant, by its address or by what it is called.
    public func means(_ component: Component) -> Bool {
        matches(component.address) || isName(of: component.name, noun: component.noun, nil)
    }

    /// `Orders`, `table Orders`, and in all words `main form Information of Orders`.
    private func isName(of name: String, noun: String, _ owner: String?) -> Bool {
        guard !hasWildcards else { return false }
        let wish = text.lowercased()
        let (name, words) = (name.lowercased(), "\(noun) \(name)".lowercased())
        if Exact(name) == Exact(wish) || Exact(words) == Exact(wish) { return true }
        guard let owner = owner?.lowercased() else { return false }
        return Exact("\(name) of \(owner)") == Exact(wish) || Exact("\(words) of \(owner)") == Exact(wish)
    }

    private static func match(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        let slash = UInt8(ascii: "/")
        guard let first = pattern.first else { return text.isEmpty || text.first == slash }
        switch first {
        case UInt8(ascii: "*"):
            let isDeep = pattern.dropFirst().first == UInt8(ascii: "*")
            let rest = pattern.dropFirst(isDeep ? 2 : 1)
            var tail = text
            while true {
                if match(rest, tail) { return true }
                guard let next = tail.first, isDeep || next != slash else { return false }
                tail = tail.dropFirst()
            }
        case UInt8(ascii: "?"):
            guard let next = text.first, next != slash else { return false }
            // With the bytes that go on with the same letter.
            return match(pattern.dropFirst(), text.dropFirst().drop { $0 & 0xC0 == 0x80 })
        default:
            guard text.first == first else { return false }
            return match(pattern.dropFirst(), text.dropFirst())
        }
    }
}
