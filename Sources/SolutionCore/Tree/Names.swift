// The interner: every element, attribute and member name becomes one integer, shared by all trees that are compared.

/// An interned name.
public struct NameID: Hashable, Sendable {
    @usableFromInline let raw: UInt32
    @inlinable init(raw: UInt32) { self.raw = raw }
    /// The name of nodes that have none: text, comments, array elements.
    public static let none = NameID(raw: 0)
}

/// A table of names. Trees built with the same table can compare names as integers.
///
/// Not for use by several threads at once.
public final class Names {
    // Asked for every node, and by nothing that could change them meanwhile: the run-time check would be half of the cost.
    @exclusivity(unchecked) private var bytes: [[UInt8]] = [[]]
    @exclusivity(unchecked) private var strings: [String] = [""]
    /// Of the spelled bytes, the same in every table of one seed.
    @exclusivity(unchecked) private(set) var hashes: [UInt64] = [0]
    /// Open addressing; 0 is a free slot.
    @exclusivity(unchecked) private var slots: [UInt32] = Array(repeating: 0, count: 1024)

    /// That of all hashes of the trees that use this table.
    let seed: UInt64

    public init() { seed = Hashing.seed }

    init(seed: UInt64) { self.seed = seed }

    public subscript(id: NameID) -> String { strings[Int(id.raw)] }

    /// The bytes of the name.
    public func spelling(of id: NameID) -> [UInt8] { bytes[Int(id.raw)] }

    /// The id of a name, giving it one if it is new.
    public func intern(_ name: String) -> NameID {
        var name = name
        return name.withUTF8 { intern($0[...]) }
    }

    /// The id of a name that some tree already has.
    public func find(_ name: String) -> NameID? {
        var name = name
        return name.withUTF8 { utf8 in
            let slice = utf8[...]
            let found = slots[slot(for: slice, hash: Hashing.bytes(slice, seed: seed))]
            return found == 0 ? nil : NameID(raw: found)
        }
    }

    func intern(_ name: Slice<UnsafeBufferPointer<UInt8>>) -> NameID {
        if name.isEmpty { return .none }
        let hash = Hashing.bytes(name, seed: seed)
        let place = slot(for: name, hash: hash)
        if slots[place] != 0 { return NameID(raw: slots[place]) }
        let id = UInt32(bytes.count)
        bytes.append(Array(name))
        strings.append(String(decoding: name, as: UTF8.self))
        hashes.append(hash)
        slots[place] = id
        if bytes.count * 2 > slots.count { grow() }
        return NameID(raw: id)
    }

    func hash(of id: NameID) -> UInt64 { hashes[Int(id.raw)] }

    private func slot(for name: Slice<UnsafeBufferPointer<UInt8>>, hash: UInt64) -> Int {
        let mask = slots.count - 1
        var place = Int(truncatingIfNeeded: hash) & mask
        while true {
            let id = Int(slots[place])
            if id == 0 { return place }
            if hashes[id] == hash, bytes[id].count == name.count, bytes[id].elementsEqual(name) { return place }
            place = (place + 1) & mask
        }
    }

    private func grow() {
        slots = Array(repeating: 0, count: slots.count * 2)
        let mask = slots.count - 1
        for id in 1..<bytes.count {
            var place = Int(truncatingIfNeeded: hashes[id]) & mask
            while slots[place] != 0 { place = (place + 1) & mask }
            slots[place] = UInt32(id)
        }
    }
}
