// Names that a designer numbers through: the steps of classic workflows and business process flows. One step more, and all behind it are
// called anew.

/// The generated names of one document, in the order in which they come up.
struct GeneratedNames {
    /// `ConditionBranchStep5`, `ConditionBranchStep5_1`: a word, a number, and perhaps the number of one of its variables.
    struct Name: Hashable {
        let word: String
        let number: Int
        var variable: Int?

        static func == (one: Name, other: Name) -> Bool {
            one.number == other.number && one.variable == other.variable && one.word == other.word
        }

        func hash(into hasher: inout Hasher) {
            Exact(word).hash(into: &hasher)
            hasher.combine(number)
            hasher.combine(variable)
        }

        var text: String { word + String(number) + (variable.map { "_" + String($0) } ?? "") }
        /// The step that a variable is of.
        var step: Name { Name(word: word, number: number) }
        /// What is the same whatever number the step has.
        var sort: String { word + (variable.map { "_" + String($0) } ?? "") }
    }

    /// What such a word ends with.
    private static let ending = Array("Step".utf8)

    private let source: [UInt8]
    private var places: [(range: Range<Int>, name: Name)] = []
    private(set) var names: [Name] = []
    private var steps: [Name] = []
    /// What is said of each step and of its variables, whatever it is called.
    private var profiles: [Name: UInt64] = [:]

    init(_ source: [UInt8]) {
        self.source = source
        find()
        profile()
    }

    var isEmpty: Bool { names.isEmpty }

    // MARK: - Finding

    private mutating func find() {
        var known: Set<Name> = []
        var stepsKnown: Set<Name> = []
        var place = 0
        while place + Self.ending.count < source.count {
            guard source[place] == Self.ending[0], source[place...].starts(with: Self.ending) else {
                place += 1
                continue
            }
            let digits = place + Self.ending.count
            guard let (number, end) = Self.number(source, at: digits) else {
                place = digits
                continue
            }
            var start = place
            while start > 0, Self.isWord(source[start - 1]) { start -= 1 }
            var name = Name(word: String(decoding: source[start..<digits], as: UTF8.self), number: number)
            var last = end
            if end < source.count, source[end] == UInt8(ascii: "_"), let (variable, close) = Self.number(source, at: end + 1),
                close == source.count || !Self.isWord(source[close])
            {
                (name.variable, last) = (variable, close)
            }
            places.append((start..<last, name))
            if known.insert(name).inserted { names.append(name) }
            if stepsKnown.insert(name.step).inserted { steps.append(name.step) }
            place = last
        }
    }

    private static func number(_ source: [UInt8], at place: Int) -> (Int, Int)? {
        var (value, here) = (0, place)
        while here < source.count, here - place < 9, case let digit = source[here], digit >= 0x30, digit <= 0x39 {
            value = value * 10 + Int(digit - 0x30)
            here += 1
        }
        return here == place || here < source.count && source[here] >= 0x30 && source[here] <= 0x39 ? nil : (value, here)
    }

    private static func isWord(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F }

    /// The tags and texts in which a name stands, with all generated names in them told by their sorts alone.
    private mutating func profile() {
        var index = 0
        while index < places.count {
            var (start, end) = (places[index].range.lowerBound, places[index].range.upperBound)
            while start > 0, source[start - 1] != UInt8(ascii: "<"), source[start - 1] != UInt8(ascii: ">") { start -= 1 }
            while end < source.count, source[end] != UInt8(ascii: "<"), source[end] != UInt8(ascii: ">") { end += 1 }
            var last = index
            while last + 1 < places.count, places[last + 1].range.lowerBound < end { last += 1 }
            var text: [UInt8] = []
            var position = start
            for place in places[index...last] {
                text += source[position..<place.range.lowerBound] + Array(place.name.sort.utf8)
                position = place.range.upperBound
            }
            text += source[position..<end]
            let hash = Hashing.bytes(text, 0..<text.count)
            for place in places[index...last] { profiles[place.name.step] = Hashing.mix(profiles[place.name.step] ?? 1, hash) }
            index = last + 1
        }
    }

    // MARK: - The same step in two documents

    /// By the names of this document, those of another for the same steps and their variables.
    func counterparts(in other: GeneratedNames) -> [Name: Name] { named(stepCounterparts(in: other)) }

    /// The same for the steps alone.
    ///
    /// A step is the same of which the same is said, and as often; else the only one of its sort between two such. Where names by themselves
    /// tell as much, nobody renumbered anything, and each is what it is called.
    private func stepCounterparts(in other: GeneratedNames) -> [Name: Name] {
        let unmoved = steps.filter { profiles[$0] == other.profiles[$0] }
        var pairs = sameProfiles(in: other)
        if unmoved.count >= pairs.count {
            let known = Set(other.steps)
            return Dictionary(uniqueKeysWithValues: steps.filter(known.contains).map { ($0, $0) })
        }
        let kept = Sequences.longestAscending(pairs.map(\.1))
        pairs = kept.map { pairs[$0] }
        var found = Dictionary(uniqueKeysWithValues: pairs.map { (steps[$0.0], other.steps[$0.1]) })
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(steps.count, other.steps.count)] {
            let left = Dictionary(grouping: steps[i..<x]) { Exact($0.word) }
            let right = Dictionary(grouping: other.steps[j..<y]) { Exact($0.word) }
            for (word, one) in left where one.count == 1 { if let only = right[word], only.count == 1 { found[one[0]] = only[0] } }
            (i, j) = (x + 1, y + 1)
        }
        return found
    }

    /// Places of steps of which the same is said, and as often on both sides: ascending on this one.
    private func sameProfiles(in other: GeneratedNames) -> [(Int, Int)] {
        let left = Dictionary(grouping: steps.indices) { profiles[steps[$0]] }
        let right = Dictionary(grouping: other.steps.indices) { other.profiles[other.steps[$0]] }
        var pairs: [(Int, Int)] = []
        for (profile, places) in left { if let others = right[profile], others.count == places.count { pairs += zip(places, others) } }
        return pairs.sorted { $0.0 < $1.0 }
    }

    /// With the variables of the steps.
    private func named(_ found: [Name: Name]) -> [Name: Name] {
        var all: [Name: Name] = [:]
        for name in names {
            guard var new = found[name.step] else { continue }
            new.variable = name.variable
            all[name] = new
        }
        return all
    }

    /// The text with other names.
    func renamed(_ new: [Name: Name]) -> [UInt8] {
        source.applying(places.compactMap { place in new[place.name].map { (place.range, Array($0.text.utf8)) } })
    }

    /// A document with the names that another has for the same steps; nil where nothing has to be renamed, or where that would give two
    /// steps one name.
    static func renamed(_ source: [UInt8], as other: [UInt8]) -> [UInt8]? {
        let (before, after) = (GeneratedNames(source), GeneratedNames(other))
        if before.isEmpty || after.isEmpty { return nil }
        let found = before.counterparts(in: after)
        let new = found.filter { $0 != $1 }
        if new.isEmpty { return nil }
        // What only it has keeps its name, if nothing else gets it now.
        let rest = Set(before.names.filter { found[$0] == nil })
        return rest.isDisjoint(with: found.values) ? before.renamed(new) : nil
    }

    // MARK: - A merge

    /// The three documents with our names for all steps that are the same, and names of their own for all others; nil where nothing has to
    /// be renamed.
    static func aligned(_ texts: Sides<[UInt8]>) -> Sides<[UInt8]>? {
        guard let text = texts.base else { return nil }
        let (base, ours, theirs) = (GeneratedNames(text), GeneratedNames(texts.ours), GeneratedNames(texts.theirs))
        if base.isEmpty || ours.isEmpty || theirs.isEmpty { return nil }
        var used = Set(ours.steps)
        var next = (base.steps + ours.steps + theirs.steps).map(\.number).max() ?? 0
        /// A name that nothing else has.
        func fresh(_ step: Name) -> Name {
            var free = step
            if used.contains(step) {
                next += 1
                free = Name(word: step.word, number: next)
            }
            used.insert(free)
            return free
        }
        var ofBase = base.stepCounterparts(in: ours)
        for step in base.steps where ofBase[step] == nil { ofBase[step] = fresh(step) }
        var ofTheirs = theirs.stepCounterparts(in: base).compactMapValues { ofBase[$0] }
        let known = Set(ofBase.values)
        for step in theirs.steps where ofTheirs[step] == nil {
            // What both added in one way is one step.
            let isOurs = theirs.profiles[step] == ours.profiles[step] && !known.contains(step)
            ofTheirs[step] = isOurs ? step : fresh(step)
        }
        if ofBase.allSatisfy({ $0 == $1 }), ofTheirs.allSatisfy({ $0 == $1 }) { return nil }
        return Sides(base: base.renamed(base.named(ofBase)), ours: texts.ours, theirs: theirs.renamed(theirs.named(ofTheirs)))
    }
}

extension Tree {
    /// A document in which a designer numbers steps through.
    var isWorkflow: Bool { syntax == .xml && name(of: root) == PackageNames.workflowRoot }
}
