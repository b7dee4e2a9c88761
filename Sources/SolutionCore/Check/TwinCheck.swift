// Twins: the file of the managed half says what the file of the unmanaged half says, but for what an export itself makes different.

extension DocumentChecker {
    /// Where two twins disagree beyond that. The findings are in the unmanaged file.
    public func differences(
        _ unmanaged: FileChanges.Side, _ managed: FileChanges.Side, path: String, managedPath: String
    ) -> [Finding] {
        guard unmanaged.tree[unmanaged.tree.root].hash != managed.tree[managed.tree.root].hash, !managed.tree.isPartial else {
            return []
        }
        let delta = Delta(unmanaged.tree, managed.tree, path: path, shapes: shapes.shapes)
        let (plain, other) = (naming(unmanaged, path: path), naming(managed, path: path))
        let law = TwinLaw(unmanaged.tree, managed.tree)
        var lines = LineNumbers(delta.a)
        var found: [Finding] = []
        var seen: Set<Address> = []
        /// `here` is the place in the unmanaged file.
        func add(_ node: Int, _ naming: Naming, at here: Int, _ message: String) {
            let address = naming.name(of: node).address
            guard seen.insert(address).inserted else { return }
            found.append(
                Finding(
                    .twinDiffers, address, file: path, line: lines.line(of: here), message,
                    hint: "make '\(managedPath)' and this file the same: 'git sol diff --no-index' shows how they differ"))
        }
        for difference in delta.differences where !law.allows(difference) {
            switch difference {
            case .value(let a, let b):
                add(
                    a, plain, at: a,
                    "the managed twin has \(quoted(delta.b.value(at: b))) where this file has \(quoted(delta.a.value(at: a)))")
            case .removed(let a): add(a, plain, at: a, "the managed twin does not have this")
            case .added(let b, let parent):
                let near = delta.matching.inA(parent) ?? delta.a.root
                add(b, other, at: near, "only the managed twin has this")
            case .moved(let a, _, _): add(a, plain, at: a, "the managed twin has this in another place")
            case .reordered(let a, _, _, _): add(a, plain, at: a, "the managed twin has another order here")
            }
        }
        return found
    }

    private func quoted(_ text: String) -> String {
        text.count > 60 ? "another value" : text.isEmpty ? "nothing" : "'\(text)'"
    }
}

/// What an export of the managed half makes different by itself, as measured over pairs of real exports.
private struct TwinLaw {
    private let unmanaged: Tree
    private let managed: Tree

    init(_ unmanaged: Tree, _ managed: Tree) {
        self.unmanaged = unmanaged
        self.managed = managed
    }

    func allows(_ difference: Difference) -> Bool {
        switch difference {
        case .value(let a, let b):
            return unmanaged[a].kind == .attribute && unmanaged.name(of: a) == "description" && managed.value(at: b).isEmpty
        // Labels that only repeat what the column is called are left out in all languages but one, and empty in that.
        case .removed(let a): return unmanaged.name(of: a) == "label" && unmanaged.name(of: unmanaged.parent(of: a)) == "labels"
        case .reordered(_, _, _, let hasMeaning): return !hasMeaning
        case .added, .moved: return false
        }
    }
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
}
