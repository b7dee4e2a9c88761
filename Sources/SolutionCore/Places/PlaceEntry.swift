// One moment of a place: which release of a solution came there. It is the message of a commit, so that who and when are git's.

/// What is deployed somewhere, since some moment.
public struct PlaceEntry: Equatable, Sendable {
    public let place: String
    /// The unique name.
    public let solution: String
    public let version: String
    /// A tag or another revision, as somebody named it.
    public let tag: String
    /// The full id of the commit that it was then.
    public let commit: String
    /// What was there before; nil where nothing was known.
    public let from: String?
    public let note: String?

    public init(place: String, solution: String, version: String, tag: String, commit: String, from: String?, note: String?) {
        self.place = place
        self.solution = MessageText.line(solution)
        self.version = MessageText.line(version)
        self.tag = MessageText.line(tag)
        self.commit = commit
        self.from = from.map(MessageText.line)
        self.note = note.map(MessageText.line)
    }

    private static let names = (
        place: "Place", solution: "Solution", version: "Solution-Version", tag: "Tag", commit: "Commit", from: "From", note: "Note"
    )

    /// The message of the commit: words for people, trailers for programs.
    public var message: String {
        let names = Self.names
        let trailers = [
            (names.place, place), (names.solution, solution), (names.version, version), (names.tag, tag), (names.commit, commit),
            (names.from, from), (names.note, note),
        ]
        let lines = trailers.compactMap { name, value in value.map { "\(name): \($0)" } }
        return "\(place): \(solution) \(version)\n\n" + lines.joined(separator: "\n") + "\n"
    }

    /// Reads such a message; nil for any other.
    public init?(message: String) {
        let lines = message.withoutEnd.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.suffix(from: (lines.lastIndex(of: "") ?? lines.startIndex - 1) + 1)
        var values: [Exact: String] = [:]
        for line in last {
            guard let colon = line.firstRange(of: ": ") else { return nil }
            values[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        let names = Self.names
        guard let place = values[names.place], let solution = values[names.solution], let tag = values[names.tag],
            let commit = values[names.commit]
        else { return nil }
        self.init(
            place: place, solution: solution, version: values[names.version] ?? "", tag: tag, commit: commit, from: values[names.from],
            note: values[names.note])
    }
}

extension String {
    /// Without line ends at its end.
    fileprivate var withoutEnd: String {
        String(decoding: Array(utf8).reversed().drop { $0 == UInt8(ascii: "\n") }.reversed(), as: UTF8.self)
    }
}
