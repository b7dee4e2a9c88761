// Changes as people read them: by component, those that happened to many components folded into one.

internal import SolutionCore
internal import SolutionStore

/// The changes of one component and of what lies inside it.
struct ChangeGroup {
    let title: ComponentTitle
    let address: Address
    var changes: [Change]
}

extension ChangeGroup {
    /// From how many things on those of one sort that came, or went, are told in one line.
    private static let runLimit = 12

    /// The changes but that of the component itself, those together that are told in one line.
    var runs: [[Change]] {
        var runs: [[Change]] = []
        var places: [Exact: Int] = [:]
        for change in changes where !(change.isWhole && change.address == address) {
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
        for change in changes {
            let (address, title) = Self.home(of: change.subject)
            if let place = places[address] {
                groups[place].changes.append(change)
            } else {
                places[address] = groups.count
                groups.append(ChangeGroup(title: title, address: address, changes: [change]))
            }
        }
        groups.sort { (Self.rank($0.address), $0.address) < (Self.rank($1.address), $1.address) }
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
