// What an item is known by among its siblings.

extension Shape {
    /// What an item is known by among its siblings, made comparable; nil where it has none of its keys.
    func identity(of node: Int, in tree: Tree) -> String? {
        var result = ""
        var isEmpty = true
        for (index, path) in keys.enumerated() {
            if index > 0 { result += "\u{1F}" }
            guard let value = path.value(in: tree, at: node) else { continue }
            isEmpty = false
            result += Key.folded(value)
        }
        return isEmpty ? nil : result
    }

    /// The same, as addresses spell it.
    func key(of node: Int, in tree: Tree) -> String? {
        let values = keys.compactMap { $0.value(in: tree, at: node) }.map(Key.spelled)
        return values.isEmpty ? nil : values.joined(separator: ",")
    }
}
