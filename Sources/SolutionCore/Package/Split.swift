// Split: one half of a package, two big documents and their payload, into the files of an unpacked folder.

/// A file of an unpacked folder.
public struct UnpackedFile {
    public enum Content {
        /// Written when it is asked for: all texts together are as large as the package.
        case document(SplitDocument)
        /// The bytes of the zip's entry of this name.
        case entry(String)
    }
    public let path: String
    public fileprivate(set) var content: Content
    /// Where both halves have a file, the managed half's is kept.
    public let managedWins: Bool
    /// In a folder of both halves there is a place for it where only the managed half has it. Else the packager leaves it out.
    public let staysAlone: Bool
}

/// A document that splitting made of parts of another, or a text that stood in one.
public struct SplitDocument {
    fileprivate enum Content {
        case root(Fragment, declares: Bool)
        case text(Tree, Tree.Index)
    }
    fileprivate var content: Content

    /// Its text, behind what is there.
    public func append(to bytes: inout [UInt8]) {
        switch content {
        case .root(let root, let declares): PackagerText.append(root, declares: declares, to: &bytes)
        case .text(let tree, let element): bytes += [0xEF, 0xBB, 0xBF] + Array(tree.text(of: element).utf8)
        }
    }
}

/// What splitting gives: the files, and what could not be told in them.
public struct UnpackedHalf {
    public fileprivate(set) var files: [UnpackedFile] = []
    /// Components that the packager's layout has no place for, in words.
    public fileprivate(set) var losses: [String] = []
}

/// One half of a package, parsed.
public struct PackageHalf {
    public let manifest: Tree
    public let customizations: Tree
    /// The names of all entries of the zip.
    public let entries: [String]

    public init(manifest: Tree, customizations: Tree, entries: [String]) {
        self.manifest = manifest
        self.customizations = customizations
        self.entries = entries
    }

    /// Entries that are no content, folded. What an old export says in `filteredcomponents.xml` the packager leaves out.
    public static let ownEntries: Set<Exact> = ["[content_types].xml", "solution.xml", "customizations.xml", "filteredcomponents.xml"]

    /// The files that the packager makes of it. `managedText`: what the manifest says where it speaks for both halves.
    public func split(isManaged: Bool, managedText: String? = nil, kinds: Kinds = .table) -> UnpackedHalf {
        var splitter = Splitter(self, kinds: kinds, isManaged: isManaged)
        splitter.run(managedText: managedText)
        return splitter.result
    }
}

private struct Splitter {
    let half: PackageHalf
    let tree: Tree
    let kinds: Kinds
    let isManaged: Bool
    var result = UnpackedHalf()
    private var edits: [Tree.Index: Edit] = [:]
    /// Of each section the children that went to files; nil for all of it.
    private var claimed: [Tree.Index: Set<Exact>?] = [:]
    private var textPaths: Set<Exact> = []
    /// Entries by their folded names, until a component takes them.
    private var unclaimed: [Exact: String] = [:]
    /// The kinds inside others, by the others' words.
    private var innerKinds: [Exact: [Kind]] = [:]

    init(_ half: PackageHalf, kinds: Kinds, isManaged: Bool) {
        self.half = half
        self.kinds = kinds
        self.isManaged = isManaged
        tree = half.customizations
        for entry in half.entries { unclaimed[entry.lowercased()] = entry }
        for own in PackageHalf.ownEntries { unclaimed[own] = nil }
    }

    mutating func run(managedText: String?) {
        for kind in kinds.kinds(in: nil) { split(kind, below: tree.root, owner: nil) }
        for (section, names) in claimed { edits[section] = leftover(of: section, names) }
        add(PackageNames.residue, .element(tree, tree.root, edits: [:]), declares: true, managedWins: true)
        // Only now the edits are complete; from here on all fragments share them.
        for index in result.files.indices {
            guard case .document(let document) = result.files[index].content, case .root(let root, let declares) = document.content
            else { continue }
            result.files[index].content = .document(SplitDocument(content: .root(root.edited(edits), declares: declares)))
        }
        addManifest(managedText)
        for entry in half.entries where unclaimed[entry.lowercased()] != nil {
            // Files beside a code component stay its own; of folders that the server made, the managed half's are kept.
            let isBeside = entry.split(separator: "/").first.map { kinds.isSectionFolder(String($0)) } ?? false
            result.files.append(UnpackedFile(path: entry, content: .entry(entry), managedWins: !isBeside, staysAlone: false))
        }
    }

    private mutating func addManifest(_ managedText: String?) {
        let manifest = half.manifest
        var edits: [Tree.Index: Edit] = [:]
        if let solution = manifest.element("SolutionManifest", of: manifest.root) {
            if let kind = kinds[KindRole.solution.word] { sort(kind, solution, in: manifest, into: &edits) }
            if let managedText, let managed = manifest.element("Managed", of: solution) {
                edits[managed] = .text(managedText)
            }
        }
        add(PackageNames.manifest, .element(manifest, manifest.root, edits: edits), declares: true, managedWins: true)
    }

    // MARK: - Kinds

    /// Writes the files of one kind below an element, and leaves a stub there.
    private mutating func split(_ kind: Kind, below owner: Tree.Index, owner ownerName: String?) {
        guard let section = kind.path.first, tree.element(section, of: owner) != nil else { return }
        let place = kind.places.first { $0.isWritten && !Kind.isPackage($0.elements ?? []) }
        let items = items(kind.path, below: owner)
        for item in items { claim(kind, item, owner: ownerName) }
        guard let place, let elements = place.elements else { return }
        for item in items {
            sort(kind, item, in: tree, into: &edits)
            moveTexts(of: kind, item)
        }
        if place.pattern.captures.allSatisfy({ $0 == "owner" }) {
            addWhole(kind, place, depth: kind.path.count - elements.count, below: owner, ownerName)
        } else {
            addEach(kind, place, elements, items, ownerName)
        }
        for element in tree.elements(of: owner) where tree.name(of: element) == section {
            if elements.count == kind.path.count || kind.path.count == 1 {
                claimed[element] = .some(nil)
            } else if let names = claimed[element] ?? [] {
                claimed[element] = names.union([kind.path[1]])
            }
        }
    }

    /// What stays of a section: nothing, or what no kind knows.
    private func leftover(of section: Tree.Index, _ names: Set<Exact>?) -> Edit {
        guard let names else { return .stub }
        let rest = tree.elements(of: section).filter { !names.contains(tree.name(of: $0)) }
        return rest.isEmpty ? .stub : .remainder(rest)
    }

    /// One file for all: the section as it is.
    private mutating func addWhole(
        _ kind: Kind, _ place: Place, depth: Int, below owner: Tree.Index, _ ownerName: String?
    ) {
        guard let path = place.pattern.fill(naming: ["owner": ownerName ?? ""], isManaged: isManaged) else { return }
        for root in items(Array(kind.path.prefix(depth + 1)), below: owner) {
            let hasContent = tree.elements(of: root).contains { _ in true }
            // An empty section leaves a stub; one inside another, or inside a component, would leave nothing.
            guard hasContent || depth > 0 || kind.owner != nil else { continue }
            add(path, .element(tree, root, edits: [:]), declares: !place.isBare, isTwin: isTwin(place))
        }
    }

    private func isTwin(_ place: Place) -> Bool { isManaged && place.pattern.parts.contains(.twin) }

    /// A file for each component; those with one path and a common wrapper share it.
    private mutating func addEach(
        _ kind: Kind, _ place: Place, _ elements: [String], _ items: [Tree.Index], _ ownerName: String?
    ) {
        var order: [String] = []
        var gathered: [Exact: [Tree.Index]] = [:]
        for item in items {
            guard let path = path(place.pattern, place.names, of: item, ownerName) else {
                let name = kind.label.lazy.compactMap { [tree] in $0.value(in: tree, at: item) }.first
                result.losses.append("\(kind.noun) '\(name ?? tree.name(of: item))' names no file")
                continue
            }
            splitInside(kind, item, name: place.names["key"].flatMap { $0.value(in: tree, at: item) })
            if gathered[path] == nil { order.append(path) }
            gathered[path, default: []].append(item)
        }
        if let index = place.index, !items.isEmpty { addIndex(index, kind, items, elements) }
        for path in order {
            let items = gathered[path] ?? []
            if elements.count == 1, items.count > 1 {
                result.losses.append("\(items.count) \(kind.plural) are written to one file '\(path)': the last stays")
            }
            let fragments = items.map { Fragment.element(tree, $0, edits: [:]) }
            let root = elements.dropLast().reversed().reduce(fragments) { [.wrapper($1, attributes: [], $0)] }
            if let root = root.last {
                add(path, root, declares: !place.isBare, managedWins: place.managedWins, isTwin: isTwin(place))
            }
        }
    }

    private mutating func addIndex(_ path: String, _ kind: Kind, _ items: [Tree.Index], _ elements: [String]) {
        guard let name = kind.key.first?.attribute, let item = elements.last, let wrapper = elements.first else { return }
        let lines = items.map { index in
            Fragment.wrapper(item, attributes: [(name, tree.attribute(name, of: index) ?? "")], [])
        }
        add(path, .wrapper(wrapper, attributes: [], lines), declares: true)
    }

    /// The kinds inside a component that become files of their own.
    private mutating func splitInside(_ kind: Kind, _ item: Tree.Index, name: String?) {
        let inner = innerKinds[kind.word] ?? kinds.kinds(in: kind.word)
        innerKinds[kind.word] = inner
        for inner in inner { split(inner, below: item, owner: name) }
    }

    // MARK: - Payload

    /// Takes the entries that a component refers to, and says where they go.
    private mutating func claim(_ kind: Kind, _ item: Tree.Index, owner: String?) {
        // What the one document that is kept refers to, comes with it.
        let staysAlone = kind.owner.flatMap { kinds[$0] }?.places.contains(where: \.managedWins) ?? false
        for payload in kind.payloads {
            for reference in payload.references(in: tree, item) {
                let entry = reference.hasPrefix("/") ? String(reference.dropFirst()) : reference
                guard let target = payload.target(of: reference, in: tree, item, owner: owner),
                    let found = unclaimed.removeValue(forKey: entry.lowercased())
                else { continue }
                result.files.append(UnpackedFile(path: target, content: .entry(found), managedWins: false, staysAlone: staysAlone))
            }
        }
    }

    /// Makes files of the texts in a component. An empty one has none, and of two with one name the second stays where it is.
    private mutating func moveTexts(of kind: Kind, _ item: Tree.Index) {
        for text in kind.texts {
            guard let element = text.element(in: tree, item), !tree.text(of: element).isEmpty,
                tree.elements(of: element).allSatisfy({ _ in false }),
                let path = text.target(in: tree, item), textPaths.insert(path.lowercased()).inserted
            else { continue }
            edits[element] = .text("")
            let document = SplitDocument(content: .text(tree, element))
            result.files.append(UnpackedFile(path: path, content: .document(document), managedWins: false, staysAlone: false))
        }
    }

    // MARK: - Helpers

    private func items(_ path: [String], below element: Tree.Index) -> [Tree.Index] {
        path.reduce([element]) { parents, name in
            guard let id = tree.names.find(name) else { return [] }
            return parents.flatMap { parent in
                tree.children(of: parent).filter { tree[$0].kind == .element && tree[$0].name == id }
            }
        }
    }

    private func path(
        _ pattern: FilePattern, _ names: [String: ValuePath], of item: Tree.Index, _ owner: String?
    ) -> String? {
        var values = names.compactMapValues { $0.value(in: tree, at: item) }
        values["owner"] = owner
        return pattern.fill(naming: values, isManaged: isManaged)
    }

    /// Puts the lists that the packager sorts into its order.
    private func sort(_ kind: Kind, _ item: Tree.Index, in tree: Tree, into edits: inout [Tree.Index: Edit]) {
        for sorting in kind.sortings {
            guard let list = tree.element(at: sorting.list, of: item) else { continue }
            let rows = tree.children(of: list).filter { tree[$0].kind != .attribute }.map { row in
                (row, sorting.keys.map { CollationKey($0.value(in: tree, at: row) ?? "") })
            }
            let sorted = rows.enumerated().sorted { a, b in
                for (one, other) in zip(a.element.1, b.element.1) where one != other { return one < other }
                return a.offset < b.offset
            }
            // What is made anew without anything in it has no end tag.
            edits[list] = sorted.isEmpty ? .content([]) : .children(sorted.map(\.element.0))
        }
    }

    private mutating func add(_ path: String, _ root: Fragment, declares: Bool, managedWins: Bool = false, isTwin: Bool = false) {
        let document = SplitDocument(content: .root(root, declares: declares))
        result.files.append(UnpackedFile(path: path, content: .document(document), managedWins: managedWins, staysAlone: isTwin))
    }
}

extension Fragment {
    /// The same with these edits to its elements, which are all of one tree.
    fileprivate func edited(_ edits: [Tree.Index: Edit]) -> Fragment {
        switch self {
        case .element(let tree, let index, _): .element(tree, index, edits: edits)
        case .wrapper(let name, let attributes, let inner):
            .wrapper(name, attributes: attributes, inner.map { $0.edited(edits) })
        }
    }
}
