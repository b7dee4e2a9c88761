// Changes as people read them: by component, those that happened to many components folded into one.

internal import SolutionCore
internal import SolutionStore

/// The changes of one component and of what lies inside it.
struct ChangeGroup {
    let title: ComponentTitle
    let address: Address
    var changes: [Change]
    /// What came with it, by kind: of a new table its forms and views.
    var parts: [Exact: Int] = [:]

    /// What it was called before, where it has another name now.
    var oldName: String? { changes.first { $0.isRenaming && $0.subject.address == address }?.before }

    /// `3 forms, 7 views`
    var partWords: String { Kinds.words(for: parts) }

    /// The title, with both names where it has a new one, and what came with it.
    var words: String {
        let title = oldName.map { ComponentTitle(noun: self.title.noun, name: "\($0) → \(self.title.name)").what } ?? self.title.what
        let owner = self.title.owner.map { " of \($0)" } ?? ""
        return title + owner + (parts.isEmpty ? "" : ", with " + partWords)
    }
}

extension ChangeGroup {
    /// From how many things on those of one sort that came, or went, are told in one line.
    private static let runLimit = 12

    /// The changes but that of the component itself, those together that are told in one line.
    var runs: [[Change]] {
        var runs: [[Change]] = []
        var places: [Exact: Int] = [:]
        for change in changes
        where !(change.isWhole && change.address == address) && !(change.isRenaming && change.subject.address == address) {
            let mark = Self.mark(change)
            if let mark, let place = places[mark] {
                runs[place].append(change)
            } else {
                if let mark { places[mark] = runs.count }
                runs.append([change])
            }
        }
        return runs.flatMap { $0.count > Self.runLimit ? [$0] : $0.map { [$0] } }
    }

    /// Equal for things of one sort in one place that came, or went.
    private static func mark(_ change: Change) -> String? {
        guard change.operation == .added || change.operation == .removed, let last = change.trail.last, last.label != nil else {
            return nil
        }
        let way = change.trail.dropLast().map(\.words) + [last.noun]
        return "\(change.operation) \(change.subject.address.folded) \(change.noise?.rawValue ?? "")\n" + way.joined(separator: "\n")
    }
}

extension [Change] {
    /// `missing dependency × 76: table Competitor, column Name, … and 70 more`.
    var runWords: String {
        guard let trail = first?.trail, let last = trail.last else { return "" }
        let way = (trail.dropLast().map(\.words) + [last.noun]).joined(separator: " › ")
        let shown = prefix(6).compactMap { $0.trail.last?.label }.joined(separator: ", ")
        return "\(way) × \(count): \(shown), … and \(count - 6) more"
    }
}

/// The same change of several components.
struct FoldedChange {
    let change: Change
    let titles: [ComponentTitle]
}

struct ChangeGroups {
    private(set) var groups: [ChangeGroup] = []
    private(set) var folded: [FoldedChange] = []

    /// From how many components on the same change is one line.
    private static let foldingLimit = 4

    init(_ changes: [Change]) {
        add(fold(changes))
    }

    /// Every component with all its changes.
    init(unfolded changes: [Change]) {
        add(changes)
    }

    private mutating func add(_ changes: [Change]) {
        var places: [Address: Int] = [:]
        let whole = Set(exact: changes.filter(\.isWhole).map { ComponentTitle(noun: $0.subject.kindNoun, name: $0.subject.name).what })
        // A line of the manifest is no news beside the component that it lists.
        for change in changes where !(change.listedComponent.map { whole.contains(Exact($0)) } ?? false) {
            let (address, title) = Self.home(of: change.subject)
            if let place = places[address] {
                groups[place].changes.append(change)
            } else {
                places[address] = groups.count
                groups.append(ChangeGroup(title: title, address: address, changes: [change]))
            }
        }
        foldParts()
        groups.sort { (Self.rank($0.address), $0.address) < (Self.rank($1.address), $1.address) }
    }

    /// What came with a new table or a new solution is counted there.
    private mutating func foldParts() {
        let isNew = groups.map { $0.changes.allSatisfy { $0.isWhole && $0.operation == .added } }
        let solution = groups.indices.first { isNew[$0] && Kinds.table[groups[$0].changes[0].subject.kind]?.role == .solution }
        var tables: [Exact: Int] = [:]
        for index in groups.indices where groups[index].isNewTable { tables[groups[index].address.folded] = index }
        guard solution != nil || !tables.isEmpty else { return }
        var folded: Set<Int> = []
        for index in groups.indices where isNew[index] && index != solution {
            let subject = groups[index].changes[0].subject
            let table = tables.first { groups[index].address.isBelow(Address($0.key.text)) || subject.isMade(forTable: $0.key.text) }?.value
            guard let home = solution ?? table, home != index else { continue }
            groups[home].parts[subject.kind, default: 0] += 1
            folded.insert(index)
        }
        groups = groups.indices.filter { !folded.contains($0) }.map { groups[$0] }
    }

    /// Columns and keys are told of with their table, as they are in one file with it.
    private static func home(of subject: Subject) -> (Address, ComponentTitle) {
        guard let kind = Kinds.table[subject.kind], let owner = kind.owner, kind.places.isEmpty,
            let name = subject.ownerName, let cut = subject.address.description.range(endingBefore: "/" + kind.word + "/")
        else { return (subject.address, ComponentTitle(subject)) }
        return (Address(cut), ComponentTitle(noun: Kinds.table[owner]?.noun ?? owner, name: name))
    }

    /// The order in which people read a solution.
    private static func rank(_ address: Address) -> Int {
        let word = address.folded.split(separator: "/").first.map(String.init) ?? ""
        return Kinds.table.all.firstIndex { $0.word == word } ?? Int.max
    }

    private mutating func fold(_ changes: [Change]) -> [Change] {
        var places: [Exact: [Int]] = [:]
        for (index, change) in changes.enumerated() where !change.trail.isEmpty && change.lines.isEmpty {
            let way = change.trail.map(\.words).joined(separator: "\n")
            let mark = [
                change.operation.rawValue, change.subject.kind, way, change.before ?? "", change.after ?? "",
            ].joined(separator: "\u{1F}")
            places[mark, default: []].append(index)
        }
        var taken: Set<Int> = []
        for indices in places.values.sorted(by: { $0[0] < $1[0] }) {
            let subjects = Set(indices.map { changes[$0].subject.address })
            guard subjects.count >= Self.foldingLimit else { continue }
            folded.append(
                FoldedChange(change: changes[indices[0]], titles: indices.map { ComponentTitle(changes[$0].subject) }))
            taken.formUnion(indices)
        }
        return changes.indices.filter { !taken.contains($0) }.map { changes[$0] }
    }
}

extension String {
    /// What stands before the last occurrence of a text.
    fileprivate func range(endingBefore needle: String) -> String? {
        lastIndex(of: needle).map { String(self[..<$0]) }
    }
}

extension ChangeGroup {
    fileprivate var isNewTable: Bool {
        changes.contains { $0.isWhole && $0.operation == .added && $0.address == address && Kinds.table[$0.subject.kind]?.role == .table }
    }
}

extension Change {
    /// What a line of the manifest lists that came or went.
    fileprivate var listedComponent: String? {
        guard operation == .added || operation == .removed, trail.count == 1, trail[0].noun == "root component" else { return nil }
        return trail[0].label
    }
}

extension Subject {
    fileprivate var kindNoun: String { Kinds.table[kind]?.noun ?? kind }
}

extension Kinds {
    /// `12 tables, 3 processes`, in the order in which people read a solution.
    static func words(for counts: [Exact: Int]) -> String {
        let known = table.all.compactMap { kind in counts[Exact(kind.word)].map { "\($0) \($0 == 1 ? kind.noun : kind.plural)" } }
        let others = counts.filter { table[$0.key.text] == nil }.values.reduce(0, +)
        return (known + (others > 0 ? ["\(others) more"] : [])).joined(separator: ", ")
    }
}
