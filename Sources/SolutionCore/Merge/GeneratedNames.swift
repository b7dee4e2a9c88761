// Names that a designer numbers through: the steps of classic workflows and business process flows. One step more, and all behind it are
// called anew.

/// The generated names of one document, in the order in which they come up.
struct GeneratedNames {
    /// `ConditionBranchStep5`, `ConditionBranchStep5_1`: a word, a number, and perhaps the number of one of its variables.
    struct Name: Hashable {
        let word: String
        let number: Int
        var variable: Int?

        var text: String { word + String(number) + (variable.map { "_" + String($0) } ?? "") }
        /// The step that a variable is of.
        var step: Name { Name(word: word, number: number) }
        /// What is the same whatever the numbers.
        var sort: String { word + (variable == nil ? "" : "_") }
    }

    /// What such a word ends with.
    private static let ending = Array("Step".utf8)

    private let source: [UInt8]
    private var places: [(range: Range<Int>, name: Name)] = []
    private(set) var names: [Name] = []
    /// What is said of each name, whatever it is called.
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
            for place in places[index...last] { profiles[place.name] = Hashing.mix(profiles[place.name] ?? 1, hash) }
            index = last + 1
        }
    }

    // MARK: - The same step in two documents

    /// By the names of this document, those of another for the same steps: of which the same is said in the same order, what is the only
    /// one of its sort between those, and the variables of the same number in the same step.
    func counterparts(in other: GeneratedNames) -> [Name: Name] {
        let pairs = Sequences.common(names.map { profiles[$0] ?? 0 }, other.names.map { other.profiles[$0] ?? 0 })
        var found: [Name: Name] = [:]
        var taken: Set<Name> = []
        func join(_ one: Name, _ other: Name) {
            guard one.sort == other.sort, found[one] == nil, taken.insert(other).inserted else { return }
            found[one] = other
        }
        for (x, y) in pairs { join(names[x], other.names[y]) }
        var (i, j) = (0, 0)
        for (x, y) in pairs + [(names.count, other.names.count)] {
            let (left, right) = (Dictionary(grouping: names[i..<x], by: \.sort), Dictionary(grouping: other.names[j..<y], by: \.sort))
            for (sort, one) in left where one.count == 1 { if let only = right[sort], only.count == 1 { join(one[0], only[0]) } }
            (i, j) = (x + 1, y + 1)
        }
        let known = Set(other.names)
        for name in names where name.variable != nil && found[name] == nil {
            guard var twin = found[name.step] else { continue }
            twin.variable = name.variable
            if known.contains(twin) { join(name, twin) }
        }
        return found
    }

    /// The text with other names.
    func renamed(_ new: [Name: Name]) -> [UInt8] {
        source.applying(places.compactMap { place in new[place.name].map { (place.range, Array($0.text.utf8)) } })
    }

    // MARK: - A merge

    /// The three documents with our names for all steps that are the same, and names of their own for all others; nil where nothing has to
    /// be renamed.
    static func aligned(_ texts: Sides<[UInt8]>) -> Sides<[UInt8]>? {
        guard let text = texts.base else { return nil }
        let (base, ours, theirs) = (GeneratedNames(text), GeneratedNames(texts.ours), GeneratedNames(texts.theirs))
        if base.isEmpty || ours.isEmpty || theirs.isEmpty { return nil }
        var used = Set(ours.names)
        var next = (base.names + ours.names + theirs.names).map(\.number).max() ?? 0
        /// A name that nothing else has.
        func fresh(_ name: Name, in new: [Name: Name]) -> Name {
            var free = name
            if name.variable != nil {
                free = new[name.step] ?? name.step
                free.variable = name.variable
                while used.contains(free) { free.variable = (free.variable ?? 0) + 1 }
            } else if used.contains(name) {
                next += 1
                free = Name(word: name.word, number: next)
            }
            used.insert(free)
            return free
        }
        // Steps come before their variables.
        func inOrder(_ names: [Name]) -> [Name] { names.filter { $0.variable == nil } + names.filter { $0.variable != nil } }
        var ofBase = base.counterparts(in: ours)
        for name in inOrder(base.names) where ofBase[name] == nil { ofBase[name] = fresh(name, in: ofBase) }
        var ofTheirs = theirs.counterparts(in: base).compactMapValues { ofBase[$0] }
        for name in inOrder(theirs.names) where ofTheirs[name] == nil { ofTheirs[name] = fresh(name, in: ofTheirs) }
        if ofBase.allSatisfy({ $0 == $1 }), ofTheirs.allSatisfy({ $0 == $1 }) { return nil }
        return Sides(base: base.renamed(ofBase), ours: texts.ours, theirs: theirs.renamed(ofTheirs))
    }
}
