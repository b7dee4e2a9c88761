// Some components, told by their addresses: what somebody wants to take out of a solution, or to bring back.

/// A component in the set has all that is inside it in the set.
public struct ComponentSet: Sendable {
    private var members: Set<Exact> = []

    public init(_ addresses: some Sequence<Address> = []) { members = Set(exact: addresses.map(\.folded)) }

    public var isEmpty: Bool { members.isEmpty }

    public mutating func insert(_ address: Address) { members.insert(address.folded) }

    /// Whether this is one of them, or in one.
    public func contains(_ address: Address) -> Bool { members.contains(address.folded) || hasAbove(address) }

    /// Whether this is in one of them.
    public func hasAbove(_ address: Address) -> Bool {
        let path = address.folded.utf8
        var end = path.endIndex
        while let slash = path[..<end].lastIndex(of: UInt8(ascii: "/")) {
            if members.contains(String(address.folded[..<slash])) { return true }
            end = slash
        }
        return false
    }
}
