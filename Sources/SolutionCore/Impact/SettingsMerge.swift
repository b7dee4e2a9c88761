// New entries in a deployment settings file, written as the file writes its own; every other byte stays.

extension SettingsFile {
    /// What has no entry yet.
    public func missing(_ asks: [DeploymentAsk]) -> [DeploymentAsk] { SettingsList.all.flatMap { missing(asks, of: $0) } }

    private func missing(_ asks: [DeploymentAsk], of list: SettingsList) -> [DeploymentAsk] {
        let known = Set(exact: entries(of: list).compactMap { $0.key?.lowercased() })
        return list.asks(in: asks).filter { !known.contains(Exact($0.key.lowercased())) }
    }

    /// The file with an entry for everything that it lacks; what is filled in, unknown members and their order stay.
    public func merged(_ asks: [DeploymentAsk]) -> [UInt8] {
        var edits: [(range: Range<Int>, bytes: [UInt8])] = []
        var lists: [(list: SettingsList, asks: [DeploymentAsk])] = []
        for list in SettingsList.all {
            let missing = missing(asks, of: list)
            if let node = tree.member(list.name, of: tree.root) {
                if !missing.isEmpty { edits.append(addition(list, missing, to: node)) }
            } else {
                lists.append((list, missing))
            }
        }
        if !lists.isEmpty { edits.append(newLists(lists)) }
        return tree.source.applying(edits)
    }

    private func addition(_ list: SettingsList, _ asks: [DeploymentAsk], to node: Int) -> (range: Range<Int>, bytes: [UInt8]) {
        let items = Array(tree.children(of: node))
        let layout = items.last.flatMap { self.layout(of: $0, in: node) } ?? defaultLayout(in: node)
        let text = asks.map { layout.item + layout.entry(list.members(of: $0)) }.joined(separator: ",")
        if let last = items.last {
            let end = Int(tree[last].outer.end)
            return (end..<end, Array(("," + text).utf8))
        }
        // All between the brackets is blank.
        let inner = tree[node].inner.range
        return (inner.lowerBound + 1..<inner.upperBound - 1, Array((text + blanks(before: Int(tree[node].outer.start))).utf8))
    }

    /// Lists that the file does not have, behind its last member.
    private func newLists(_ lists: [(list: SettingsList, asks: [DeploymentAsk])]) -> (range: Range<Int>, bytes: [UInt8]) {
        let root = tree.root
        let members = Array(tree.children(of: root))
        let gap = members.last.map { blanks(before: Int(tree[$0].outer.start)) } ?? lineEnd + "  "
        let layout = SettingsLayout(item: gap + indent, member: gap + indent + indent, end: gap + indent, colon: " ")
        let texts = lists.map { list, asks in
            let inside = asks.map { layout.item + layout.entry(list.members(of: $0)) }.joined(separator: ",")
            return gap + "\"\(list.name)\": [" + inside + (inside.isEmpty ? "" : gap) + "]"
        }
        if let last = members.last {
            let end = Int(tree[last].outer.end)
            return (end..<end, Array(("," + texts.joined(separator: ",")).utf8))
        }
        let inner = tree[root].inner.range
        return (inner.lowerBound + 1..<inner.upperBound - 1, Array((texts.joined(separator: ",") + lineEnd).utf8))
    }

    // MARK: - As the file is laid out

    /// The layout of an entry that is there; nil for one without members.
    private func layout(of item: Int, in list: Int) -> SettingsLayout? {
        let members = Array(tree.children(of: item))
        guard let first = members.first else { return nil }
        let value = tree[first].inner.range.lowerBound
        return SettingsLayout(
            item: blanks(before: Int(tree[item].outer.start)), member: blanks(before: Int(tree[first].outer.start)),
            end: blanks(before: Int(tree[item].outer.end) - 1), colon: blanks(before: value))
    }

    private func defaultLayout(in list: Int) -> SettingsLayout {
        let gap = blanks(before: Int(tree[list].outer.start))
        let base = gap.isEmpty ? lineEnd + indent : gap
        return SettingsLayout(item: base + indent, member: base + indent + indent, end: base + indent, colon: " ")
    }

    private var lineEnd: String { tree.source.firstRange(of: [UInt8(ascii: "\r"), UInt8(ascii: "\n")]) == nil ? "\n" : "\r\n" }

    /// One step of indentation: that of the root's first member.
    private var indent: String {
        guard let first = tree.children(of: tree.root).first(where: { _ in true }) else { return "  " }
        let gap = blanks(before: Int(tree[first].outer.start)).utf8.filter { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        return gap.isEmpty ? "  " : String(decoding: gap, as: UTF8.self)
    }

    private func blanks(before place: Int) -> String {
        var start = place
        while start > 0, [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(tree.source[start - 1]) {
            start -= 1
        }
        return String(decoding: tree.source[start..<place], as: UTF8.self)
    }
}
