// Gives a component another name: in its own keys, in the lists that carry it, where the table of kinds knows that it is named, in paths.

/// A component and what it is to be called.
public struct Renaming: Sendable {
    public let component: Component
    /// As it is spelled where somebody reads it; in lower case where the old one stands so.
    public let name: String
    private let kind: Kind
    private let old: String
    /// The address without the name.
    private let place: String
    private let wanted: ComponentSet

    /// `word` is the new name, or the new address. Nil where the kind is known by an id, or by several names, and where the name is
    /// not the solution's to change.
    public init?(_ component: Component, to word: String, kinds: Kinds = .table) {
        let key = component.key
        guard let kind = kinds[component.kind], kind.key.count == 1, GUID(key) == nil,
            key.unicodeScalars.contains(where: \.properties.isAlphabetic),
            component.nameOrigin(kinds) == nil
        else { return nil }
        self.component = component
        self.kind = kind
        old = key.lowercased()
        place = String(component.address.description.dropLast(key.count))
        name = word.lowercased().hasPrefix(place.lowercased()) ? String(word.dropFirst(place.count)) : word
        wanted = ComponentSet([component.address])
    }

    /// Whether a component can be called so: as files can, and in every document without escapes.
    public var isPossible: Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.hasSuffix("/") && !name.contains("..")
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
                default: false
                }
            }
    }

    /// Its address afterwards.
    public var newAddress: Address { Address(place + (kind.naming == .logical ? name.lowercased() : name)) }

    private func respelled(_ occurrence: String) -> String { occurrence == occurrence.lowercased() ? name.lowercased() : name }

    /// Where a file is to be. Those of the component's own have its name at the beginning of a folder or file; what is bound to
    /// it stands in files that have it whole.
    public func path(_ path: String, isOwn: Bool) -> String {
        guard let slash = path.firstIndex(of: "/") else { return path }
        let rest = String(path[path.index(after: slash)...])
        return path[...slash] + inPath(rest, isEnd: isOwn ? Words.isNoLetter : Words.isDot)
    }

    private func inPath(_ path: String, isEnd: (UInt8?) -> Bool = Words.isNoLetter) -> String {
        let places = Words.places(of: old, in: path.utf8, isStart: Words.isSlash, isEnd: isEnd)
        return Words.replaced(path, at: places, by: respelled)
    }

    /// The lines on which its old name stands as a word, counted from 1.
    public func mentions(in bytes: [UInt8]) -> [Int] {
        let places = Words.places(of: old, in: bytes, isStart: Words.isOutside, isEnd: Words.isOutside)
        var (line, position) = (1, 0)
        return places.map { place in
            line += bytes[position..<place.lowerBound].count { $0 == UInt8(ascii: "\n") }
            position = place.lowerBound
            return line
        }
    }

    // MARK: - Documents

    /// The source of a document with the new name in it; nil where nothing in it is about the component. `bound` are what is nothing
    /// without it.
    public func renamed(_ tree: Tree, _ path: String, in index: ComponentIndex, bound: ComponentSet) -> [UInt8]? {
        guard let file = index.file(path) else { return nil }
        var edits: [Int: (range: Range<Int>, bytes: [UInt8])] = [:]
        func rename(_ node: Int, at place: Range<Int>? = nil, _ new: (String) -> String) {
            guard let range = place ?? tree.spelled(node) else { return }
            let text = String(decoding: tree.source[range], as: UTF8.self)
            let result = new(text)
            if result != text { edits[range.lowerBound] = (range, Array(result.utf8)) }
        }
        for (address, nodes) in file.places where wanted.contains(address) {
            let isOwn = address == component.address
            let inner = isOwn ? file.places.filter { $0.address != address && nodes.contains($0.nodes.lowerBound) }.map(\.nodes) : []
            for node in nodes where !inner.contains(where: { $0.contains(node) }) { rename(node) { self.own(node, tree, $0, isOwn) } }
        }
        for line in file.lines where index.meant(by: line).contains(component.address) {
            for node in line.node..<Int(tree[line.node].end) { rename(node) { self.isOld($0) ? self.respelled($0) : $0 } }
        }
        // What is called after it is listed under its names, one behind the other.
        let isFollower = { (address: Address) in bound.contains(address) && index.components[address]?.nameOrigin() == .subject }
        for line in file.lines where index.meant(by: line).contains(where: isFollower) {
            for node in line.node..<Int(tree[line.node].end) { rename(node) { self.inParts($0) } }
        }
        // A part of a table says which table.
        if kind.role == .table {
            for line in file.lines where line.table == old {
                for node in line.node..<Int(tree[line.node].end) where tree.name(of: node) == "parentSchemaName" {
                    rename(node) { self.isOld($0) ? self.respelled($0) : $0 }
                }
            }
        }
        for reference in file.references where index.targets(of: reference).contains(component.address) {
            var place: Range<Int>?
            if case .member = reference.rule.spelling { place = tree.spelledName(reference.value) }
            rename(reference.value, at: place) { self.named($0, by: reference.rule) }
        }
        return edits.isEmpty ? nil : tree.source.applying(Array(edits.values))
    }

    private func inParts(_ text: String) -> String {
        text.split(separator: " ").map(String.init).map { isOld($0) ? respelled($0) : $0 }.joined(separator: " ")
    }

    private func isOld(_ text: String) -> Bool { text.lowercased() == old }

    /// A value in the component itself: its name, or the path of a file of its own. Texts for people are neither.
    private func own(_ node: Int, _ tree: Tree, _ text: String, _ isOwn: Bool) -> String {
        if text.hasPrefix("/") { return inPath(text) }
        guard isOwn, isOld(text) else { return text }
        let parent = tree.parent(of: node)
        if tree[node].kind == .attribute, Language.isText(tree.name(of: node), of: parent, in: tree) { return text }
        return respelled(text)
    }

    private func named(_ text: String, by rule: ReferenceRule) -> String {
        var isStart = Words.isOutside
        if case .privilege = rule.spelling { isStart = { _ in true } }
        let places = Words.places(of: old, in: text.utf8, isStart: isStart, isEnd: Words.isOutside)
        return Words.replaced(text, at: places, by: respelled)
    }
}

extension Component {
    /// What its name comes from, where that is not the solution. The platform's own tables, columns and choices have no prefix.
    public func nameOrigin(_ kinds: Kinds = .table) -> NameOrigin? {
        guard let kind = kinds[kind] else { return nil }
        return kind.naming != .spelled && !key.contains("_") ? .platform : kind.nameOrigin
    }

    /// What its address ends with behind the word of its kind. Keys may hold slashes.
    fileprivate var key: String {
        let text = address.description
        if text.hasPrefix(kind + "/") { return String(text.dropFirst(kind.count + 1)) }
        return text.split(separator: "/").last.map(String.init) ?? ""
    }
}

extension Tree {
    /// Where a value is spelled in the source, without quotes; nil where it is in pieces.
    fileprivate func spelled(_ node: Int) -> Range<Int>? {
        let range = self[node].inner.range
        switch self[node].kind {
        case .attribute, .text: return range
        case .element: return isLeaf(node) ? children(of: node).first { self[$0].kind == .text }.map { self[$0].inner.range } : nil
        case .string: return range.count >= 2 ? range.lowerBound + 1..<range.upperBound - 1 : nil
        default: return nil
        }
    }

    /// Where the name of a member is spelled.
    fileprivate func spelledName(_ node: Int) -> Range<Int>? {
        guard self[node].traits.contains(.member) else { return nil }
        return Int(self[node].outer.start) + 1..<Int(self[node].outer.start) + 1 + names.spelling(of: self[node].name).count
    }
}
