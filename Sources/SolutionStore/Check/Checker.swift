// Checks the solutions of a snapshot: reads each file once, and leaves what is wrong with it to Core.

internal import Bindings
public import SolutionCore

/// Finds what is wrong with solutions.
///
/// What was learnt of a file is kept for other snapshots that hold the same blob: a merge and its parents share nearly all.
public final class Checker {
    private let checker: DocumentChecker
    private var known: [Exact: FileCheck] = [:]

    public init(_ rules: RepositoryRules) { checker = DocumentChecker(shapes: rules.shapes) }

    /// Everything that is wrong, by file and line. A snapshot without a solution has nothing.
    public func findings(in snapshot: any Snapshot) throws(StoreError) -> [Finding] {
        var found: [Finding] = []
        for state in try states(of: snapshot) { found += try findings(of: state, past: []) }
        return found.sorted()
    }

    /// What is wrong and was not in the states that this one was made of. Names of what one of those had, and what is gone, are
    /// found whatever they look like.
    public func findings(in snapshot: any Snapshot, notIn parents: [any Snapshot]) throws(StoreError) -> [Finding] {
        let merged = try states(of: snapshot)
        var before: [State] = []
        for parent in parents { before += try states(of: parent) }
        var found: [Finding] = []
        for state in merged {
            let earlier = before.filter { $0.isEarlier(than: state) }
            let past = earlier.map(\.check.inventory)
            var old: Set<Exact> = []
            // A name that means nothing on one side since long is no news, though the other side still has what it means.
            for one in earlier { old.formUnion(try findings(of: one, past: past).map(\.identity)) }
            found += try findings(of: state, past: past).filter { !old.contains($0.identity) }
        }
        return found.sorted()
    }

    /// Keys that stand twice in some files, and did not in an earlier state. No other file is read.
    public func duplicates(in snapshot: any Snapshot, files: Set<Exact>, notIn earlier: (any Snapshot)?) throws(StoreError) -> [Finding] {
        let old = Set(
            exact: try earlier.map { (state) throws(StoreError) in try duplicates(in: state, files: files, notIn: nil) }?.map(\.identity)
                ?? [])
        var found: [Finding] = []
        for root in SolutionRoots.find(in: try snapshot.paths) {
            let finder = SubjectFinder(snapshot, folder: root.folder, language: nil, names: checker.shapes.names)
            for path in root.paths where files.contains(root.folder + path) {
                let file = try file(path, of: root, in: snapshot, finder)
                found += file.findings.filter { $0.code == .duplicateKey }.map { $0.moved(into: root.folder) }
            }
        }
        return found.filter { !old.contains($0.identity) }.sorted()
    }

    // MARK: - Reading

    /// A solution of a snapshot, read.
    private struct State {
        let snapshot: any Snapshot
        let root: SolutionRoots.Root
        let check: SolutionCheck
        let files: [FileCheck]

        /// Solutions are known by their names; where a manifest cannot be read, by their folders.
        func isEarlier(than other: State) -> Bool {
            guard let name = check.manifest?.uniqueName, let next = other.check.manifest?.uniqueName else {
                return root.folder == other.root.folder
            }
            return name.lowercased() == next.lowercased()
        }
    }

    private func states(of snapshot: any Snapshot) throws(StoreError) -> [State] {
        let roots = SolutionRoots.find(in: try snapshot.paths)
        return try roots.map { (root) throws(StoreError) in try state(of: root, in: snapshot) }
    }

    private func state(of root: SolutionRoots.Root, in snapshot: any Snapshot) throws(StoreError) -> State {
        let manifest = try? parse(try snapshot.read(root.folder + root.manifest), .xml)
        var check = SolutionCheck(manifest, path: root.manifest)
        let finder = SubjectFinder(
            snapshot, folder: root.folder, language: check.manifest?.language, names: checker.shapes.names)
        var files: [FileCheck] = []
        try snapshot.prepare(root.paths.map { root.folder + $0 })
        for path in root.paths.told(.checking) {
            let file = try file(path, of: root, in: snapshot, finder)
            files.append(file)
            if let facts = file.facts { check.add(facts, path: path) }
            if file.isUnread { check.addUnread(path) }
        }
        return State(snapshot: snapshot, root: root, check: check, files: files)
    }

    private func file(
        _ path: String, of root: SolutionRoots.Root, in snapshot: any Snapshot, _ finder: SubjectFinder
    ) throws(StoreError) -> FileCheck {
        let full = root.folder + path
        let mark = try snapshot.id(of: full).map { "\($0.hex) \(path)" }
        if let mark, let file = known[mark] { return file }
        let file = FileCheck(path, bytes: try snapshot.read(full), finder: finder, checker: checker)
        if let mark { known[mark] = file }
        return file
    }

    private func parse(_ bytes: [UInt8], _ syntax: Syntax) throws(ParseError) -> Tree {
        try Document(bytes, syntax: syntax, names: checker.shapes.names).tree
    }

    // MARK: - Findings

    private func findings(of state: State, past: [Inventory]) throws(StoreError) -> [Finding] {
        let found = try state.files.flatMap(\.findings) + elements(state, past) + twins(state)
        return found.map { $0.moved(into: state.root.folder) }
    }

    /// What is wrong beyond single files. A file is read once more to say where in it something is.
    private func elements(_ state: State, _ past: [Inventory]) throws(StoreError) -> [Finding] {
        var found: [Finding] = []
        var open: (path: String, addresses: NodeAddresses, lines: LineNumbers)?
        for finding in state.check.findings(past: past) {
            if open?.path != finding.path {
                let path = finding.path
                open = try side(path, state).map { (path, checker.addresses(in: $0, path: path), LineNumbers($0)) }
            }
            let line = finding.node.flatMap { open?.lines.line(of: $0) }
            let here = finding.node.flatMap { open?.addresses[$0] }
            guard let address = finding.address ?? here else { continue }
            let what = finding.what ?? finding.node.flatMap { open?.addresses.words(of: $0) }
            found.append(
                Finding(finding.code, address, called: what, file: finding.path, line: line, finding.message, hint: finding.hint))
        }
        return found
    }

    private func twins(_ state: State) throws(StoreError) -> [Finding] {
        let digests = Dictionary(exact: state.files.map { ($0.path, $0.meaning) }) { one, _ in one }
        var found: [Finding] = []
        for path in state.root.paths where Twin.isManaged(path) {
            guard let plain = Twin.other(of: path), let one = digests[plain] ?? nil, let other = digests[path] ?? nil, one != other,
                let unmanaged = try side(plain, state), let managed = try side(path, state)
            else { continue }
            found += checker.differences(unmanaged, managed, path: plain, words: .twins(managedPath: path), parse: checker.shapes.parse)
        }
        return found
    }

    private func side(_ path: String, _ state: State) throws(StoreError) -> FileChanges.Side? {
        let bytes = try state.snapshot.read(state.root.folder + path)
        let finder = SubjectFinder(
            state.snapshot, folder: state.root.folder, language: state.check.manifest?.language, names: checker.shapes.names)
        guard let syntax = Syntax(path: path), let tree = try? parse(bytes, syntax) else { return nil }
        return finder.side(path, tree)
    }
}

extension ShapeTable {
    /// Documents that are values in others.
    var parse: EmbeddedParser {
        { [names] text, syntax in try? Document(text, syntax: syntax, names: names).tree }
    }
}

extension SubjectFinder {
    /// A document as one side of comparisons and checks.
    func side(_ path: String, _ tree: Tree) -> FileChanges.Side {
        FileChanges.Side(
            tree, subject: subject(of: path, tree), match: match(path, tree), language: language, nameOf: componentName)
    }
}

extension [Finding] {
    fileprivate func sorted() -> [Finding] {
        sorted {
            (Exact($0.file), $0.line ?? 0, $0.address, Exact($0.message)) < (Exact($1.file), $1.line ?? 0, $1.address, Exact($1.message))
        }
    }
}
