// A component: what it is, what it is called, and which file says so.

/// A component of a solution as a snapshot holds it.
public struct Component: Sendable {
    /// The word of its kind; the name of its element where the table has no such kind.
    public let kind: String
    /// What a maker calls such a component.
    public let noun: String
    public let address: Address
    /// What a maker calls it; the key where it has no name of its own.
    public let name: String
    /// The file that holds it.
    public let file: String
    /// Every identity by which a manifest may name it, folded: GUIDs bare, names lower case.
    public let identities: [String]
    /// Only the managed twin of its file is there, or this is that twin.
    public let isManagedTwin: Bool
    /// Only the manifest names it: it is part of another solution, of another component, or missing.
    public let isOnlyNamed: Bool

    public init(
        kind: String, noun: String? = nil, address: Address, name: String, file: String, identities: [String],
        isManagedTwin: Bool = false, isOnlyNamed: Bool = false
    ) {
        self.kind = kind
        self.noun = noun ?? Kinds.table[kind]?.noun ?? kind
        self.address = address
        self.name = name
        self.file = file
        self.identities = identities
        self.isManagedTwin = isManagedTwin
        self.isOnlyNamed = isOnlyNamed
    }

    /// Whether a key means it.
    public func isCalled(_ key: String, kind: String) -> Bool { self.kind == kind && identities.contains(Key.folded(key)) }

    /// The same component, its file named from another root.
    public func moved(to file: String) -> Component {
        Component(
            kind: kind, noun: noun, address: address, name: name, file: file, identities: identities, isManagedTwin: isManagedTwin,
            isOnlyNamed: isOnlyNamed)
    }
}

/// How keys are spelled in addresses and compared.
enum Key {
    /// A GUID bare and lower case, a name as it is.
    static func spelled(_ value: String) -> String { guid(value) ?? value }

    static func folded(_ value: String) -> String { guid(value) ?? value.lowercased() }

    /// Keys are looked at more often than anything else: the digits are checked and copied at once.
    private static func guid(_ value: String) -> String? {
        let utf8 = value.utf8
        guard utf8.count == 36 || utf8.count == 38 else { return nil }
        var position = 0
        var isGUID = true
        let text = String(unsafeUninitializedCapacity: 36) { buffer in
            for byte in utf8 {
                if utf8.count == 38, byte == UInt8(ascii: "{") && position == 0 || byte == UInt8(ascii: "}") && position == 36 { continue }
                let isDash = position == 8 || position == 13 || position == 18 || position == 23
                guard position < 36, isDash ? byte == UInt8(ascii: "-") : JSONText.hex(byte) != nil else {
                    isGUID = false
                    return 0
                }
                buffer[position] = byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "F") ? byte | 0x20 : byte
                position += 1
            }
            isGUID = position == 36
            return isGUID ? 36 : 0
        }
        return isGUID ? text : nil
    }
}
