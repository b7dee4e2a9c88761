// A solution of a snapshot with all that its files carry: what taking out, bringing back and renaming components start from.

public import SolutionCore

/// Reads each document of a solution once.
public final class IndexedSolution {
    public let snapshot: any Snapshot
    /// "" or a folder with a slash at its end.
    public let folder: String
    public let manifest: Manifest
    public private(set) var index = ComponentIndex()
    let root: SolutionRoots.Root
    let finder: SubjectFinder
    let checker: DocumentChecker

    private var files: [Exact: CarrierFile] = [:]

    private init(
        _ root: SolutionRoots.Root, _ manifest: Manifest, in snapshot: any Snapshot, checker: DocumentChecker,
        known: [Exact: CarrierFile] = [:]
    ) throws(StoreError) {
        self.snapshot = snapshot
        self.root = root
        self.manifest = manifest
        self.checker = checker
        folder = root.folder
        finder = SubjectFinder(snapshot, folder: root.folder, language: manifest.language, names: checker.shapes.names)
        try snapshot.prepare(root.paths.filter { known[$0] == nil }.map { root.folder + $0 })
        for path in root.paths {
            let file = if let file = known[path] { file } else { try read(path) }
            files[path] = file
            index.add(file)
        }
    }

    private func read(_ path: String) throws(StoreError) -> CarrierFile {
        guard let tree = try document(path)?.tree else {
            return CarrierFile(path, holds: finder.components(in: path, nil), contentOf: owner(of: path, nil))
        }
        return CarrierFile(
            path, finder.side(path, tree), holds: finder.components(in: path, tree), parts: finder.parts(in: path, tree),
            contentOf: owner(of: path, tree), checker: checker)
    }

    /// The same solution with edits in it. Only they are read.
    public func with(_ edits: [FileEdit]) throws(StoreError) -> IndexedSolution {
        var root = root
        let changed = Dictionary(exact: edits.map { ($0.path.inside(folder), $0.bytes != nil) }) { _, last in last }
        root.paths.removeAll { changed[$0] == false }
        root.paths += changed.filter { $0.value && files[$0.key] == nil }.keys.sorted().map(\.text)
        return try IndexedSolution(
            root, manifest, in: Overlay(edits, over: snapshot), checker: checker, known: files.filter { changed[$0.key] == nil })
    }

    /// The solutions of a snapshot, those in `folders` where some are named.
    public static func all(
        in snapshot: any Snapshot, folders: [String]? = nil, rules: RepositoryRules
    ) throws(StoreError) -> [IndexedSolution] {
        let checker = DocumentChecker(shapes: rules.shapes)
        var found: [IndexedSolution] = []
        for root in SolutionRoots.find(in: try snapshot.paths) where folders?.contains(root.folder) ?? true {
            guard let manifest = try SolutionPairs.manifest(at: root.folder + root.manifest, in: snapshot) else { continue }
            found.append(try IndexedSolution(root, manifest, in: snapshot, checker: checker))
        }
        return found
    }

    /// Nil for what is no document, or none that can be read.
    func document(_ path: String) throws(StoreError) -> Document? {
        guard let syntax = Syntax(path: path) else { return nil }
        let bytes = try snapshot.read(folder + path)
        return try? Document(bytes, syntax: syntax, names: checker.shapes.names)
    }

    private func owner(of path: String, _ tree: Tree?) -> Address? {
        let subject = finder.subject(of: path, tree)
        return subject.kind == "file" ? nil : subject.address
    }

    /// The components that patterns mean, by address or, where it is the only one, by display name. The solution is none of them.
    public func components(matching pattern: AddressPattern) -> [Component] {
        let all = index.components.values.filter { $0.kind != "solution" }
        let found = all.filter { pattern.matches($0.address) }
        guard found.isEmpty, !pattern.hasWildcards else { return found }
        let named = all.filter { pattern.means($0.address, in: finder.subject($0, in: $0.file)) }
        return named.count == 1 ? named : []
    }

    /// The bytes of a file without what belongs to components; nil where nothing is left of it.
    func bytes(of path: String, without share: ComponentShare) throws(StoreError) -> [UInt8]? {
        guard case .places(let nodes) = share else { return nil }
        guard let document = try document(path) else { return try snapshot.read(folder + path) }
        do throws(ParseError) {
            return try document.encode(document.tree.without(nodes))
        } catch {
            throw StoreError(error, file: snapshot.place(of: folder + path))
        }
    }
}
