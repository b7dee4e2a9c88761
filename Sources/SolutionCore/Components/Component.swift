// A component: what it is, what it is called, and which file says so.

/// A component of a solution as a snapshot holds it.
public struct Component: Sendable {
    /// The word of its kind; the name of its element where the table has no such kind.
    public let kind: String
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
        kind: String, address: Address, name: String, file: String, identities: [String], isManagedTwin: Bool = false,
        isOnlyNamed: Bool = false
    ) {
        self.kind = kind
        self.address = address
        self.name = name
        self.file = file
        self.identities = identities
        self.isManagedTwin = isManagedTwin
        self.isOnlyNamed = isOnlyNamed
    }

    /// The same component, its file named from another root.
    public func moved(to file: String) -> Component {
        Component(
            kind: kind, address: address, name: name, file: file, identities: identities, isManagedTwin: isManagedTwin,
            isOnlyNamed: isOnlyNamed)
    }
}

/// How keys are spelled in addresses and compared.
enum Key {
    /// A GUID bare and lower case, a name as it is.
    static func spelled(_ value: String) -> String {
        if value.utf8.count >= 36, let guid = GUID(value) { return guid.description }
        return value
    }

    static func folded(_ value: String) -> String { spelled(value).lowercased() }
}
