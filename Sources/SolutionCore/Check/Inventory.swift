// What a solution has, by every name under which something may name it.

/// The components of a solution, or of one of its files.
public struct Inventory: Sendable {
    /// Folded names by kind.
    private(set) var names: [Exact: Set<Exact>] = [:]
    /// Columns by table.
    private(set) var columns: [Exact: Set<Exact>] = [:]
    /// Tables that begin here: all of their columns are here too.
    private(set) var wholeTables: Set<Exact> = []
    /// Tables by other names that they have.
    private(set) var tableNames: [Exact: String] = [:]

    mutating func add(_ component: Component) {
        names[component.kind, default: []].formUnion(component.identities)
        guard component.kind == KindRole.column.word, let table = Self.table(of: component.address) else { return }
        columns[table, default: []].formUnion(component.identities)
    }

    mutating func add(_ other: Inventory) {
        // In place: a union of two copies what was gathered, for each file again.
        for (kind, more) in other.names { names[kind, default: []].formUnion(more) }
        for (table, more) in other.columns { columns[table, default: []].formUnion(more) }
        wholeTables.formUnion(other.wholeTables)
        tableNames.merge(other.tableNames) { one, _ in one }
    }

    mutating func addTable(_ name: String, alsoCalled other: String) {
        names[KindRole.table.word, default: []].insert(other)
        tableNames[other] = name
    }

    mutating func addWhole(_ table: String) { wholeTables.insert(table) }

    /// A name in a list of what other solutions have.
    mutating func add(_ kind: String, _ name: String, table: String?) {
        names[kind, default: []].insert(name)
        if kind == KindRole.column.word, let table { columns[table, default: []].insert(name) }
    }

    func has(_ reference: Reference) -> Bool {
        guard reference.namesColumn else {
            return reference.kinds.contains { names[$0]?.contains(reference.name) ?? false }
        }
        guard let table = reference.table.map({ tableNames[$0] ?? $0 }), let columns = columns[table] else { return false }
        return columns.contains(reference.name) || Self.origins(of: reference.name).contains(where: columns.contains)
    }

    /// Whether a column's table begins here.
    func hasWholeTable(of reference: Reference) -> Bool {
        reference.table.map { wholeTables.contains(tableNames[$0] ?? $0) } ?? false
    }

    /// Columns that the platform adds to one are named after it.
    static func origins(of column: String) -> [String] {
        endings.filter { column.hasSuffix($0) }.map { String(column.dropLast($0.count)) }
    }

    private static let endings = [
        "name", "yominame", "type", "idtype", "_base", "_url", "_timestamp", "id", "_name", "_state", "_date", "pid",
    ]

    private static func table(of column: Address) -> String? {
        let parts = column.folded.split(separator: "/")
        return parts.count >= 4 && parts[0] == KindRole.table.word ? String(parts[1]) : nil
    }
}

/// A component's name for another.
struct Reference: Sendable {
    let kinds: [String]
    /// Folded.
    let name: String
    /// Of a column, the table, by any of its names.
    let table: String?
    /// Where it stands in its file's document.
    let node: Int
    /// What spells it: that element, its attribute, or a member of an object.
    let value: Int
    /// The component that it stands in.
    let holder: Address
    let rule: ReferenceRule

    var namesColumn: Bool { kinds.count == 1 && kinds[0] == KindRole.column.word }

    var namesTable: Bool { kinds.count == 1 && kinds[0] == KindRole.table.word }

    /// It may well mean something in another solution.
    var isLoose: Bool { rule.isLoose }
}
