// What an import will do, for people: a sentence, then a list for each kind of effect.

internal import SolutionCore
internal import SolutionStore

enum ImpactText {
    static func write(_ impact: Impact, _ world: World) {
        world.out.write(world.paint("\(sentence(impact))", .bold) + "\n")
        for list in ImpactList.allCases where !impact[list].isEmpty {
            let lines = impact[list]
            world.out.write("\n" + world.paint("\(list.heading) (\(lines.count))", color(list)) + "\n")
            for line in lines {
                let detail: Shown = line.detail.isEmpty ? "" : ": \(line.detail)"
                world.out.write(
                    "  \(title(line))\(detail)  \(world.paint("\(line.address)", .dim))  \(world.paint("[\(line.rule.rawValue)]", .cyan))\n"
                )
            }
        }
    }

    /// `column Total`.
    static func title(_ line: ImpactLine) -> String {
        line.noun.isEmpty || line.noun == line.name ? line.name : "\(line.noun) \(line.name)"
    }

    /// What would happen, in a sentence.
    static func sentence(_ impact: Impact) -> String {
        let after = impact.after
        let versions = impact.before.map { "\($0.version) to \(after.version)" } ?? after.version
        let verdict = impact.allowed ? "allowed" : "refused"
        return "\(impact.mode.title) of \(after.displayName) \(versions): \(verdict); " + counts(impact) + "."
    }

    private static func counts(_ impact: Impact) -> String {
        let words: [(ImpactList, one: String, several: String)] = [
            (.deletedWithData, "is deleted with its data", "are deleted with their data"), (.deleted, "is deleted", "are deleted"),
            (.leftBehind, "is left behind", "are left behind"), (.added, "is added", "are added"), (.changed, "changes", "change"),
            (.risky, "is risky", "are risky"), (.asks, "is asked for", "are asked for"),
        ]
        let parts = words.compactMap { list, one, several -> String? in
            let lines = impact[list]
            guard !lines.isEmpty else { return nil }
            return "\(lines.count) \(noun(lines)) \(lines.count == 1 ? one : several)"
        }
        return parts.isEmpty ? "nothing changes" : parts.joined(separator: ", ")
    }

    /// What the lines are, where all are of one kind.
    private static func noun(_ lines: [ImpactLine]) -> String {
        let first = lines[0].noun
        let isOne = !first.isEmpty && lines.allSatisfy { $0.noun == first }
        let kind = isOne ? Kinds.table.all.first { $0.noun == first } : nil
        let noun = kind.map { ($0.noun, $0.plural) } ?? (isOne ? (first, first + "s") : ("component", "components"))
        return lines.count == 1 ? noun.0 : noun.1
    }

    private static func color(_ list: ImpactList) -> Style {
        switch list {
        case .refusals, .deletedWithData, .deleted: .red
        case .added: .green
        case .risky, .leftBehind: .yellow
        default: .bold
        }
    }
}
