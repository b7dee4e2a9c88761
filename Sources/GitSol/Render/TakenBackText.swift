// What an import takes back of other commits, in words: who did what, and the ways out.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

struct TakenBackText {
    private let found: TakenBack
    private let repository: Repository

    /// More would hide what to do about it.
    private static let most = 20

    init(_ found: TakenBack, in repository: Repository) {
        self.found = found
        self.repository = repository
    }

    var error: CommandError {
        get throws {
            let start = try repository.abbreviate(found.lastImport)
            var error = CommandError(
                "the export \(summary) since the last import, '\(start)'",
                hints: [
                    "to merge the export with them: --base=\(start), or the commit that the environment was last in step with",
                    "if that is meant: --allow=\(ImportQuestion.undo.rawValue)",
                ])
            error.list = lines
            return error
        }
    }

    func warn(_ world: World) {
        world.warn("the import \(summary):\(lines.map { "\n  \($0)" as Shown }.joined())")
    }

    /// `undoes 3 changes by Ada and Ben`
    private var summary: String {
        let count = found.items.count
        return "undoes \(count) change\(count == 1 ? "" : "s") by \(Self.list(authors(of: found.items.flatMap(\.commits))))"
    }

    private var lines: [String] {
        found.items.prefix(Self.most).map(line) + (found.items.count > Self.most ? ["and \(found.items.count - Self.most) more"] : [])
    }

    /// `table Order › display name en-US (1033): Grand total → Total (Ada, 1a2b3c4)`
    private func line(_ item: TakenBack.Item) -> String {
        let change = item.change
        var text = ([ComponentTitle(change.subject).words] + change.trail.map(\.words)).joined(separator: " › ")
        switch (change.operation, change.before, change.after) {
        case (.added, _, _): text += ": comes back"
        case (.removed, _, _): text += ": goes again"
        case (_, let before?, let after?) where before.utf8.count + after.utf8.count <= 80: text += ": \(before) → \(after)"
        default: break
        }
        let who = authors(of: item.commits).joined(separator: ", ")
        return "\(text) (\(who), \(item.commits.map { (try? repository.abbreviate($0)) ?? $0.hex }.joined(separator: ", ")))"
    }

    /// Each once, whoever did more commits the first.
    private func authors(of commits: [ObjectID]) -> [String] {
        var counts: [Exact: Int] = [:]
        for id in Set(commits) { if let commit = found.commits[id] { counts[commit.author.name, default: 0] += 1 } }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key.text)
    }

    private static func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.first ?? "nobody" }
        return names.dropLast().joined(separator: ", ") + " and " + last
    }
}
