// What must hold of every tree, whatever it was read from. Called by tests and by the fuzz entry points.

extension Tree {
    /// The source, put together again from the nodes' spans and what lies between them.
    ///
    /// Walks node by node: a span that is missing, overlaps or is out of order shows as a difference.
    public func reassembled() -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(source.count)
        var written = 0
        func write(upTo end: UInt32) {
            guard Int(end) > written else { return }
            result.append(contentsOf: source[written..<Int(end)])
            written = Int(end)
        }
        func visit(_ index: Index) {
            let node = nodes[index]
            // A node that starts before what is written would be lost bytes doubled: make it show.
            if Int(node.outer.start) < written { result.append(contentsOf: source[node.outer.range]) }
            write(upTo: node.outer.start)
            for child in children(of: index) { visit(child) }
            write(upTo: node.outer.end)
        }
        visit(Tree.document)
        return result
    }

    /// Every rule of the arena that this tree breaks, in words; none in a sound tree.
    public func brokenInvariants() -> [String] {
        var broken: [String] = []
        func check(_ holds: Bool, _ index: Index, _ rule: String) {
            if !holds, broken.count < 20 { broken.append("node \(index) (\(nodes[index].kind)): \(rule)") }
        }
        for index in nodes.indices {
            let node = nodes[index]
            check(node.outer.start <= node.inner.start && node.inner.end <= node.outer.end, index, "inner lies in outer")
            check(node.inner.start <= node.inner.end, index, "inner is a range")
            check(Int(node.end) > index && Int(node.end) <= nodes.count, index, "the nodes below are a range")
            let parent = nodes[Int(node.parent)]
            if index > 0 {
                check(Int(node.parent) < index && node.end <= parent.end, index, "lies in its parent's range")
                check(
                    parent.outer.start <= node.outer.start && node.outer.end <= parent.outer.end, index,
                    "its bytes lie in its parent's")
            }
            check(spellingFits(node), index, "the bytes are spelled as its kind is")
        }
        if source != reassembled() { broken.append("the spans do not give the source again") }
        return broken
    }

    private func spellingFits(_ node: Node) -> Bool {
        let outer = source[node.outer.range]
        switch node.kind {
        case .element:
            return outer.starts(with: [UInt8(ascii: "<")] + names.spelling(of: node.name))
                && outer.last == UInt8(ascii: ">")
        case .attribute:
            return outer.starts(with: names.spelling(of: node.name))
                && (outer.last == UInt8(ascii: "\"") || outer.last == UInt8(ascii: "'"))
                && outer.count - node.inner.count > 3
        case .text: return !outer.isEmpty && !outer.contains(UInt8(ascii: "<")) && node.inner == node.outer
        case .comment: return outer.starts(with: "<!--".utf8) && outer.reversed().starts(with: ">--".utf8)
        case .cdata: return outer.starts(with: "<![CDATA[".utf8) && outer.reversed().starts(with: ">]]".utf8)
        case .instruction: return outer.starts(with: "<?".utf8) && outer.reversed().starts(with: ">?".utf8)
        case .doctype: return outer.starts(with: "<!".utf8) && outer.last == UInt8(ascii: ">")
        case .object: return source[node.inner.range].first == UInt8(ascii: "{") && outer.last == UInt8(ascii: "}")
        case .array: return source[node.inner.range].first == UInt8(ascii: "[") && outer.last == UInt8(ascii: "]")
        case .string: return source[node.inner.range].first == UInt8(ascii: "\"") && outer.last == UInt8(ascii: "\"")
        case .number, .literal: return !node.inner.isEmpty
        case .document: return node.outer == Span(0, source.count)
        }
    }
}
