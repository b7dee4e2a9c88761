// Content of components that has a file of its own in the folder: payloads are entries of the zip, texts stand in an element.

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
        return target.fill(naming: captures)
    }
}

extension TextFile {
    /// The element that holds the text in the zip.
    func element(in tree: Tree, _ item: Tree.Index) -> Tree.Index? {
        tree.element(at: element.steps.compactMap(\.first), of: item)
    }

    /// The file that holds it in the folder.
    func target(in tree: Tree, _ item: Tree.Index) -> String? {
        target.fill(naming: names.compactMapValues { $0.value(in: tree, at: item) })
    }
}
