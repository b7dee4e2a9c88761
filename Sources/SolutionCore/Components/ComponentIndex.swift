// What each file of a solution carries of which component: gathered once, then asked what belongs to some of them.

/// The files of one solution, as far as they carry components.
public struct ComponentIndex {
    /// Components by address; of one with a managed twin that of the unmanaged half.
    public private(set) var components: [Address: Component] = [:]
    private(set) var files: [CarrierFile] = []
    /// Where each file stands among them.
    private var numbers: [Exact: Int] = [:]
    private var bonds: [Address: [Reference]] = [:]
    /// By kind and folded name; by the kind alone those that have no name.
    private var named: [Exact: [Address]] = [:]
    /// Tables by other names that they have.
    private var tableNames: [Exact: String] = [:]

    /// Components by each of their names, without the kind.
    var names: [Exact: [Address]] {
        var names: [Exact: [Address]] = [:]
        for (name, addresses) in named {
            if let key = name.text.split(separator: " ", maxSplits: 1).dropFirst().first { names[Exact(key), default: []] += addresses }
        }
        return names
    }

    public init() {}

    public mutating func add(_ file: CarrierFile) {
        for component in file.parts { add(component) }
        if numbers[file.path] == nil { numbers[file.path] = files.count }
        files.append(file)
        tableNames.merge(file.tableNames) { one, _ in one }
        for reference in file.references where reference.rule.isBond { bonds[reference.holder, default: []].append(reference) }
    }

    private mutating func add(_ component: Component) {
        if let known = components[component.address] {
            if known.isManagedTwin, !component.isManagedTwin { components[component.address] = component }
            return
        }
        components[component.address] = component
        for name in component.identities.isEmpty ? [""] : component.identities {
            named["\(component.kind) \(name)", default: []].append(component.address)
        }
    }

    /// Files that are content of a component, such as scripts and definitions of processes.
    public var contents: [(path: String, owner: Address)] {
        let owners = contentOwners()
        return files.compactMap { file in
            guard file.holds.isEmpty, !PackageNames.isShared(file.path) else { return nil }
            return (file.contentOf ?? owners[file.path.lowercased()]?.first).map { (file.path, $0) }
        }
    }

    func file(_ path: String) -> CarrierFile? { numbers[path].map { files[$0] } }

    /// The components that a file holds on its own.
    public func held(by path: String) -> [Address] { file(path)?.holds ?? [] }

    /// The components that a line may mean.
    func meant(by line: CarrierFile.Line) -> [Address] {
        let found = line.kinds.flatMap { kind in line.names.flatMap { named["\(kind) \($0)"] ?? [] } }
        guard !found.isEmpty else {
            let carriers = self.carriers(of: line)
            // One that has no name is the only one of its kind.
            return carriers.isEmpty ? line.kinds.flatMap { named["\($0) "] ?? [] } : carriers
        }
        guard let table = line.table else { return found }
        let inside = found.filter { Self.isPart($0, of: table) }
        return inside.isEmpty ? found : inside
    }

    /// The components in whose content it may be that a line lists, and no file holds. A package is called after its assembly, behind
    /// the publisher's prefix; where none is, it may be any of them.
    private func carriers(of line: CarrierFile.Line) -> [Address] {
        guard !line.carriers.isEmpty else { return [] }
        let possible = components.values.filter { line.carriers.contains($0.kind) }
        let called = possible.filter { carrier in
            guard let name = carrier.identities.first?.split(separator: "_", maxSplits: 1).last else { return false }
            return line.names.contains { $0 == name || $0.hasPrefix(name + ",") }
        }
        return (called.isEmpty ? possible : called).map(\.address)
    }

    private static func isPart(_ address: Address, of table: String) -> Bool {
        address.folded.hasPrefix("\(KindRole.table.word)/\(table)/")
    }

    // MARK: - Bonds

    /// Components with those that are nothing without them: a table with its relationships, and with its images.
    public func bound(to wanted: ComponentSet) -> ComponentSet {
        var all = wanted
        for (holder, references) in bonds where !wanted.contains(holder) && isBound(references, to: wanted) { all.insert(holder) }
        return all
    }

    private func isBound(_ references: [Reference], to wanted: ComponentSet) -> Bool {
        var isMeant = false
        var others = 0
        for reference in references {
            let found = targets(of: reference)
            guard found.contains(where: wanted.contains) else {
                if !found.isEmpty, reference.namesTable { others += 1 }
                continue
            }
            // The platform's own tables are there without the solution.
            if reference.namesColumn || reference.name.contains("_") { return true }
            isMeant = true
        }
        return isMeant && others == 0
    }

    func targets(of reference: Reference) -> [Address] {
        let found = reference.kinds.flatMap { named["\($0) \(reference.name)"] ?? [] }
        guard reference.namesColumn else { return found }
        return found.filter { address in reference.table.map { Self.isPart(address, of: $0) } ?? false }
    }

    /// The same; tables also by other names that they have, and columns by those of the columns that the platform adds to them.
    func meanings(of reference: Reference) -> [Address] {
        let direct = targets(of: reference)
        guard direct.isEmpty else { return direct }
        if reference.namesTable {
            return tableNames[reference.name].flatMap { named["\(KindRole.table.word) \($0)"] } ?? []
        }
        guard reference.namesColumn, let given = reference.table else { return [] }
        let table = tableNames[given] ?? given
        return ([reference.name] + Inventory.origins(of: reference.name)).lazy.map { name in
            (self.named["\(KindRole.column.word) \(name)"] ?? []).filter { Self.isPart($0, of: table) }
        }.first { !$0.isEmpty } ?? []
    }
}
