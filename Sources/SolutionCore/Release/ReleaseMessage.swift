// The message of a release tag: words for people, the record of what the folder cannot carry, and trailers for programs.

/// What a release tag says of the solution, beside the words.
public struct ReleaseFacts: Equatable, Sendable {
    public var solution: String
    public var version: String
    public var publisher: String
    /// Where the solution is in the tree: "" or a folder with a slash at its end.
    public var folder: String
    /// The full id of the tagged commit.
    public var commit: String
    public var unmanagedDigest: String
    public var managedDigest: String
    public var tool: String

    public init(
        solution: String, version: String, publisher: String, folder: String, commit: String, unmanagedDigest: String,
        managedDigest: String, tool: String
    ) {
        self.solution = solution
        self.version = version
        self.publisher = publisher
        self.folder = folder
        self.commit = commit
        self.unmanagedDigest = unmanagedDigest
        self.managedDigest = managedDigest
        self.tool = tool
    }

    /// Whether each value reads as one line and as what it is.
    public var arePlain: Bool {
        [solution, version, publisher, folder, commit, unmanagedDigest, managedDigest, tool].allSatisfy { MessageText.line($0) == $0 }
    }

    /// The name of the tag without `refs/tags/`.
    public var tagName: String { Self.tagName(solution, version) }

    public static func tagName(_ solution: String, _ version: String) -> String { "\(solution)/v\(version)" }
}

/// The message of a release tag, taken apart.
public struct ReleaseMessage: Equatable, Sendable {
    public let subject: String
    public let facts: ReleaseFacts
    /// The record, deflated, and how long it was before; nil where the folder carries all.
    public let record: (size: Int, deflated: [UInt8])?
    /// Everything above the line with the digest of the message.
    public let signedText: String
    /// The digest that the message claims for that.
    public let digest: String

    public static func == (a: ReleaseMessage, b: ReleaseMessage) -> Bool { a.signedText == b.signedText && a.digest == b.digest }

    static let begin = "-----BEGIN SOLUTION HALVES-----"
    static let end = "-----END SOLUTION HALVES-----"
    private static let lineLength = 76

    // MARK: - Writing

    /// The whole message. `words` are paragraphs, the subject first; `digest` makes the digest of a text.
    public static func text(
        words: [String], facts: ReleaseFacts, record: (size: Int, deflated: [UInt8])?, digest: (String) -> String
    ) -> String {
        var text = words.joined(separator: "\n\n") + "\n\n"
        if let record {
            text += begin + "\n\(record.size)\n"
            var rest = Base64.encode(record.deflated)[...]
            while !rest.isEmpty {
                text += rest.prefix(lineLength) + "\n"
                rest = rest.dropFirst(lineLength)
            }
            text += end + "\n\n"
        }
        let trailers = [
            ("Solution", facts.solution), ("Solution-Version", facts.version), ("Publisher", facts.publisher),
            ("Folder", facts.folder.isEmpty ? "." : String(facts.folder.dropLast())), ("Commit", facts.commit),
            ("Unmanaged-Digest", facts.unmanagedDigest), ("Managed-Digest", facts.managedDigest), ("Tool", facts.tool),
        ]
        for (name, value) in trailers { text += "\(name): \(value)\n" }
        return text + "Message-Digest: \(digest(text))\n"
    }

    /// Whether words can stand in a message without being taken for something else.
    public static func isPlain(_ words: String) -> Bool {
        !words.lines.contains { $0.hasPrefix("-----BEGIN ") || $0.hasPrefix("-----END ") }
    }

    // MARK: - Reading

    /// Reads the message of a tag, without its signature. Nil where it is not that of a release.
    public init?(_ message: String) {
        let mark = "\nMessage-Digest: "
        guard let place = message.lastRange(of: mark) else { return nil }
        let rest = message[place.upperBound...]
        digest = String(rest.lines[0])
        guard rest.dropFirst(digest.count) == "\n" else { return nil }
        signedText = String(message[..<place.lowerBound]) + "\n"
        let lines = signedText.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        subject = lines.first.map(String.init) ?? ""
        var values: [Exact: String] = [:]
        let trailers = lines.suffix(from: (lines.lastIndex(of: "") ?? lines.startIndex - 1) + 1)
        for line in trailers {
            guard let colon = line.firstRange(of: ": ") else { return nil }
            guard values.updateValue(String(line[colon.upperBound...]), forKey: Exact(line[..<colon.lowerBound])) == nil else { return nil }
        }
        guard let solution = values["Solution"], let version = values["Solution-Version"], let folder = values["Folder"],
            let commit = values["Commit"]
        else { return nil }
        facts = ReleaseFacts(
            solution: solution, version: version, publisher: values["Publisher"] ?? "", folder: folder == "." ? "" : folder + "/",
            commit: commit, unmanagedDigest: values["Unmanaged-Digest"] ?? "", managedDigest: values["Managed-Digest"] ?? "",
            tool: values["Tool"] ?? "")
        guard let start = lines.lastIndex(of: Self.begin[...]) else {
            record = nil
            return
        }
        guard let end = lines[start...].firstIndex(of: Self.end[...]), end > start + 1, let size = Int(lines[start + 1]),
            let deflated = Base64.decode(lines[(start + 2)..<end].joined())
        else { return nil }
        record = (size, deflated)
    }
}

extension String {
    fileprivate func lastRange(of needle: String) -> Range<Index>? {
        let (bytes, wanted) = (Array(utf8), Array(needle.utf8))
        guard bytes.count >= wanted.count else { return nil }
        for start in stride(from: bytes.count - wanted.count, through: 0, by: -1) where bytes[start] == wanted[0] {
            if bytes[start..<start + wanted.count].elementsEqual(wanted) {
                return utf8.index(startIndex, offsetBy: start)..<utf8.index(startIndex, offsetBy: start + wanted.count)
            }
        }
        return nil
    }
}
