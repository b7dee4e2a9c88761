// The checks that need the whole solution: names that nothing has, keys in two files, the manifest against the files.

/// A solution as far as it has been read, and what is wrong with it.
public struct SolutionCheck {
    public let manifest: Manifest?
    public private(set) var inventory = Inventory()
    private let manifestPath: String
    /// What the manifest says that other solutions have.
    private let foreign: Inventory
    /// The ids of business process flows of other solutions, without hyphens: their tables are called after them.
    private let foreignProcesses: Set<Exact>
    /// What the manifest lists.
    private var listed = Inventory()
    private let prefix: String?
    private let kinds: Kinds
    private var files: [(path: String, facts: DocumentFacts)] = []
    /// Kinds of which a file that cannot be read may hold some: nothing of them is missed.
    private var unread: Set<Exact> = []
    /// The elements of the manifest's lines, in their order.
    private let lines: [Int]

    /// `tree` is that of the manifest, where it can be read.
    public init(_ tree: Tree?, path: String, kinds: Kinds = .table) {
        manifest = tree.flatMap { try? Manifest($0) }
        let list = tree.flatMap { $0.element(at: ["SolutionManifest", "RootComponents"], of: $0.root) }
        lines = list.flatMap { list in tree.map { Array($0.elements(of: list)) } } ?? []
        manifestPath = path
        self.kinds = kinds
        let foreign = tree.map { Self.missingDependencies(in: $0, kinds) } ?? Inventory()
        self.foreign = foreign
        foreignProcesses = Set((foreign.names[KindRole.table.word] ?? []).compactMap { Self.process(ofTable: $0.text) })
        // What the manifest lists and no file holds is one finding, not one for each of its names.
        for root in manifest?.rootComponents ?? [] {
            for kind in kinds.kinds(of: root.code) { for name in root.identities { listed.add(kind.word, name, table: nil) } }
        }
        prefix = manifest.flatMap { $0.prefix.isEmpty ? nil : $0.prefix.lowercased() + "_" }
    }

    public mutating func add(_ facts: DocumentFacts, path: String) {
        files.append((path, facts))
        inventory.add(facts.inventory)
    }

    /// A file that cannot be read, or is full of markers.
    public mutating func addUnread(_ path: String) {
        var inner = PackageNames.isWhole(path) ? kinds.all : kinds.places(of: path).map(\.kind)
        while let kind = inner.popLast() {
            if unread.insert(kind.word).inserted { inner += kinds.kinds(in: kind.word) }
        }
    }

    /// What the solution needs from others, as its export wrote it down.
    private static func missingDependencies(in tree: Tree, _ kinds: Kinds) -> Inventory {
        var found = Inventory()
        guard let list = tree.element(at: ["SolutionManifest", "MissingDependencies"], of: tree.root) else { return found }
        for line in tree.elements(of: list) {
            guard let required = tree.element("Required", of: line), let type = tree.attribute("type", of: required) else { continue }
            let table = tree.attribute("parentSchemaName", of: required)?.lowercased()
            let words = kinds.kinds(of: ComponentCode(type)).map(\.word)
            for name in tree.attributes(of: required)
            where ["schemaName", "id"].contains(tree.name(of: name)) || tree.name(of: name).hasPrefix("id.") {
                for word in words { found.add(word, Key.folded(tree.text(of: name)), table: table) }
            }
        }
        return found
    }

    /// What is wrong beyond single files, those of one file together. What `past` had and is gone is missed whatever it looks like.
    public func findings(past: [Inventory] = []) -> [ElementFinding] {
        (duplicates + roots(past) + dangling(past)).sorted { (Exact($0.path), $0.node ?? 0) < (Exact($1.path), $1.node ?? 0) }
    }

    // MARK: - References

    /// Names of what the solution ought to have, or what one of its earlier states had, and what is not in it.
    private func dangling(_ past: [Inventory]) -> [ElementFinding] {
        var found: [ElementFinding] = []
        for (path, facts) in files {
            for reference in facts.references where !inventory.has(reference) && !foreign.has(reference) && !listed.has(reference) {
                guard isExpected(reference, past) else { continue }
                found.append(
                    ElementFinding(
                        .danglingReference, nil, path, reference.node,
                        "it names the \(words(for: reference)), which is not in the solution",
                        hint: "bring the \(noun(of: reference)) back, or take its name out of here"))
            }
        }
        return found
    }

    private func isExpected(_ reference: Reference, _ past: [Inventory]) -> Bool {
        if reference.kinds.contains(where: unread.contains) { return false }
        let isPlatforms = GUID(reference.name) == nil && !reference.name.contains("_")
        if !isPlatforms, past.contains(where: { $0.has(reference) }) { return true }
        guard let prefix, !reference.isLoose, reference.name.hasPrefix(prefix) else { return false }
        return !reference.namesColumn || inventory.hasWholeTable(of: reference)
    }

    private func noun(of reference: Reference) -> String { kinds[reference.kinds[0]]?.noun ?? reference.kinds[0] }

    private func words(for reference: Reference) -> String {
        let table = reference.table.map { " of table '\($0)'" } ?? ""
        return "\(noun(of: reference)) '\(reference.name)'\(table)"
    }

    // MARK: - Keys and roots

    /// Components that two files hold.
    private var duplicates: [ElementFinding] {
        var seen: [Exact: String] = [:]
        var found: [ElementFinding] = []
        for (path, facts) in files {
            for component in facts.components where !component.identities.isEmpty {
                let mark = component.address.folded + (Twin.isManaged(path) ? " managed" : "")
                guard let other = seen.updateValue(path, forKey: Exact(mark)), other != path else { continue }
                found.append(
                    ElementFinding(
                        .duplicateKey, component.address, path, facts.node(of: component.address), "'\(other)' holds it too",
                        hint: "keep one of the two"))
            }
        }
        return found
    }

    /// Lines of the manifest for which there is nothing, and components that it does not list.
    private func roots(_ past: [Inventory]) -> [ElementFinding] {
        guard let manifest else { return [] }
        var known = KnownComponents()
        for (_, facts) in files { for component in facts.components { known.add(kind: component.kind, component.identities) } }
        var found: [ElementFinding] = []
        for (root, line) in zip(manifest.rootComponents, lines) where !known.has(root, kinds) && !isElsewhere(root, past) {
            let component = root.component(kinds: kinds, file: manifestPath)
            found.append(
                ElementFinding(
                    .missingFile, component.address, called: ComponentTitle(Subject(component)).words, manifestPath, line,
                    "the manifest lists it, and no file holds it",
                    hint: "bring its file back, or take the line out of the manifest"))
        }
        found += unheld(known)
        let roots = Set(
            exact: manifest.rootComponents.flatMap { root in
                kinds.kinds(of: root.code).flatMap { kind in names(of: root, kind, known).map { kind.word + " " + $0 } }
            })
        for (path, facts) in files where !Twin.isManaged(path) {
            for component in facts.components where isRoot(component) {
                let isListed = component.identities.contains { roots.contains(component.kind + " " + $0) }
                guard !isListed else { continue }
                found.append(
                    ElementFinding(
                        .missingRoot, component.address, path, facts.node(of: component.address),
                        "the manifest does not list it, so it is in no import", hint: "add a RootComponent for it to '\(manifestPath)'"))
            }
        }
        return found
    }

    /// By what a line means components of a kind: a line with the id of one that is there means no other of its name.
    private func names(of root: RootComponent, _ kind: Kind, _ known: KnownComponents) -> [String] {
        if let id = root.id.map(Key.folded), known.has(kind: kind.word, id) { return [id] }
        return root.identities.isEmpty ? [""] : root.identities
    }

    /// Names in the lists that some kinds keep beside their files.
    private func unheld(_ known: KnownComponents) -> [ElementFinding] {
        files.flatMap { path, facts in
            facts.listed.filter { !unread.contains($0.kind) && !known.has(kind: $0.kind, Key.folded($0.key)) }.map { line in
                ElementFinding(
                    .missingFile, Address(kind: line.kind, key: line.key),
                    called: ComponentTitle(noun: kinds[line.kind]?.noun ?? line.kind, name: line.key).words, path, line.node,
                    "it is listed here, and no file holds it",
                    hint: "bring its file back, or take the line out")
            }
        }
    }

    /// What the manifest lists, though it is another solution's, or the platform's only site map, or part of a plug-in package,
    /// or in a file that cannot be read. What an earlier state had was none of that.
    private func isElsewhere(_ root: RootComponent, _ past: [Inventory]) -> Bool {
        if root.identities.isEmpty { return true }
        let possible = kinds.kinds(of: root.code)
        let words = possible.map(\.word)
        if words.contains(where: unread.contains) { return true }
        if possible.compactMap(\.carrier).contains(where: { inventory.names[$0] != nil || unread.contains($0) }) { return true }
        let identities = root.identities.map { Exact($0) }
        if past.contains(where: { state in words.contains { !(state.names[$0]?.isDisjoint(with: identities) ?? true) } }) {
            return false
        }
        return root.identities.contains { name in
            if words.contains(where: { foreign.names[$0]?.contains(name) ?? false }) { return true }
            // The table of a business process flow is called after it.
            return possible.contains { $0.role == .process } && foreignProcesses.contains(name.split(separator: "-").joined())
        }
    }

    /// What stands behind `_bpf_` in the name of a table.
    private static func process(ofTable name: String) -> Exact? {
        guard let mark = name.firstRange(of: "_bpf_") else { return nil }
        return Exact(name[mark.upperBound...])
    }

    private func isRoot(_ component: Component) -> Bool {
        guard let kind = kinds[component.kind] else { return false }
        return kind.isListed && !component.identities.isEmpty
    }
}
