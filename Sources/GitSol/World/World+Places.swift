// Places as people name them on a command line: what is there stands for the state that it is.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension World {
    /// What is at a place now; nil where the word names none. Of several solutions that are there one must be meant.
    func place(_ name: String, solution: String?) throws -> Places.Moment? {
        guard let repository = try repositoryIfAny(), try Places.reference(of: name) != nil else { return nil }
        var present = try Places(repository).present(in: name)
        guard !present.isEmpty else { return nil }
        if let solution { present.removeAll { $0.entry.solution.lowercased() != solution.lowercased() } }
        if present.isEmpty, let solution {
            throw CommandError("nothing is known of '\(solution)' at the place '\(name)'", hints: [Self.placeHint(name)])
        }
        guard present.count == 1 else {
            throw CommandError(
                "\(present.count) solutions are at the place '\(name)'",
                hints: ["name one by its tag: " + present.map(\.entry.tag).joined(separator: ", ")])
        }
        if try Places(repository).isDivided(name) {
            warn(
                "the place '\(name)' was changed here and elsewhere",
                hints: ["'git sol place log \(ShellText.word(name))' shows both; the next 'place set' brings them together"])
        }
        return present[0]
    }

    func isPlaceName(_ word: String) throws -> Bool {
        guard let repository = try repositoryIfAny(), try Places.reference(of: word) != nil else { return false }
        return try Places(repository).names().contains { $0 == word }
    }

    /// A revision wins over a place of the same name, and says so.
    func warnOfPlace(_ word: String) throws {
        guard try isPlaceName(word) else { return }
        warn("'\(word)' is a revision and a place: the revision is meant", hints: ["\(Self.placeHint(word))"])
    }

    private static func placeHint(_ name: String) -> String {
        "'git sol place list \(ShellText.word(name))' tells the tag of what is there"
    }

    /// The files of what came to a place.
    func snapshot(of moment: Places.Moment) throws -> RevisionSnapshot {
        let entry = moment.entry
        guard let id = ObjectID(hex: entry.commit), let commit = try? openRepository().peel(id, to: .commit) else {
            throw CommandError(
                "'\(entry.tag)', which is at the place '\(entry.place)', is not in this repository",
                hints: ["fetch it: git fetch --tags"])
        }
        return try snapshot(of: commit, named: entry.tag)
    }
}
