// git sol resolve on a terminal: the open conflicts one by one, a key for each.

internal import SolutionCore
internal import SolutionStore

struct ConflictDialogue {
    private let settler: ConflictSettler
    private let world: World
    private let origins: ConflictOrigins
    private var questions: [Question]
    private var settled: Set<Int> = []
    private var last: [Question] = []

    /// A question keeps its number when others are split.
    private struct Question {
        let number: Int
        let series: ConflictSeries

        /// What has a file of its own is a component.
        var file: String? { series.items.first?.conflict.file }
        /// What questions have in common that are alike: the kind, the property and the reason.
        var likeness: [String] {
            guard let conflict = series.items.first?.conflict.conflict else { return [] }
            return [conflict.subject.kind, conflict.trail.last?.noun ?? "", conflict.reason.rawValue]
        }
    }

    /// Which of the open questions an answer is for.
    private enum Scope { case one, component, alike }

    init(_ settler: ConflictSettler, _ items: [OpenMerge.Item], _ world: World) {
        self.settler = settler
        let all = ConflictSeries.all(of: items)
        questions = all.enumerated().map { Question(number: $0, series: $1) }
        self.world = world
        origins = ConflictOrigins(settler.open, of: all.flatMap(\.items), world)
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
        ConflictCard.writeCounts(of: questions.flatMap(\.series.items), world)
        var place = 0
        while place < questions.count {
            if settled.contains(questions[place].number) {
                place += 1
                continue
            }
            show(place)
            guard let letter = try answer() else { break }
            switch letter {
            case UInt8(ascii: "a"): try ask(place, .component)
            case UInt8(ascii: "l"): try ask(place, .alike)
            case UInt8(ascii: "e"):
                split(place)
                let (settler, world) = (settler, world)
                attempt([questions[place]]) { items in try items.allSatisfy { try ConflictEditor(settler, world).edit($0) } }
            case UInt8(ascii: "v"): for item in questions[place].series.items.prefix(1) { view(item) }
            case UInt8(ascii: "i"): split(place)
            case UInt8(ascii: "s"): place += 1
            case UInt8(ascii: "u"):
                guard let back = last.first?.number else { world.out.write("Nothing was settled yet.\n"); break }
                for item in last.flatMap(\.series.items) { try world.settler().bringBack(item) }
                settled.subtract(last.map(\.number))
                (place, last) = (questions.firstIndex { $0.number == back } ?? place, [])
            case UInt8(ascii: "q"): place = questions.count
            default:
                if let choice = choice(letter) { take(choice, place, .one) } else { world.out.write(Self.help) }
            }
        }
        return finish(left: questions.filter { !settled.contains($0.number) }.reduce(0) { $0 + $1.series.items.count })
    }

    /// The letter of the next key that says something: Enter and blanks do not. Nil at the end.
    private func answer() throws -> UInt8? {
        while let key = try world.key() {
            guard key > 0x20 else { continue }
            let letter = key | 0x20
            world.out.write("\(letter < 0x7F ? String(UnicodeScalar(letter)) : "")\n")
            return letter
        }
        world.out.write("q\n")
        return nil
    }

    private static let letters: [(UInt8, ConflictChoice, Shown)] = [
        (UInt8(ascii: "o"), .ours, "[o]urs"), (UInt8(ascii: "t"), .theirs, "[t]heirs"), (UInt8(ascii: "b"), .base, "[b]ase"),
        (UInt8(ascii: "h"), .both, "bot[h]"),
    ]

    private func choice(_ letter: UInt8) -> ConflictChoice? { Self.letters.first { $0.0 == letter }?.1 }

    private static let help: Shown = """
        o  ours
        t  theirs
        b  base: what was before both
        h  both sides, ours first, where both can stand
        a  all of this component that is still open: the next key says what to take
        l  all like this: the same property, with the same reason
        e  edit the place
        i  individually: ask about each of a series
        v  view the text of both sides
        s  skip: leave it open
        u  undo the last answer
        q  quit: the rest stays open

        """

    private func show(_ place: Int) {
        let series = questions[place].series
        world.out.write("\n\(world.paint("[\(place + 1)/\(questions.count)] ", .dim))")
        ConflictCard(series, origins, world).write(to: world.out)
        var parts = [taking(place, .one)]
        if meant(place, .component).count > 1 { parts.append("[a]ll of this component") }
        if meant(place, .alike).count > 1 { parts.append("al[l] like this") }
        if series.items.count > 1 { parts.append("[i]ndividually") }
        if series.items.contains(where: \.isInText) { parts.append("[e]dit") }
        parts += ["[v]iew", "[s]kip"] + (last.isEmpty ? [] : ["[u]ndo"]) + ["[q]uit", "[?]"]
        let start: Shown = series.items.count > 1 ? "of all \(series.items.count) take " : "take "
        prompt(start, parts)
    }

    private func prompt(_ start: Shown, _ parts: [Shown]) {
        let list = parts.dropFirst().reduce(parts.first ?? "") { "\($0), \($1)" }
        world.out.write(world.paint("\(start)\(list): ", .cyan))
        world.out.flush()
    }

    /// The sides that can be taken of all that is meant.
    private func taking(_ place: Int, _ scope: Scope) -> Shown {
        let items = meant(place, scope).flatMap(\.series.items)
        let possible = Self.letters.filter { letter in items.allSatisfy { settler.canTake(letter.1, of: $0) } }.map(\.2)
        return possible.dropFirst().reduce(possible.first ?? "") { "\($0), \($1)" }
    }

    private func meant(_ place: Int, _ scope: Scope) -> [Question] {
        let asked = questions[place]
        return questions.filter { other in
            if other.number == asked.number { return true }
            guard !settled.contains(other.number) else { return false }
            return switch scope {
            case .one: false
            case .component: other.file == asked.file
            case .alike: other.likeness == asked.likeness
            }
        }
    }

    /// What to take of several questions at once.
    private mutating func ask(_ place: Int, _ scope: Scope) throws {
        let count = meant(place, scope).reduce(0) { $0 + $1.series.items.count }
        prompt("of all \(count) take ", [taking(place, scope), "any other key for none"])
        guard let letter = try answer(), let choice = choice(letter) else { return }
        take(choice, place, scope)
    }

    private mutating func take(_ choice: ConflictChoice, _ place: Int, _ scope: Scope) {
        let settler = settler
        attempt(meant(place, scope)) { items in
            try settler.settle(items, choice)
            return true
        }
    }

    /// Makes a question of its own of each conflict of a series.
    private mutating func split(_ place: Int) {
        let items = questions[place].series.items
        guard items.count > 1 else { return }
        let next = (questions.map(\.number).max() ?? 0) + 1
        let number = questions[place].series.number
        questions.replaceSubrange(
            place...place,
            with: items.enumerated().map { Question(number: next + $0, series: ConflictSeries(number: number, items: [$1])) })
    }

    /// An answer that cannot be followed is told, and the question stays.
    private mutating func attempt(_ asked: [Question], _ answer: ([OpenMerge.Item]) throws -> Bool) {
        do {
            guard try answer(asked.flatMap(\.series.items)) else { return world.out.write("It is still open.\n") }
            settled.formUnion(asked.map(\.number))
            last = asked
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
