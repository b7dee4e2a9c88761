// Documents as a model: keyed things with fields and lists, changed by edits and written as XML or JSON, knowing nothing of our trees.

/// What an item is made of.
public struct ModelSort: Sendable {
    public enum KeyPlace: Sendable {
        case attribute(String)
        /// The value of a child element.
        case child(String)
        /// The name of a JSON member.
        case member
        /// Known only by what it holds.
        case none
    }

    public let element: String
    public let key: KeyPlace
    public var attributes: [String] = []
    public var fields: [String] = []
    /// The names on the way to a list, and what it is a list of.
    public var lists: [(path: [String], sort: String)] = []
    /// The order of such items means something.
    public var isOrdered = false
    /// It may move to another list of the same sort, within the item that holds such items.
    public var roams = false
    public var holdsRoamers = false
}

/// A node: an item, or an element that stands once.
public struct ModelNode: Sendable {
    public var name: String
    public var attributes: [(name: String, value: String)] = []
    public var text: String?
    public var children: [Int] = []
    public var parent: Int?
    /// Of an item.
    public var sort: String?
    public var key: String?
    /// The items that it lists.
    public var lists: String?
}

/// A document of the model. Nodes have the same number in all states of it.
public struct ModelDocument: Sendable {
    public let sorts: [String: ModelSort]
    public let path: String
    public let isJSON: Bool
    public internal(set) var nodes: [Int: ModelNode] = [:]
    public internal(set) var root = 0

    public func below(_ node: Int) -> [Int] { [node] + (nodes[node]?.children ?? []).flatMap(below) }

    public func isKeyless(_ node: Int) -> Bool { nodes[node]?.sort.flatMap { sorts[$0] }.map(isKeyless) ?? false }

    /// The item around a node within which others may move.
    func home(_ node: Int) -> Int? {
        var here: Int? = node
        while let place = here {
            if let sort = nodes[place]?.sort, sorts[sort]?.holdsRoamers == true { return place }
            here = nodes[place]?.parent
        }
        return nil
    }

    func isKeyless(_ sort: ModelSort) -> Bool {
        if case .none = sort.key { true } else { false }
    }

    mutating func attach(_ node: Int, to parent: Int, at place: Int) {
        nodes[node]?.parent = parent
        let count = nodes[parent]?.children.count ?? 0
        nodes[parent]?.children.insert(node, at: min(place, count))
    }

    mutating func detach(_ node: Int) {
        guard let parent = nodes[node]?.parent else { return }
        nodes[parent]?.children.removeAll { $0 == node }
        nodes[node]?.parent = nil
    }
}

/// Makes items and whole documents; every value is a word that stands nowhere else.
public struct ModelMaker {
    public var random: SeededRandom
    private var words: Int
    private let prefix: String
    /// Numbers of nodes that this maker makes.
    private var next: Int

    /// Makers with other prefixes and other first numbers can work on one document.
    public init(seed: UInt64, prefix: String, first: Int) {
        random = SeededRandom(seed: seed)
        self.prefix = prefix
        words = 0
        next = first
    }

    public mutating func word() -> String {
        words += 1
        return prefix + String(words) + "z"
    }

    public mutating func document(_ sorts: [String: ModelSort], root: String, path: String) -> ModelDocument {
        var document = ModelDocument(sorts: sorts, path: path, isJSON: path.hasSuffix(".json"))
        document.root = add(root, key: word(), isBase: true, to: &document)
        return document
    }

    /// A new item that stands nowhere yet.
    public mutating func add(_ name: String, key: String, isBase: Bool, to document: inout ModelDocument) -> Int {
        guard let sort = document.sorts[name] else { return document.root }
        let item = make(sort.element, in: &document)
        document.nodes[item]?.sort = name
        document.nodes[item]?.key = key
        switch sort.key {
        case .attribute(let attribute): document.nodes[item]?.attributes.append((attribute, key))
        case .child(let child): field(child, key, of: item, in: &document)
        case .member: document.nodes[item]?.name = key
        case .none: break
        }
        for attribute in sort.attributes where random.chance(60) { document.nodes[item]?.attributes.append((attribute, word())) }
        for name in sort.fields where random.chance(60) { field(name, word(), of: item, in: &document) }
        for list in sort.lists {
            var place = item
            for name in list.path {
                let known = document.nodes[place]?.children.first { document.nodes[$0]?.name == name }
                place = known ?? attached(name, to: place, in: &document)
            }
            document.nodes[place]?.lists = list.sort
            // What has no key is known by what it holds.
            let isKnownByContent = document.isKeyless(sort) || document.sorts[list.sort].map(document.isKeyless) ?? false
            let count = isKnownByContent ? 1 + random.below(2) : (list.path.isEmpty ? 1 : 0) + random.below(isBase ? 4 : 2)
            for _ in 0..<count {
                let child = add(list.sort, key: makeKey(list.sort), isBase: isBase, to: &document)
                document.attach(child, to: place, at: .max)
            }
        }
        return item
    }

    /// A key that nothing else has; a language is a number.
    public mutating func makeKey(_ sort: String) -> String {
        words += 1
        return sort == "label" ? String((prefix == "b" ? 1000 : prefix == "o" ? 2000 : 3000) + words) : prefix + String(words) + "k"
    }

    /// An element that holds a value and stands once.
    @discardableResult
    public mutating func field(_ name: String, _ value: String, of item: Int, in document: inout ModelDocument) -> Int {
        let node = attached(name, to: item, in: &document)
        document.nodes[node]?.text = value
        return node
    }

    private mutating func attached(_ name: String, to parent: Int, in document: inout ModelDocument) -> Int {
        let node = make(name, in: &document)
        document.attach(node, to: parent, at: .max)
        return node
    }

    private mutating func make(_ name: String, in document: inout ModelDocument) -> Int {
        defer { next += 1 }
        document.nodes[next] = ModelNode(name: name)
        return next
    }
}

/// How a document is written.
public struct ModelStyle: Sendable {
    public var indent = "  "
    public var lineEnd = "\n"
    public var emptyTag = " />"
    public var reversesAttributes = false

    public init() {}

    public static func random(_ random: inout SeededRandom) -> ModelStyle {
        var style = ModelStyle()
        style.indent = random.pick(["  ", "\t", "    "])
        style.lineEnd = random.pick(["\n", "\n", "\r\n"])
        style.emptyTag = random.pick([" />", "/>"])
        style.reversesAttributes = random.chance(30)
        return style
    }
}

extension ModelDocument {
    public func text(_ style: ModelStyle = ModelStyle()) -> String {
        isJSON
            ? json(root, style, depth: 0) + style.lineEnd
            : "<?xml version=\"1.0\" encoding=\"utf-8\"?>" + style.lineEnd + xml(root, style, depth: 0) + style.lineEnd
    }

    private func xml(_ number: Int, _ style: ModelStyle, depth: Int) -> String {
        guard let node = nodes[number] else { return "" }
        let margin = String(repeating: style.indent, count: depth)
        let attributes = style.reversesAttributes ? node.attributes.reversed() : node.attributes
        let tag = margin + "<" + node.name + attributes.map { " \($0.name)=\"\($0.value)\"" }.joined()
        if let text = node.text { return tag + ">" + text + "</" + node.name + ">" }
        if node.children.isEmpty { return tag + style.emptyTag }
        let content = node.children.map { xml($0, style, depth: depth + 1) + style.lineEnd }.joined()
        return tag + ">" + style.lineEnd + content + margin + "</" + node.name + ">"
    }

    private func json(_ number: Int, _ style: ModelStyle, depth: Int) -> String {
        guard let node = nodes[number] else { return "" }
        if let text = node.text { return "\"" + text + "\"" }
        let margin = style.lineEnd + String(repeating: style.indent, count: depth + 1)
        let members =
            node.attributes.map { "\"\($0.name)\": \"\($0.value)\"" }
            + node.children.map { "\"\(nodes[$0]?.name ?? "")\": " + json($0, style, depth: depth + 1) }
        if members.isEmpty { return "{}" }
        return "{" + margin + members.joined(separator: "," + margin) + style.lineEnd
            + String(repeating: style.indent, count: depth) + "}"
    }
}
