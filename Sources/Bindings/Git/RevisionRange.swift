// Several commits as one word: ranges, and a commit without its parents.

/// What a word says of commits.
public struct RevisionRange: Equatable, Sendable {
    public enum Kind: Equatable, Sendable {
        /// `B` alone.
        case single
        /// `A..B`, and `B^!`, which is `B` without what its parent has.
        case twoDot
        /// `A...B`.
        case threeDot
        /// `^A`.
        case hidden
        /// `B^@`.
        case parents
    }

    public let kind: Kind
    /// The left commit, nil for a single revision.
    public let from: ObjectID?
    /// The right, or only, object.
    public let to: ObjectID
    /// As people named them.
    public let names: (from: String?, to: String)
    /// The commits that it starts from, and those it leaves out with all they can reach.
    public let starts: [ObjectID]
    public let hidden: [ObjectID]

    init(
        _ kind: Kind, from: ObjectID? = nil, to: ObjectID, names: (String?, String), starts: [ObjectID] = [], hidden: [ObjectID] = []
    ) {
        self.kind = kind
        self.from = from
        self.to = to
        self.names = names
        self.starts = starts
        self.hidden = hidden
    }

    public static func == (one: RevisionRange, other: RevisionRange) -> Bool {
        one.kind == other.kind && one.from == other.from && one.to == other.to
    }
}

extension Repository {
    /// Reads a revision or a range. Sides left out of a range are HEAD.
    public func range(_ text: String) throws(GitError) -> RevisionRange {
        if let range = try dots(text) { return range }
        if text.hasPrefix("^") {
            let name = String(decoding: text.utf8.dropFirst(), as: UTF8.self)
            let commit = try commit(name)
            return RevisionRange(.hidden, to: commit, names: (nil, name), hidden: [commit])
        }
        if let range = try parents(text) { return range }
        let id = try revision(text)
        return RevisionRange(.single, to: id, names: (nil, text), starts: [id])
    }

    /// Git divides at the first dots. What is no range by that may still be a revision: `main:a..b`.
    private func dots(_ text: String) throws(GitError) -> RevisionRange? {
        guard let place = text.utf8.firstRange(of: "..".utf8) else { return nil }
        let isThree = text.utf8[place.upperBound...].first == UInt8(ascii: ".")
        let sides = [text.utf8[..<place.lowerBound], text.utf8[place.upperBound...].dropFirst(isThree ? 1 : 0)]
        let names = sides.map { $0.isEmpty ? "HEAD" : String(decoding: $0, as: UTF8.self) }
        // Two dots alone are the folder above.
        guard !(sides[0].isEmpty && sides[1].isEmpty) || isThree else { return nil }
        let (from, to): (ObjectID, ObjectID)
        do throws(GitError) {
            (from, to) = (try commit(names[0]), try commit(names[1]))
        } catch {
            if (try? revision(text)) != nil { return nil }
            throw error
        }
        let bases = isThree ? try mergeBases(from, to) : []
        return RevisionRange(
            isThree ? .threeDot : .twoDot, from: from, to: to, names: (names[0], names[1]),
            starts: isThree ? [to, from] : [to], hidden: isThree ? bases : [from])
    }

    /// `B^!`, `B^@`, `B^-` and `B^-2`.
    private func parents(_ text: String) throws(GitError) -> RevisionRange? {
        let bytes = Array(text.utf8)
        guard let caret = bytes.lastIndex(of: UInt8(ascii: "^")), caret > 0, caret + 1 < bytes.count else { return nil }
        let name = String(decoding: bytes[..<caret], as: UTF8.self)
        let digits = bytes[(caret + 2)...]
        let number = digits.isEmpty ? 1 : Int(String(decoding: digits, as: UTF8.self)) ?? 0
        switch bytes[caret + 1] {
        case UInt8(ascii: "!") where digits.isEmpty, UInt8(ascii: "@") where digits.isEmpty, UInt8(ascii: "-") where number > 0: break
        default: return nil
        }
        let id = try commit(name)
        let parents = try readCommit(id).parents
        switch bytes[caret + 1] {
        case UInt8(ascii: "@"): return RevisionRange(.parents, to: id, names: (nil, name), starts: parents)
        case UInt8(ascii: "!"):
            let isRoot = parents.isEmpty
            return RevisionRange(
                isRoot ? .single : .twoDot, from: parents.first, to: id, names: (isRoot ? nil : name + "^", name), starts: [id],
                hidden: parents)
        default:
            guard number <= parents.count else {
                throw GitError(code: GitError.Code.notFound, message: "'\(name)' has no parent \(number)")
            }
            let parent = parents[number - 1]
            return RevisionRange(
                .twoDot, from: parent, to: id, names: ("\(name)^\(number)", name), starts: [id], hidden: [parent])
        }
    }
}
