// A small solution with only some components of another, as a folder that can be packed.

internal import Bindings
public import SolutionCore

/// What of a solution is wanted.
public struct PartialWish: Sendable {
    public var patterns: [AddressPattern] = []
    /// For tables that are named themselves: 0 with all their parts, 1 with their own properties, 2 the bare table.
    public var behavior = 0
    /// Take along what the components need, as far as the solution has it.
    public var withNeeds = false
    /// The unique name of the new solution.
    public var name = ""

    public init() {}
}

public struct PartialSolution {
    /// The solution's folder is where it was.
    public let snapshot: Overlay
    public let folder: String
    /// The components that were asked for, without what came along.
    public let components: [Component]
    /// What they need and what the new solution does not hold.
    public let missing: [Component]

    /// Nil where a pattern means nothing; then `unknown` is told it.
    public init?(_ wish: PartialWish, from solution: IndexedSolution, unknown: (AddressPattern) -> Void) throws(StoreError) {
        var named: [Address: Component] = [:]
        for pattern in wish.patterns {
            let found = solution.components(matching: pattern)
            guard !found.isEmpty else {
                unknown(pattern)
                return nil
            }
            // With a component come its parts, as far as they are wanted.
            let all = ComponentSet(found.map(\.address))
            for component in found where !all.hasAbove(component.address) { named[component.address] = component }
        }
        components = named.values.sorted { $0.address < $1.address }
        let index = solution.index
        let graph = try SolutionDependencies([solution]).graph
        var selection = PartialSelection(components.map(\.address), behavior: wish.behavior, in: index)
        selection.addBound()
        if wish.withNeeds { Self.addNeeds(to: &selection, graph, index) }
        folder = solution.folder
        let needs = graph.uses(of: selection.whole).filter { $0.certainty == .certain && !selection.isAround($0.from, $0.to) }
            .compactMap { use -> MissingNeed? in
                guard let one = index.components[use.from], let other = index.components[use.to] else { return nil }
                return MissingNeed(dependent: one, required: other)
            }
        missing = Dictionary(needs.map { ($0.required.address, $0.required) }) { first, _ in first }.values.sorted {
            $0.address < $1.address
        }
        var edits: [Exact: [UInt8]?] = [:]
        let kept = index.kept(of: selection)
        for path in solution.root.paths {
            let place = Exact(solution.folder + path)
            if path == solution.root.manifest {
                edits[place] = .some(try Self.manifest(of: solution, wish.name, selection, needs))
            } else if let nodes = kept[path] {
                if let bytes = try Self.bytes(of: path, in: solution, without: nodes, selection) { edits[place] = .some(bytes) }
            } else {
                edits[place] = .some(nil)
            }
        }
        snapshot = Overlay(edits, over: solution.snapshot)
    }

    /// What is needed, and what that needs. The platform's own tables are everywhere.
    private static func addNeeds(to selection: inout PartialSelection, _ graph: DependencyGraph, _ index: ComponentIndex) {
        var isDone = false
        while !isDone {
            isDone = true
            var more = Set(graph.uses(of: selection.whole).filter { $0.certainty == .certain }.map(\.to))
            // A part of a table that somebody made is nothing without the table.
            more.formUnion(selection.shells.filter { $0.value == 2 }.keys)
            for address in more where !selection.whole.contains(address) {
                guard index.components[address]?.isPlatformTable != true else { continue }
                selection.add(address)
                isDone = false
            }
            selection.addBound()
        }
    }

    private static func bytes(
        of path: String, in solution: IndexedSolution, without nodes: [Int], _ selection: PartialSelection
    ) throws(StoreError) -> [UInt8]? {
        guard let document = try solution.document(path) else { return nil }
        let all = Set(nodes + solution.index.nodesBesideParts(in: path, document.tree, of: selection))
        let top = all.sorted().filter { node in !document.tree.isInside(node, all) }
        guard !top.isEmpty else { return nil }
        return try encode(document, document.tree.without(top), path, solution)
    }

    private static func manifest(
        of solution: IndexedSolution, _ name: String, _ selection: PartialSelection, _ needs: [MissingNeed]
    ) throws(StoreError) -> [UInt8] {
        let path = solution.root.manifest
        func broken() -> StoreError { StoreError(.badInput, "its manifest cannot be read", file: solution.snapshot.place(of: path)) }
        guard let document = try solution.document(path),
            let less = try? Document(document.tree.without(solution.index.linesBeside(selection)), syntax: .xml, names: Names())
        else { throw broken() }
        let manifest = solution.manifest
        let shells = selection.shells.sorted { $0.key < $1.key }.map { address, behavior in
            (name: address.description.split(separator: "/").last.map(String.init) ?? "", behavior: behavior)
        }
        guard
            let bytes = PartialManifest.bytes(
                less.tree, name: name, shells: shells, needs: needs, from: "\(manifest.uniqueName) (\(manifest.version))")
        else { throw broken() }
        return try encode(document, bytes, path, solution)
    }

    private static func encode(
        _ document: Document, _ text: [UInt8], _ path: String, _ solution: IndexedSolution
    ) throws(StoreError) -> [UInt8] {
        do throws(ParseError) {
            return try document.encode(text)
        } catch {
            throw StoreError(error, file: solution.snapshot.place(of: solution.folder + path))
        }
    }
}

extension PartialSelection {
    /// Whether the one is a part of the other, of which the shell comes along.
    fileprivate func isAround(_ part: Address, _ table: Address) -> Bool {
        shells[table] != nil && ComponentSet([table]).contains(part)
    }
}

extension Component {
    fileprivate var isPlatformTable: Bool { kind == "entity" && !address.folded.contains("_") }
}

extension Tree {
    /// Whether a node is inside one of some others.
    fileprivate func isInside(_ node: Int, _ others: Set<Int>) -> Bool {
        var here = node
        while here != Tree.document {
            here = parent(of: here)
            if others.contains(here) { return true }
        }
        return false
    }
}
