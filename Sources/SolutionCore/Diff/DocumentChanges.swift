// The changes between two states of one document: each difference once, named, and with what puts it in.

/// Reads the text that is the value of a node as a document; nil where it is none.
public typealias EmbeddedParser = (_ text: [UInt8], _ syntax: Syntax) -> Tree?

/// How two documents differ, in changes.
struct DocumentChanges {
    struct Entry {
        let change: Change
        /// What it is made of, as places in the delta.
        var differences: [Int]
        /// It is inside a value that is itself a document: the difference, and the place among that document's entries.
        var inner: (difference: Int, entry: Int)?
    }

    let delta: Delta
    private(set) var entries: [Entry] = []
    private var embedded: [Int: DocumentChanges] = [:]
    private let before: Naming
    private let after: Naming
    private let file: String
    private let parse: EmbeddedParser
    /// The differences without which a moved node has no place to go to, by the node after the move.
    private var carriers: [Int: [Int]] = [:]
    /// Where an operation on an address is among the entries.
    private var places: [Exact: Int] = [:]
    /// Differences that only say that an element holds nothing, by the element in the document before.
    private var nils: [Int: [Int]] = [:]

    init(_ delta: Delta, before: Naming, after: Naming, file: String, parse: @escaping EmbeddedParser) {
        self.delta = delta
        self.before = before
        self.after = after
        self.file = file
        self.parse = parse
        for (index, difference) in delta.differences.enumerated() { note(difference, index) }
        for (index, difference) in delta.differences.enumerated() where !isNil(difference) { add(difference, index) }
        for (element, indices) in nils.sorted(by: { $0.key < $1.key }) { addNil(element, indices) }
    }

    // MARK: - Putting changes in

    /// The bytes of the document before, with the changes that are wanted.
    func woven(where isWanted: (Change) -> Bool) -> [UInt8] {
        var plain: Set<Int> = []
        var inner: [Int: [Bool]] = [:]
        for entry in entries {
            let wanted = isWanted(entry.change)
            if let place = entry.inner {
                inner[place.difference, default: []].append(wanted)
            } else if wanted {
                plain.formUnion(entry.differences)
            }
        }
        var texts: [Int: [UInt8]] = [:]
        for (index, wishes) in inner where wishes.contains(true) {
            guard case .value(let a, _) = delta.differences[index] else { continue }
            if wishes.contains(false), let part = embedded[index],
                let text = delta.a.spelled(part.woven(where: isWanted), at: a)
            {
                texts[a] = text
            } else {
                plain.insert(index)
            }
        }
        guard !plain.isEmpty || !texts.isEmpty else { return delta.a.source }
        var plan = delta.plan(plain.sorted().map { delta.differences[$0] })
        plan.texts = texts
        return Weave.bytes(delta.a, delta.b, plan) { delta.matching.inA($0) }
    }

    // MARK: - Differences

    private mutating func add(_ difference: Difference, _ index: Int) {
        switch difference {
        case .value(let a, let b): addValue(a, b, index)
        case .added(let b, _):
            for node in reportables(b, after) where delta.matching.inA(node) == nil {
                add(.added, node, after, index, before: nil, after: delta.b.content(spelledAt: node))
            }
        case .removed(let a):
            for node in reportables(a, before) where delta.matching.inB(node) == nil {
                add(.removed, node, before, index, before: delta.a.content(spelledAt: node), after: nil)
            }
        case .moved(let a, let b, let parent):
            add(
                .moved, named(b, after), after, index, before: place(delta.a.parent(of: a), before),
                after: place(parent, after))
            let place = places[Self.mark(.moved, after.name(of: named(b, after)).address)] ?? entries.count - 1
            entries[place].differences += carriers[b] ?? []
        case .reordered(let a, let b, let name, let hasMeaning): addOrder(a, b, name, hasMeaning, index)
        }
    }

    private mutating func addValue(_ a: Int, _ b: Int, _ index: Int) {
        if let inner = inside(a, b), !inner.entries.isEmpty {
            for (place, entry) in inner.entries.enumerated() {
                entries.append(Entry(change: entry.change, differences: [], inner: (index, place)))
            }
            embedded[index] = inner
        } else {
            add(.changed, b, after, index, before: delta.a.value(at: a), after: delta.b.value(at: b))
        }
    }

    /// Two values that are documents themselves.
    private func inside(_ a: Int, _ b: Int) -> DocumentChanges? {
        guard delta.a[a].kind == delta.b[b].kind, let (left, right) = Embedded.pair(delta.a, a, delta.b, b, parse) else {
            return nil
        }
        let matching = Matching(left, right, shape: delta.matching.shape(of: a, in: delta.a), shapes: delta.matching.shapes)
        let changes = DocumentChanges(
            Delta(matching), before: Naming(left, in: before, at: a, shapes: matching.shapes),
            after: Naming(right, in: after, at: b, shapes: matching.shapes), file: file, parse: parse)
        return changes
    }

    private mutating func add(
        _ operation: Change.Operation, _ node: Int, _ naming: Naming, _ index: Int, before: String?, after: String?
    ) {
        let name = naming.name(of: node)
        var address = name.address
        var turn = 1
        while let place = places[Self.mark(operation, address)] {
            // A row and its first cell that both moved are one move; a key that stands twice is told apart by counting.
            if operation == .moved {
                entries[place].differences.append(index)
                return
            }
            turn += 1
            address = Address("\(name.address),\(turn)")
        }
        places[Self.mark(operation, address)] = entries.count
        var change = Change(
            operation: operation, address: address, subject: name.subject, trail: name.trail, before: before,
            after: after, noise: noise(operation, node, naming, before, after), file: file)
        change.valueWords = naming.shape(of: node).values
        entries.append(Entry(change: change, differences: [index]))
    }

    private static func mark(_ operation: Change.Operation, _ address: Address) -> String {
        "\(operation.rawValue) \(address.folded)"
    }

    private func noise(
        _ operation: Change.Operation, _ node: Int, _ naming: Naming, _ before: String?, _ after: String?
    ) -> NoiseClass? {
        let shape = naming.shape(of: node)
        if let noise = shape.noise {
            guard noise == .assemblyStamp || noise == .versionStamp, let before, let after else { return noise }
            return Stamps.isSame(before, after) ? noise : nil
        }
        // Present with the platform's own value, or absent: that is the same.
        if operation == .added || operation == .removed, let value = shape.platformDefault, naming.tree.isPlain(node),
            naming.tree.text(of: node) == value
        {
            return .platformDefault
        }
        // A list that holds nothing says nothing, whether it is there or not.
        if shape.isWrapper, operation == .added || operation == .removed, naming.tree.isEmpty(node) { return .platformDefault }
        return nil
    }

    private mutating func addOrder(_ a: Int, _ b: Int, _ name: NameID, _ hasMeaning: Bool, _ index: Int) {
        let above = after.name(of: b)
        let word = delta.b.names[name]
        let item = after.shapes.child(name, of: above.shape)
        let noun = name == .none ? nil : Change.Step(noun: after.shapes[item].noun ?? word, label: nil)
        let change = Change(
            operation: .reordered,
            address: name == .none ? above.address : Address("\(above.inside.address)/\(word)"), subject: above.subject,
            trail: noun.map { above.inside.trail + [$0] } ?? above.trail,
            before: hasMeaning ? order(of: name, below: a, before) : nil,
            after: hasMeaning ? order(of: name, below: b, after) : nil, noise: hasMeaning ? nil : .order, file: file)
        entries.append(Entry(change: change, differences: [index]))
    }

    /// The items of a list, by what a maker calls them: what stayed by the same words on both sides.
    private func order(of name: NameID, below parent: Int, _ naming: Naming) -> String {
        let isAfter = naming === after
        let items = naming.tree.content(of: parent).filter { name == .none || naming.tree[$0].name == name }
        return items.map { item in
            guard isAfter, let old = delta.matching.inA(item) else { return word(for: item, naming) }
            return word(for: old, before)
        }.joined(separator: ", ")
    }

    private func word(for item: Int, _ naming: Naming) -> String {
        if naming.tree[item].name == .none, naming.tree.isPlain(item) { return naming.tree.text(of: item) }
        let step = naming.name(of: named(item, naming)).trail.last
        return step?.label ?? step?.noun ?? ""
    }

    // MARK: - What is worth a line

    /// What came or went with a node: itself, or, where it only holds things together, what it holds.
    private func reportables(_ node: Int, _ naming: Naming) -> [Int] {
        guard naming.tree[node].kind == .element, naming.shape(of: node).isWrapper else { return [node] }
        let inside = naming.tree.elements(of: node).flatMap { reportables($0, naming) }
        return inside.isEmpty ? [node] : inside
    }

    /// A row is known by its first cell.
    private func named(_ node: Int, _ naming: Naming) -> Int {
        guard naming.tree[node].kind == .element, naming.shape(of: node).list == .byContent else { return node }
        return naming.tree.firstKeyed(in: node, shape: naming.name(of: node).shape, shapes: naming.shapes).first ?? node
    }

    private func place(_ node: Int, _ naming: Naming) -> String {
        let trail = naming.name(of: node).inside.trail
        return trail.isEmpty
            ? naming.name(of: node).subject.name
            : trail.map(\.words).joined(separator: " › ")
    }

    /// `xsi:nil` is no news beside the value that came or went.
    private func isNil(_ difference: Difference) -> Bool { nilElement(difference) != nil }

    private func nilElement(_ difference: Difference) -> Int? {
        switch difference {
        case .added(let b, let parent) where delta.b[b].kind == .attribute && delta.b.name(of: b) == "xsi:nil": parent
        case .removed(let a) where delta.a[a].kind == .attribute && delta.a.name(of: a) == "xsi:nil": delta.a.parent(of: a)
        default: nil
        }
    }

    private mutating func addNil(_ element: Int, _ indices: [Int]) {
        let other = delta.matching.inB(element)
        let place = entries.firstIndex { entry in
            entry.differences.contains { index in
                switch delta.differences[index] {
                case .value(let a, _): a == element
                case .added(_, let parent): parent == element
                case .removed(let a): delta.a.parent(of: a) == element
                default: false
                }
            }
        }
        if let place {
            entries[place].differences += indices
            return
        }
        let name = other.map { after.name(of: $0) } ?? before.name(of: element)
        let change = Change(
            operation: .changed, address: name.address, subject: name.subject, trail: name.trail, before: "", after: "",
            noise: .layout, file: file)
        entries.append(Entry(change: change, differences: indices))
    }

    /// A row that is new, or gone, is no news where its cells only moved: it goes with them.
    private mutating func note(_ difference: Difference, _ index: Int) {
        if let element = nilElement(difference) { nils[element, default: []].append(index) }
        switch difference {
        case .added(let b, _):
            for node in reportables(b, after) where delta.matching.inA(node) != nil { carriers[node, default: []].append(index) }
        case .removed(let a):
            for node in reportables(a, before) {
                if let there = delta.matching.inB(node) { carriers[there, default: []].append(index) }
            }
        default: break
        }
    }
}
