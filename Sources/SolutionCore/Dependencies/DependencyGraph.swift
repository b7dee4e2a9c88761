// What uses what: the components of several solutions, and the names by which they lead to each other.

/// One place where a component names another.
public struct Dependency: Sendable {
    public enum Certainty: String, Sendable {
        /// A place of which the table of kinds knows what it means, or a line of the manifest.
        case certain
        /// A word in a script, a formula or an expression that is a component's name.
        case likely
    }
    /// The component that names the other.
    public let from: Address
    public let to: Address
    public let certainty: Certainty
    /// The number of the solution that says so.
    public let solution: Int
    /// In the folder of the solution.
    public let file: String
    /// What names it here is nothing without it.
    public let isBond: Bool
}

/// The dependencies of some solutions. Each name is looked up once.
public struct DependencyGraph {
    /// In the order of solutions and files.
    public private(set) var all: [Dependency] = []
    /// Solutions that a solution names a component of, which it does not have itself, by number.
    public private(set) var needs: [Set<Int>]
    private let indexes: [ComponentIndex]
    private let names: [Exact: Int]
    private var words: [Exact: [Address]] = [:]
    private var from: [Exact: [Int]] = [:]
    private var told: Set<Exact> = []

    /// `solutions` are their unique names with what is in them.
    public init(_ solutions: [(name: String, index: ComponentIndex)]) {
        indexes = solutions.map(\.index)
        needs = solutions.map { _ in [] }
        names = Dictionary(solutions.enumerated().map { (Exact($1.name.lowercased()), $0) }) { first, _ in first }
        for index in indexes {
            for (name, addresses) in index.names where Self.isTelling(name.text) { words[name, default: []] += addresses }
        }
        for (number, solution) in solutions.enumerated() { read(solution.index, number) }
    }

    private mutating func read(_ index: ComponentIndex, _ number: Int) {
        for file in index.files {
            for reference in file.references {
                let isPlatforms = GUID(reference.name) == nil && !reference.name.contains("_")
                for to in find(number, isPlatforms: isPlatforms, { $0.meanings(of: reference) }) {
                    add(reference.holder, to, .certain, number, file.path, isBond: reference.rule.isBond)
                }
            }
            for need in file.needs {
                if let other = need.solution.flatMap({ names[$0.lowercased()] }), other != number { needs[number].insert(other) }
                let found = find(number, isPlatforms: false) { $0.meant(by: need.required) }
                for from in index.meant(by: need.dependent) {
                    for to in found { add(from, to, .certain, number, file.path) }
                }
            }
        }
    }

    /// In its own solution; where it is not, in the others.
    private mutating func find(_ number: Int, isPlatforms: Bool, _ targets: (ComponentIndex) -> [Address]) -> [Address] {
        let own = targets(indexes[number])
        guard own.isEmpty else { return own }
        var found: [Address] = []
        for (other, index) in indexes.enumerated() where other != number {
            let addresses = targets(index)
            if !addresses.isEmpty, !isPlatforms { needs[number].insert(other) }
            found += addresses
        }
        return found
    }

    private mutating func add(
        _ holder: Address, _ to: Address, _ certainty: Dependency.Certainty, _ number: Int, _ file: String, isBond: Bool = false
    ) {
        guard holder != to, told.insert("\(holder.folded) \(to.folded) \(number) \(file)").inserted else { return }
        from[holder.folded, default: []].append(all.count)
        all.append(Dependency(from: holder, to: to, certainty: certainty, solution: number, file: file, isBond: isBond))
    }

    // MARK: - Scripts and formulas

    /// A name that stands in a script for nothing else: with a prefix, or an id.
    private static func isTelling(_ name: String) -> Bool { name.utf8.count > 4 && (name.contains("_") || GUID(name) != nil) }

    /// Adds what the text of a file may name.
    public mutating func add(text: [UInt8], of holder: Address, in file: String, solution: Int) {
        var start = 0
        func isWord(_ byte: UInt8) -> Bool {
            let letter = byte | 0x20
            return letter >= 0x61 && letter <= 0x7A || byte >= 0x30 && byte <= 0x39 || byte == UInt8(ascii: "_")
        }
        func isPath(_ byte: UInt8) -> Bool { isWord(byte) || [UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "-")].contains(byte) }
        while start < text.count {
            guard isPath(text[start]) else {
                start += 1
                continue
            }
            var end = start
            while end < text.count, isPath(text[end]) { end += 1 }
            let run = text[start..<end]
            look(for: run, holder, file, solution)
            for word in run.split(whereSeparator: { !isWord($0) }) where word.count < run.count { look(for: word, holder, file, solution) }
            start = end
        }
    }

    private mutating func look(for word: ArraySlice<UInt8>, _ holder: Address, _ file: String, _ solution: Int) {
        guard word.count > 4, let found = words[String(decoding: word, as: UTF8.self).lowercased()] else { return }
        for to in found where to != holder { add(holder, to, .likely, solution, file) }
    }

    // MARK: - Questions

    /// What components use outside of themselves; with `transitive` also what that uses.
    public func uses(of wanted: ComponentSet, transitive: Bool = false) -> [Dependency] {
        let own = all.filter { wanted.contains($0.from) && !wanted.contains($0.to) }
        return transitive ? closure(own, wanted, next: { from[$0.to.folded] ?? [] }, isEnd: { $0.to }) : own
    }

    /// What uses components from outside of themselves: the inverse.
    public func users(of wanted: ComponentSet, transitive: Bool = false) -> [Dependency] {
        let own = all.filter { wanted.contains($0.to) && !wanted.contains($0.from) }
        guard transitive else { return own }
        var to: [Exact: [Int]] = [:]
        for (number, dependency) in all.enumerated() { to[dependency.to.folded, default: []].append(number) }
        return closure(own, wanted, next: { to[$0.from.folded] ?? [] }, isEnd: { $0.from })
    }

    private func closure(
        _ start: [Dependency], _ wanted: ComponentSet, next: (Dependency) -> [Int], isEnd: (Dependency) -> Address
    ) -> [Dependency] {
        var found = start
        var seen: Set<Exact> = []
        var place = 0
        while place < found.count {
            let here = found[place]
            place += 1
            guard seen.insert(isEnd(here).folded).inserted else { continue }
            found += next(here).map { all[$0] }.filter { !wanted.contains(isEnd($0)) }
        }
        return found
    }

    /// Components of a maker's own that nothing names: columns, scripts and choices. A relationship alone does not use its column.
    public var unused: [Component] {
        let used = Set(exact: all.lazy.filter { !$0.isBond }.map(\.to.folded))
        var found: [Address: Component] = [:]
        for index in indexes { for (address, component) in index.components where isOptional(component) { found[address] = component } }
        return found.values.filter { !used.contains($0.address.folded) }.sorted { $0.address < $1.address }
    }

    private func isOptional(_ component: Component) -> Bool {
        let parts = component.address.folded.split(separator: "/")
        let key = component.address.folded.dropFirst(component.kind.utf8.count)
        guard parts.last?.contains("_") == true || key.contains("_") else { return false }
        switch component.kind {
        // Every row has its key.
        case KindRole.column.word: return parts.count == 4 && parts[3].contains("_") && parts[3] != parts[1] + "id"
        case "webresource": return key.hasSuffix(".js")
        case "optionset": return true
        default: return false
        }
    }

    // MARK: - Order

    /// The solutions in the order in which they must be imported, by number. Those that need each other stand together: a cycle.
    public var order: [[Int]] {
        var search = CycleSearch(needs)
        for number in needs.indices { search.visit(number) }
        return search.groups
    }
}

/// Tarjan's search for what leads back to itself; what is needed comes first.
private struct CycleSearch {
    private let needs: [Set<Int>]
    private var numbers: [Int: Int] = [:]
    private var lowest: [Int: Int] = [:]
    private var stack: [Int] = []
    private(set) var groups: [[Int]] = []

    init(_ needs: [Set<Int>]) { self.needs = needs }

    mutating func visit(_ node: Int) {
        guard numbers[node] == nil else { return }
        let number = numbers.count
        (numbers[node], lowest[node]) = (number, number)
        stack.append(node)
        for next in needs[node].sorted() {
            if numbers[next] == nil {
                visit(next)
                lowest[node] = min(lowest[node] ?? number, lowest[next] ?? number)
            } else if stack.contains(next) {
                lowest[node] = min(lowest[node] ?? number, numbers[next] ?? number)
            }
        }
        guard lowest[node] == number, let start = stack.firstIndex(of: node) else { return }
        groups.append(stack[start...].sorted())
        stack.removeSubrange(start...)
    }
}
