// Which of many conflicts a part of a text between markers is of, looked up instead of searched.

/// The conflicts of one file, as its markers name them.
public struct ConflictHolders {
    /// By folded address, what stands first among those asked for.
    private var numbers: [Exact: Int] = [:]
    /// Those of attributes, by the element that they are of: what one start tag says is between one pair of markers, named after one of them.
    private var siblings: [Exact: [Int]] = [:]
    private let addresses: [Address]
    /// The first of those that no marker names: what is between markers of lines is its.
    private var unnamed: Int?

    public init(_ regions: [ConflictRegion], _ addresses: [Address]) {
        self.addresses = addresses
        for (number, address) in addresses.enumerated() {
            if numbers[address.folded] == nil { numbers[address.folded] = number }
            if let element = Self.element(of: address.folded) { siblings[element, default: []].append(number) }
        }
        var found: Set<Int> = []
        for region in regions where !region.isOfLines { found.formUnion(numbers(of: region)) }
        unnamed = addresses.indices.first { !found.contains(numbers[addresses[$0].folded] ?? $0) }
    }

    /// The place among the addresses of the one whose conflict a region is.
    public func number(of region: ConflictRegion) -> Int? { numbers(of: region).first }

    /// The places of all whose conflicts a region is, the one first that it is named after.
    public func numbers(of region: ConflictRegion) -> [Int] {
        let named = named(by: region)
        let others = region.places?.lazy.compactMap { Self.element(of: $0).flatMap { siblings[$0] } }.first ?? []
        let all = (named.map { [$0] } ?? []) + others.filter { $0 != named }
        return all.isEmpty && region.isOfLines ? unnamed.map { [$0] } ?? [] : all
    }

    private func named(by region: ConflictRegion) -> Int? {
        guard let places = region.places else { return addresses.firstIndex(where: region.isOf) }
        return places.lazy.compactMap { numbers[$0] }.min()
    }

    /// What an attribute is of; nil for all else.
    private static func element(of address: String) -> Exact? {
        guard let slash = address.lastIndex(of: "/"), address[slash...].hasPrefix("/@") else { return nil }
        return Exact(String(address[..<slash]))
    }
}
