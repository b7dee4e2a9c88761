// One edit of one thing in the text of a document, made on its bytes, with what a diff is to say of it.

import TestSupport

@testable import SolutionCore
@testable import SolutionStore

/// A document before and after one edit.
struct OneEdit: CustomStringConvertible {
    enum Sort: CaseIterable {
        case remove, add, value, text, inside, move, order, shuffle
    }

    let sort: Sort
    let before: [UInt8]
    let after: [UInt8]
    /// Nil where nothing is to be shown: only its order was without meaning.
    let operation: Change.Operation?
    /// One of these leads to the thing: of several equal ones nobody can tell which it was.
    let addresses: Set<String>

    var description: String { "\(sort) of \(addresses.min() ?? "")" }
}

/// Randomness that values share.
final class SharedRandom {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    func below(_ bound: Int) -> Int { random.below(bound) }
    func pick<T>(_ choices: [T]) -> T { random.pick(choices) }
}

/// Makes edits of one document of a solution.
struct OneEditor {
    let tree: Tree
    let naming: Naming
    let shapes: Shapes
    let parse: EmbeddedParser
    /// Names another text of the same document.
    let name: (Tree) -> Naming
    let random: SharedRandom

    private var source: [UInt8] { tree.source }

    func edit(_ sort: OneEdit.Sort) -> OneEdit? {
        switch sort {
        case .remove: removal(.remove)
        case .add: removal(.add)
        case .value: valueEdit()
        case .text: textEdit()
        case .inside: insideEdit()
        case .move: moveEdit()
        case .order: orderEdit(isSequence: true)
        case .shuffle: orderEdit(isSequence: false)
        }
    }

    // MARK: - Places

    /// A node that fits, found by trying some.
    private func pick(where fits: (Int) -> Bool) -> Int? {
        guard tree.nodes.count > 2 else { return nil }
        for _ in 0..<200 {
            let node = 1 + random.below(tree.nodes.count - 1)
            if fits(node) { return node }
        }
        return nil
    }

    private func shape(_ node: Int) -> Shape { naming.shape(of: node) }

    /// Text among elements is one value with them.
    private func isMixed(_ node: Int) -> Bool {
        tree[node].kind == .element && !tree.isLeaf(node) && !tree.leafValue(node).isEmpty
    }

    private func around(_ node: Int) -> [Int] {
        var result: [Int] = []
        var here = node
        while here != Tree.document {
            here = tree.parent(of: here)
            result.append(here)
        }
        return result
    }

    private func isPlace(_ node: Int) -> Bool { !around(node).contains(where: isMixed) }

    /// The keys of what is around a node are the same in the other document, in which it has the same places.
    private func keepsKeys(_ nodes: [Int], _ text: [UInt8]) -> Bool {
        guard let other = parse(text, tree.syntax) else { return false }
        return nodes.allSatisfy { node in
            guard node < other.nodes.count, tree[node].kind == .element else { return node < other.nodes.count }
            return shape(node).identity(of: node, in: tree) == shape(node).identity(of: node, in: other)
        }
    }

    /// Its key stands once among its siblings.
    private func isSingle(_ node: Int) -> Bool {
        guard tree[node].kind == .element, shape(node).hasKey else { return true }
        let key = shape(node).identity(of: node, in: tree)
        return tree.elements(of: tree.parent(of: node)).filter {
            tree[$0].name == tree[node].name && shape($0).identity(of: $0, in: tree) == key
        }.count == 1
    }

    private func replacing(_ range: Range<Int>, with bytes: [UInt8]) -> [UInt8] {
        Array(source[..<range.lowerBound]) + bytes + Array(source[range.upperBound...])
    }

    // MARK: - One thing comes or goes

    private func removal(_ sort: OneEdit.Sort) -> OneEdit? {
        let found = pick { node in
            let record = tree[node]
            guard isPlace(node), isSingle(node), tree.parent(of: node) != Tree.document else { return false }
            let shape = naming.shape(of: node)
            guard !shape.isWrapper, shape.noise == nil, shape.platformDefault == nil else { return false }
            switch record.kind {
            case .element: return true
            case .attribute: return !Self.isTechnical(tree.name(of: node))
            default: return tree.syntax == .json && record.kind != .document
            }
        }
        guard let node = found else { return nil }
        let shorter = replacing(cut(node), with: [])
        guard keepsKeys(around(node), shorter) else { return nil }
        let equals = tree.children(of: tree.parent(of: node)).filter {
            tree[$0].hash == tree[node].hash && tree[$0].name == tree[node].name
        }
        let addresses = Set(equals.map { naming.name(of: $0).address.folded })
        return sort == .remove
            ? OneEdit(sort: sort, before: source, after: shorter, operation: .removed, addresses: addresses)
            : OneEdit(sort: sort, before: shorter, after: source, operation: .added, addresses: addresses)
    }

    private static func isTechnical(_ name: String) -> Bool { name.hasPrefix("xmlns") || name.hasPrefix("xsi:") || name.hasPrefix("xml:") }

    /// A node with the layout before it, or the comma beside it.
    private func cut(_ node: Int) -> Range<Int> {
        var range = tree[node].outer.range
        if tree.syntax == .json {
            let parent = tree.parent(of: node)
            let siblings = Array(tree.children(of: parent))
            if let place = siblings.firstIndex(of: node) {
                if place + 1 < siblings.count {
                    range = range.lowerBound..<tree[siblings[place + 1]].outer.range.lowerBound
                } else if place > 0 {
                    range = tree[siblings[place - 1]].outer.range.upperBound..<range.upperBound
                }
            }
            return range
        }
        while range.lowerBound > 0, Self.isSpace(source[range.lowerBound - 1]) { range = range.lowerBound - 1..<range.upperBound }
        return range
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

    // MARK: - One value becomes another

    private static let newValue = Array("quite another".utf8)

    /// An attribute's value, or a scalar of JSON.
    private func valueEdit() -> OneEdit? {
        let found = pick { node in
            guard isPlace(node) || tree[node].kind == .attribute, naming.shape(of: node).noise == nil else { return false }
            switch tree[node].kind {
            case .attribute: return !Self.isTechnical(tree.name(of: node))
            case .string, .number, .literal: return tree.parent(of: node) != Tree.document
            default: return false
            }
        }
        guard let node = found, !around(node).dropFirst().contains(where: isMixed) else { return nil }
        let isJSON = tree[node].kind != .attribute
        let text = replacing(tree[node].inner.range, with: isJSON ? [0x22] + Self.newValue + [0x22] : Self.newValue)
        return changed(.value, node, text)
    }

    /// The text of an element.
    private func textEdit() -> OneEdit? {
        let found = pick { node in
            tree[node].kind == .element && tree.isPlain(node) && naming.shape(of: node).noise == nil && isPlace(node)
                && tree.parent(of: node) != Tree.document && !tree[node].traits.contains(.selfClosing)
        }
        guard let node = found else { return nil }
        return changed(.text, node, replacing(tree[node].inner.range, with: Self.newValue))
    }

    private func changed(_ sort: OneEdit.Sort, _ node: Int, _ text: [UInt8]) -> OneEdit? {
        guard keepsKeys([node] + around(node), text) else { return nil }
        return OneEdit(
            sort: sort, before: source, after: text, operation: .changed, addresses: [naming.name(of: node).address.folded])
    }

    /// A value of a document that is itself a value.
    private func insideEdit() -> OneEdit? {
        let found = pick { node in
            guard [.element, .attribute, .string].contains(tree[node].kind), tree.isPlain(node), tree[node].inner.count > 8, isPlace(node),
                tree.parent(of: node) != Tree.document
            else { return false }
            return Embedded.syntax(of: tree.valueBytes(of: node)) != nil
        }
        guard let node = found else { return nil }
        let text = tree.valueBytes(of: node)
        guard let syntax = Embedded.syntax(of: text), let inner = parse(text, syntax) else { return nil }
        let editor = OneEditor(
            tree: inner, naming: Naming(inner, in: naming, at: node, shapes: shapes), shapes: shapes, parse: parse,
            name: { Naming($0, in: naming, at: node, shapes: shapes) }, random: random)
        guard let edit = editor.valueEdit(), let spelled = tree.spelled(edit.after, at: node) else { return nil }
        let after = replacing(tree[node].inner.range, with: spelled)
        guard keepsKeys([node] + around(node), after) else { return nil }
        return OneEdit(sort: .inside, before: source, after: after, operation: .changed, addresses: edit.addresses)
    }

    // MARK: - One thing goes elsewhere

    /// An item whose key is unique in the component, put behind another one below another parent.
    private func moveEdit() -> OneEdit? {
        let items = tree.nodes.indices.filter { tree[$0].kind == .element && shape($0).isRoaming && isSingle($0) }
        guard items.count > 1 else { return nil }
        for _ in 0..<50 {
            let (item, other) = (random.pick(items), random.pick(items))
            let (a, b) = (tree[item].outer.range, tree[other].outer.range)
            guard tree[item].name == tree[other].name, tree.parent(of: item) != tree.parent(of: other),
                shape(item).identity(of: item, in: tree) != nil,
                tree.firstIndex(around: item, where: { shape($0).kind != nil })
                    == tree.firstIndex(around: other, where: { shape($0).kind != nil })
            else { continue }
            let piece = Array(source[a])
            let cut = self.cut(item)
            let text =
                b.upperBound <= cut.lowerBound
                ? Array(source[..<b.upperBound]) + piece + Array(source[b.upperBound..<cut.lowerBound]) + Array(source[cut.upperBound...])
                : Array(source[..<cut.lowerBound]) + Array(source[cut.upperBound..<b.upperBound]) + piece + Array(source[b.upperBound...])
            let place = b.upperBound <= cut.lowerBound ? b.upperBound : b.upperBound - cut.count
            guard let moved = parse(text, tree.syntax),
                let node = moved.nodes.indices.first(where: { Int(moved[$0].outer.start) == place && moved[$0].kind == .element })
            else { continue }
            let address = self.name(moved).name(of: node).address.folded
            return OneEdit(sort: .move, before: source, after: text, operation: .moved, addresses: [address])
        }
        return nil
    }

    /// Two items of one list change places.
    private func orderEdit(isSequence: Bool) -> OneEdit? {
        let found = pick { node in
            guard tree[node].kind == .element || tree[node].kind == .array, isPlace(node), !isMixed(node) else { return false }
            return swaps(below: node, isSequence: isSequence).count > 1
        }
        guard let parent = found else { return nil }
        let items = swaps(below: parent, isSequence: isSequence)
        let first = random.below(items.count - 1)
        let second = first + 1 + random.below(items.count - first - 1)
        let (a, b) = (tree[items[first]].outer.range, tree[items[second]].outer.range)
        guard tree[items[first]].hash != tree[items[second]].hash else { return nil }
        let text = Array(source[..<a.lowerBound]) + source[b] + source[a.upperBound..<b.lowerBound] + source[a] + source[b.upperBound...]
        guard keepsKeys(around(parent) + [parent], text) else { return nil }
        let name = naming.name(of: parent)
        let word = tree.name(of: items[first])
        return OneEdit(
            sort: isSequence ? .order : .shuffle, before: source, after: text, operation: isSequence ? .reordered : nil,
            addresses: [name.address.folded, "\(name.inside.address.folded)/\(word.lowercased())"])
    }

    /// Items of one name whose order means something, or nothing.
    private func swaps(below parent: Int, isSequence: Bool) -> [Int] {
        let items = Array(tree.content(of: parent))
        guard items.count > 1, items.count < 300 else { return [] }
        if tree[parent].kind == .array { return isSequence ? items : [] }
        guard let name = items.first.map({ tree[$0].name }) else { return [] }
        let same = items.filter { tree[$0].kind == .element && tree[$0].name == name }
        guard let first = same.first, isSequence == shape(first).isSequence, shape(first).hasKey, same.allSatisfy(isSingle) else {
            return []
        }
        return same.allSatisfy { shape($0).identity(of: $0, in: tree) != nil } ? same : []
    }
}

extension Tree {
    fileprivate func firstIndex(around node: Int, where fits: (Int) -> Bool) -> Int? {
        var here = node
        while here != Tree.document {
            here = parent(of: here)
            if fits(here) { return here }
        }
        return nil
    }
}
