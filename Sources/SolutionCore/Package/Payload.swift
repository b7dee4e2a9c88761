// Payload: content that a component refers to, under one name in the zip and another in the folder.

extension Payload {
    /// Content that has one name in both.
    static func samePath(_ reference: ValuePath) -> Payload {
        Payload(reference: reference, target: "{file...}", names: ["file": reference])
    }

    /// The zip's names that a component's element refers to.
    func references(in tree: Tree, _ item: Tree.Index) -> [String] {
        let values: [String] =
            reference.map { [$0.value(in: tree, at: item)].compactMap(\.self) }
            ?? tree.elements(of: item).map { tree.text(of: $0) }
        guard let prefix else { return values }
        return values.filter { $0.hasPrefix(prefix) }
    }

    /// The folder's name for what a reference names.
    func target(of reference: String, in tree: Tree, _ item: Tree.Index, owner: String?) -> String? {
        var captures: [String: String] = owner.map { ["owner": $0] } ?? [:]
        if let prefix { captures["file"] = String(reference.dropFirst(prefix.count)) }
        for (name, path) in names { captures[name] = path.value(in: tree, at: item) }
        return target.fill(captures)
    }
}
