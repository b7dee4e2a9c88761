// Names that mean nothing: a mistyped solution or address is an error, and never an empty answer.

internal import SolutionCore
internal import SolutionStore

extension World {
    /// Refuses a solution's name that none of these states has.
    func checkSolution(_ arguments: Arguments, in snapshots: [any Snapshot]) throws {
        guard let name = arguments.value(.solution) else { return }
        var names: [String] = []
        for snapshot in snapshots {
            for place in try SolutionPlace.places(in: snapshot) {
                if place.manifest.uniqueName.lowercased() == name.lowercased() { return }
                names.append(place.manifest.uniqueName)
            }
        }
        let known = Set(exact: names).texts
        let hint = Suggestion.hint(for: name, among: known) ?? (known.isEmpty ? nil : "there is " + known.joined(separator: ", "))
        throw CommandError("there is no solution '\(name)' here", hints: hint.map { [$0] } ?? [])
    }

    /// Refuses addresses that none of these states has. Wildcards may mean nothing; what is asked for is a state without any change.
    func checkAddresses(_ patterns: [AddressPattern], in snapshots: [any Snapshot]) throws {
        var waiting = patterns.filter { !$0.hasWildcards }
        guard !waiting.isEmpty else { return }
        var names: [String] = []
        for snapshot in snapshots where !waiting.isEmpty {
            guard try !SolutionPlace.places(in: snapshot).isEmpty else { continue }
            for listing in try SolutionLister().solutions(in: snapshot) {
                for component in listing.components {
                    names.append(component.address.description)
                    waiting.removeAll { Self.means($0, component) }
                }
            }
        }
        guard let unknown = waiting.first else { return }
        throw CommandError(
            "nothing is called '\(unknown.text)'",
            hints: [Suggestion.hint(for: unknown.text.lowercased(), among: names) ?? "'git sol ls --addresses' lists what there is"])
    }

    /// Whether a pattern means a component, something in it, or what it is in.
    private static func means(_ pattern: AddressPattern, _ component: Component) -> Bool {
        pattern.means(component) || AddressPattern(component.address.description).matches(Address(pattern.text))
    }
}
