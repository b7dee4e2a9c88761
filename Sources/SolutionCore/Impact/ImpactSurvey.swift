// From what changed between two versions to what importing the newer one does. It compares nothing itself.

/// What a survey must know of the two states beyond the changes. It asks only where a rule needs it.
public protocol ImpactStates {
    /// Whether the newer state holds what a line of a manifest names.
    func newerHolds(_ root: RootComponent) -> Bool
    /// The values at a path in all components of a kind that a table has, before and after.
    func values(_ path: ValuePath, of kind: Kind, in table: String) -> (before: [String], after: [String])
    /// The values at some paths in a component that is gone; `file` is where it was.
    func values(_ paths: [ValuePath], of gone: Address, _ kind: Kind, file: String) -> [String?]
}

/// Makes an impact.
public struct ImpactSurvey {
    private let kinds: Kinds
    private let states: any ImpactStates
    private var impact: Impact
    private var mode: ImpactMode { impact.mode }
    private let changes: [Change]

    /// `changes` are those between the two states, noise among them; `gone` and `come` are the components of files that went or came
    /// whole, with the components in them.
    public init(
        _ mode: ImpactMode, before: Manifest?, after: Manifest, changes: [Change], gone: [Component], come: [Component],
        states: any ImpactStates, kinds: Kinds = .table
    ) {
        self.kinds = kinds
        self.states = states
        self.changes = changes
        impact = Impact(mode, before: before, after: after)
        refuse()
        for change in changes where isComponent(change) {
            if change.operation == .removed { leave(change, gone) } else { arrive(change, come) }
        }
        compareManifests(gone: gone, come: come)
        tellChanged()
        tellRisks()
    }

    /// The impact, with what the newer state asks for, needs and brings.
    public func impact(asks: [DeploymentAsk], needs: [RequiredSolution], values: [Finding]) -> Impact {
        var impact = impact
        for ask in asks where ask.connector != nil || !ask.isAnswered {
            impact.add(ImpactLine(ask.rule, ask.address, name: ask.key, noun: ask.noun, detail: ask.connector ?? ask.name))
        }
        for need in needs {
            let words = need.components.prefix(3).joined(separator: ", ")
            let rest = need.components.count > 3 ? " and \(need.components.count - 3) more" : ""
            let version = need.version.isEmpty ? "" : "\(need.version) or later: "
            let name = need.name ?? "unmanaged customisations"
            impact.add(
                ImpactLine(
                    need.name == nil ? .needsUnmanaged : .needsSolution, Address(kind: KindRole.solution.word, key: need.name ?? "Active"),
                    name: name, detail: version + words + rest))
        }
        for value in values {
            impact.add(ImpactLine(.carriesValue, value.address, name: value.file, detail: value.message))
        }
        impact.sort()
        return impact
    }

    // MARK: - Allowed or refused

    private mutating func refuse() {
        let after = impact.after
        func refusal(_ rule: ImpactRule, _ detail: String) -> ImpactLine {
            ImpactLine(rule, Address(KindRole.solution.word), name: after.displayName, detail: detail)
        }
        if after.parent != nil, mode.deletes { impact.add(refusal(.patchParent, "'\(after.uniqueName)' is a patch")) }
        guard let before = impact.before else {
            if let parent = after.parent { impact.add(refusal(.patchParent, "'\(parent)' is not there")) }
            return
        }
        if before.managed != .both, after.managed != .both, before.managed != after.managed {
            func word(_ manifest: Manifest) -> String { manifest.managed == .managed ? "managed" : "unmanaged" }
            impact.add(refusal(.managedFlag, "\(word(before)) is there, \(word(after)) is to come"))
        }
        if before.publisher.lowercased() != after.publisher.lowercased() {
            impact.add(refusal(.publisherDiffers, "'\(before.publisher)' is there, '\(after.publisher)' is to come"))
        }
        refuseVersion(before, after, refusal)
    }

    private mutating func refuseVersion(_ before: Manifest, _ after: Manifest, _ refusal: (ImpactRule, String) -> ImpactLine) {
        guard mode.isManaged || mode == .patch, let old = SolutionVersion(before.version), let new = SolutionVersion(after.version) else {
            return
        }
        let words = "\(before.version) is there, \(after.version) is to come"
        if mode == .patch, before.parent == nil {
            if let parent = after.parent, parent.lowercased() != before.uniqueName.lowercased() {
                impact.add(refusal(.patchParent, "it is a patch of '\(parent)', and '\(before.uniqueName)' is there"))
            }
            let isFit = old < new && Self.series(old) == Self.series(new)
            if !isFit { impact.add(refusal(.patchVersion, words)) }
        } else if new < old {
            impact.add(refusal(.versionLower, words))
        } else if !(old < new) {
            impact.add(refusal(.versionEqual, words))
        }
    }

    private static func series(_ version: SolutionVersion) -> [Int] { (version.parts + [0, 0]).prefix(2).map { $0 } }

    // MARK: - What leaves and what arrives

    /// A component that came or went whole. The solution itself and files of nobody are none.
    private func isComponent(_ change: Change) -> Bool {
        change.isWhole && change.noise == nil && !isFile(change) && kinds[change.subject.kind]?.role != .solution
    }

    /// What nobody knows is a file and no more.
    private func isFile(_ change: Change) -> Bool { change.subject.kind == "file" }

    private mutating func leave(_ change: Change, _ gone: [Component]) {
        let inside = parts(of: change, in: gone)
        let columns = inside.filter { kinds[$0.kind]?.impact.loses != nil }
        let own = isOwn(change.subject.kind, change.address)
        let title = noun(change.subject.kind)
        guard mode.deletes else {
            return impact.add(
                ImpactLine(mode.keeping, change.address, name: change.subject.name, noun: title, detail: count(columns)))
        }
        if !own {
            impact.add(ImpactLine(.removesLayer, change.address, name: change.subject.name, noun: title))
            // Its own columns on a table of somebody else's go with it.
            for part in columns where isOwn(part.kind, part.address) { lose(part.kind, part.address, part.name, "") }
        } else {
            lose(change.subject.kind, change.address, change.subject.name, count(columns))
            tellLink(change)
        }
    }

    /// A column that stays leads to one table less.
    private mutating func tellLink(_ change: Change) {
        guard let kind = kinds[change.subject.kind], let link = kind.impact.link else { return }
        let values = states.values([link.table, link.column, link.target], of: change.address, kind, file: change.file)
        guard let table = values[0], let column = values[1] else { return }
        let holder = Address(kind: KindRole.table.word, key: table.lowercased())
        let address = Address(kind: KindRole.column.word, key: column.lowercased(), in: holder)
        guard !changes.contains(where: { $0.isWhole && ($0.address == address || $0.address == holder) }) else { return }
        impact.add(
            ImpactLine(
                link.rule, address, name: column, noun: noun(KindRole.column.word), detail: values[2].map { "to the table \($0)" } ?? ""))
    }

    private mutating func lose(_ kind: String, _ address: Address, _ name: String, _ detail: String) {
        let rule = kinds[kind]?.impact.loses ?? .deletesComponent
        impact.add(ImpactLine(rule, address, name: name, noun: noun(kind), detail: whenApplied(detail)))
    }

    private mutating func arrive(_ change: Change, _ come: [Component]) {
        let columns = parts(of: change, in: come).filter { kinds[$0.kind]?.impact.loses != nil }
        impact.add(
            ImpactLine(
                .addsComponent, change.address, name: change.subject.name, noun: noun(change.subject.kind), detail: count(columns)))
    }

    private func whenApplied(_ detail: String) -> String {
        guard mode == .stage else { return detail }
        return detail.isEmpty ? "when the upgrade is applied" : detail + ", when the upgrade is applied"
    }

    private func parts(of change: Change, in components: [Component]) -> [Component] {
        let prefix = change.address.folded + "/"
        return components.filter { $0.address.folded.hasPrefix(prefix) }
    }

    /// `with 12 columns`.
    private func count(_ parts: [Component]) -> String {
        guard let first = parts.first, let kind = kinds[first.kind] else { return "" }
        return "with \(parts.count) \(parts.count == 1 ? kind.noun : kind.plural)"
    }

    private func noun(_ kind: String) -> String { kinds[kind]?.noun ?? kind }

    /// Whether the solution may be the one that made a component. The platform's names have no prefix, and a shell is of another's table.
    private func isOwn(_ word: String, _ address: Address) -> Bool {
        guard let kind = kinds[word], kind.naming != .spelled else { return true }
        let name = address.folded.split(separator: "/").last ?? ""
        guard name.contains("_") else { return false }
        guard kind.role == .table,
            let root = impact.before?.rootComponents.first(where: { root in
                root.words(kinds).contains { $0 == word } && root.identities.contains { $0 == name }
            })
        else { return true }
        let isForeign = !name.hasPrefix((impact.before?.prefix ?? "").lowercased() + "_")
        return !(root.behavior.map { $0 == "2" || $0 == "1" && isForeign } ?? false)
    }

    // MARK: - What only the manifests tell

    private mutating func compareManifests(gone: [Component], come: [Component]) {
        guard let before = impact.before else { return }
        let (old, new) = (Self.known(gone, changes, .removed), Self.known(come, changes, .added))
        for root in Self.roots(of: before, without: impact.after) where !old.has(root, kinds) && !states.newerHolds(root) {
            let component = root.component(kinds: kinds, file: "")
            let rule = mode.deletes ? ImpactRule.leavesManifest : mode.keeping
            impact.add(ImpactLine(rule, component.address, name: component.name, noun: noun(component.kind)))
        }
        for root in Self.roots(of: impact.after, without: before) where !new.has(root, kinds) && !states.newerHolds(root) {
            let component = root.component(kinds: kinds, file: "")
            impact.add(ImpactLine(.joinsManifest, component.address, name: component.name, noun: noun(component.kind)))
        }
    }

    private static func roots(of manifest: Manifest, without other: Manifest) -> [RootComponent] {
        let known = Set(exact: other.rootComponents.map(identity))
        return manifest.rootComponents.filter { !known.contains(Exact(identity($0))) }
    }

    private static func identity(_ root: RootComponent) -> String { ([root.type.lowercased()] + root.identities).joined(separator: " ") }

    private static func known(_ components: [Component], _ changes: [Change], _ operation: Change.Operation) -> KnownComponents {
        var known = KnownComponents()
        for component in components { known.add(kind: component.kind, component.identities) }
        for change in changes where change.isWhole && change.operation == operation {
            guard let key = change.address.folded.split(separator: "/").last else { continue }
            known.add(kind: change.subject.kind, [String(key)])
        }
        return known
    }

    // MARK: - What changes

    private mutating func tellChanged() {
        var counts: [Address: Int] = [:]
        var subjects: [Subject] = []
        for change in changes where change.noise == nil && !change.isWhole && kinds[change.subject.kind]?.role != .solution {
            if counts.updateValue((counts[change.subject.address] ?? 0) + 1, forKey: change.subject.address) == nil {
                subjects.append(change.subject)
            }
        }
        for subject in subjects {
            let number = counts[subject.address] ?? 0
            let merges = kinds[subject.kind]?.impact.mergesLayers ?? false
            impact.add(
                ImpactLine(
                    merges ? .mergesLayers : .changesComponent, subject.address, name: subject.name,
                    noun: noun(subject.kind), detail: "\(number) change\(number == 1 ? "" : "s")"))
        }
    }

    // MARK: - What may go wrong

    private mutating func tellRisks() {
        var told: Set<Exact> = []
        var tables: Set<Address> = []
        for change in changes {
            guard let kind = kinds[change.subject.kind] else { continue }
            let way = change.address.description.inside(change.subject.address.description).split(separator: "/").map { String($0) }
            if let last = kind.impact.last, change.operation == .removed && change.isWhole || way.contains(where: { $0 == last.mark }) {
                if let table = table(of: change), tables.insert(table).inserted { tellLast(last, kind, table) }
            }
            for rule in kind.impact.risks + RiskRule.common where rule.applies(to: change, way: way) {
                // Two values of one column may say the same.
                let isOption = rule.deletes != nil
                let mark = "\(rule.rule.rawValue) \(isOption ? change.address.folded : change.subject.address.folded) \(change.label)"
                guard told.insert(Exact(mark)).inserted else { continue }
                tell(rule, change)
            }
        }
    }

    private mutating func tell(_ rule: RiskRule, _ change: Change) {
        let heir = rule.deletes == nil ? nil : heir(of: change)
        let isOfSolution = kinds[change.subject.kind]?.role == .solution
        let name = rule.deletes != nil || isOfSolution ? change.label : change.subject.name
        let noun = isOfSolution ? "" : rule.deletes != nil ? "option" : self.noun(change.subject.kind)
        if let deletes = rule.deletes {
            let line = ImpactLine(
                mode.deletes ? deletes : mode.keeping, change.address, name: name, noun: noun,
                detail: mode.deletes ? whenApplied("of \(change.subject.name)") : "of \(change.subject.name)")
            impact.add(line)
        }
        let detail = heir.map { "of \(change.subject.name), now \($0)" } ?? Self.words(change, rule)
        impact.add(ImpactLine(heir == nil ? rule.rule : .optionRenumbered, change.address, name: name, noun: noun, detail: detail))
    }

    private static func words(_ change: Change, _ rule: RiskRule) -> String {
        if rule.deletes != nil { return "of \(change.subject.name)" }
        let step = change.trail.last.map(\.words) ?? ""
        guard let before = change.before, let after = change.after else { return step }
        return "\(step.isEmpty ? "" : step + ": ")\(before.shortened(to: 60)) → \(after.shortened(to: 60))"
    }

    /// The number under which an option of the same label stands now.
    private func heir(of option: Change) -> String? {
        let folder = ComponentFiles.divide(option.address.folded).folder
        let heir = changes.first { other in
            other.operation == .added && ComponentFiles.divide(other.address.folded).folder == folder && other.label == option.label
                && other.trail.count == option.trail.count
        }
        return heir.map { ComponentFiles.divide($0.address.description).name }
    }

    /// The table of a form; nil where the table itself came or went.
    private func table(of change: Change) -> Address? {
        let parts = change.address.description.split(separator: "/")
        guard parts.count > 2, parts[0] == KindRole.table.word else { return nil }
        let table = Address(kind: KindRole.table.word, key: String(parts[1]))
        return changes.contains { $0.isWhole && $0.address == table } ? nil : table
    }

    private mutating func tellLast(_ last: LastRule, _ kind: Kind, _ table: Address) {
        let name = ComponentFiles.divide(table.description).name
        let (before, after) = states.values(last.value, of: kind, in: name)
        guard before.contains(where: { $0 == last.text }), !after.contains(where: { $0 == last.text }) else { return }
        impact.add(ImpactLine(last.rule, table, name: name, noun: noun(KindRole.table.word)))
    }
}
