// What a merge brought in, said in one short block: at the end of `git sol merge`, and by the hook that git runs after its own.

internal import SolutionCore
internal import SolutionStore

enum MergeFindings {
    /// Says what is wrong in one short block. The merge is made whatever it is: that stays as it is where checking fails too.
    static func tell(_ world: World, of merge: () throws -> CheckedMerge?) {
        do {
            let findings = try merge()?.findings(world.rules()) ?? []
            guard !findings.isEmpty else { return }
            let count = findings.count
            let lines = findings.prefix(most).map { "\n  \(CheckCommand.line($0))" as Shown }
            let more: Shown = count > most ? "\n  and \(count - most) more" : ""
            world.warn(
                "the merge brought in \(count) finding\(count == 1 ? "" : "s") that neither side had\(lines.joined())\(more)",
                hints: ["'git sol check --merge' tells more, and the way out"])
        } catch {
            world.warn("the merge could not be checked: \(describe(error).first?.text ?? "\(error)")")
        }
    }

    /// More would hide what git says.
    private static let most = 10
}
