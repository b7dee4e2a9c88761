// What --kind means: kinds by their word in addresses, or by what makers call them.

internal import SolutionCore

struct KindChoice {
    private let wishes: [String]

    var isEmpty: Bool { wishes.isEmpty }

    /// `others`: the kinds that are there beside those of the table.
    init(_ words: [String], others: [String] = []) throws(UsageError) {
        wishes = words.map { $0.lowercased() }
        let unknownKinds = Set(exact: others.map { $0.lowercased() })
        for wish in wishes where !unknownKinds.contains(wish) && !Kinds.table.all.contains(where: { $0.isCalled(wish) }) {
            let known = Kinds.table.all.flatMap { [$0.word, $0.noun] } + unknownKinds.texts
            throw UsageError(
                message: "there is no kind '\(wish)'",
                hints: [Suggestion.hint(for: wish, among: known) ?? "'git sol ls' shows the kinds that there are"])
        }
    }

    /// Whether a component of a kind is meant; `noun` is what makers call it.
    func allows(_ kind: String, _ noun: String) -> Bool {
        wishes.isEmpty
            || wishes.contains { wish in
                Exact(noun) == Exact(wish) || Exact(noun + "s") == Exact(wish)
                    || Kinds.table[kind]?.isKind(wish) ?? (Exact(kind.lowercased()) == Exact(wish))
            }
    }
}
