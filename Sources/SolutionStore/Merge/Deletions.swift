// What one side of a merge deleted as a whole, with what the other side did in there: one question, whatever was deleted.

internal import Bindings
internal import SolutionCore

/// Something that one side deleted while the other worked on it: a component, a table with its folder, a solution.
struct ContestedDeletion {
    let address: Address
    let subject: Subject
    /// Places in the list of units.
    var units: [Int]
}

/// Finds the deletions among the units of a merge.
struct Deletions {
    /// In the order of their addresses.
    let contested: [ContestedDeletion]
    /// Units of them.
    let disputed: Set<Int>
    /// Units that a side deleted and of which the other changed nothing: the deletion stands.
    let standing: Set<Int>

    /// `isEdited`: whether the side that still has a file did more to it than noise.
    init(
        _ units: [MergeUnit], subject: (MergeUnit) -> (subject: Subject, folder: String)?,
        isEdited: (MergeUnit) throws(StoreError) -> Bool
    ) throws(StoreError) {
        var found: [Int: (subject: Subject, folder: String)] = [:]
        /// Addresses that each side deleted, in the folder of their solution.
        var gone: [Bool: Set<Exact>] = [:]
        for (number, unit) in units.enumerated() where unit.isDeletedOnce {
            guard let place = subject(unit) else { continue }
            found[number] = place
            gone[unit.ours == nil, default: []].insert(place.folder + "\0" + place.subject.address.folded)
        }
        var groups: [Exact: ContestedDeletion] = [:]
        for (number, unit) in units.enumerated() {
            // What came below something that the other side deleted is a part of the question. Nothing is looked into where nothing went.
            let isAdded = unit.base == nil && (unit.ours == nil) != (unit.theirs == nil)
            guard unit.isDeletedOnce || isAdded, let deleted = gone[unit.ours == nil],
                let place = found[number] ?? (isAdded ? subject(unit) : nil)
            else { continue }
            guard let top = Self.top(of: place.subject.address, in: place.folder, deleted) else { continue }
            let key = Exact((unit.ours == nil ? "o" : "t") + place.folder + "\0" + top.folded)
            if groups[key] == nil { groups[key] = ContestedDeletion(address: top, subject: place.subject, units: []) }
            groups[key]?.units.append(number)
            if place.subject.address == top, groups[key]?.subject.address != top {
                groups[key] = ContestedDeletion(address: top, subject: place.subject, units: groups[key]?.units ?? [])
            }
        }
        var contested: [ContestedDeletion] = []
        var standing: Set<Int> = []
        for (_, group) in groups.sortedPairs {
            var isContested = false
            for number in group.units where !isContested {
                isContested = units[number].base == nil
                if !isContested { isContested = try isEdited(units[number]) }
            }
            // A group of additions alone has lost nothing.
            if isContested, group.units.contains(where: { units[$0].isDeletedOnce }) {
                contested.append(group)
            } else {
                standing.formUnion(group.units.filter { units[$0].isDeletedOnce })
            }
        }
        self.contested = contested.sorted { $0.address < $1.address }
        self.standing = standing
        disputed = Set(contested.flatMap(\.units))
    }

    /// The outermost of what was deleted around an address: a solution, a table, the component itself.
    private static func top(of address: Address, in folder: String, _ deleted: Set<Exact>) -> Address? {
        if deleted.contains(Exact(folder + "\0solution")) { return Address("solution") }
        let bytes = Array(address.description.utf8)
        for end in bytes.indices where bytes[end] == UInt8(ascii: "/") {
            let above = Address(String(decoding: bytes[..<end], as: UTF8.self))
            if deleted.contains(Exact(folder + "\0" + above.folded)) { return above }
        }
        return deleted.contains(Exact(folder + "\0" + address.folded)) ? address : nil
    }
}
