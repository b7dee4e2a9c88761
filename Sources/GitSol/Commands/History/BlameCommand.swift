// git sol blame: who last changed each property of a component, and in which commit.

internal import Bindings
internal import SolutionCore
internal import SolutionStore

extension Command {
    static let blame = Command(
        name: "blame", group: .history, summary: "show who last changed each property of a component",
        synopsis: ["[--solution NAME] [--json] [REV] [--] ADDRESS…"],
        description: [
            "Prints every property of the components that are meant, each with the commit that gave it its value and with who made it. Without a revision the working tree is looked at.",
            "A property is followed by its key, not by its line: if a cell moves, a file is renamed or lines change their order, the property keeps its author. Stamps and other noise are left out.",
            "Scripts and other texts are not documents: use `git blame FILE` for those.",
        ],
        flags: [.solution, .json],
        positionals: [
            Positional(name: "REV", count: .optional, completion: .revision, summary: "as of this commit"),
            Positional(name: "ADDRESS", count: .any, completion: .address, summary: "components or properties"),
        ],
        examples: [
            Example(purpose: "Who changed what of a column", line: "git sol blame entity/contoso_order/attribute/contoso_total"),
            Example(purpose: "Of a flow, as of a release", line: "git sol blame v1.2.0.0 -- 'Notify about orders'"),
        ],
        statuses: [(1, "Nothing has the address.")],
        usesPager: true, run: BlameCommand.run)
}

enum BlameCommand {
    static func run(_ arguments: Arguments, in world: World) throws -> ExitStatus {
        let repository = try world.openRepository()
        let request = try world.historyRequest(arguments, allowsRanges: false)
        guard !request.patterns.isEmpty else { throw UsageError(message: "ADDRESS is missing") }
        let start = request.isNamed || repository.isBare ? request.starts.first : nil
        let blame = try Blame(
            repository, rules: try world.rules(), at: start, reach: AddressReach(request.patterns)
        ) { line in
            request.patterns.contains { $0.means(line.address, in: line.subject) }
        }
        let isMeant = try world.isMeant(arguments)
        let lines = blame.lines.filter { isMeant($0.file) }
        var commits: [ObjectID: Commit] = [:]
        for id in Set(lines.compactMap(\.commit)) { commits[id] = try repository.readCommit(id) }
        if arguments.has(.json) {
            writeJSON(lines, commits, world)
        } else {
            write(lines, commits, world)
        }
        if lines.isEmpty {
            let names = request.patterns.map { "'\($0.text)'" }.joined(separator: ", ")
            world.warn("no document has properties of \(names)", hints: ["'git sol ls' lists what there is"])
        }
        return lines.isEmpty ? .findings : .done
    }

    private static func write(_ lines: [BlamedLine], _ commits: [ObjectID: Commit], _ world: World) {
        let names = lines.map { Shown($0.commit.flatMap { commits[$0] }.map(\.author.name) ?? notCommitted) }
        let width = (names.map(\.width).max() ?? 0) + 1
        var subject: Address?
        for (line, name) in zip(lines, names) {
            if subject != line.subject.address {
                let title = ComponentTitle(line.subject)
                let owner: Shown = title.owner.map { " of \($0)" } ?? ""
                let name: Shown = title.name == title.noun ? "" : " \(world.paint("\(title.name)", .bold))"
                world.out.write("\(title.noun)\(name)\(owner)  \(world.paint("\(line.subject.address)", .dim))\n")
                subject = line.subject.address
            }
            let date = line.commit.flatMap { commits[$0] }.map { CommitDate($0.author).short } ?? "          "
            let id = line.commit.map { String($0.hex.prefix(8)) } ?? "00000000"
            let head: Shown = "\(world.paint("\(id)", .yellow)) (\(name.padded(to: width)) \(date)) "
            let way = line.trail.map(\.words).joined(separator: " › ")
            for (number, text) in texts(way, line.shownValue).enumerated() {
                world.out.write("\(number == 0 ? head : .blanks(width + 22))\(Shown(content: text))\n")
            }
        }
    }

    private static let notCommitted = "Not Committed Yet"

    private static func texts(_ name: String, _ value: String?) -> [String] {
        guard let value else { return [name] }
        let parts = value.lines
        return parts.count == 1 ? [name.isEmpty ? value : "\(name) = \(value)"] : parts.map { "\(name) | \($0)" }
    }

    private static func writeJSON(_ lines: [BlamedLine], _ commits: [ObjectID: Commit], _ world: World) {
        JSONWriter.write("blame", to: world.out) { writer in
            writer.array("lines") { writer in
                for line in lines {
                    writer.object { writer in
                        writer.field("address", line.address.description)
                        writer.field("value", line.value)
                        writer.field("component", line.subject.address.description)
                        writer.field("kind", line.subject.kind)
                        writer.field("componentName", line.subject.name)
                        writer.field("file", line.file)
                        writer.field("commit", line.commit?.hex)
                    }
                }
            }
            writer.array("commits") { writer in
                for (id, commit) in commits.sorted(by: { $0.key.hex < $1.key.hex }) {
                    writer.object { CommitText.write(id, commit, &$0) }
                }
            }
        }
    }
}
