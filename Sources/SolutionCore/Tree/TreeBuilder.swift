// Fills the arena: parsers open, close and add nodes here, and each node's hash is made when it closes.

/// The arena under construction. Nodes come in the order of the source; every `open` has its `close`.
struct TreeBuilder {
    private(set) var nodes: ContiguousArray<Node> = []
    /// The nodes that are open, outermost first.
    private(set) var stack: [Int] = []
    let names: Names

    init(names: Names, sourceCount: Int) {
        self.names = names
        // Real solution files have a node for every 20 to 40 bytes. Growing would hold all nodes twice for a moment; room
        // that is never used is never given by the system.
        nodes.reserveCapacity(sourceCount / 16 + 16)
        stack.reserveCapacity(64)
    }

    /// All nodes. Those of small trees are moved to where they just fit: a folder has thousands of these.
    var finished: ContiguousArray<Node> {
        guard nodes.count < 1 << 10 else { return nodes }
        var fitting: ContiguousArray<Node> = []
        fitting.reserveCapacity(nodes.count)
        fitting.append(contentsOf: nodes)
        return fitting
    }

    var depth: Int { stack.count }
    var current: Int { stack[stack.count - 1] }
    var count: Int { nodes.count }

    /// Starts a node whose end is not known yet.
    mutating func open(_ kind: NodeKind, name: NameID, at start: Int, innerStart: Int, traits: Node.Traits = []) {
        append(kind, name: name, outer: Span(start, start), inner: Span(innerStart, innerStart), traits: traits, hash: 0)
        stack.append(nodes.count - 1)
    }

    /// Ends the innermost open node.
    mutating func close(innerEnd: Int, outerEnd: Int, source: UnsafeBufferPointer<UInt8>) {
        let index = stack.removeLast()
        nodes[index].inner.end = UInt32(truncatingIfNeeded: innerEnd)
        nodes[index].outer.end = UInt32(truncatingIfNeeded: outerEnd)
        nodes[index].end = UInt32(truncatingIfNeeded: nodes.count)
        nodes[index].hash = hash(of: index, source: source)
    }

    /// Adds a node that has none below it.
    mutating func add(
        _ kind: NodeKind, name: NameID = .none, outer: Span, inner: Span, traits: Node.Traits = [],
        source: UnsafeBufferPointer<UInt8>
    ) {
        append(kind, name: name, outer: outer, inner: inner, traits: traits, hash: 0)
        let index = nodes.count - 1
        let value =
            traits.contains(.encoded)
            ? decodedHash(of: nodes[index], source: source)
            : Hashing.bytes(source[kind == .string ? inner.range.dropFirst().dropLast() : inner.range], seed: names.seed)
        nodes[index].hash = seal(nodes[index], content: value)
    }

    private mutating func append(
        _ kind: NodeKind, name: NameID, outer: Span, inner: Span, traits: Node.Traits, hash: UInt64
    ) {
        let index = UInt32(truncatingIfNeeded: nodes.count)
        let parent = stack.last.map { UInt32(truncatingIfNeeded: $0) } ?? 0
        nodes.append(
            Node(
                outer: outer, inner: inner, name: name, end: index + 1, parent: parent, kind: kind, traits: traits,
                hash: hash))
    }

    // MARK: - Hashes

    /// Kind and name around the hash of what the node holds. CDATA means the same as text.
    private func seal(_ node: Node, content: UInt64) -> UInt64 {
        let kind = node.kind == .cdata ? NodeKind.text.rawValue : node.kind.rawValue
        return Hashing.finish(Hashing.mix(Hashing.mix(UInt64(kind) &+ 1, names.hash(of: node.name)), content))
    }

    private func decodedHash(of node: Node, source: UnsafeBufferPointer<UInt8>) -> UInt64 {
        Self.withDecoded([node], source: source) { Hashing.bytes($0, seed: names.seed) }
    }

    /// Attributes and object members count in any order, everything else in its own. Neighbouring texts and CDATA
    /// sections are one text.
    private func hash(of index: Int, source: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let node = nodes[index]
        let end = nodes.count
        var anyOrder: UInt64 = 0
        var inOrder: UInt64 = 1
        var child = index + 1
        let membersCommute = node.kind == .object
        while child < end {
            let next = Int(nodes[child].end)
            switch nodes[child].kind {
            case .attribute:
                anyOrder &+= nodes[child].hash
            case .text, .cdata:
                if next < end, nodes[next].kind == .text || nodes[next].kind == .cdata {
                    child = hashTexts(from: child, before: end, source: source, into: &inOrder)
                    continue
                }
                if !isEmptyText(child) { inOrder = Hashing.mix(inOrder, nodes[child].hash) }
            case .instruction where nodes[child].isDeclaration(in: source):
                break
            case _ where membersCommute:
                anyOrder &+= nodes[child].hash
            default:
                inOrder = Hashing.mix(inOrder, nodes[child].hash)
            }
            child = next
        }
        return seal(node, content: Hashing.mix(inOrder, anyOrder))
    }

    private func isEmptyText(_ index: Int) -> Bool { nodes[index].inner.isEmpty }

    /// Hashes a run of texts as one, giving the index after it.
    private func hashTexts(
        from first: Int, before end: Int, source: UnsafeBufferPointer<UInt8>, into hash: inout UInt64
    ) -> Int {
        var last = first
        while last < end, nodes[last].kind == .text || nodes[last].kind == .cdata { last = Int(nodes[last].end) }
        let value = Self.withDecoded(Array(nodes[first..<last]), source: source) { Hashing.bytes($0, seed: names.seed) }
        var whole = nodes[first]
        whole.kind = .text
        hash = Hashing.mix(hash, seal(whole, content: value))
        return last
    }

    private static func withDecoded(
        _ texts: [Node], source: UnsafeBufferPointer<UInt8>, body: (UnsafeRawBufferPointer) -> UInt64
    ) -> UInt64 {
        var decoded: [UInt8] = []
        for node in texts {
            let raw = Array(source[node.inner.range])[...]
            switch node.kind {
            case .string: JSONText.unescape(raw.dropFirst().dropLast(), into: &decoded)
            case .attribute: XMLText.decode(raw, attribute: true, references: true, into: &decoded)
            case .text: XMLText.decode(raw, attribute: false, references: true, into: &decoded)
            default: XMLText.decode(raw, attribute: false, references: false, into: &decoded)
            }
        }
        return decoded.withUnsafeBytes(body)
    }
}
