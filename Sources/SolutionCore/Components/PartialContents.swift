// What a solution of only some components keeps of each file of the solution that they are taken from.

/// Some components of a solution, and how much of the tables around them comes along.
public struct PartialSelection {
    /// With all that is inside them.
    public private(set) var whole: ComponentSet
    /// Tables of which only some parts come, with the words that the manifest has for that: 1 with their own properties, 2 without.
    public private(set) var shells: [Address: Int]
    private let index: ComponentIndex
    /// Components that refer to others as their content, such as the column of a formula.
    private let carriers: [Address: [Address]]

    /// `behavior` is for tables that are named themselves; 0 or none is all of them. A part of something that is no table brings all of that.
    public init(_ components: [Address], behavior: Int, in index: ComponentIndex) {
        self.index = index
        carriers = index.carriersOfContent
        whole = ComponentSet()
        shells = [:]
        for address in components {
            if behavior > 0, index.components[address]?.kind == KindRole.table.word {
                shells[address] = behavior
            } else {
                add(address)
            }
        }
    }

    public mutating func add(_ address: Address) {
        for carrier in carriers[address] ?? [] where !whole.contains(carrier) { add(carrier) }
        let top = index.top(of: address)
        guard let top, index.components[top]?.kind == KindRole.table.word, top != address else { return whole.insert(top ?? address) }
        whole.insert(address)
        if shells[top] == nil, !whole.contains(top) { shells[top] = 2 }
    }

    /// The wanted components with those that are nothing without them.
    public mutating func addBound() {
        let bound = index.bound(to: whole)
        for address in index.components.keys where bound.contains(address) && !whole.contains(address) { add(address) }
        shells = shells.filter { !whole.contains($0.key) }
    }
}

extension ComponentIndex {
    /// By component in a file those to which that file is content.
    fileprivate var carriersOfContent: [Address: [Address]] {
        let owners = contentOwners()
        var carriers: [Address: [Address]] = [:]
        for file in files {
            guard let found = owners[file.path.lowercased()] else { continue }
            for address in file.holds { carriers[address, default: []] += found.filter { $0 != address } }
        }
        return carriers
    }

    /// The outermost component that an address is in.
    func top(of address: Address) -> Address? {
        let bytes = Array(address.folded.utf8)
        for end in bytes.indices where bytes[end] == UInt8(ascii: "/") {
            let above = Address(String(decoding: bytes[..<end], as: UTF8.self))
            if let component = components[above] { return component.address }
        }
        return components[address]?.address
    }

    /// By path the nodes of its document that do not come along; nothing for a file that does not come at all.
    public func kept(of selection: PartialSelection) -> [Exact: [Int]] {
        // What the texts are written in belongs to any part.
        let others = components.values.filter { $0.kind != PackageNames.language }.map(\.address)
            .filter { !selection.whole.contains($0) && selection.shells[$0] == nil }
        let gone = belongings(of: ComponentSet(others))
        let mine = belongings(of: selection.whole)
        var kept: [Exact: [Int]] = [:]
        for file in files where file.path != PackageNames.manifest {
            if mine[file.path] == .whole {
                kept[file.path] = []
                continue
            }
            let isShell = file.holds.contains { selection.shells[$0] != nil }
            guard mine[file.path] != nil || isShell || PackageNames.isShared(file.path), gone[file.path] != .whole else { continue }
            if case .places(let nodes) = gone[file.path] { kept[file.path] = nodes } else { kept[file.path] = [] }
        }
        return kept
    }

    /// Of the document of a table of which only parts come, what is neither on the way to them nor its name.
    public func nodesBesideParts(in path: String, _ tree: Tree, of selection: PartialSelection) -> [Int] {
        guard let file = file(path) else { return [] }
        var found: [Int] = []
        for (address, nodes) in file.places where selection.shells[address] == 2 {
            let parts = file.places.filter { selection.whole.contains($0.address) }.map(\.nodes.lowerBound)
            let way = Kinds.table[KindRole.column.word]?.path ?? []
            func visit(_ node: Int, _ depth: Int, _ isOnWay: Bool) {
                for child in tree.elements(of: node) where !parts.contains(child) {
                    let name = tree.name(of: child)
                    let isNext = isOnWay && depth < way.count - 1 && way[depth] == name
                    let holds = parts.contains { $0 > child && $0 < Int(tree[child].end) }
                    if isNext || holds {
                        visit(child, depth + 1, isNext)
                    } else if !(depth == 0 && name == "Name") {
                        found.append(child)
                    }
                }
            }
            visit(nodes.lowerBound, 0, true)
        }
        return found
    }

    /// The lines of the manifest that are about nothing that comes along.
    public func linesBeside(_ selection: PartialSelection) -> [Int] {
        guard let file = file(PackageNames.manifest) else { return [] }
        return file.lines.filter { line in
            !meant(by: line).contains { selection.whole.contains($0) || selection.shells[$0] != nil }
        }.map(\.node)
    }
}
