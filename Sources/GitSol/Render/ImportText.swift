// An import in words: the message of its commit, and what is told of it.

internal import SolutionCore
internal import SolutionStore

struct ImportText {
    let plan: ImportPlan

    /// `Import Contoso Orders 1.0.0.1`
    var subject: String { MessageText.line("Import \(plan.after.displayName) \(plan.after.version)") }

    /// A line for each component.
    var lines: [String] {
        guard plan.before != nil else { return ["New solution: " + contents] }
        let changes = changes
        var lines = ComponentLines.lines(of: changes)
        let named = Set(changes.filter { $0.isWhole && $0.operation == .removed }.map(\.subject.address))
        for component in plan.deleted where !named.contains(component.subject.address) {
            lines.append(MessageText.line("- " + ComponentTitle(component.subject).words + ": " + count(component.files.count, "file")))
        }
        return lines
    }

    /// What somebody did.
    var changes: [Change] {
        let kept = Set(exact: plan.kept.flatMap(\.files))
        return plan.comparison.changes.filter { $0.noise == nil && !kept.contains($0.file) }
    }

    /// `12 tables, 3 processes`: what the manifest lists, by kind.
    private var contents: String {
        var counts: [Exact: Int] = [:]
        for root in plan.after.rootComponents {
            if let kind = Kinds.table.kinds(of: root.code).first { counts[kind.word, default: 0] += 1 }
        }
        let words = Kinds.words(for: counts)
        return words.isEmpty ? count(plan.added, "file") : words
    }

    private func count(_ number: Int, _ noun: String) -> String { ComponentLines.count(number, noun) }

    /// The message but for its trailers.
    var message: String {
        let lines = changes.isEmpty && plan.before != nil && plan.deleted.isEmpty ? ["No component changed."] : lines
        return subject + "\n\n" + lines.joined(separator: "\n")
    }

    /// What is told when all is done.
    func write(to world: World, isDry: Bool, since start: String? = nil) {
        let place = plan.folder.isEmpty ? "the top folder" : "'\(plan.folder.dropLast())'"
        var heading = world.paint("\(plan.after.displayName)", .bold)
        if plan.after.displayName != plan.after.uniqueName { heading += " (\(plan.after.uniqueName))" }
        if let before = plan.before, before.version != plan.after.version { heading += " \(before.version) →" }
        world.out.write(
            "\(heading) \(plan.after.version) \(plan.before == nil ? "into" : "in") \(place)\(start.map { ", since \($0)" } ?? "")\n")
        for line in lines { world.out.write("  \(line)\n") }
        let deleted = plan.edits.filter(\.isDeletion).count
        let changed = plan.edits.count - plan.added - deleted
        let verb = isDry ? " would be" : ""
        world.out.write(
            "\(count(plan.added, "file"))\(verb) added, \(changed) changed, \(deleted) deleted, \(plan.unchanged) as they were\n")
        let noise = NoiseCount(plan.comparison.changes)
        guard noise.total > 0 else { return }
        let words = plan.isExact ? "taken along: \(noise.words)" : "held back: \(noise.words) (--exact takes them)"
        world.out.write("\(world.paint("\(words)", .dim))\n")
    }

    func warnOfKept(_ world: World) {
        guard !plan.kept.isEmpty else { return }
        let names = plan.kept.map { "\n  \(ComponentTitle($0.subject).words)  \(world.paint("\($0.subject.address)", .dim))" as Shown }
        world.warn(
            "kept, though the export does not hold \(plan.kept.count == 1 ? "it" : "them"):\(names.joined())",
            hints: ["'--prune' deletes what an export does not hold"])
    }
}
