// Edits of model documents, random ones, and whether two of them are about different things.

/// One thing that a maker does.
public enum ModelEdit: Sendable {
    case text(node: Int, value: String)
    case attribute(node: Int, name: String, value: String?)
    case remove(node: Int)
    /// A subtree, its top first.
    case insert(parent: Int, after: Int?, subtree: [Int: ModelNode], top: Int)
    case move(node: Int, to: Int, after: Int?)
}

extension ModelDocument {
    /// An edit, for people.
    public func told(_ edit: ModelEdit) -> String {
        func name(_ node: Int?) -> String {
            guard let node, let record = nodes[node] else { return "the start" }
            return record.name + (record.key.map { " " + $0 } ?? record.parent.map { " of " + name($0) } ?? "")
        }
        return switch edit {
        case .text(let node, let value): "\(name(node)) = \(value)"
        case .attribute(let node, let attribute, let value): "\(name(node)) @\(attribute) = \(value ?? "nothing")"
        case .remove(let node): "\(name(node)) removed"
        case .insert(let parent, let after, let subtree, let top):
            "\(subtree[top]?.name ?? "") \(subtree[top]?.key ?? "") put into \(name(parent)) behind \(name(after))"
        case .move(let node, let parent, let after): "\(name(node)) moved to \(name(parent)) behind \(name(after))"
        }
    }

    public mutating func apply(_ edit: ModelEdit) {
        switch edit {
        case .text(let node, let value): nodes[node]?.text = value
        case .attribute(let node, let name, let value):
            guard let place = nodes[node]?.attributes.firstIndex(where: { $0.name == name }) else {
                if let value { nodes[node]?.attributes.append((name, value)) }
                return
            }
            if let value { nodes[node]?.attributes[place].value = value } else { nodes[node]?.attributes.remove(at: place) }
        case .remove(let node):
            for gone in below(node).reversed() {
                detach(gone)
                nodes[gone] = nil
            }
        case .insert(let parent, let after, let subtree, let top):
            nodes.merge(subtree) { $1 }
            attach(top, to: parent, at: place(after: after, in: parent))
        case .move(let node, let parent, let after):
            detach(node)
            attach(node, to: parent, at: place(after: after, in: parent))
        }
    }

    /// Behind a sibling; without one, before the first item, which is behind all fields.
    private func place(after: Int?, in parent: Int) -> Int {
        let children = nodes[parent]?.children ?? []
        if let after, let place = children.firstIndex(of: after) { return place + 1 }
        return children.firstIndex { nodes[$0]?.sort != nil } ?? children.count
    }
}

/// What an edit writes and what it needs, told in words.
public struct ModelFootprint {
    fileprivate var writes: Set<String> = []
    fileprivate var needs: Set<Int> = []
    fileprivate var destroys: Set<Int> = []

    /// `document` is the state that the edit is about to change.
    public init(_ edit: ModelEdit, in document: ModelDocument) {
        switch edit {
        case .text(let node, _): (writes, needs) = (["text \(node)"], [node])
        case .attribute(let node, let name, _): (writes, needs) = (["attribute \(node) \(name)"], [node])
        case .remove(let node):
            destroys = Set(document.below(node))
            leaves(node, document)
        case .insert(let parent, _, let subtree, let top):
            needs = [parent]
            // A new item is told from others by its key, a field by its name.
            let item = subtree[top]
            writes = ["item \(parent) \(item?.name ?? "") \(item?.key ?? "")"]
            if item?.sort == nil { writes.insert("field \(parent) \(item?.name ?? "")") }
        case .move(let node, let parent, let after):
            needs = Set([node, parent] + (after.map { [$0] } ?? []))
            writes = ["place \(node)", "order \(parent)"]
            if let old = document.nodes[node]?.parent { writes.insert("order \(old)") }
            leaves(node, document)
        }
    }

    /// What only its content tells from others is known by what is left.
    private mutating func leaves(_ node: Int, _ document: ModelDocument) {
        guard let parent = document.nodes[node]?.parent, document.isKeyless(parent) else { return }
        writes.insert("content \(parent)")
    }

    public func isIndependent(of other: ModelFootprint) -> Bool {
        writes.isDisjoint(with: other.writes) && destroys.isDisjoint(with: other.destroys)
            && destroys.isDisjoint(with: other.needs) && needs.isDisjoint(with: other.destroys)
    }
}

extension ModelMaker {
    /// Something that a maker could do next; nil where this try found nothing. New items take a key of `keys`, or one of their own.
    public mutating func edit(_ document: ModelDocument, keys: [String] = []) -> ModelEdit? {
        let numbers = document.nodes.keys.sorted()
        let number = random.pick(numbers)
        guard let node = document.nodes[number] else { return nil }
        let sort = node.sort.flatMap { document.sorts[$0] }
        switch random.below(6) {
        case 0, 1:
            guard let sort, let name = sort.attributes.isEmpty ? nil : random.pick(sort.attributes) else {
                guard node.text != nil, node.text != node.parent.flatMap({ document.nodes[$0]?.key }) else { return nil }
                return .text(node: number, value: word())
            }
            let isThere = node.attributes.contains { $0.name == name }
            return .attribute(node: number, name: name, value: isThere && random.chance(25) ? nil : word())
        case 2: return removal(number, node, document)
        case 3: return move(number, node, sort, document)
        default: return insertion(number, node, sort, document, keys)
        }
    }

    private mutating func removal(_ number: Int, _ node: ModelNode, _ document: ModelDocument) -> ModelEdit? {
        guard let parent = node.parent, let above = document.nodes[parent] else { return nil }
        if node.sort == nil {
            // A field that tells what the item is stays.
            return node.text != nil && node.text != above.key ? .remove(node: number) : nil
        }
        return isLast(above, parent, document) ? nil : .remove(node: number)
    }

    /// Of what has no key, something must stay by which it is known.
    private func isLast(_ above: ModelNode, _ parent: Int, _ document: ModelDocument) -> Bool {
        document.isKeyless(parent) && above.children.count { (document.nodes[$0]?.key).map { $0.hasPrefix("b") } ?? false } < 2
    }

    private mutating func move(_ number: Int, _ node: ModelNode, _ sort: ModelSort?, _ document: ModelDocument) -> ModelEdit? {
        guard let sort, sort.isOrdered, let parent = node.parent, let above = document.nodes[parent] else { return nil }
        var target = parent
        if sort.roams, random.chance(60), !isLast(above, parent, document) {
            let others = document.nodes.keys.sorted().filter {
                document.nodes[$0]?.lists == node.sort && $0 != parent && document.home($0) == document.home(parent)
            }
            let inside = Set(document.below(number))
            guard let other = others.isEmpty ? nil : random.pick(others), !inside.contains(other) else { return nil }
            target = other
        }
        let siblings = (document.nodes[target]?.children ?? []).filter { $0 != number && document.nodes[$0]?.sort == node.sort }
        if target == parent, siblings.isEmpty { return nil }
        return .move(node: number, to: target, after: siblings.isEmpty || random.chance(20) ? nil : random.pick(siblings))
    }

    private mutating func insertion(
        _ number: Int, _ node: ModelNode, _ sort: ModelSort?, _ document: ModelDocument, _ keys: [String]
    ) -> ModelEdit? {
        var made = document
        let top: Int
        var after: Int?
        if let list = node.lists {
            let isNumber = list == "label"
            let free = keys.filter { key in !document.nodes.values.contains { $0.key == key } }
            let key = free.isEmpty || isNumber || random.chance(50) ? makeKey(list) : random.pick(free)
            top = add(list, key: key, isBase: false, to: &made)
            let siblings = node.children.filter { document.nodes[$0]?.sort == list }
            after = siblings.isEmpty || random.chance(25) ? nil : random.pick(siblings)
        } else {
            guard let sort, let name = sort.fields.isEmpty ? nil : random.pick(sort.fields),
                !node.children.contains(where: { document.nodes[$0]?.name == name })
            else { return nil }
            top = field(name, word(), of: number, in: &made)
            made.detach(top)
            after = node.children.filter { document.nodes[$0]?.sort == nil }.last
        }
        let subtree = Dictionary(uniqueKeysWithValues: made.below(top).compactMap { number in made.nodes[number].map { (number, $0) } })
        return .insert(parent: number, after: after, subtree: subtree, top: top)
    }
}
