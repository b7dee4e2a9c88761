// Dependencies as text, for programs, and as pictures.

internal import SolutionCore
internal import SolutionStore

struct DependencyReport {
    private let found: SolutionDependencies
    var components: [Component] = []
    var uses: [Dependency]?
    var users: [Dependency]?
    /// Each group is one solution, or several that need each other.
    var order: [[String]]?

    init(_ found: SolutionDependencies) { self.found = found }

    private var all: [Dependency] { (uses ?? []) + (users ?? []) }

    private func title(_ address: Address) -> String {
        guard let component = found.component(address) else { return address.description }
        return ComponentTitle(noun: Kinds.table[component.kind]?.noun ?? component.kind, name: component.name).what
    }

    // MARK: - Text

    func writeText(to world: World) {
        if let order {
            for group in order {
                let cycle: Shown = group.count > 1 ? "\(world.paint("  they need each other", .yellow))" : ""
                world.out.write("\(group.joined(separator: ", "))\(cycle)\n")
            }
            return
        }
        guard uses != nil || users != nil else {
            for component in components { world.out.write("\(title(component.address))  \(world.paint("\(component.address)", .dim))\n") }
            return
        }
        if let uses { write(uses, "uses", by: \.from, \.to, world) }
        if let users { write(users, "is used by", by: \.to, \.from, world) }
        if all.isEmpty { world.out.write("nothing\n") }
    }

    private func write(
        _ dependencies: [Dependency], _ verb: Shown, by key: KeyPath<Dependency, Address>, _ other: KeyPath<Dependency, Address>,
        _ world: World
    ) {
        let groups = Dictionary(grouping: dependencies) { $0[keyPath: key] }
        for (address, group) in groups.sorted(by: { $0.key < $1.key }) {
            world.out.write("\(world.paint("\(title(address))", .bold)) \(verb)  \(world.paint("\(address)", .dim))\n")
            for dependency in group.sorted(by: { $0[keyPath: other] < $1[keyPath: other] }) {
                let address = dependency[keyPath: other]
                let likely: Shown = dependency.certainty == .likely ? " (likely)" : ""
                world.out.write("  \(title(address))\(likely)  \(world.paint("\(address)", .dim))  \(place(of: dependency))\n")
            }
        }
    }

    private func place(of dependency: Dependency) -> String { found.solutions[dependency.solution].folder + dependency.file }

    // MARK: - For programs

    func writeJSON(to world: World) {
        JSONWriter.write("deps", to: world.out) { writer in
            writer.array("components") { writer in
                for component in components {
                    writer.object { writer in
                        writer.field("address", component.address.description)
                        writer.field("kind", component.kind)
                        writer.field("name", component.name)
                    }
                }
            }
            for (name, list) in [("uses", uses ?? []), ("usedBy", users ?? [])] {
                writer.array(name) { writer in
                    for dependency in list {
                        writer.object { writer in
                            writer.field("from", dependency.from.description)
                            writer.field("to", dependency.to.description)
                            writer.field("certainty", dependency.certainty.rawValue)
                            writer.field("solution", found.solutions[dependency.solution].manifest.uniqueName)
                            writer.field("file", place(of: dependency))
                        }
                    }
                }
            }
            writer.array("order") { writer in
                for group in order ?? [] { writer.object { $0.field("solutions", group) } }
            }
        }
    }

    // MARK: - Pictures

    /// The components of all edges, each with a number that is its name in the picture.
    private var nodes: [(address: Address, number: Int)] {
        Set(all.flatMap { [$0.from, $0.to] }).sorted().enumerated().map { ($1, $0) }
    }

    func writeDot(to world: World) {
        world.out.write("digraph {\n  rankdir=LR;\n  node [shape=box];\n")
        draw(
            node: { "  n\($0) [label=\"\(Self.escaped($1, dot: true))\"];\n" },
            edge: { "  n\($0) -> n\($1)\($2 ? " [style=dashed]" : "");\n" }, world)
        world.out.write("}\n")
    }

    func writeMermaid(to world: World) {
        world.out.write("flowchart LR\n")
        draw(node: { "  n\($0)[\"\(Self.escaped($1, dot: false))\"]\n" }, edge: { "  n\($0) \($2 ? "-.->" : "-->") n\($1)\n" }, world)
    }

    private func draw(node: (Int, String) -> Shown, edge: (Int, Int, Bool) -> Shown, _ world: World) {
        let numbers = Dictionary(uniqueKeysWithValues: nodes.map { ($0.address, $0.number) })
        for (address, number) in nodes { world.out.write(node(number, title(address))) }
        let solutions = (order ?? []).map { $0.joined(separator: ", ") }
        for (number, name) in solutions.enumerated() {
            world.out.write(node(number, name))
            if number > 0 { world.out.write(edge(number - 1, number, false)) }
        }
        var drawn: Set<[Int]> = []
        for dependency in all {
            guard let from = numbers[dependency.from], let to = numbers[dependency.to], drawn.insert([from, to]).inserted else { continue }
            world.out.write(edge(from, to, dependency.certainty == .likely))
        }
    }

    /// A name in quotes of the picture's own language.
    private static func escaped(_ text: String, dot: Bool) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += dot ? Array("\\\"".utf8) : Array("#quot;".utf8)
            case UInt8(ascii: "\\") where dot: bytes += Array("\\\\".utf8)
            case UInt8(ascii: "#") where !dot: bytes += Array("#35;".utf8)
            case UInt8(ascii: "%") where !dot: bytes += Array("#37;".utf8)
            case UInt8(ascii: "&") where !dot: bytes += Array("#38;".utf8)
            case UInt8(ascii: "<") where !dot: bytes += Array("#lt;".utf8)
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
