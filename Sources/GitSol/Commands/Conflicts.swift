// git sol conflicts: what is still open of a merge, component by component.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let conflicts = Command(
        name: "conflicts", group: .merge, summary: "list the conflicts that are still open",
        synopsis: ["[--json]"],
        description: [
            "Lists what a merge, a rebase, a cherry-pick or a stash left open: the component, why it is in conflict, the three values, and who made the two changes.",
            "Settle one with `git sol resolve`.",
        ],
        flags: [.json], examples: [Example(purpose: "What is left to decide", line: "git sol conflicts")],
        statuses: [(1, "There are open conflicts.")],
        usesPager: true, run: ConflictsCommand.run)
}

enum ConflictsCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let open = try OpenMerge(repository)
        if arguments.has(.json) {
            JSONWriter.write("conflicts", to: world.out) { writer in
                writer.array("conflicts") { writer in
                    for item in open.items {
                        let (ours, theirs) = changes(of: item, open, world)
                        writer.object { writer in
                            ConflictText.write(item.conflict, &writer)
                            writer.field("oursCommit", ours?.id)
                            writer.field("oursAuthor", ours?.author)
                            writer.field("theirsCommit", theirs?.id)
                            writer.field("theirsAuthor", theirs?.author)
                        }
                    }
                }
            }
        } else {
            for item in open.items { write(item, open, world) }
            if open.items.isEmpty { world.out.write("No conflicts.\n") }
        }
        return open.items.isEmpty ? .done : .findings
    }

    private static func write(_ item: OpenMerge.Item, _ open: OpenMerge, _ world: World) {
        let conflict = item.conflict.conflict
        world.out.write(world.paint(ConflictText.what(conflict), .bold) + ": \(conflict.reason.rawValue)\n")
        world.out.write("  " + world.paint(conflict.address.description, .dim) + "\n")
        world.out.write("  in \(item.conflict.files.joined(separator: ", "))\n")
        let (ours, theirs) = changes(of: item, open, world)
        for (name, value, change) in [("base", conflict.base, nil), ("ours", conflict.ours, ours), ("theirs", conflict.theirs, theirs)] {
            let who = change.map { world.paint("  (\($0.author), \($0.id.prefix(10)) \($0.subject))", .dim) } ?? ""
            world.out.write("  " + world.paint(name, .cyan) + String(repeating: " ", count: 7 - name.count) + shown(value) + who + "\n")
        }
    }

    private static func shown(_ value: String?) -> String {
        guard let value else { return "nothing" }
        let line = String(value.map { $0.isNewline ? " " : $0 })
        return line.isEmpty ? "\"\"" : line.count > 70 ? line.prefix(70) + "…" : line
    }

    private struct ChangeOrigin {
        let id: String
        let author: String
        let subject: String
    }

    /// The last commits of both sides that touched the conflict's file since they parted.
    private static func changes(of item: OpenMerge.Item, _ open: OpenMerge, _ world: World) -> (ChangeOrigin?, ChangeOrigin?) {
        guard let theirs = open.theirs?.hex else { return (nil, nil) }
        func last(_ range: String) -> ChangeOrigin? {
            let arguments = ["log", "-1", "--format=%H%x00%an%x00%s", range, "--"] + item.conflict.files
            guard let output = try? world.git(["-c", "core.quotePath=off"] + arguments, top: true) else { return nil }
            let parts = String(decoding: output, as: UTF8.self).split(separator: "\0", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            return ChangeOrigin(id: String(parts[0]), author: String(parts[1]), subject: String(parts[2].prefix { !$0.isNewline }))
        }
        return (last("\(theirs)..HEAD"), last("HEAD..\(theirs)"))
    }
}
