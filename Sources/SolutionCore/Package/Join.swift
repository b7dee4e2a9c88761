// Join: the files of an unpacked folder back into the two documents and the entries of a package.

/// The files of a folder, as join needs them.
public protocol UnpackedFolder {
    /// Relative to the solution's folder.
    var paths: [String] { get }
    /// The tree of an XML file, or nil where it is not one.
    func tree(of path: String) -> Tree?
    /// A text file's text without its byte order mark, or nil where it is none.
    func text(of path: String) -> String?
    /// Whether content that a component refers to stands outside the folder.
    func isElsewhere(_ path: String) -> Bool
    /// Content outside the folder that belongs to components in it, though none refers to it.
    var offered: [String] { get }
}

/// What joining gives.
public struct JoinedPackage {
    public fileprivate(set) var manifest: [UInt8] = []
    public fileprivate(set) var customizations: [UInt8] = []
    /// Zip entry and the folder's file that is its content, by entry.
    public fileprivate(set) var entries: [(name: String, path: String)] = []
    /// Files that are components of known kinds or content of theirs.
    public fileprivate(set) var claimed: Set<Exact> = []
    /// Files with no managed twin.
    public fileprivate(set) var missingTwins: [String] = []
    /// Managed files whose unmanaged twin is missing: an unmanaged package cannot hold them.
    public fileprivate(set) var managedOnly: [String] = []
    /// Content that components refer to and that is nowhere.
    public fileprivate(set) var missingContent: [String] = []
    /// Files in the folder of a known kind that belong to no component, and ones in the place of the package's own parts.
    public fileprivate(set) var strays: [String] = []
    /// What a list names and no file holds, in words.
    public fileprivate(set) var unheld: [String] = []
    /// Why there can be no package, every reason.
    public fileprivate(set) var problems: [String] = []
}

extension UnpackedFolder {
    /// The package that this folder is, one half of it.
    ///
    /// A file without a managed twin is left out of a managed package, and told, unless `usesUnmanagedForMissing`.
    public func join(
        asManaged: Bool, usesUnmanagedForMissing: Bool = false, kinds: Kinds = .table
    ) -> JoinedPackage {
        var joiner = Joiner(self, kinds: kinds, isManaged: asManaged, usesUnmanagedForMissing)
        joiner.run()
        return joiner.result
    }
}

/// A component's file on its way into a section.
private struct Part {
    let kind: Kind
    let place: Place
    let match: FilePattern.Match
    let path: String
    let tree: Tree

    /// Its path without the mark of a twin, folded.
    let identity: String
}

private struct Joiner<Folder: UnpackedFolder> {
    let folder: Folder
    let kinds: Kinds
    let isManaged: Bool
    let usesUnmanagedForMissing: Bool
    var result = JoinedPackage()
    /// By the word of their kind, and for those inside others by their owner's folder as well; until they are put in.
    private var parts: [Exact: [Part]] = [:]
    private var unclaimed: [Exact: String] = [:]
    private var documents: Set<Exact> = []
    private var claimedPayload: Set<Exact> = []
    /// Where the key of a component stands in its kind's index file.
    private var positions: [Exact: [Exact: Int]] = [:]
    /// The file of each component by its key.
    private var keysSeen: [Exact: String] = [:]

    init(_ folder: Folder, kinds: Kinds, isManaged: Bool, _ usesUnmanagedForMissing: Bool) {
        self.folder = folder
        self.usesUnmanagedForMissing = usesUnmanagedForMissing
        self.kinds = kinds
        self.isManaged = isManaged
    }

    mutating func run() {
        for (one, other) in folder.paths.pairsThatDifferInCase() {
            result.problems.append("files '\(one)' and '\(other)' differ only in letter case")
        }
        guard let manifest = document(PackageNames.manifest), let residue = document(PackageNames.residue) else {
            return
        }
        collect()
        result.manifest = text(of: manifest)
        // Inside the whole, lines stand deeper than in a file. Room that is not used costs nothing.
        let room = parts.values.joined().reduce(residue.source.count) { $0 + 2 * $1.tree.source.count }
        let edits = sections(of: residue)
        result.customizations = PackagerText.document(
            .element(residue, residue.root, edits: edits), declares: true, capacity: room)
        // Forms and views of a table that is not there.
        result.strays += parts.values.flatMap { $0.map(\.path) }.sorted()
        for path in folder.paths where !documents.contains(path) {
            guard let left = unclaimed[path.lowercased()] else { continue }
            let isStray = isStray(left)
            if SolutionPath.isOfGit(left), isStray || !left.contains("/") { continue }
            if isStray { result.strays.append(left) }
            result.entries.append((left, left))
        }
        let known = Set(exact: result.entries.map { $0.path.lowercased() })
        for path in folder.offered where !known.contains(path.lowercased()) && !documents.contains(path) && !isStray(path) {
            result.entries.append((path, path))
        }
        result.claimed = Set(exact: result.entries.map(\.path)).intersection(claimedPayload).union(documents)
        result.entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private mutating func document(_ name: String) -> Tree? {
        guard let path = folder.paths.first(where: { $0.lowercased() == name.lowercased() }) else {
            result.problems.append("there is no '\(name)'")
            return nil
        }
        documents.insert(path)
        if let tree = folder.tree(of: path), tree.name(of: tree.root) == PackageNames.root { return tree }
        result.problems.append("'\(path)' is not the document that it should be")
        return nil
    }

    private mutating func text(of manifest: Tree) -> [UInt8] {
        var edits: [Tree.Index: Edit] = [:]
        if let managed = manifest.element(at: ["SolutionManifest", "Managed"], of: manifest.root),
            ["0", "1", "2"].contains(manifest.text(of: managed))
        {
            edits[managed] = .text(isManaged ? "1" : "0")
        } else {
            result.problems.append("'\(PackageNames.manifest)' has no 'Managed' that is 0, 1 or 2")
        }
        return PackagerText.document(.element(manifest, manifest.root, edits: edits), declares: true)
    }

    // MARK: - Files

    /// Sorts the files: components by their kinds, everything else until somebody claims it.
    private mutating func collect() {
        var indexes: [Exact: Kind] = [:]
        for kind in kinds.all {
            for place in kind.places { if let index = place.index { indexes[index.lowercased()] = kind } }
        }
        var chosen: [Exact: Part] = [:]
        var order: [String] = []
        for path in folder.paths where !documents.contains(path) {
            if let kind = indexes[path.lowercased()] {
                documents.insert(path)
                readIndex(path, kind)
            } else if let part = part(path) {
                documents.insert(path)
                if chosen[part.identity] == nil { order.append(part.identity) }
                choose(part, &chosen)
            } else {
                unclaimed[path.lowercased()] = path
            }
        }
        for identity in order {
            guard let part = chosen[identity] else { continue }
            if part.match.isManaged, !isManaged {
                result.managedOnly.append(part.path)
                continue
            }
            let hasTwin = part.place.pattern.parts.contains(.twin)
            if isManaged, hasTwin, !part.match.isManaged {
                result.missingTwins.append(part.path)
                guard usesUnmanagedForMissing else { continue }
            }
            parts[bucket(part.kind, owner: part.match["owner"]), default: []].append(part)
        }
    }

    /// The order of components that a file of their own keeps.
    private mutating func readIndex(_ path: String, _ kind: Kind) {
        guard let tree = folder.tree(of: path) else { return }
        let keys = tree.elements(of: tree.root).compactMap { line in kind.key.first?.value(in: tree, at: line) }
        positions[kind.word] = Dictionary(exact: keys.map(Key.folded).enumerated().map { ($1, $0) }) { first, _ in first }
    }

    private func bucket(_ kind: Kind, owner: String?) -> String { kind.word + "/" + (owner?.lowercased() ?? "") }

    /// Of twins the one that this half is made of.
    private func choose(_ part: Part, _ chosen: inout [Exact: Part]) {
        guard let other = chosen[part.identity] else {
            chosen[part.identity] = part
            return
        }
        if part.match.isManaged == isManaged, other.match.isManaged != isManaged { chosen[part.identity] = part }
    }

    private func part(_ path: String) -> Part? {
        for (kind, place, match) in kinds.places(of: path) where !kind.path.isEmpty {
            guard let elements = place.elements, !Kind.isPackage(elements), let tree = folder.tree(of: path),
                tree.name(of: tree.root) == elements.first
            else { continue }
            let plain = place.pattern.fill(match.captures) ?? path
            return Part(
                kind: kind, place: place, match: match, path: path, tree: tree,
                identity: kind.word + ":" + plain.lowercased())
        }
        return nil
    }

    private func isStray(_ path: String) -> Bool {
        if ["solution.xml", "customizations.xml", "[content_types].xml"].contains(path.lowercased()) { return true }
        guard let first = path.split(separator: "/").first, path.contains("/") else { return false }
        guard first.beginsCapital else { return false }
        guard kinds.isSplitFolder(String(first)) else { return false }
        return !kinds.places(of: path).contains { $0.place.elements == nil && $0.kind.owner == nil }
    }

    // MARK: - Sections

    /// What goes into the sections of a document's root.
    private mutating func sections(of residue: Tree) -> [Tree.Index: Edit] {
        var edits: [Tree.Index: Edit] = [:]
        let missing = fill(
            residue, residue.root, kinds.kinds(in: nil), owner: nil, path: PackageNames.residue, into: &edits)
        insert(missing, into: residue, residue.root, order: SectionOrder.package, &edits)
        checkIndexes()
        return edits
    }

    /// Fills the stubs below an element with the components of some kinds, and gives the sections that have no stub.
    private mutating func fill(
        _ tree: Tree, _ element: Tree.Index, _ inner: [Kind], owner: String?, path: String,
        into edits: inout [Tree.Index: Edit]
    ) -> [Fragment] {
        var order: [String] = []
        var contents: [Exact: [Fragment]] = [:]
        var wholes: [Exact: Part] = [:]
        for kind in inner {
            guard let section = kind.path.first else { continue }
            claimPayloads(of: kind, in: tree, below: element, owner: owner)
            checkKeys(of: kind, in: tree, below: element, owner: owner, path: path)
            let parts = (parts.removeValue(forKey: bucket(kind, owner: owner)) ?? []).sorted {
                $0.path.utf8.lexicographicallyPrecedes($1.path.utf8)
            }
            guard !parts.isEmpty else { continue }
            if contents[section] == nil, wholes[section] == nil { order.append(section) }
            for part in parts
            where (part.place.elements?.count ?? 0) == kind.path.count
                && part.place.pattern.captures.allSatisfy({ $0 == "owner" })
            {
                wholes[section] = part
                let items = items(Array(kind.path.dropFirst()), in: part.tree, below: part.tree.root)
                for item in items { checkKey(of: kind, part.tree, item, owner: owner, path: part.path) }
            }
            if wholes[section] == nil { contents[section, default: []] += fragments(of: parts, kind) }
        }
        var missing: [Fragment] = []
        for section in order {
            let stub = tree.element(section, of: element)
            if let whole = wholes[section] {
                let fragment = Fragment.element(whole.tree, whole.tree.root, edits: [:])
                if let stub { edits[stub] = .replacement(fragment) } else { missing.append(fragment) }
            } else if let stub {
                // A section may already hold what nobody split off.
                let kept = tree.elements(of: stub).map { Fragment.element(tree, $0, edits: [:]) }
                edits[stub] = .content(kept + (contents[section] ?? []))
            } else {
                missing.append(.wrapper(section, attributes: [], contents[section] ?? []))
            }
        }
        return missing
    }

    /// The items of parts, under the wrappers that stand between section and item.
    private mutating func fragments(of parts: [Part], _ kind: Kind) -> [Fragment] {
        let wrappers = Array(kind.path.dropFirst().dropLast())
        var groups: [(attributes: [(name: String, value: String)], items: [Fragment])] = []
        if let order = positions[kind.word] {
            var listed: [(position: Int, fragment: Fragment)] = []
            for part in parts {
                for item in items(of: part) { listed.append((order[key(of: kind, item)] ?? .max, item)) }
            }
            let sorted = listed.enumerated().sorted {
                ($0.element.position, $0.offset) < ($1.element.position, $1.offset)
            }
            return sorted.map { $0.element.fragment }
        }
        for part in parts {
            let attributes = wrapperAttributes(of: part)
            let items = items(of: part)
            if let index = groups.firstIndex(where: {
                $0.attributes.elementsEqual(attributes) { $0.name == $1.name && $0.value == $1.value }
            }) {
                groups[index].items += items
            } else {
                groups.append((attributes, items))
            }
        }
        return groups.flatMap { group in
            wrappers.reversed().reduce(group.items) { inner, name in
                [.wrapper(name, attributes: name == wrappers.last ? group.attributes : [], inner)]
            }
        }
    }

    private func key(of kind: Kind, _ fragment: Fragment) -> String {
        guard case .element(let tree, let item, _) = fragment else { return "" }
        return kind.key.first?.value(in: tree, at: item).map(Key.folded) ?? ""
    }

    /// What the path of a file says of the element around the component: the type of a form.
    private func wrapperAttributes(of part: Part) -> [(name: String, value: String)] {
        part.place.names.compactMap { name, path in
            guard path.steps == [[".."]], let attribute = path.attribute, let value = part.match[name] else { return nil }
            return (attribute, value)
        }
    }

    /// The components in a file, with what belongs inside them put back.
    private mutating func items(of part: Part) -> [Fragment] {
        let wrapperCount = (part.place.elements?.count ?? 1) - 1
        let items = items(Array((part.place.elements ?? []).dropFirst()), in: part.tree, below: part.tree.root)
        let isShared = part.place.pattern.captures.isEmpty
        if wrapperCount > 0, items.isEmpty, !isShared { result.problems.append("'\(part.path)' holds no \(part.kind.noun)") }
        for item in items { checkKey(of: part.kind, part.tree, item, owner: part.match["owner"], path: part.path) }
        return items.map { item in
            var edits: [Tree.Index: Edit] = [:]
            let owner = part.match["key"]
            let missing = fill(
                part.tree, item, kinds.kinds(in: part.kind.word), owner: owner, path: part.path, into: &edits)
            insert(missing, into: part.tree, item, order: SectionOrder.table, &edits)
            claimPayloads(of: part.kind, part.tree, item, part.match["owner"])
            putTexts(of: part.kind, part.tree, item, into: &edits)
            return .element(part.tree, item, edits: edits)
        }
    }

    private func items(_ path: [String], in tree: Tree, below element: Tree.Index) -> [Tree.Index] {
        path.reduce([element]) { parents, name in
            parents.flatMap { parent in tree.elements(of: parent).filter { tree.name(of: $0) == name } }
        }
    }

    // MARK: - Keys

    /// The keys of components that stand in a document of others, and of those inside them.
    private mutating func checkKeys(
        of kind: Kind, in tree: Tree, below element: Tree.Index, owner: String?, path: String
    ) {
        for item in items(kind.path, in: tree, below: element) {
            checkKey(of: kind, tree, item, owner: owner, path: path)
            let key = kind.key.first?.value(in: tree, at: item)
            for inner in kinds.kinds(in: kind.word) where !inner.path.isEmpty {
                checkKeys(of: inner, in: tree, below: item, owner: key, path: path)
            }
        }
    }

    /// Two components with one key are one too many.
    private mutating func checkKey(of kind: Kind, _ tree: Tree, _ item: Tree.Index, owner: String?, path: String) {
        let keys = kind.key.compactMap { $0.value(in: tree, at: item) }.map(Key.folded)
        guard !keys.isEmpty else { return }
        let key = keys.joined(separator: ",")
        guard let other = keysSeen.updateValue(path, forKey: Exact(bucket(kind, owner: owner) + "/" + key)) else { return }
        result.problems.append(
            other == path
                ? "'\(path)' holds the \(kind.noun) '\(key)' twice"
                : "'\(path)' and '\(other)' both hold the \(kind.noun) '\(key)'")
    }

    /// Keys that an index lists and no file has.
    private mutating func checkIndexes() {
        for (word, positions) in positions.sortedPairs {
            guard let kind = kinds[word], let index = kind.places.lazy.compactMap(\.index).first else { continue }
            for key in positions.keys.sorted().map(\.text) where keysSeen[bucket(kind, owner: nil) + "/" + key] == nil {
                result.unheld.append("'\(index)' names the \(kind.noun) '\(key)', and no file holds it")
            }
        }
    }

    /// Puts sections without a stub where the platform has them.
    private func insert(
        _ missing: [Fragment], into tree: Tree, _ element: Tree.Index, order: [String], _ edits: inout [Tree.Index: Edit]
    ) {
        guard !missing.isEmpty else { return }
        let inner = edits
        var list: [(rank: Int, fragment: Fragment)] = tree.elements(of: element).map { child in
            (order.firstIndex(of: tree.name(of: child)) ?? -1, .element(tree, child, edits: inner))
        }
        for fragment in missing {
            let rank = order.firstIndex(of: fragment.name) ?? order.count
            let place = list.lastIndex { $0.rank <= rank && $0.rank >= 0 }.map { $0 + 1 } ?? list.count
            list.insert((rank, fragment), at: place)
        }
        edits[element] = .content(list.map(\.fragment))
    }

    // MARK: - Payload

    /// Puts texts back into the component, where it has no other.
    private mutating func putTexts(of kind: Kind, _ tree: Tree, _ item: Tree.Index, into edits: inout [Tree.Index: Edit]) {
        for text in kind.texts {
            guard let element = text.element(in: tree, item), tree.isEmpty(element), let target = text.target(in: tree, item),
                let path = unclaimed[target.lowercased()], let content = folder.text(of: path)
            else { continue }
            unclaimed[target.lowercased()] = nil
            documents.insert(path)
            edits[element] = .text(content)
        }
    }

    /// Payloads of components that stand inside another's document: the formulas of columns.
    private mutating func claimPayloads(of kind: Kind, in tree: Tree, below element: Tree.Index, owner: String?) {
        guard kind.owner != nil, !kind.payloads.isEmpty, kind.places.isEmpty else { return }
        for item in items(kind.path, in: tree, below: element) { claimPayloads(of: kind, tree, item, owner) }
    }

    private mutating func claimPayloads(of kind: Kind, _ tree: Tree, _ item: Tree.Index, _ owner: String?) {
        for payload in kind.payloads {
            for reference in payload.references(in: tree, item) {
                guard let target = payload.target(of: reference, in: tree, item, owner: owner) else { continue }
                let file = unclaimed.removeValue(forKey: target.lowercased())
                guard let path = file ?? (folder.isElsewhere(target) ? target : nil) else {
                    if !claimedPayload.contains(target) { result.missingContent.append(target) }
                    continue
                }
                guard claimedPayload.insert(path).inserted else { continue }
                result.entries.append((reference.hasPrefix("/") ? String(reference.dropFirst()) : reference, path))
            }
        }
    }
}

/// The order in which the platform writes sections, for those that have no place of their own in a folder's document.
private enum SectionOrder {
    static let package = """
        Entities Roles Workflows FieldSecurityProfiles Templates ConnectionRoles EntityImageConfigs AttributeImageConfigs \
        SiteMap RibbonDiffXml EntityMaps EntityRelationships OrganizationSettings optionsets Reports RoutingRules \
        ChannelPropertyGroups ConvertRules MobileOfflineProfiles Slas ChannelAccessProfiles ChannelAccessProfileRules \
        Dashboards InteractionCentricDashboards Dialogs WebResources CustomControls SolutionPluginAssemblies \
        SdkMessageProcessingSteps ServiceEndpoints AppModuleSiteMaps AppModules EntityDataProviders EntityDataSources \
        CanvasApps Connectors connectionreferences AIModels Languages GlobalSearchConfigurations StoredProcedures
        """.split(separator: " ").map(String.init)

    static let table = """
        Name ObjectTypeCode EntityInfo FormXml SavedQueries Visualizations RibbonDiffXml Icons Strings HierarchyRules \
        CustomControlDefaultConfigs indexes
        """.split(separator: " ").map(String.init)
}

extension Fragment {
    /// The element's name.
    fileprivate var name: String {
        switch self {
        case .element(let tree, let index, _): tree.name(of: index)
        case .wrapper(let name, _, _): name
        }
    }
}

extension [String] {
    /// Pairs that are one where file names have no case.
    fileprivate func pairsThatDifferInCase() -> [(String, String)] {
        var seen: [Exact: String] = [:]
        return compactMap { path in seen.updateValue(path, forKey: Exact(path.lowercased())).map { ($0, path) } }
    }
}
