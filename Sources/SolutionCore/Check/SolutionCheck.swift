// The checks that need the whole solution: names that nothing has, keys in two files, the manifest against the files.

/// A solution as far as it has been read, and what is wrong with it.
public struct SolutionCheck {
    public let manifest: Manifest?
    public private(set) var inventory = Inventory()
    private let manifestPath: String
    /// What the manifest says that other solutions have.
    private let foreign: Inventory
    /// What the manifest lists.
    private var listed = Inventory()
    private let prefix: String?
    private let kinds: Kinds
    private var files: [(path: String, facts: DocumentFacts)] = []

    /// `tree` is that of the manifest, where it can be read.
    public init(_ tree: Tree?, path: String, kinds: Kinds = .table) {
        manifest = tree.flatMap(Manifest.init)
        manifestPath = path
        self.kinds = kinds
        foreign = tree.map { Self.missingDependencies(in: $0, kinds) } ?? Inventory()
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

    /// What the solution needs from others, as its export wrote it down.
    private static func missingDependencies(in tree: Tree, _ kinds: Kinds) -> Inventory {
        var found = Inventory()
        guard let list = tree.element(at: ["SolutionManifest", "MissingDependencies"], of: tree.root) else { return found }
        for line in tree.elements(of: list) {
            guard let required = tree.element("Required", of: line), let type = tree.attribute("type", of: required) else { continue }
            let table = tree.attribute("parentSchemaName", of: required)?.lowercased()
            let words = kinds.kinds(of: ComponentCode(type)).map(\.word)
            for name in tree.attributes(of: required) where ["schemaName", "id"].contains(tree.name(of: name)) || tree.name(of: name).hasPrefix("id.") {
                for word in words { found.add(word, Key.folded(tree.text(of: name)), table: table) }
            }
        }
        return found
    }

    // MARK: - References

    /// A name that nothing has.
    public struct Dangling {
        public let path: String
        public let node: Int
        public let message: String
        public let hint: String
    }

    /// Names of what the solution ought to have, or what one of its earlier states had, and what is not in it.
    public func dangling(past: [Inventory] = []) -> [Dangling] {
        var found: [Dangling] = []
        for (path, facts) in files {
            for reference in facts.references where !inventory.has(reference) && !foreign.has(reference) && !listed.has(reference) {
                guard isExpected(reference, past) else { continue }
                found.append(
                    Dangling(
                        path: path, node: reference.node,
                        message: "it names the \(words(for: reference)), which is not in the solution",
                        hint: "bring the \(noun(of: reference)) back, or take its name out of here"))
            }
        }
        return found
    }

    private func isExpected(_ reference: Reference, _ past: [Inventory]) -> Bool {
        let isPlatforms = GUID(reference.name) == nil && !reference.name.contains("_")
        if !isPlatforms, past.contains(where: { $0.has(reference) }) { return true }
        guard let prefix, !reference.isLoose, reference.name.hasPrefix(prefix) else { return false }
        return reference.kinds != ["attribute"] || inventory.hasWholeTable(of: reference)
    }

    private func noun(of reference: Reference) -> String { kinds[reference.kinds[0]]?.noun ?? reference.kinds[0] }

    private func words(for reference: Reference) -> String {
        let table = reference.table.map { " of table '\($0)'" } ?? ""
        return "\(noun(of: reference)) '\(reference.name)'\(table)"
    }

    // MARK: - Keys and roots

    /// Components that two files hold.
    public var duplicates: [Finding] {
        var seen: [String: String] = [:]
        var found: [Finding] = []
        for (path, facts) in files {
            for component in facts.components where !component.identities.isEmpty {
                let mark = component.address.folded + (Twin.isManaged(path) ? " managed" : "")
                guard let other = seen.updateValue(path, forKey: mark), other != path else { continue }
                found.append(
                    Finding(
                        .duplicateKey, component.address, file: path, line: facts.line(of: component.address),
                        "'\(other)' holds it too", hint: "keep one of the two"))
            }
        }
        return found
    }

    /// Lines of the manifest for which there is nothing, and components that it does not list.
    public func roots(lines: (RootComponent) -> Int?) -> [Finding] {
        guard let manifest else { return [] }
        var known = KnownComponents()
        for (_, facts) in files { for component in facts.components { known.add(kind: component.kind, component.identities) } }
        var found: [Finding] = []
        for root in known.unresolved(manifest.rootComponents, kinds) where !isElsewhere(root) {
            let component = root.component(kinds: kinds, file: manifestPath)
            found.append(
                Finding(
                    .missingFile, component.address, file: manifestPath, line: lines(root),
                    "the manifest lists it, and no file holds it",
                    hint: "bring its file back, or take the line out of the manifest"))
        }
        found += unheld(known)
        let roots = Set(manifest.rootComponents.flatMap { root in
            kinds.kinds(of: root.code).flatMap { kind in (root.identities.isEmpty ? [""] : root.identities).map { kind.word + " " + $0 } }
        })
        for (path, facts) in files where !Twin.isManaged(path) {
            for component in facts.components where isRoot(component) {
                let isListed = component.identities.contains { roots.contains(component.kind + " " + $0) }
                guard !isListed else { continue }
                found.append(
                    Finding(
                        .missingRoot, component.address, file: path, line: facts.line(of: component.address),
                        "the manifest does not list it, so it is in no import", hint: "add a RootComponent for it to '\(manifestPath)'"))
            }
        }
        return found
    }

    /// Names in the lists that some kinds keep beside their files.
    private func unheld(_ known: KnownComponents) -> [Finding] {
        files.flatMap { path, facts in
            facts.listed.filter { !known.has(kind: $0.kind, Key.folded($0.key)) }.map { line in
                Finding(
                    .missingFile, Address(kind: line.kind, key: line.key), file: path, line: line.line,
                    "it is listed here, and no file holds it", hint: "bring its file back, or take the line out")
            }
        }
    }

    /// What the manifest lists, though it is another solution's, or the platform's only site map, or part of a plug-in package.
    private func isElsewhere(_ root: RootComponent) -> Bool {
        if root.identities.isEmpty { return true }
        let words = kinds.kinds(of: root.code).map(\.word)
        if words.contains("pluginassembly"), inventory.names["pluginpackage"] != nil { return true }
        return root.identities.contains { name in
            if words.contains(where: { foreign.names[$0]?.contains(name) ?? false }) { return true }
            // The table of a business process flow is called after it.
            let digits = name.filter { $0 != "-" }
            return words.contains("workflow") && foreign.names["entity"]?.contains { $0.hasSuffix("_bpf_" + digits) } ?? false
        }
    }

    private func isRoot(_ component: Component) -> Bool {
        guard let kind = kinds[component.kind] else { return false }
        return kind.isListed && !component.identities.isEmpty
    }
}

extension Tree {
    /// Where a manifest lists a component.
    public func line(of root: RootComponent) -> Int? {
        guard let list = element(at: ["SolutionManifest", "RootComponents"], of: self.root) else { return nil }
        return elements(of: list).first { RootComponent(self, $0) == root }.map { line(of: $0) }
    }
}

extension FileChanges.Side {
    /// The line on which a node begins.
    public func line(of node: Int) -> Int { tree.line(of: node) }
}
