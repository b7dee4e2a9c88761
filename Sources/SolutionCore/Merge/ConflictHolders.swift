// Which of many conflicts a part of a text between markers is of, looked up instead of searched.

/// The conflicts of one file, as its markers name them.
public struct ConflictHolders {
    /// By folded address, what stands first among those asked for.
    private var numbers: [Exact: Int] = [:]
    private let addresses: [Address]
    /// The first of those that no marker names: what is between markers of lines is its.
    private var unnamed: Int?

    public init(_ regions: [ConflictRegion], _ addresses: [Address]) {
        self.addresses = addresses
        for (number, address) in addresses.enumerated() where numbers[address.folded] == nil { numbers[address.folded] = number }
        var found: Set<Int> = []
        for region in regions { if let number = named(by: region) { found.insert(number) } }
        unnamed = addresses.indices.first { !found.contains(numbers[addresses[$0].folded] ?? $0) }
    }

    /// The place among the addresses of the one whose conflict a region is.
    public func number(of region: ConflictRegion) -> Int? { named(by: region) ?? (region.isOfLines ? unnamed : nil) }

    private func named(by region: ConflictRegion) -> Int? {
        guard let places = region.places else { return addresses.firstIndex(where: region.isOf) }
        return places.lazy.compactMap { numbers[$0] }.min()
    }
}
