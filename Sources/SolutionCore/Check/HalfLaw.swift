// What an export of the managed half makes different by itself, as measured over pairs of real exports.

/// Tells lawful differences between the two halves' documents from all others.
struct HalfLaw {
    private let unmanaged: Tree
    private let managed: Tree
    private let isPartial: Bool

    init(_ unmanaged: Tree, _ managed: Tree) {
        self.unmanaged = unmanaged
        self.managed = managed
        isPartial = managed.isPartial
    }

    func allows(_ difference: Difference) -> Bool {
        if isOfHalf(difference) { return true }
        switch difference {
        case .value(let a, let b):
            return unmanaged[a].kind == .attribute && unmanaged.name(of: a) == "description" && managed.value(at: b).isEmpty
        // Labels that only repeat what the column is called are left out in all languages but one, and empty in that.
        case .removed(let a):
            return isPartial || unmanaged.name(of: a) == "label" && unmanaged.name(of: unmanaged.parent(of: a)) == "labels"
        case .reordered(_, _, _, let hasMeaning): return isPartial || !hasMeaning
        case .added(let b, _): return isPartial && isOfLayer(b)
        case .moved: return isPartial
        }
    }

    /// What the manifest says of the half itself, and what the platform found missing when it made it. What makes two manifests those of
    /// different solutions is told by `PairCheck`.
    private func isOfHalf(_ difference: Difference) -> Bool {
        switch difference {
        case .value(let a, _), .removed(let a), .moved(let a, _, _): return isOfHalf(a, unmanaged)
        case .added(let b, _): return isOfHalf(b, managed)
        case .reordered(let a, _, _, _): return isOfHalf(a, unmanaged)
        }
    }

    private func isOfHalf(_ node: Int, _ tree: Tree) -> Bool {
        var here = node
        while here != Tree.document {
            let parent = tree.parent(of: here)
            if tree[parent].kind == .element, tree.name(of: parent) == "SolutionManifest" {
                return ["Managed", "Version", "MissingDependencies", "UniqueName"].contains(tree.name(of: here))
            }
            if tree.name(of: parent) == "Publisher", ["UniqueName", "CustomizationPrefix"].contains(tree.name(of: here)) { return true }
            here = parent
        }
        return false
    }

    /// The marks by which a layer says what it adds to another solution's component, and what it marks as added.
    private func isOfLayer(_ node: Int) -> Bool {
        guard managed[node].kind == .attribute else {
            return managed.subtree(of: node).contains { managed[$0].kind == .attribute && Self.marks.contains(managed.name(of: $0)) }
        }
        return Self.marks.contains(managed.name(of: node)) || managed.name(of: node) == "id"
    }

    private static let marks: Set<Exact> = ["solutionaction", "ordinalvalue"]
}

extension Tree {
    /// Tells only what the solution adds to a component of another one: what that has is left out, and what is taken away may stand
    /// beside what comes instead.
    var isPartial: Bool {
        if names.find("solutionaction") != nil || names.find("ordinalvalue") != nil {
            let marks = [names.find("solutionaction"), names.find("ordinalvalue")]
            if nodes.contains(where: { $0.kind == .attribute && marks.contains($0.name) }) { return true }
        }
        // A form of which the solution has changed nothing.
        guard let form = names.find("form") else { return false }
        return nodes.indices.contains { nodes[$0].kind == .element && nodes[$0].name == form && isEmpty($0) }
    }

    /// A node and all below it.
    fileprivate func subtree(of node: Int) -> Range<Int> { node..<Int(nodes[node].end) }

    /// A form or view of another solution of which this one has changed nothing: only the unmanaged half has it.
    var isUnmodified: Bool { elements(of: root).contains { attribute("unmodified", of: $0) == "1" } }
}
