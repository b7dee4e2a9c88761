// What a merge found to say while it went on: one recorder for merges with a base and without.

/// Conflicts and decisions of one document, with the names of things.
struct MergeRecord {
    /// A thing, as the nodes that it is in the three trees.
    struct Thing {
        /// In the base's tree.
        var base: Int?
        /// In our tree.
        var ours: Int?
        /// In their tree.
        var theirs: Int?
    }

    let naming: Sides<Naming>
    private(set) var decisions: [Decision] = []
    private var entries: [(conflict: Conflict, holder: Int?)] = []

    init(_ naming: Sides<Naming>) { self.naming = naming }

    var conflicts: [Conflict] { entries.map(\.conflict) }

    /// `holder` is the base's node around the conflict; nil around the document. `named`: where the thing is called by another's name.
    /// `values`: where the thing is told by something else than what it says.
    mutating func report(
        _ reason: Conflict.Reason, _ thing: Thing, named: Naming.Name? = nil, saying values: Sides<String?>? = nil, holder: Int? = nil
    ) {
        let name = named ?? name(of: thing)
        let values = values ?? self.values(of: thing)
        entries.append(
            (
                Conflict(
                    reason: reason, address: name.address, subject: name.subject, trail: name.trail, base: values.base ?? nil,
                    ours: values.ours, theirs: values.theirs),
                holder
            ))
    }

    mutating func decide(_ rule: String, _ thing: Thing, chosen: String?) {
        let name = name(of: thing)
        let values = values(of: thing)
        decisions.append(
            Decision(
                rule: rule, address: name.address, subject: name.subject, trail: name.trail, base: values.base ?? nil, ours: values.ours,
                theirs: values.theirs, chosen: chosen))
    }

    /// A rule that was followed in a list, without a value of its own.
    mutating func follow(_ rule: String, in list: Int) {
        let name = name(of: Thing(base: list))
        decisions.append(
            Decision(
                rule: rule, address: name.address, subject: name.subject, trail: name.trail, base: nil, ours: nil, theirs: nil, chosen: nil)
        )
    }

    /// What was decided in a document inside a value.
    mutating func add(_ decisions: [Decision]) { self.decisions += decisions }

    /// Forgets the conflicts that are part of a greater one.
    mutating func dropConflicts(in isContested: (Int) -> Bool) {
        entries.removeAll { $0.holder.map(isContested) ?? false }
    }

    /// What stands behind a marker.
    func note(_ thing: Thing, _ reason: Conflict.Reason) -> String { "\(name(of: thing).address): \(reason.rawValue)" }

    /// What a thing is called that is in some of the states.
    func name(of thing: Thing) -> Naming.Name {
        thing.ours.map { naming.ours.name(of: $0) } ?? thing.theirs.map { naming.theirs.name(of: $0) }
            ?? (naming.base ?? naming.ours).name(of: thing.base ?? Tree.document)
    }

    private func values(of thing: Thing) -> Sides<String?> {
        func value(_ node: Int?, _ naming: Naming?) -> String? { node.flatMap { naming?.tree.value(at: $0) } }
        return Sides(
            base: value(thing.base, naming.base), ours: value(thing.ours, naming.ours), theirs: value(thing.theirs, naming.theirs))
    }
}
