// git sol resolve on a terminal: the open conflicts one by one, a key for each.

internal import SolutionCore
internal import SolutionStore

struct ConflictDialogue {
    private let settler: ConflictSettler
    private let world: World
    private let origins: ConflictOrigins
    private var questions: [ConflictSeries]

    init(_ settler: ConflictSettler, _ items: [OpenMerge.Item], _ world: World) {
        self.settler = settler
        questions = ConflictSeries.all(of: items)
        self.world = world
        origins = ConflictOrigins(settler.open, of: questions.flatMap(\.items), world)
    }

    mutating func run() throws -> ExitStatus {
        guard world.isTerminal(0), world.isTerminal(1) else {
            throw UsageError(
                message: "cannot ask without a terminal: name a side and the conflicts",
                hints: ["as in 'git sol resolve --theirs ADDRESS'; 'git sol conflicts' lists them"])
        }
        guard !questions.isEmpty else {
            world.out.write("No conflicts.\n")
            return .done
        }
        OperationText(settler.open.operation, world).write(to: world.out)
        var settled: Set<Int> = []
        var last: Int?
        var place = 0
        while place < questions.count {
            show(place)
            let key = try world.key()
            let letter = key.map { $0 | 0x20 }
            world.out.write("\(letter.map { $0 > 0x20 && $0 < 0x7F ? String(UnicodeScalar($0)) : "" } ?? "q")\n")
            switch letter {
            case UInt8(ascii: "o"):
                attempt(place, &settled, &last, &place) {
                    try settler.settle($0, .ours); return true
                }
            case UInt8(ascii: "t"):
                attempt(place, &settled, &last, &place) {
                    try settler.settle($0, .theirs); return true
                }
            case UInt8(ascii: "b"):
                attempt(place, &settled, &last, &place) {
                    try settler.settle($0, .base); return true
                }
            case UInt8(ascii: "a"):
                attempt(place, &settled, &last, &place) {
                    try settler.settle($0, .both); return true
                }
            case UInt8(ascii: "e"):
                split(place)
                attempt(place, &settled, &last, &place) { items in
                    try items.allSatisfy { try ConflictEditor(settler, world).edit($0) }
                }
            case UInt8(ascii: "v"): for item in questions[place].items.prefix(1) { view(item) }
            case UInt8(ascii: "i"): split(place)
            case UInt8(ascii: "s"): place += 1
            case UInt8(ascii: "u"):
                guard let back = last else { world.out.write("Nothing was settled yet.\n"); break }
                for item in questions[back].items { try world.settler().bringBack(item) }
                settled.remove(back)
                (place, last) = (back, nil)
            case UInt8(ascii: "q"), nil: place = questions.count
            default: world.out.write(Self.help)
            }
        }
        return finish(left: questions.indices.filter { !settled.contains($0) }.reduce(0) { $0 + questions[$1].items.count })
    }

    private static let help: Shown = """
        o  ours
        t  theirs
        b  base: what was before both
        a  all: both sides, ours first, where both can stand
        e  edit the place
        i  individually: ask about each of a series
        v  view the text of both sides
        s  skip: leave it open
        u  undo the last answer
        q  quit: the rest stays open

        """

    private func show(_ place: Int) {
        world.out.write("\n\(world.paint("[\(place + 1)/\(questions.count)] ", .dim))")
        ConflictCard(questions[place], origins, world).write(to: world.out)
        let count = questions[place].items.count
        let all: Shown =
            count > 1 ? "of all \(count) take [o]urs, [t]heirs, [b]ase, [a]ll, [i]ndividually" : "take [o]urs, [t]heirs, [b]ase, [a]ll"
        world.out.write(world.paint("\(all), [e]dit, [v]iew, [s]kip, [u]ndo, [q]uit, [?]: ", .cyan))
        world.out.flush()
    }

    /// Makes a question of its own of each conflict of a series.
    private mutating func split(_ place: Int) {
        let items = questions[place].items
        guard items.count > 1 else { return }
        questions.replaceSubrange(place...place, with: items.map { ConflictSeries(number: questions[place].number, items: [$0]) })
    }

    /// An answer that cannot be followed is told, and the question stays.
    private func attempt(
        _ index: Int, _ settled: inout Set<Int>, _ last: inout Int?, _ place: inout Int, _ answer: ([OpenMerge.Item]) throws -> Bool
    ) {
        do {
            guard try answer(questions[index].items) else { return world.out.write("It is still open.\n") }
            settled.insert(index)
            last = index
            place = index + 1
        } catch {
            world.report(describe(error))
        }
    }

    private func view(_ item: OpenMerge.Item) {
        for path in settler.files(of: item) {
            guard let file = try? settler.file(path) else { continue }
            let (text, regions) = (file.text, file.regions.filter { $0.isOf(item.conflict.conflict.address) || $0.isOfLines })
            world.out.write("\(world.paint("\(path)", .bold))\n")
            for region in regions {
                let lines = String(decoding: text[region.range], as: UTF8.self).lines
                for line in Shown.content(lines) { world.out.write("\(line)\n") }
            }
            if regions.isEmpty { world.out.write("one side has the file, the other has not\n") }
        }
    }

    private func finish(left: Int) -> ExitStatus {
        guard left > 0 else {
            world.out.write("\nAll conflicts are settled: 'git sol merge --continue', or what 'git status' says.\n")
            return .done
        }
        world.out.write("\n\(left) conflict\(left == 1 ? " is" : "s are") still open.\n")
        return .findings
    }
}
