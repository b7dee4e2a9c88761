// The tag of a release: made only of what can be made again from it.

public import Bindings
public import SolutionCore

/// A release that is about to be tagged.
public struct ReleaseTag {
    public let name: String
    public let facts: ReleaseFacts
    private let commit: ObjectID
    private let record: ReleaseRecord

    /// Throws where a half could not be made again from the commit and the record, or where a message cannot name the solution.
    public init(
        _ name: String, at commit: ObjectID, _ folder: ReleaseFolder, _ halves: ReleaseHalves, _ manifest: Manifest,
        record: ReleaseRecord, tool: String
    ) throws(StoreError) {
        self.name = name
        self.commit = commit
        self.record = record
        let digests = try halves.digests()
        try Self.prove(folder, record, halves)
        facts = ReleaseFacts(
            solution: manifest.uniqueName, version: manifest.version, publisher: MessageText.line(manifest.publisher),
            folder: folder.folder, commit: commit.hex, unmanagedDigest: digests[0], managedDigest: digests[1], tool: tool)
        guard facts.arePlain else {
            throw StoreError(
                .badInput,
                "a tag cannot name the solution '\(facts.solution)' in the folder '\(facts.folder)': names in it are a line each",
                hints: ["take line ends and what nobody sees out of the names"])
        }
    }

    private static func prove(_ folder: ReleaseFolder, _ record: ReleaseRecord, _ halves: ReleaseHalves) throws(StoreError) {
        let made = try folder.halves(with: record)
        for (half, wanted) in zip(made.all, halves.all) {
            if try half.isEqual(to: wanted) { continue }
            if try half.rebuilt().isEqual(to: wanted) { continue }
            throw StoreError(
                .failed,
                "the \(half.word) half cannot be made again from the commit: what its package unpacks to is not what was exported",
                hints: ["keep the zip, and please report this: git sol version --build"])
        }
    }

    /// Git makes it, and signs it. `flags` are those of `git tag`; `paragraphs` are for people.
    public func make(_ paragraphs: [String], flags: [String], git: GitProgram) throws(StoreError) {
        let bytes = record.encoded
        let deflated = try ofGit { () throws(GitError) in record.isEmpty ? nil : try Compression.deflate(bytes) }
        let message = ReleaseMessage.text(
            words: paragraphs, facts: facts, record: deflated.map { (bytes.count, $0) }, digest: Release.digest)
        let words = ["tag", "--cleanup=verbatim", "-F", "-"] + flags + ["--", name, commit.hex]
        try git.output(of: words, input: Array(message.utf8))
    }
}
