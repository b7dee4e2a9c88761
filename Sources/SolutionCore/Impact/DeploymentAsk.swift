// What an import asks the one who imports for, as the components themselves say it.

/// A component that needs an answer in each environment.
public struct DeploymentAsk: Sendable, Equatable {
    public let address: Address
    /// The name that a settings file has for it.
    public let key: String
    public let name: String
    public let noun: String
    public let rule: ImpactRule
    /// The connector that it is a connection of; nil for what is no connection.
    public let connector: String?
    /// Something holds without an answer: a default, or a value in the package.
    public let isAnswered: Bool

    /// The same, knowing whether the package brings a value for it.
    func answered(_ isAnswered: Bool) -> DeploymentAsk {
        DeploymentAsk(
            address: address, key: key, name: name, noun: noun, rule: rule, connector: connector,
            isAnswered: self.isAnswered || isAnswered)
    }
}

extension ComponentReader {
    /// The files that hold what is asked for. Nothing else of a solution need be read.
    public static func mayAsk(_ path: String, kinds: Kinds = .table) -> Bool {
        kinds.places(of: path).contains { $0.kind.impact.asks != nil }
    }

    /// What the components of a file ask for, in their order.
    public func asks(inFile path: String, _ tree: Tree, kinds: Kinds = .table) -> [DeploymentAsk] {
        var found: [DeploymentAsk] = []
        for (kind, place, match) in kinds.places(of: path) {
            guard let rule = kind.impact.asks else { continue }
            for element in elements(of: place, in: tree) {
                let subject = subject(kind, element, of: tree, match: match, owner: nil)
                guard let key = kind.key.lazy.compactMap({ $0.value(in: tree, at: element) }).first else { continue }
                found.append(
                    DeploymentAsk(
                        address: subject.address, key: key, name: subject.name, noun: kind.noun, rule: rule.rule,
                        connector: rule.connector.map { $0.value(in: tree, at: element) ?? "" },
                        isAnswered: rule.fallback?.value(in: tree, at: element) != nil))
            }
        }
        return found
    }

    /// The values at a path in each component of a file.
    public func values(_ path: ValuePath, at place: Place, in tree: Tree) -> [String] {
        elements(of: place, in: tree).compactMap { path.value(in: tree, at: $0) }
    }

    /// The values at some paths in one component of a file.
    public func values(_ paths: [ValuePath], of address: Address, _ kind: Kind, at place: Place, in tree: Tree) -> [String?] {
        let element = elements(of: place, in: tree).first { subject(kind, $0, of: tree, match: nil, owner: nil).address == address }
        return paths.map { path in element.flatMap { path.value(in: tree, at: $0) } }
    }

    /// The components' elements of a file of a folder.
    func elements(of place: Place, in tree: Tree) -> [Tree.Index] {
        guard let names = place.elements, let first = names.first, tree.name(of: tree.root) == first else { return [] }
        var found: [Tree.Index] = []
        visit(names.dropFirst(), below: tree.root, of: tree) { found.append($0) }
        return found
    }
}

extension [DeploymentAsk] {
    /// Those for which the package brings a value need no answer. `values`: the addresses of such values.
    public func knowing(values: [Address]) -> [DeploymentAsk] {
        map { ask in ask.answered(values.contains { $0.folded.hasPrefix(ask.address.folded + "/") }) }
    }
}

/// A solution that another one needs.
public struct RequiredSolution: Sendable, Equatable {
    /// The unique name; nil where it was in no managed solution.
    public let name: String?
    /// The lowest version that will do; empty where none is told.
    public let version: String
    /// What is needed of it, in words.
    public let components: [String]

    /// What the manifest lists as missing, by solution.
    public static func all(in manifest: Tree, kinds: Kinds = .table) -> [RequiredSolution] {
        guard let list = manifest.element(at: ["SolutionManifest", "MissingDependencies"], of: manifest.root) else { return [] }
        var found: [Exact: (version: String, components: [String])] = [:]
        for line in manifest.elements(of: list) {
            guard let required = manifest.element("Required", of: line), let whole = manifest.attribute("solution", of: required) else {
                continue
            }
            let name = Stamps.unversioned(whole)
            let version =
                name == whole
                ? "" : String(decoding: whole.utf8.dropFirst(name.utf8.count).filter { !" ()".utf8.contains($0) }, as: UTF8.self)
            let type = manifest.attribute("type", of: required) ?? ""
            let title = ["displayName", "schemaName", "id"].lazy.compactMap { manifest.attribute($0, of: required) }.first ?? ""
            let words = [kinds.kinds(of: ComponentCode(type)).first?.noun, title].compactMap(\.self).joined(separator: " ")
            var entry = found[name] ?? ("", [])
            if Version.precedes(entry.version, version) { entry.version = version }
            if !entry.components.contains(where: { $0 == words }) { entry.components.append(words) }
            found[name] = entry
        }
        return found.sortedPairs.map { name, entry in
            // The platform's word for what is in no managed solution.
            RequiredSolution(name: name == "Active" ? nil : name, version: entry.version, components: entry.components)
        }
    }
}
