// git sol status: which components are staged, changed, new or in conflict.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let status = Command(
        name: "status", group: .change, summary: "show which components changed in the working tree",
        synopsis: ["[--short | --json] [--noise] [--] [ADDRESS…]"],
        description: [
            "Shows the components that would be committed, those that changed and are not staged, those that git does not know yet, and those in conflict.",
            "Changes that nobody made (stamps, order, whitespace) are only counted, in the last line. For files outside of solutions use `git status`.",
        ],
        flags: [StatusCommand.short, DiffCommand.noise, .solution, .json],
        positionals: [Positional(name: "ADDRESS", count: .any, completion: .address, summary: "only these components")],
        examples: [
            Example(purpose: "What is going on", line: "git sol status"),
            Example(purpose: "The same in a line each, for the flows", line: "git sol status --short 'workflow/*'"),
        ],
        usesPager: true, run: StatusCommand.run)
}

enum StatusCommand {
    static let short = Flag(
        long: "short", short: "s", summary: "a line for each component",
        detail: ["The two letters are git's: what is staged, and what is not. `??` is new to git, `U` in conflict."])

    /// What happened to a component between two states.
    private struct Row {
        let state: String
        let letter: String
        let group: ChangeGroup

        init(_ group: ChangeGroup) {
            self.group = group
            let whole = group.changes.first { $0.isWhole && $0.address == group.address }
            switch whole?.operation {
            case .added: (state, letter) = ("new", "A")
            case .removed: (state, letter) = ("deleted", "D")
            default: (state, letter) = (group.oldName == nil ? "modified" : "renamed", "M")
            }
        }
    }

    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let patterns = arguments.positionals.map(AddressPattern.init)
        let submodules = try world.submodules(of: repository)
        if arguments.value(.solution) != nil {
            let states: [any Snapshot] = [try IndexSnapshot(repository)] + (repository.isBare ? [] : [try WorktreeSnapshot(repository)])
            try world.checkSolution(arguments, in: states.map { try submodules.joined($0) })
        }
        let state = try WorkingState(
            repository, submodules, comparer: try world.comparer(arguments), reach: AddressReach(patterns))
        let selection = DiffCommand.Selection(patterns: patterns, showsNoise: arguments.has(DiffCommand.noise))
        func rows(_ comparisons: [SolutionComparison]) -> [Row] {
            comparisons.flatMap { ChangeGroups(unfolded: $0.changes.filter(selection.shows)).groups.map(Row.init) }
        }
        let (staged, unstaged, untracked) = (rows(state.staged), rows(state.unstaged), rows(state.untracked))
        let conflicts = state.conflicts.filter { conflict in
            patterns.isEmpty || patterns.contains { $0.means(conflict.subject.address, in: conflict.subject) }
        }
        let branch = try repository.headBranch.map { $0.hasPrefix("refs/heads/") ? String($0.dropFirst(11)) : $0 }
        if arguments.has(.json) {
            writeJSON(branch, staged, unstaged, untracked, conflicts, world)
        } else if arguments.has(short) {
            writeShort(staged, unstaged, untracked, conflicts, world)
        } else {
            try writeLong(repository, branch, staged, unstaged, untracked, conflicts, world)
            let all = (state.staged + state.unstaged + state.untracked).flatMap(\.changes)
            let hidden = NoiseCount(all.filter { selection.matches($0) && !selection.shows($0) })
            if hidden.total > 0 {
                world.out.write("\n\(world.paint("not shown: \(hidden.words) (--noise shows them)", .dim))\n")
            }
        }
        DiffCommand.warn(state.unstaged + state.untracked, world)
        return .done
    }

    // MARK: - For people

    private static func writeLong(
        _ repository: Repository, _ branch: String?, _ staged: [Row], _ unstaged: [Row], _ untracked: [Row],
        _ conflicts: [(path: String, subject: Subject)], _ world: World
    ) throws {
        if let branch {
            world.out.write("On branch \(branch)\n")
        } else if let head = try repository.headCommit {
            world.out.write("HEAD detached at \(try repository.abbreviate(head))\n")
        }
        if try repository.headCommit == nil { world.out.write("\nNo commits yet\n") }
        write("Changes to be committed:", "git restore --staged <file>… to unstage", staged, .green, world)
        if !conflicts.isEmpty {
            world.out.write("\nComponents in conflict:\n  (fix them and run git add <file>…)\n")
            for (path, subject) in conflicts {
                world.out.write(
                    "\t\(world.paint("both modified: \(ComponentTitle(subject).words)", .red))  \(world.paint("\(path)", .dim))\n")
            }
        }
        write("Changes not staged for commit:", "git add <file>… to update what will be committed", unstaged, .red, world)
        write("Components that git does not know yet:", "git add <file>… to include them in what will be committed", untracked, .red, world)
        if staged.isEmpty, unstaged.isEmpty, untracked.isEmpty, conflicts.isEmpty {
            world.out.write("nothing to commit, no component changed\n")
        }
    }

    private static func write(_ heading: String, _ advice: String, _ rows: [Row], _ style: Style, _ world: World) {
        guard !rows.isEmpty else { return }
        world.out.write("\n\(heading)\n  (\(advice))\n")
        for row in rows {
            let count = row.group.changes.count
            let number = row.state == "modified" && count > 1 ? " (\(count) changes)" : ""
            let what = "\(row.state):".padded(to: 11) + row.group.words + number
            world.out.write("\t\(world.paint("\(what)", style))  \(world.paint("\(row.group.address)", .dim))\n")
        }
    }

    private static func writeShort(
        _ staged: [Row], _ unstaged: [Row], _ untracked: [Row], _ conflicts: [(path: String, subject: Subject)],
        _ world: World
    ) {
        var letters: [Address: (x: String, y: String, words: String)] = [:]
        for (_, subject) in conflicts { letters[subject.address] = ("U", "U", ComponentTitle(subject).words) }
        for row in staged { letters[row.group.address] = (row.letter, " ", row.group.words) }
        for row in unstaged { letters[row.group.address, default: (" ", " ", row.group.words)].y = row.letter }
        func write(_ marks: Shown, _ address: Address, _ words: String) {
            world.out.write("\(marks) \(address)  \(world.paint("\(words)", .dim))\n")
        }
        for (address, entry) in letters.sorted(by: { $0.key < $1.key }) {
            write(world.paint("\(entry.x)", .green) + world.paint("\(entry.y)", .red), address, entry.words)
        }
        for row in untracked { write(world.paint("??", .red), row.group.address, row.group.words) }
    }

    // MARK: - For programs

    private static func writeJSON(
        _ branch: String?, _ staged: [Row], _ unstaged: [Row], _ untracked: [Row],
        _ conflicts: [(path: String, subject: Subject)], _ world: World
    ) {
        JSONWriter.write("status", to: world.out) { writer in
            writer.field("branch", branch)
            for (name, rows) in [("staged", staged), ("unstaged", unstaged), ("untracked", untracked)] {
                writer.array(name) { writer in
                    for row in rows {
                        writer.object { writer in
                            writer.field("address", row.group.address.description)
                            writer.field("noun", row.group.title.noun)
                            writer.field("name", row.group.title.name)
                            writer.field("state", row.state == "renamed" ? "modified" : row.state)
                            writer.field("changes", row.group.changes.count)
                            writer.field("files", Set(exact: row.group.changes.map(\.file)).texts)
                        }
                    }
                }
            }
            writer.array("conflicts") { writer in
                for (path, subject) in conflicts {
                    writer.object { writer in
                        writer.field("address", subject.address.description)
                        writer.field("noun", ComponentTitle(subject).noun)
                        writer.field("name", subject.name)
                        writer.field("file", path)
                    }
                }
            }
        }
    }
}
