// Which component a file of a solution belongs to, and what a maker calls it.

internal import SolutionCore

/// Finds the components of files in one solution of a snapshot. Parses no more than it must.
final class SubjectFinder {
    let snapshot: any Snapshot
    /// The solution's folder, with a slash at its end, or "".
    let folder: String
    let language: String?
    private let names: Names
    private let kinds: Kinds
    private let reader: ComponentReader
    private var found: [Exact: Subject] = [:]

    init(_ snapshot: any Snapshot, folder: String, language: String?, names: Names, kinds: Kinds = .table) {
        self.snapshot = snapshot
        self.folder = folder
        self.language = language
        self.names = names
        self.kinds = kinds
        reader = ComponentReader(kinds: kinds, language: language)
    }

    /// The components that a file holds on its own, without their parts; empty where it is only content of one.
    func components(in path: String, _ tree: Tree?) -> [Component] {
        var failed = false
        let components = try? reader.components(inFile: path, parts: false) { () throws(StoreError) in
            guard let tree, tree.syntax == .xml else {
                failed = true
                throw StoreError(.badInput, "it is no document", file: path)
            }
            return tree
        }
        if let components, !components.isEmpty { return components }
        guard !failed, let tree, tree.syntax == .xml,
            let shard = reader.unknownComponent(inFile: path, tree: tree, owner: nil)
        else { return [] }
        return [shard]
    }

    /// The same, of a file that nobody has parsed yet.
    func components(of path: String) -> [Component] {
        components(in: path, Syntax(path: path) == .xml ? parse(path) : nil)
    }

    /// The components that a file holds, with those inside them.
    func parts(in path: String, _ tree: Tree) -> [Component] {
        if path.lowercased() == "customizations.xml" { return reader.components(inCustomizations: tree, file: path) }
        let found = reader.components(inFile: path) { tree }
        return found.isEmpty ? components(in: path, tree) : found
    }

    /// What a file belongs to as a whole. Where it holds several components it is only a file.
    func subject(of path: String, _ tree: Tree?) -> Subject {
        if let known = found[path] { return known }
        let subject = find(path, tree)
        found[path] = subject
        return subject
    }

    /// The same, of a file that nobody has parsed yet.
    func fileSubject(of path: String) -> Subject {
        if let known = found[path] { return known }
        return subject(of: path, Syntax(path: path) == .xml ? parse(path) : nil)
    }

    private func find(_ path: String, _ tree: Tree?) -> Subject {
        let components = components(in: path, tree)
        if let first = components.first {
            return components.count == 1 ? subject(first, in: path) : Self.file(path)
        }
        if let owner = textOwner(of: path) { return owner }
        if let description = description(of: path) { return subject(of: description, parse(description)) }
        return Self.file(path)
    }

    /// The component a text of which a file holds.
    private func textOwner(of path: String) -> Subject? {
        guard let (address, kind, file) = kinds.owner(ofText: path) else { return nil }
        let components = parse(file).map { tree in reader.components(inFile: file, parts: false) { tree } }
        return Subject(kind: kind.word, address: address, name: components?.first { $0.address == address }?.name ?? kind.noun)
    }

    /// The file that describes the component whose content another file is.
    func description(of path: String) -> String? {
        if let known = descriptions[path] { return known }
        let description = findDescription(of: path)
        descriptions[path] = .some(description)
        return description
    }
    private var descriptions: [Exact: String?] = [:]

    private func findDescription(of path: String) -> String? {
        for candidate in ComponentFiles.describing(path) where (try? snapshot.has(folder + candidate)) == true {
            return candidate
        }
        var here = ComponentFiles.divide(path).folder
        while !here.isEmpty {
            here = String(here.dropLast())
            if let found = describing(folder: here), found != path { return found }
            here = ComponentFiles.divide(here).folder
        }
        return nil
    }

    /// Looked for once, however many files lie in a folder.
    private func describing(folder inner: String) -> String? {
        if let known = folderDescriptions[inner] { return known }
        let found = ComponentFiles.describing(folder: inner, files: (try? snapshot.files(in: folder + inner)) ?? [])
        folderDescriptions[inner] = .some(found)
        return found
    }
    private var folderDescriptions: [Exact: String?] = [:]

    /// A component of a file, with what the one is called that it is part of.
    func subject(_ component: Component, in path: String) -> Subject {
        guard let place = kinds.places(of: path).first(where: { $0.kind.word == component.kind }), let owner = place.match["owner"] else {
            return Subject(component)
        }
        return Subject(component, ownerName: name(of: place.kind.owner ?? "", owner) ?? owner)
    }

    // MARK: - Components by their keys

    /// For those who name documents of this solution.
    var componentName: ComponentName { { [self] kind, key in name(of: kind, key) } }

    /// What a component is called that something else names. Looked for in the files where one of its kind would be.
    private func name(of kind: String, _ key: String) -> String? {
        let mark = kind + "/" + key.lowercased()
        if let known = componentNames[mark] { return known }
        let name = files(of: kind, key).lazy.compactMap { path in self.components(of: path).first { $0.isCalled(key, kind: kind) }?.name }
            .first
        componentNames[mark] = .some(name)
        return name
    }
    private var componentNames: [Exact: String?] = [:]

    /// The file that has the key in its path, or else all of the kind, if they are few.
    private func files(of kind: String, _ key: String) -> [String] {
        // Nothing is listed where the key alone tells the file: many finders look for one name each.
        let named = kinds.files(of: kind, key: key).filter { (try? snapshot.has(folder + $0)) == true }
        if !named.isEmpty { return named }
        let all = places(of: kind)
        let bare = key.filter { $0 != "{" && $0 != "}" }.lowercased()
        let likely = all.filter { $0.lowercased().firstRange(of: bare) != nil }
        return likely.isEmpty ? Array(all.prefix(Self.searchLimit)) : likely
    }

    /// All of a kind that have files of their own.
    func components(ofKind kind: String) -> [Component] {
        places(of: kind).flatMap { components(of: $0) }.filter { $0.kind == kind }
    }

    private func places(of kind: String) -> [String] {
        if let known = kindPlaces[kind] { return known }
        let starts = kinds.folders(of: kind).map { folder + $0 + "/" }
        let all = ((try? snapshot.paths) ?? []).filter { path in starts.contains { path.hasPrefix($0) } }
        let found = all.map { $0.inside(folder) }.filter { path in
            kinds.places(of: path).contains { $0.kind.word == kind && $0.place.elements != nil }
        }
        kindPlaces[kind] = found
        return found
    }
    private var kindPlaces: [Exact: [String]] = [:]

    /// Files that are read only to find one of them.
    private static let searchLimit = 40

    private func parse(_ path: String) -> Tree? {
        guard let bytes = try? snapshot.read(folder + path) else { return nil }
        return try? Document(bytes, syntax: .xml, names: names).tree
    }

    static func file(_ path: String) -> Subject {
        Subject(kind: "file", address: Address(kind: "file", key: path), name: path)
    }

    /// The path's captures, of the place that made the first component of the file.
    func match(_ path: String, _ tree: Tree) -> FilePattern.Match? {
        kinds.places(of: path).first { $0.place.elements?.first == tree.name(of: tree.root) }?.match
    }

    // MARK: - Files by what they are

    /// What a file is, whatever its name: the component and the part that it has in it. Nil for what is no component's.
    func identity(of path: String) -> String? {
        let subject = fileSubject(of: path)
        guard subject.kind != "file" else { return nil }
        return subject.address.folded + " " + ComponentFiles.role(of: path) + (Twin.isManaged(path) ? " managed" : "")
    }

    /// Which of the files that went is which of those that came.
    static func renames(of gone: [String], _ before: SubjectFinder, among come: [String], _ after: SubjectFinder) -> [Exact: String] {
        var places: [Exact: [String]] = [:]
        for path in come { if let identity = after.identity(of: path) { places[identity, default: []].append(path) } }
        var renamed: [Exact: [String]] = [:]
        for path in gone {
            guard let identity = before.identity(of: path), let found = places[identity], found.count == 1 else { continue }
            renamed[found[0], default: []].append(path)
        }
        // Two that could be the same one are left alone.
        return Dictionary(exact: renamed.pairs.compactMap { $1.count == 1 ? ($1[0], $0) : nil }) { first, _ in first }
    }
}
