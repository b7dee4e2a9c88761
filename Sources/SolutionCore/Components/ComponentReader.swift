// Finds the components in documents by the table of kinds: in a whole `customizations.xml` and in the files of a folder.

/// Lists the components of one solution.
public struct ComponentReader {
    private let kinds: Kinds
    /// In which names are wanted first.
    private let language: String?
    /// What the components are called that others are part of, or name.
    let nameOf: ComponentName?

    public init(kinds: Kinds = .table, language: String?, nameOf: ComponentName? = nil) {
        self.kinds = kinds
        self.language = language
        self.nameOf = nameOf
    }

    // MARK: - A whole customizations.xml

    /// All components of a document that holds the whole solution, those in sections that the table does not know
    /// among them.
    public func components(inCustomizations tree: Tree, file: String) -> [Component] {
        var found: [Component] = []
        let root = tree.root
        var known: Set<Exact> = []
        for kind in kinds.kinds(in: nil) where !kind.path.isEmpty {
            known.insert(kind.path[0])
            add(kind, at: kind.path, below: root, of: tree, file: file, to: &found)
        }
        addUnknown(in: tree, known: known, file: file, to: &found)
        return found
    }

    /// Sections that the table does not know, one component each: whole, never guessed at.
    private func addUnknown(in tree: Tree, known: Set<Exact>, file: String, to found: inout [Component]) {
        for section in tree.elements(of: tree.root) where !known.contains(tree.name(of: section)) {
            guard tree.elements(of: section).contains(where: { _ in true }) else { continue }
            let name = tree.name(of: section)
            found.append(
                Component(
                    kind: PackageNames.unknownSection, address: Address(kind: PackageNames.unknownSection, key: name), name: name,
                    file: file,
                    identities: [name.lowercased()]))
        }
    }

    // MARK: - Files

    /// What a file of a folder holds, or of the zip beside the two manifests. `parse` gives its tree when that is needed.
    ///
    /// With `parts` also the components inside those.
    public func components<E: Error>(
        inFile path: String, parts: Bool = true, parse: () throws(E) -> Tree
    ) throws(E) -> [Component] {
        let places = kinds.places(of: path)
        var found: [Component] = []
        var parsed: Tree?
        for (kind, place, match) in places {
            guard let elements = place.elements else {
                found.append(content(kind, path: path, match))
                continue
            }
            let tree: Tree
            if let parsed { tree = parsed } else { tree = try parse() }
            parsed = tree
            guard elements.first == tree.name(of: tree.root) else { continue }
            add(
                kind, at: Array(elements.dropFirst()), below: tree.root, of: tree, file: path, match: match, parts: parts,
                to: &found)
            if !found.isEmpty, kind.path.isEmpty || !Kind.isPackage(elements) { break }
        }
        if PackageNames.isResidue(path) {
            let tree: Tree
            if let parsed { tree = parsed } else { tree = try parse() }
            addUnknown(in: tree, known: Set(exact: kinds.all.compactMap(\.path.first)), file: path, to: &found)
        }
        return found
    }

    /// A component of a kind that the table does not know, in the shape in which the platform writes new kinds:
    /// `folder/key/element.xml`.
    public func unknownComponent(inFile path: String, tree: Tree, owner: Address?) -> Component? {
        let parts = path.split(separator: "/")
        guard parts.count >= 3, tree.syntax == .xml else { return nil }
        let element = tree.name(of: tree.root)
        guard parts[parts.count - 1].lowercased() == element.lowercased() + ".xml" else { return nil }
        let key = String(parts[parts.count - 2])
        let name = ItemLabels.unknownKinds.lazy.compactMap { $0.value(in: tree, at: tree.root, language: language) }.first ?? key
        return Component(
            kind: element, address: Address(kind: element, key: Key.spelled(key), in: owner), name: name, file: path,
            identities: [Key.folded(key)])
    }

    private func content(_ kind: Kind, path: String, _ match: FilePattern.Match) -> Component {
        let owner = match["owner"].map { ownerAddress(of: kind, key: $0) }
        let key = match["key"].map(Key.spelled)
        return Component(
            kind: kind.word, address: Address(kind: kind.word, key: key, in: owner), name: key ?? kind.noun, file: path,
            identities: key.map { [$0.lowercased()] } ?? [], isManagedTwin: match.isManaged)
    }

    private func ownerAddress(of kind: Kind, key: String) -> Address {
        let owner = kind.owner.flatMap { kinds[$0] }
        return Address(kind: kind.owner ?? "", key: owner?.spelled(key: key) ?? Key.spelled(key))
    }

    // MARK: - Elements

    /// Adds the components of a kind below an element, and those of the kinds inside them.
    private func add(
        _ kind: Kind, at path: [String], below start: Tree.Index, of tree: Tree, file: String,
        match: FilePattern.Match? = nil, owner: Address? = nil, parts: Bool = true, to found: inout [Component]
    ) {
        guard let name = path.last else {
            let owner = match?["owner"].map { ownerAddress(of: kind, key: $0) } ?? owner
            return addOne(
                kind, start, of: tree, file: file, match: match, owner: owner, parts: parts, to: &found)
        }
        let owner = match?["owner"].map { ownerAddress(of: kind, key: $0) } ?? owner
        visit(path.dropLast(), below: start, of: tree) { parent in
            for element in tree.elements(of: parent) where tree.name(of: element) == name {
                addOne(kind, element, of: tree, file: file, match: match, owner: owner, parts: parts, to: &found)
            }
        }
    }

    /// Every element at the end of a path; wrappers may repeat (`forms` stands once for each type of form).
    func visit(
        _ path: ArraySlice<String>, below element: Tree.Index, of tree: Tree, body: (Tree.Index) -> Void
    ) {
        guard let name = path.first else { return body(element) }
        for child in tree.elements(of: element) where tree.name(of: child) == name {
            visit(path.dropFirst(), below: child, of: tree, body: body)
        }
    }

    private func addOne(
        _ kind: Kind, _ element: Tree.Index, of tree: Tree, file: String, match: FilePattern.Match?, owner: Address?,
        parts withParts: Bool, to found: inout [Component]
    ) {
        let parts = kind.key.compactMap { $0.value(in: tree, at: element) }
        let key = key(of: kind, element, of: tree, match: match)
        let address = Address(kind: kind.word, key: key, in: owner)
        let aliases = kind.aliases.compactMap { $0.value(in: tree, at: element) }
        var identities = aliases.map(Key.folded)
        if let key { identities.insert(key.lowercased(), at: 0) }
        if parts.count > 1 { identities.append(parts.joined(separator: " ").lowercased()) }
        found.append(
            Component(
                kind: kind.word, noun: kind.noun(of: element, in: tree, match: match), address: address,
                name: name(of: kind, element, of: tree) ?? key ?? kind.noun, file: file, identities: identities,
                isManagedTwin: match?.isManaged ?? false))
        guard withParts else { return }
        for inner in kinds.kinds(in: kind.word) where !inner.path.isEmpty {
            add(inner, at: inner.path, below: element, of: tree, file: file, owner: address, to: &found)
        }
    }

    /// The component that an element is. Its owner may also be told by the file's path.
    func subject(
        _ kind: Kind, _ element: Tree.Index, of tree: Tree, match: FilePattern.Match?, owner: Subject?
    ) -> Subject {
        let key = key(of: kind, element, of: tree, match: match)
        let isOwned = kind.owner != nil
        let owned =
            match?["owner"].map { (ownerAddress(of: kind, key: $0), nameOf?(kind.owner ?? "", $0) ?? $0) }
            ?? owner.map { ($0.address, $0.name) }
        return Subject(
            kind: kind.word, noun: kind.noun(of: element, in: tree, match: match),
            address: Address(kind: kind.word, key: key, in: isOwned ? owned?.0 : nil),
            name: name(of: kind, element, of: tree) ?? key ?? kind.noun, ownerName: isOwned ? owned?.1 : nil)
    }

    private func key(
        of kind: Kind, _ element: Tree.Index, of tree: Tree, match: FilePattern.Match?
    ) -> String? {
        if kind.key.isEmpty { return nil }
        let parts = kind.key.compactMap { $0.value(in: tree, at: element) }
        let key = parts.isEmpty ? match?["key"] : parts.map(Key.spelled).joined(separator: ",")
        return kind.naming == .logical ? key?.lowercased() : key
    }

    private func name(of kind: Kind, _ element: Tree.Index, of tree: Tree) -> String? {
        kind.label.lazy.compactMap { $0.value(in: tree, at: element, language: language) }.first
    }
}
